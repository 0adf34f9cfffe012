"""A plain convolutional net without pretraining: what the shipped one has to beat."""

from __future__ import annotations

from typing import Any, Final

from torch import nn

CHANNELS: Final = (32, 64, 128, 192, 256)


class SmallCNN(nn.Module):  # type: ignore[misc]
    """Five strided convolutions and a linear head: `(n, 3, h, w)` in -1..1 to `(n, classes)` raw logits."""

    def __init__(self, classes: int = 2, *, dropout: float = 0.3) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        wide = 3
        for channels in CHANNELS:
            layers += [nn.Conv2d(wide, channels, 3, 2, 1, bias=False), nn.BatchNorm2d(channels), nn.ReLU()]
            wide = channels
        self.layers = nn.Sequential(*layers)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(wide, classes)

    def forward(self, x: Any) -> Any:
        """Score a batch: raw logits, `(n, classes)`."""
        return self.head(self.dropout(self.layers(x).mean((2, 3))))
