"""From the trained net to a TFLite file that computes in floats.

Full int8 computation runs ten times slower on tflite-runtime 2.14 and dynamic-range files are garbage there,
so at most the stored weights may be small: the runtime unpacks them when it loads the file. Weights of eight
bits would halve the file once more, but move a logit by half a point, nearly all of it by the depthwise
layers, and cost recall where it matters; those of sixteen move it by a hundredth.
"""

from __future__ import annotations

import copy
from enum import Enum
from typing import TYPE_CHECKING, Final

import litert_torch
import torch
from ai_edge_quantizer import qtyping, quantizer
from ai_edge_quantizer.algorithm_manager import AlgorithmName
from torch import nn

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.training.net.layers import Network


class Weights(Enum):
    """How the file stores its weights."""

    FLOAT32 = "float32"
    FLOAT16 = "float16"


_LAYERS: Final = (
    qtyping.TFLOperationName.CONV_2D,
    qtyping.TFLOperationName.DEPTHWISE_CONV_2D,
    qtyping.TFLOperationName.FULLY_CONNECTED,
)
_HALF: Final = qtyping.OpQuantizationConfig(
    weight_tensor_config=qtyping.TensorQuantizationConfig(num_bits=16, dtype=qtyping.TensorDataType.FLOAT),
    compute_precision=qtyping.ComputePrecision.FLOAT,
    explicit_dequantize=True,
)


def export(net: Network, size: int, target: Path, weights: Weights = Weights.FLOAT16) -> None:
    """Write `target`: input `(1, size, size, 3)` float32 in -1..1, output `(1, 2)` raw logits."""
    folded = copy.deepcopy(net).fold().to(memory_format=torch.contiguous_format)
    folded.dropout = nn.Identity()
    channels_last = litert_torch.to_channel_last_io(folded, args=[0])
    converted = litert_torch.convert(channels_last.eval(), (torch.zeros(1, size, size, 3),))
    target.parent.mkdir(parents=True, exist_ok=True)
    converted.export(str(target))
    if weights is Weights.FLOAT16:
        plan = quantizer.Quantizer(str(target))
        for layer in _LAYERS:
            plan.update_quantization_recipe(".*", layer, _HALF, algorithm_key=AlgorithmName.FLOAT_CASTING)
        small = plan.quantize()
        target.write_bytes(bytes(small.quantized_model))
