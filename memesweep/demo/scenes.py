"""Landscapes drawn from nothing, for where no photograph is at hand."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter


def draw_landscape(seed: int, width: int = 960, height: int = 640) -> Image.Image:
    """Draw hills under a sky, softly blurred and grained like a photograph; the same for the same seed."""
    rng = np.random.default_rng(seed)
    rows = np.linspace(0, 1, height)[:, None, None]
    top, low = rng.uniform((70, 110, 170), (120, 160, 230)), rng.uniform((190, 200, 210), (250, 230, 220))
    pixels = np.broadcast_to(top * (1 - rows) + low * rows, (height, width, 3)).copy()
    x = np.arange(width) / width
    for layer in range(4):
        ridge = np.full(width, 0.45 + 0.14 * layer)
        for wave in range(1, 5):
            ridge += rng.uniform(-0.09, 0.09) / wave * np.sin(2 * np.pi * (wave * x + rng.random()))
        green = np.array((60, 95, 60)) * (1.15 - 0.2 * layer) + rng.uniform(-12, 12, 3)
        pixels[np.arange(height)[:, None] > (ridge * height)[None, :]] = green
    pixels += np.kron(rng.normal(0, 9, (height // 8, width // 8, 1)), np.ones((8, 8, 1)))
    scene = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(2.5))
    grained = np.asarray(scene) + rng.normal(0, 2, (height, width, 1))
    return Image.fromarray(np.clip(grained, 0, 255).astype(np.uint8))
