"""From the trained net to a TFLite file that computes in floats.

Full int8 computation runs ten times slower on tflite-runtime 2.14 and dynamic-range files are garbage there,
so only the stored weights are quantised: the runtime unpacks them when it loads the file.
"""

from __future__ import annotations

import copy
from enum import Enum
from typing import TYPE_CHECKING

import litert_torch
import torch
from ai_edge_quantizer import quantizer, recipe
from torch import nn

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.training.network import MobileNetV2


class Weights(Enum):
    """How the file stores its weights."""

    FLOAT32 = "float32"
    INT8 = "int8"


def export(net: MobileNetV2, size: int, target: Path, weights: Weights = Weights.INT8) -> None:
    """Write `target`: input `(1, size, size, 3)` float32 in -1..1, output `(1, 2)` raw logits."""
    folded = copy.deepcopy(net).fold().to(memory_format=torch.contiguous_format)
    folded.dropout = nn.Identity()
    channels_last = litert_torch.to_channel_last_io(folded, args=[0])
    converted = litert_torch.convert(channels_last.eval(), (torch.zeros(1, size, size, 3),))
    target.parent.mkdir(parents=True, exist_ok=True)
    converted.export(str(target))
    if weights is Weights.INT8:
        plan = quantizer.Quantizer(str(target), recipe.weight_only_wi8_afp32())
        small = plan.quantize()
        target.write_bytes(bytes(small.quantized_model))
