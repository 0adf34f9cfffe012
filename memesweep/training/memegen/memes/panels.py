"""Memes of several pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import small_watermark
from memesweep.training.memegen.artwork.palette import paper, readable_on
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.memes.captions import subtitle
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def rows(context: DrawContext) -> Image.Image:
    """Rows of a picture beside its text: no, yes; or from calm to panic."""
    count = context.count(2, 4)
    size = context.size(context.between(0.75, 1.1) * (1.0 if count < 4 else 0.75))  # noqa: PLR2004
    ground = context.pick((WHITE, WHITE, WHITE, paper(context.rng), BLACK))
    sheet = Image.new("RGB", size, ground)
    photo_left = context.chance(0.6)
    same = context.raw_photo() if context.chance(0.4) else None
    look = context.pick((Look.SANS, Look.BOLD, Look.SERIF, Look.HAND, Look.IMPACT))
    line = context.count(1, 3) if context.chance(0.8) else 0
    share = context.between(0.4, 0.6)
    draw = ImageDraw.Draw(sheet)
    for box in whole(size).rows(count):
        first, second = box.share(0, 0, share, 1), box.share(share, 0, 1, 1)
        place, words = (first, second) if photo_left else (second, first)
        photo = context.cover(same, place.size) if same else context.photo(place.size)
        sheet.paste(photo, (place.left, place.top))
        text = context.say(context.language.setups if context.chance(0.7) else context.language.punchlines)
        context.write(sheet, text, words.inset(7), readable_on(ground), look, largest=round(size[0] * 0.075))
        if line:
            draw.rectangle(box.corners, outline=BLACK if ground != BLACK else (90, 90, 90), width=line)
            draw.rectangle(place.corners, outline=BLACK if ground != BLACK else (90, 90, 90), width=line)
    return sheet


def grid(context: DrawContext) -> Image.Image:
    """Film stills one below the other or in a square, each with its line."""
    down, across = context.pick(((2, 1), (3, 1), (2, 2), (2, 2), (4, 1), (1, 2)))
    size = context.size(
        {(2, 1): 0.85, (3, 1): 0.6, (2, 2): 1.1, (4, 1): 0.5, (1, 2): 1.6}[down, across]
        * context.between(0.9, 1.2)
    )
    sheet = Image.new("RGB", size, context.pick((WHITE, BLACK)))
    head = round(size[1] * context.between(0.1, 0.2)) if context.chance(0.3) else 0
    same = context.raw_photo() if context.chance(0.3) else None
    gap = context.pick((0, 2, 4))
    style = context.count(0, 2)
    look = context.pick((Look.IMPACT, Look.BOLD, Look.SANS))
    for line in Box(0, head, size[0], size[1] - head).rows(down, gap):
        for cell in line.columns(across, gap):
            still = context.cover(same, cell.size) if same else context.photo(cell.size)
            if style == 0:
                subtitle(context, still, context.say(context.language.chat))
            elif context.chance(0.8):
                area = (
                    whole(cell.size).share(0.03, 0.68, 0.97, 0.98)
                    if style == 1
                    else whole(cell.size).share(0.03, 0.02, 0.97, 0.3)
                )
                text = context.say(context.language.punchlines)
                context.write(
                    still,
                    text,
                    area,
                    Ink(WHITE, outline=BLACK),
                    look,
                    largest=round(cell.height * 0.17),
                    leading=0.9,
                )
            sheet.paste(still, (cell.left, cell.top))
    if head:
        ground = (255, 255, 255)
        sheet.paste(ground, (0, 0, size[0], head))
        context.write(
            sheet,
            context.say(context.language.setups),
            Box(0, 0, size[0], head).inset(8, 4),
            BLACK,
            Look.BOLD,
            Look.SANS,
            largest=round(size[0] * 0.08),
        )
    return sheet


def comparison(context: DrawContext) -> Image.Image:
    """Two pictures side by side or stacked under their headings: then and now, you and me."""
    side_by_side = context.chance(0.7)
    size = context.size(context.between(1.0, 1.6) if side_by_side else context.between(0.6, 0.9))
    ground = context.pick((WHITE, WHITE, BLACK))
    sheet = Image.new("RGB", size, ground)
    top = round(size[1] * context.between(0.12, 0.2)) if context.chance(0.5) else 0
    if top:
        text = context.say(context.language.setups)
        context.write(
            sheet,
            text,
            Box(0, 0, size[0], top).inset(8, 4),
            readable_on(ground),
            Look.BOLD,
            Look.SANS,
            largest=round(size[0] * 0.07),
        )
    body = Box(0, top, size[0], size[1] - top)
    halves = body.columns(2, context.count(0, 6)) if side_by_side else body.rows(2, context.count(0, 6))
    inside = context.chance(0.4)
    look = context.pick((Look.BOLD, Look.IMPACT, Look.SANS, Look.HAND))
    for half in halves:
        head = 0 if inside else round(half.height * 0.17)
        place = Box(half.left, half.top + head, half.width, half.height - head)
        photo = context.photo(place.size)
        label = context.say(context.language.words if context.chance(0.6) else context.language.punchlines)
        if inside:
            area = whole(place.size).share(0.04, 0.78, 0.96, 0.97)
            context.write(
                photo,
                label,
                area,
                Ink(WHITE, outline=BLACK),
                look,
                largest=round(size[0] * 0.075),
                valign=Align.END,
            )
        else:
            context.write(
                sheet,
                label,
                Box(half.left, half.top, half.width, head).inset(4, 2),
                readable_on(ground),
                look,
                largest=round(size[0] * 0.065),
            )
        sheet.paste(photo, (place.left, place.top))
    if context.chance(0.2):
        small_watermark(context, sheet)
    return sheet
