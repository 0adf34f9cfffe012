"""The plain caption of tests, demo and command line: no randomness, any script that has a font."""

from __future__ import annotations

from enum import Enum

from PIL import Image

from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.typography.fonts import Look, faces_for
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink, letter
from memesweep.training.memegen.typography.typeset import fit

_MARGIN = 0.025
"""Free edge around the text, as a share of the width."""


class CaptionStyle(Enum):
    """Where the text stands and how it is set."""

    OUTLINED = "outlined"
    """White capitals with a black outline, on the photograph."""
    BAR = "bar"
    """Black text on white bars above and below the photograph."""
    SUBTITLE = "subtitle"
    """`top` on a white bar above, `bottom` as the subtitle of a film."""


_LOOKS = {CaptionStyle.OUTLINED: Look.IMPACT, CaptionStyle.BAR: Look.SANS, CaptionStyle.SUBTITLE: Look.BOLD}
_OUTLINED = Ink(WHITE, outline=BLACK, outline_share=0.07)


def caption(
    photo: Image.Image,
    top: str = "",
    bottom: str = "",
    *,
    style: CaptionStyle = CaptionStyle.OUTLINED,
    look: Look | None = None,
    depth: float = 0.22,
) -> Image.Image:
    """Write a caption on a photograph.

    The typeface is the first on this machine that draws every character, of the style's look if possible.

    Args:
        photo: any size and mode.
        top: text at the top, in any script; line breaks stay.
        bottom: text at the bottom.
        style: how the text is set.
        look: manner of the typeface, by default the style's own.
        depth: height of each text as a share of the photograph's height, 0 to 0.5.

    Returns:
        An RGB picture, as large as the photograph, or higher by its bars.

    Raises:
        MissingFontError: no font on this machine draws the text, or its script needs libraqm.
        ValueError: `depth` is out of range.

    """
    if not 0 < depth <= 0.5:  # noqa: PLR2004 - half for each text
        raise ValueError(f"depth is {depth}, it must be above 0 and at most 0.5")
    wanted = _LOOKS[style] if look is None else look
    picture = photo.convert("RGB")
    band = max(1, round(picture.height * depth))
    upper, lower = _bars(style, band, top=bool(top), bottom=bool(bottom))
    sheet = Image.new("RGB", (picture.width, picture.height + upper + lower), WHITE)
    sheet.paste(picture, (0, upper))
    area = whole(sheet.size).inset(max(1, round(picture.width * _MARGIN)))
    top_ink = Ink(BLACK) if upper else _OUTLINED
    bottom_ink = Ink(BLACK) if lower else _OUTLINED
    loud = style is CaptionStyle.OUTLINED
    _write(sheet, top, Box(area.left, area.top, area.width, band), wanted, top_ink, Align.START, loud=loud)
    place = Box(area.left, area.bottom - band, area.width, band)
    _write(sheet, bottom, place, wanted, bottom_ink, Align.MIDDLE if lower else Align.END, loud=loud)
    return sheet


def _bars(style: CaptionStyle, band: int, *, top: bool, bottom: bool) -> tuple[int, int]:
    """Heights of the bars above and below."""
    room = round(band * 1.15)
    upper = room if top and style is not CaptionStyle.OUTLINED else 0
    lower = room if bottom and style is CaptionStyle.BAR else 0
    return upper, lower


def _write(
    image: Image.Image, text: str, box: Box, look: Look, ink: Ink, valign: Align, *, loud: bool
) -> None:
    if not text.strip():
        return
    words = text.upper() if loud else text
    largest = round(image.width * (0.13 if loud else 0.08))
    found = faces_for(words, look)
    face = next((each for each in found if not each.italic), found[0])
    setting = fit(words, face, box, largest=largest, leading=0.92 if loud else 1.0)
    letter(image, setting, box, ink, valign=valign)
