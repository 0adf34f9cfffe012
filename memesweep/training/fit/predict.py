"""What a net in training makes of pictures; what ships is judged as an exported file instead."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from memesweep.classifier.cores import usable_cores
from memesweep.gallery.preprocess import fit
from memesweep.training.fit.loader import to_input

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memesweep.training.data.dataset import Picture
    from memesweep.training.data.library import Library

_AT_A_TIME = 64


def fitted(pictures: Sequence[Picture], library: Library, size: int) -> Any:
    """Open pictures as a net sees them, `(n, size, size, 3)` uint8."""
    with ThreadPoolExecutor(usable_cores()) as pool:
        return np.stack(list(pool.map(lambda picture: fit(library.image(picture.file), size), pictures)))


def predict(net: Any, pixels: Any) -> Any:
    """Score `(n, size, size, 3)` uint8 by a net: meme minus photo logit, `(n,)` float32."""
    net.eval()
    device = next(net.parameters()).device
    margins = []
    for start in range(0, len(pixels), _AT_A_TIME):
        shown = torch.as_tensor(pixels[start : start + _AT_A_TIME]).to(device)
        with torch.no_grad(), torch.autocast(device.type, torch.bfloat16):
            logits = net(to_input(shown)).float()
        margins.append((logits[:, 1] - logits[:, 0]).cpu().numpy())
    return np.concatenate(margins) if margins else np.empty(0, dtype=np.float32)


def watch(margins: Any, pictures: Sequence[Picture]) -> tuple[float, float]:
    """Balanced log loss of left-out pictures, each class weighing half, and their ROC-AUC."""
    labels = np.array([int(picture.label) for picture in pictures])
    if len(set(labels.tolist())) < 2:  # noqa: PLR2004
        return math.nan, math.nan
    losses = np.logaddexp(0.0, np.where(labels, -margins, margins))
    loss = float(np.mean([losses[labels == label].mean() for label in (0, 1)]))
    return loss, float(roc_auc_score(labels, margins))
