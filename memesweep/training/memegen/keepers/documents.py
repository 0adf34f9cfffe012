"""Papers of offices, schools and doctors: certificates, bills, prescriptions, timetables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.fonts import Look
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.keepers.paper import photographed
from memesweep.training.memegen.keepers.values import (
    address,
    amount,
    code,
    currency,
    date,
    digits,
    firm,
    person,
)
from memesweep.training.memegen.lettering import BLACK, WHITE, Align, Colour
from memesweep.training.memegen.marks import invented_name
from memesweep.training.memegen.palette import deep, grey, mix, paper, pastel, readable_on, vivid

if TYPE_CHECKING:
    from memesweep.training.memegen.studio import Studio


def signature(studio: Studio, draw: ImageDraw.ImageDraw, box: Box, colour: Colour = (30, 40, 120)) -> None:
    """A scribble that passes for a signature, in place."""
    x, points = float(box.left), []
    for _ in range(studio.count(7, 14)):
        points.append((x, box.top + studio.between(0.1, 0.9) * box.height))
        x += studio.between(-0.03, 0.16) * box.width
    draw.line(points, fill=colour, width=max(1, box.height // 14), joint="curve")


def seal(studio: Studio, draw: ImageDraw.ImageDraw, centre: tuple[int, int], radius: float) -> None:
    """A round stamp or a gold seal, in place."""
    x, y = centre
    if studio.chance(0.5):
        colour = studio.pick(((200, 160, 50), (180, 30, 40), (40, 70, 140)))
        for step in range(0, 360, 20):
            draw.pieslice(
                (x - radius * 1.15, y - radius * 1.15, x + radius * 1.15, y + radius * 1.15),
                step,
                step + 10,
                fill=colour,
            )
        draw.ellipse(
            (x - radius, y - radius, x + radius, y + radius),
            fill=colour,
            outline=mix(colour, WHITE, 0.5),
            width=3,
        )
        return
    colour = studio.pick(((60, 60, 170), (150, 40, 60), (110, 50, 140)))
    for share in (1.0, 0.7):
        r = radius * share
        draw.ellipse((x - r, y - r, x + r, y + r), outline=colour, width=2)
    draw.line((x - radius * 0.6, y, x + radius * 0.6, y), fill=colour, width=2)


def certificate(studio: Studio) -> Image.Image:
    """Ornate border, a heading, a name in script, seal and signatures."""
    size = studio.size(studio.pick((1.41, 1.41, 1.3, 0.71)))
    ground = studio.pick((WHITE, paper(studio.rng), pastel(studio.rng, 0.12)))
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    colour = studio.pick(((170, 130, 40), (30, 60, 120), (130, 20, 40), deep(studio.rng)))
    for i in range(studio.count(1, 4)):
        draw.rectangle(whole(size).inset(5 + 5 * i).corners, outline=colour, width=studio.count(1, 4))
    if studio.chance(0.4):
        reach = size[1] // 4
        draw.polygon([(0, 0), (reach, 0), (0, reach)], fill=colour)
        draw.polygon([size, (size[0] - reach, size[1]), (size[0], size[1] - reach)], fill=colour)
    area = whole(size).inset(size[0] // 12, size[1] // 12)
    largest = size[0] // 13
    studio.write(
        image,
        firm(studio).upper(),
        area.share(0, 0, 1, 0.1),
        deep(studio.rng),
        Look.SERIF,
        Look.BOLD,
        largest=size[0] // 28,
    )
    heading = studio.pick(
        (
            "CERTIFICATE",
            "Certificate of Completion",
            "DIPLOMA",
            "Certificate of Merit",
            studio.word(),
        )
    )
    studio.write(
        image,
        heading,
        area.share(0, 0.11, 1, 0.33),
        colour,
        Look.SERIF,
        Look.FANCY,
        Look.BOLD,
        largest=largest,
    )
    small = size[0] // 34
    lines = ("This is to certify that", studio.sentence(5))
    studio.write(image, studio.pick(lines), area.share(0, 0.35, 1, 0.42), BLACK, Look.SERIF, largest=small)
    studio.write(
        image,
        person(studio),
        area.share(0.1, 0.43, 0.9, 0.58),
        colour,
        Look.FANCY,
        Look.SERIF,
        Look.HAND,
        largest=largest,
    )
    draw.line(
        (
            area.left + area.width * 0.2,
            area.top + area.height * 0.59,
            area.right - area.width * 0.2,
            area.top + area.height * 0.59,
        ),
        fill=BLACK,
    )
    studio.write(
        image,
        studio.sentence(14),
        area.share(0.08, 0.61, 0.92, 0.76),
        BLACK,
        Look.SERIF,
        Look.SANS,
        largest=small,
    )
    for left in (0.05, 0.7):
        place = area.share(left, 0.8, left + 0.25, 0.92)
        signature(studio, draw, place)
        draw.line((place.left, place.bottom, place.right, place.bottom), fill=BLACK)
        studio.write(
            image,
            studio.pick((person(studio), date(studio))),
            area.share(left, 0.93, left + 0.25, 1),
            BLACK,
            Look.SANS,
            largest=small,
        )
    seal(studio, draw, (area.centre[0], area.top + round(area.height * 0.88)), size[1] * 0.07)
    return photographed(studio, image, 0.35)


def receipt(studio: Studio) -> Image.Image:
    """Narrow slip of a till in typewriter letters."""
    size = studio.size(studio.between(0.38, 0.6))
    image = Image.new("RGB", size, paper(studio.rng))
    face = studio.family(Look.MONO, Look.MONO, Look.SANS)
    sign, ink = currency(studio, face), grey(studio.rng, 10, 90)
    area = whole(size).inset(size[0] // 14, size[1] // 40)
    rows = area.rows(studio.count(18, 28))
    em = max(7, rows[0].height * 9 // 10)
    studio.write(
        image, firm(studio).upper(), area.share(0, 0, 1, 0.08), ink, Look.BOLD, Look.MONO, largest=em * 2
    )
    for i, line in enumerate(rows[2:]):
        last = i > len(rows) - 9
        if i in {0, 1, 2}:
            studio.write(
                image,
                studio.pick((address(studio), digits(studio, 10), date(studio))),
                line,
                ink,
                face=face,
                largest=em,
            )
        elif i in {3, len(rows) - 9}:
            ImageDraw.Draw(image).line(
                (line.left, line.centre[1], line.right, line.centre[1]), fill=ink, width=1
            )
        elif studio.chance(0.93):
            text = studio.word()
            studio.write(
                image, text, line.share(0, 0, 0.62, 1), ink, face=face, align=Align.START, largest=em
            )
            value = amount(studio, sign if last else "")
            studio.write(image, value, line.share(0.64, 0, 1, 1), ink, face=face, align=Align.END, largest=em)
    if studio.chance(0.5):
        bars(studio, image, area.share(0.1, 0.92, 0.9, 1))
    return photographed(studio, image, 0.6)


def bars(studio: Studio, image: Image.Image, box: Box) -> None:
    """A bar code, in place."""
    draw, x = ImageDraw.Draw(image), float(box.left)
    while x < box.right - 3:
        width = studio.count(1, 3)
        draw.rectangle((x, box.top, x + width - 1, box.bottom), fill=BLACK)
        x += width + studio.count(1, 3)


def squares(studio: Studio, image: Image.Image, box: Box) -> None:
    """A two-dimensional code, in place."""
    side = min(box.size)
    cells = studio.pick((21, 25, 29))
    dots = studio.rng.random((cells, cells)) < 0.5  # noqa: PLR2004 - half of them black
    for x, y in ((0, 0), (0, cells - 7), (cells - 7, 0)):
        dots[x : x + 7, y : y + 7] = True
        dots[x + 1 : x + 6, y + 1 : y + 6] = False
        dots[x + 2 : x + 5, y + 2 : y + 5] = True
    pattern = Image.fromarray((~dots * 255).astype("uint8")).resize((side, side), Image.Resampling.NEAREST)
    image.paste(pattern, (box.left + (box.width - side) // 2, box.top + (box.height - side) // 2))


def invoice(studio: Studio) -> Image.Image:
    """Letterhead, addresses, a table of items, the total."""
    size = studio.size(studio.pick((0.71, 0.71, 0.77)))
    image = Image.new("RGB", size, paper(studio.rng))
    draw, colour = ImageDraw.Draw(image), studio.pick((deep(studio.rng), vivid(studio.rng), BLACK))
    face, bold = studio.family(Look.SANS, Look.SANS, Look.SERIF), studio.family(Look.BOLD)
    sign, em = currency(studio, face), max(7, size[0] // 40)
    area = whole(size).inset(size[0] // 14)
    if studio.chance(0.5):
        draw.rectangle(
            (0, 0, size[0], area.top + area.height // 8), fill=mix(colour, WHITE, studio.between(0, 0.85))
        )
        head_ink = readable_on(image.getpixel((2, 2)))  # type: ignore[arg-type]
    else:
        head_ink = colour
    studio.write(
        image,
        firm(studio),
        area.share(0, 0, 0.55, 0.09),
        head_ink,
        face=bold,
        align=Align.START,
        largest=em * 2,
    )
    title = studio.pick(("INVOICE", "BILL", "QUOTATION", studio.word()))
    studio.write(
        image, title, area.share(0.55, 0, 1, 0.09), head_ink, face=bold, align=Align.END, largest=em * 2
    )
    for left, align in ((0, Align.START), (0.5, Align.END)):
        text = f"{person(studio)}\n{address(studio)}\n{date(studio)}"
        studio.write(
            image, text, area.share(left, 0.15, left + 0.5, 0.27), BLACK, face=face, align=align, largest=em
        )
    table = area.share(0, 0.31, 1, studio.between(0.6, 0.78))
    _table(studio, image, table, colour, em, sign)
    total = Box(area.left + area.width // 2, table.bottom + em, area.width // 2, em * 2)
    studio.write(
        image,
        f"{studio.word()}: {amount(studio, sign)}",
        total,
        BLACK,
        face=bold,
        align=Align.END,
        largest=em + 3,
    )
    if studio.chance(0.6):
        signature(studio, draw, area.share(0.65, 0.88, 0.95, 0.96))
    if studio.chance(0.4):
        seal(studio, draw, (area.left + area.width // 4, area.bottom - area.height // 12), size[0] * 0.08)
    return photographed(studio, image, 0.45)


def _table(studio: Studio, image: Image.Image, box: Box, colour: Colour, em: int, sign: str) -> None:
    draw, face = ImageDraw.Draw(image), studio.family(Look.SANS)
    lines = box.rows(studio.count(5, 11))
    edges = (0, 0.08, 0.52, 0.66, 0.82, 1.0)
    ruled = studio.chance(0.6)
    for i, line in enumerate(lines):
        if i == 0:
            draw.rectangle(line.corners, fill=colour)
        elif i % 2 and studio.chance(0.5):
            draw.rectangle(line.corners, fill=mix(WHITE, colour, 0.08))
        if ruled:
            draw.rectangle(line.corners, outline=mix(WHITE, BLACK, 0.3))
        ink = readable_on(colour) if i == 0 else BLACK
        cells = (
            str(i),
            studio.word(),
            str(studio.count(1, 40)),
            amount(studio),
            amount(studio, sign),
        )
        for text, left, right in zip(cells, edges[:-1], edges[1:], strict=True):
            words = studio.word() if i == 0 else text
            align = Align.START if right < 0.6 else Align.END  # noqa: PLR2004 - words left, figures right
            studio.write(
                image,
                words,
                line.share(left, 0, right, 1).inset(3, 1),
                ink,
                face=face,
                align=align,
                largest=em,
            )


def prescription(studio: Studio) -> Image.Image:
    """A doctor's head, medicines in handwriting, signature and stamp."""
    size = studio.size(studio.between(0.66, 0.8))
    image = Image.new("RGB", size, paper(studio.rng))
    draw, colour, em = ImageDraw.Draw(image), deep(studio.rng), max(8, size[0] // 30)
    area = whole(size).inset(size[0] // 14)
    studio.write(
        image,
        f"Dr. {person(studio)}",
        area.share(0, 0, 0.7, 0.07),
        colour,
        Look.BOLD,
        Look.SERIF,
        align=Align.START,
        largest=em * 2,
    )
    studio.write(
        image,
        f"{firm(studio)}\n{address(studio)}",
        area.share(0, 0.07, 0.8, 0.15),
        BLACK,
        Look.SANS,
        align=Align.START,
        largest=em,
    )
    draw.line(
        (area.left, area.top + area.height * 0.16, area.right, area.top + area.height * 0.16),
        fill=colour,
        width=2,
    )
    studio.write(
        image,
        f"{person(studio)}   {studio.count(1, 90)}   {date(studio)}",
        area.share(0, 0.17, 1, 0.23),
        BLACK,
        Look.SANS,
        Look.HAND,
        align=Align.START,
        largest=em,
    )
    studio.write(
        image, "Rx", area.share(0, 0.24, 0.14, 0.33), colour, Look.SERIF, Look.FANCY, align=Align.START
    )
    ink = studio.pick(((30, 40, 120), (20, 20, 25)))
    for i, line in enumerate(area.share(0.08, 0.34, 1, 0.8).rows(studio.count(3, 7))):
        dose, times = studio.pick((5, 10, 50, 250, 500)), studio.pick(("1-0-1", "0-0-1", "1-1-1", "SOS"))
        drug = f"{i + 1}. {invented_name(studio).capitalize()} {dose} mg   {times}"
        shift = studio.count(0, 14)
        studio.write(
            image,
            drug,
            Box(line.left + shift, line.top, line.width - shift, line.height),
            ink,
            Look.HAND,
            align=Align.START,
            largest=em * 3 // 2,
        )
    signature(studio, draw, area.share(0.6, 0.85, 0.95, 0.93), ink)
    if studio.chance(0.5):
        seal(studio, draw, (area.left + area.width // 4, area.bottom - area.height // 10), size[0] * 0.09)
    return photographed(studio, image, 0.6)


def timetable(studio: Studio) -> Image.Image:
    """Days across, hours down, a subject in each field; or a list of departures."""
    size = studio.size(studio.between(0.75, 1.7))
    dark = studio.chance(0.2)
    ground = deep(studio.rng) if dark else paper(studio.rng)
    image = Image.new("RGB", size, ground)
    draw, ink, colour = ImageDraw.Draw(image), readable_on(ground), vivid(studio.rng)
    face, bold, em = studio.family(Look.SANS, Look.SERIF), studio.family(Look.BOLD), max(7, size[0] // 38)
    area = whole(size).inset(8)
    studio.write(
        image,
        f"{studio.word()} {studio.count(2018, 2025)}",
        area.share(0, 0, 1, 0.11),
        ink,
        face=bold,
        largest=em * 2,
    )
    grid = area.share(0, 0.13, 1, 1)
    tinted = studio.chance(0.5)
    for r, line in enumerate(grid.rows(studio.count(6, 11))):
        for c, cell in enumerate(line.columns(studio.count(5, 7) if r < 0 else 6)):
            head = r == 0 or c == 0
            if head or (tinted and studio.chance(0.4)):
                draw.rectangle(cell.corners, fill=colour if head else mix(ground, vivid(studio.rng), 0.25))
            draw.rectangle(cell.corners, outline=mix(ground, ink, 0.4))
            if c == 0:
                text = f"{7 + r}:{studio.pick(('00', '15', '30', '45'))}"
            else:
                text = studio.word()
            under = colour if head else ground
            studio.write(
                image, text, cell.inset(2, 1), readable_on(under), face=bold if head else face, largest=em
            )
    return photographed(studio, image, 0.4)


def code_card(studio: Studio) -> Image.Image:
    """A two-dimensional code to pay or to enter with."""
    size = studio.size(studio.between(0.6, 0.85))
    colour = vivid(studio.rng)
    image = Image.new("RGB", size, studio.pick((WHITE, colour, pastel(studio.rng))))
    area = whole(size).inset(size[0] // 10)
    ground: Colour = image.getpixel((1, 1))  # type: ignore[assignment]
    studio.write(image, firm(studio), area.share(0, 0, 1, 0.12), readable_on(ground), Look.BOLD, Look.SANS)
    place = area.share(0.05, 0.17, 0.95, 0.75)
    ImageDraw.Draw(image).rectangle(place.inset(-6).corners, fill=WHITE)
    squares(studio, image, place)
    text = studio.pick((person(studio), code(studio, 10), f"{invented_name(studio)}@{invented_name(studio)}"))
    studio.write(
        image, text, area.share(0, 0.8, 1, 0.9), readable_on(ground), Look.SANS, largest=size[0] // 14
    )
    return photographed(studio, image, 0.3)
