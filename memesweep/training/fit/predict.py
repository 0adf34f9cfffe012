"""What a PyTorch net says of pictures, while it is trained and beside its exported file."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from memesweep.gallery.preprocess import fit
from memesweep.training.fit.loader import to_input

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memesweep.training.data.dataset import Picture
    from memesweep.training.fit.loader import Library


def predict(net: Any, pictures: Sequence[Picture], library: Library, size: int) -> Any:
    """Score pictures with a PyTorch net: meme minus photo logit, `(n,)` float32."""
    net.eval()
    margins = []
    for start in range(0, len(pictures), 64):
        some = pictures[start : start + 64]
        pixels = np.stack([fit(library.image(picture.file), size) for picture in some])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            logits = net(to_input(pixels)).float()
        margins.append((logits[:, 1] - logits[:, 0]).numpy())
    return np.concatenate(margins) if margins else np.empty(0, dtype=np.float32)


def pooled_features(net: Any, pictures: Sequence[Picture], library: Library, size: int) -> Any:
    """Pool a net's features of some pictures, `(n, 1280)` float32."""
    found = []
    for start in range(0, len(pictures), 64):
        some = pictures[start : start + 64]
        pixels = np.stack([fit(library.image(picture.file), size) for picture in some])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            found.append(net.eval().features(to_input(pixels)).float().numpy())
    return np.concatenate(found)


def watch(margins: Any, pictures: Sequence[Picture]) -> tuple[float, float]:
    """Balanced log loss of left-out pictures, each class weighing half, and their ROC-AUC."""
    labels = np.array([int(picture.label) for picture in pictures])
    if len(set(labels.tolist())) < 2:  # noqa: PLR2004
        return math.nan, math.nan
    losses = np.logaddexp(0.0, np.where(labels, -margins, margins))
    loss = float(np.mean([losses[labels == label].mean() for label in (0, 1)]))
    return loss, float(roc_auc_score(labels, margins))
