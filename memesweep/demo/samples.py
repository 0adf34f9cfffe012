"""Sample photographs: scikit-image's where its wheel is installed, else drawn scenes."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PIL import Image

from memesweep.demo.scenes import draw_landscape

SAMPLES: Final = {
    "astronaut": "astronaut.png",
    "cat": "chelsea.png",
    "coffee": "coffee.png",
    "rocket": "rocket.jpg",
    "motorcycle": "motorcycle_left.png",
    "cameraman": "camera.png",
    "coins": "coins.png",
    "galaxies": "hubble_deep_field.jpg",
    "page": "page.png",
    "gravel": "gravel.png",
}
"""Our names and the files in scikit-image's wheel."""


def sample_folder() -> Path | None:
    """Folder of the sample photographs, found without importing scikit-image; None where it is absent."""
    spec = find_spec("skimage")
    for root in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(root) / "data"
        if all((folder / name).is_file() for name in SAMPLES.values()):
            return folder
    return None


def sample_photographs() -> tuple[dict[str, Image.Image], bool]:
    """Load the photographs by name; the second value tells whether they are real ones."""
    folder = sample_folder()
    if folder is not None:
        return {name: Image.open(folder / file).convert("RGB") for name, file in SAMPLES.items()}, True
    return {name: draw_landscape(seed) for seed, name in enumerate(SAMPLES)}, False
