"""What nets are shown of one decoded picture: each gets its own square, made when somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.gallery.preprocess import fit, to_rgb

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image


class NetInputs:
    """Squares of one picture, by their sides. Not for sharing between threads."""

    __slots__ = ("_image", "_made", "_orientation", "first_size")

    def __init__(self, image: Image.Image, orientation: int, first_size: int) -> None:
        """Take a loaded image, the orientation to undo, and the side that is usually asked for."""
        self.first_size = first_size
        self._image: Image.Image | None = to_rgb(image)
        self._orientation = orientation
        self._made: dict[int, NDArray[np.uint8]] = {}

    def at(self, size: int) -> NDArray[np.uint8]:
        """Return `(size, size, 3)` uint8 RGB, upright.

        Raises:
            KeyError: the picture was let go before anybody wanted it in this size.

        """
        if size not in self._made:
            if self._image is None:
                raise KeyError(size)
            self._made[size] = fit(self._image, size, self._orientation)
        return self._made[size]

    def can_make(self, size: int) -> bool:
        """Tell whether `at` has an answer."""
        return self._image is not None or size in self._made

    def let_go(self, *sizes: int) -> NetInputs:
        """Make these, and keep nothing else: the picture that they are from may be a large one."""
        for size in sizes:
            self.at(size)
        self._image = None
        return self
