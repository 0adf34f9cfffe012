"""What every drawn picture is made with: random numbers, photographs, a language and its typefaces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from PIL import Image

from memesweep.training.memegen.artwork.palette import readable_on
from memesweep.training.memegen.artwork.scenes import draw_scene
from memesweep.training.memegen.phrases import Language, language_named, pick_language
from memesweep.training.memegen.typography.fonts import Face, Look, faces_for, plain_signs, without_signs
from memesweep.training.memegen.typography.lettering import Align, Colour, Ink, letter
from memesweep.training.memegen.typography.typeset import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.random import Generator

    from memesweep.training.memegen.geometry import Box

T = TypeVar("T")

_LONG_SIDE: Final = (320, 481)
"""Long sides of drawn pictures in pixels, the same for both classes: size must not give the class away."""
_GALLERY_SHAPES: Final = (0.56, 0.67, 0.75, 0.8, 1.0, 1.0, 1.25, 1.33, 1.5, 1.78)
_UPRIGHT: Final = 0.88
"""Share of texts that are not set in italics, though half of the font files are italic."""
_CROPPED: Final = 0.35
"""Share of screenshots that lost their upper or lower part."""
_EVERYDAY: Final = (
    Look.SANS,
    Look.SANS,
    Look.BOLD,
    Look.SERIF,
    Look.HAND,
    Look.FANCY,
    Look.IMPACT,
    Look.MONO,
)


@dataclass(frozen=True, slots=True)
class DrawContext:
    """Tools of one picture."""

    rng: Generator
    photos: Sequence[Image.Image]
    language: Language
    long_side: int | None = None
    """Long side of the picture in pixels, where it shall not be one of the random training sizes."""

    def chance(self, probability: float) -> bool:
        """Throw a coin."""
        return bool(self.rng.random() < probability)

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, each as likely."""
        return options[int(self.rng.integers(len(options)))]

    def between(self, low: float, high: float) -> float:
        """Uniform number."""
        return float(self.rng.uniform(low, high))

    def count(self, low: int, high: int) -> int:
        """Whole number, both ends included."""
        return int(self.rng.integers(low, high + 1))

    def say(self, phrases: tuple[str, ...]) -> str:
        """One of the language's phrases."""
        return self.language.pick(self.rng, phrases)

    def word(self) -> str:
        """A noun or a short phrase of the language."""
        return self.say(self.language.words)

    def sentence(self, words: int) -> str:
        """Body text of about that many words."""
        return self.language.sentence(self.rng, words)

    def joke(self) -> tuple[str, str]:
        """First and second half of a joke."""
        return self.say(self.language.setups), self.say(self.language.punchlines)

    def dialogue(self) -> str:
        """Two to four lines said by somebody each, as jokes are often told."""
        words = self.language
        lines = [f"{self.say(words.names)}: {self.say(words.chat)}" for _ in range(self.count(1, 3))]
        return "\n".join([*lines, f"{self.say(words.names)}: {self.say(words.punchlines)}"])

    def size(self, aspect: float) -> tuple[int, int]:
        """Size of a picture of that width over height."""
        long_side = self.long_side or int(self.rng.integers(*_LONG_SIDE))
        if aspect >= 1:
            return long_side, max(1, round(long_side / aspect))
        return max(1, round(long_side * aspect)), long_side

    def raw_photo(self) -> Image.Image:
        """One of the photographs as it is, or a drawn scene where there are none."""
        if not self.photos:
            return draw_scene(self.rng)
        return self.pick(self.photos).convert("RGB")

    def whole_photo(self) -> Image.Image:
        """A photograph on its own: mostly of its own shape, else cropped to another usual one."""
        photo = self.raw_photo()
        own = min(2.0, max(0.5, photo.width / photo.height))
        aspect = own if self.chance(0.6) else self.pick(_GALLERY_SHAPES) * self.between(0.94, 1.06)
        return self.cover(photo, self.size(aspect))

    def photo(self, size: tuple[int, int]) -> Image.Image:
        """A photograph that fills `size`, cropped where its aspect differs."""
        return self.cover(self.raw_photo(), size)

    def cover(self, photo: Image.Image, size: tuple[int, int]) -> Image.Image:
        """Crop a photograph to the aspect of `size` and scale it."""
        scale = max(size[0] / photo.width, size[1] / photo.height)
        width, height = min(photo.width, size[0] / scale), min(photo.height, size[1] / scale)
        left = self.between(0.2, 0.8) * (photo.width - width)
        top = self.between(0.1, 0.6) * (photo.height - height)
        return photo.resize(size, Image.Resampling.BILINEAR, box=(left, top, left + width, top + height))

    def face(self, text: str, *looks: Look) -> Face:
        """A typeface that draws `text`, of one of the looks (any everyday one if none is named)."""
        found = faces_for(text, self.pick(looks or _EVERYDAY))
        upright = tuple(face for face in found if not face.italic)
        return self.pick(upright if upright and self.chance(_UPRIGHT) else found)

    def family(self, *looks: Look) -> Face:
        """A typeface for all the text of a page or a screen, in the picture's language and in ASCII."""
        return self.face(self.language.alphabet, *looks)

    def screenshot(self, image: Image.Image) -> Image.Image:
        """A screenshot as people send it: whole, or cut down to what matters."""
        if not self.chance(_CROPPED):
            return image
        height = round(image.height * self.between(0.35, 0.85))
        top = self.count(0, image.height - height)
        return image.crop((0, top, image.width, top + height))

    def write(
        self,
        image: Image.Image,
        text: str,
        box: Box,
        ink: Ink | Colour,
        *looks: Look,
        face: Face | None = None,
        align: Align = Align.MIDDLE,
        valign: Align = Align.MIDDLE,
        largest: int = 400,
        smallest: int = 7,
        leading: float = 1.0,
    ) -> Box:
        """Write a text as large as the box and `largest` allow; returns the box that the lines take up."""
        chosen = face or self.face(without_signs(text), *looks)
        setting = fit(
            plain_signs(text, chosen), chosen, box, largest=largest, smallest=smallest, leading=leading
        )
        return letter(
            image, setting, box, ink if isinstance(ink, Ink) else Ink(ink), align=align, valign=valign
        )

    def ink_over(self, background: Colour) -> Ink:
        """Letters that can be read on a plain background."""
        return Ink(readable_on(background, self.rng))


def new_context(
    photos: Sequence[Image.Image], rng: Generator, long_side: int | None = None, language: str | None = None
) -> DrawContext:
    """Start a picture, in a random language unless one is named."""
    spoken = pick_language(rng) if language is None else language_named(language)
    return DrawContext(rng, photos, spoken, long_side)
