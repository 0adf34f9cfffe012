"""Pictures of the bundle's self-test: drawn from nothing, so that they may travel with the model."""

from __future__ import annotations

from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_SIZE: Final = (240, 180)


def landscape(seed: int) -> Image.Image:
    """Draw hills under a sky, softly blurred and grained like a photograph: 240 x 180 RGB."""
    rng = np.random.default_rng(seed)
    width, height = _SIZE
    rows = np.linspace(0, 1, height)[:, None, None]
    top, low = rng.uniform((70, 110, 170), (120, 160, 230)), rng.uniform((190, 200, 210), (250, 230, 220))
    pixels = np.broadcast_to(top * (1 - rows) + low * rows, (height, width, 3)).copy()
    x = np.arange(width)
    for layer in range(4):
        ridge = np.full(width, height * (0.45 + 0.14 * layer))
        for wave in range(1, 5):
            ridge = ridge + rng.uniform(-16, 16) / wave * np.sin(
                x * wave / rng.uniform(25, 60) + rng.uniform(0, 6)
            )
        green = np.array((60, 95, 60)) * (1.15 - 0.2 * layer) + rng.uniform(-12, 12, 3)
        pixels[np.arange(height)[:, None] > ridge[None, :]] = green
    pixels += np.kron(rng.normal(0, 9, (height // 4, width // 4, 1)), np.ones((4, 4, 1)))
    scene = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1.2))
    grained = np.asarray(scene) + rng.normal(0, 2, (height, width, 1))
    return Image.fromarray(np.clip(grained, 0, 255).astype(np.uint8))


def captioned(scene: Image.Image, top: str, bottom: str) -> Image.Image:
    """Write a macro's two captions over a scene: white capitals with a black outline."""
    picture = scene.copy()
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(28)
    for text, y, anchor in ((top, 6, "ma"), (bottom, picture.height - 8, "md")):
        draw.text((picture.width / 2, y), text, "white", font, anchor, stroke_width=3, stroke_fill="black")
    return picture


def barred(scene: Image.Image, text: str) -> Image.Image:
    """Put a white bar with a joke above a scene."""
    picture = Image.new("RGB", (scene.width, scene.height + 70), "white")
    picture.paste(scene, (0, 70))
    ImageDraw.Draw(picture).multiline_text((10, 8), text, "black", ImageFont.load_default(22), spacing=6)
    return picture


def barred_twice(scene: Image.Image, text: str, below: str) -> Image.Image:
    """Put white bars with the two halves of a joke above and below a scene."""
    picture = Image.new("RGB", (scene.width, scene.height + 140), "white")
    picture.paste(scene, (0, 70))
    pen = ImageDraw.Draw(picture)
    pen.multiline_text((8, 8), text, "black", ImageFont.load_default(19), spacing=6)
    pen.text((scene.width / 2, scene.height + 90), below, "black", ImageFont.load_default(24), "ma")
    return picture


def known_pictures() -> dict[str, Image.Image]:
    """Draw the self-test's pictures, by file name."""
    one, two = landscape(3), landscape(11)
    return {
        "photo.png": one,
        "photo-bare.png": two,
        "meme.png": captioned(one, "ONE DOES NOT SIMPLY", "CLEAN A GALLERY"),
        "meme-bar.png": barred(two, "When somebody sends you\nthe same joke again"),
        "meme-bars.png": barred_twice(one, "My phone: storage is full\nMe with 9000 jokes:", "this is fine"),
    }
