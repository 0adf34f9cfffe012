"""What stands in a bubble of a conversation: words, an answer, a voice, a file, a photograph, a code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.training.memegen.artwork.marks import invented_name, rounded
from memesweep.training.memegen.artwork.palette import mix, readable_on, vivid
from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.negatives.values import amount, clock, code, date, digits, firm, person
from memesweep.training.memegen.typography.lettering import Align
from memesweep.training.memegen.typography.typeset import line_width, set_at

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.negatives.messages.themes import Theme
    from memesweep.training.memegen.negatives.screens.screen import Screen
    from memesweep.training.memegen.typography.lettering import Colour

_NOTICES: Final = (
    "{code} is your verification code. Do not share it with anyone.",
    "Your OTP is {code}. Valid for {minutes} minutes. {firm}",
    "A/C XX{four} debited by {amount} on {date}. Avl bal {other}. {firm}",
    "A/C XX{four} credited with {amount} on {date}. Ref {long}. {firm}",
    "Dear customer, your order {long} is out for delivery. {firm}",
    "Reminder: appointment on {date} at {clock}. {firm}",
    "Your parcel {long} can be picked up until {date}.",
    "{firm}: bill of {amount} is due on {date}. Pay at {site}.com/{code}",
    "{code}",
)
"""What machines send by SMS, with slots for what differs."""


def notice(context: DrawContext) -> str:
    """A message of a bank, a shop or a courier."""
    return context.pick(_NOTICES).format(
        code=digits(context, 6), minutes=context.count(3, 15), firm=firm(context), four=digits(context, 4),
        amount=amount(context, context.pick(("$", "Rs ", "INR ", "EUR ", ""))), other=amount(context),
        date=date(context), long=code(context, 10), clock=clock(context), site=invented_name(context),
    )  # fmt: skip


def talk(context: DrawContext) -> str:
    """One to three everyday sentences, now and then with a number or an address."""
    words = " ".join(context.say(context.language.chat) for _ in range(context.pick((1, 1, 1, 2, 2, 3))))
    return f"{words} {digits(context, 10)}" if context.chance(0.06) else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """Where the next bubble goes and how it looks."""

    screen: Screen
    theme: Theme
    top: int
    own: bool
    radius: int
    sender: str | None = None
    """Name above the words, in groups."""

    @property
    def fill(self) -> Colour:
        """Ground of the bubble."""
        return self.theme.mine if self.own else self.theme.theirs

    @property
    def ink(self) -> Colour:
        """Letters on it."""
        return readable_on(self.fill)

    def place(self, width: int, height: int) -> Box:
        """Paint an empty bubble of that size at its side of the screen; returns its box."""
        left = self.screen.body.width - width - 8 if self.own else 8
        box = Box(left, self.top, width, height)
        self.screen.image.paste(self.fill, box.corners[:2], rounded(box.size, self.radius))
        return box

    def stamp(self, box: Box) -> None:
        """The time, and ticks on one's own messages."""
        em = self.screen.em
        ticks = self.own and self.screen.context.chance(0.7)
        line = Box(box.left, box.bottom - em, box.width - (14 if ticks else 6), em)
        faint = mix(self.fill, self.ink, 0.5)
        self.screen.text(clock(self.screen.context), line, faint, scale=0.62, align=Align.END)
        if ticks:
            colour = self.theme.accent if self.screen.context.chance(0.6) else faint
            x, y = line.right + 2, line.centre[1]
            for shift in (0, 3):
                points = [(x + shift, y), (x + shift + 2, y + 2), (x + shift + 6, y - 3)]
                self.screen.draw.line(points, fill=colour, width=1)


def say(bubble: Bubble, text: str, *, answer: bool = False) -> int:
    """A bubble of words, under the message it answers where it answers one; returns its lower edge."""
    screen, em = bubble.screen, bubble.screen.em
    setting = set_at(text, screen.regular, round(screen.body.width * 0.7), em)
    width = round(max(line_width(setting, line) for line in setting.lines)) + 18
    width = max(width, em * (12 if answer else 5))
    extra = (round(em * 1.3) if bubble.sender else 0) + (round(em * 2.4) if answer else 0)
    box = bubble.place(width, setting.height + extra + round(em * 1.4))
    y = box.top + 3
    if bubble.sender:
        name = Box(box.left + 8, y, width - 12, round(em * 1.2))
        screen.text(bubble.sender, name, vivid(screen.context.rng), bold=True, scale=0.85)
        y += round(em * 1.3)
    if answer:
        quoted = Box(box.left + 5, y, width - 10, round(em * 2.2))
        screen.draw.rectangle(quoted.corners, fill=mix(bubble.fill, bubble.ink, 0.08))
        screen.draw.rectangle(
            (quoted.left, quoted.top, quoted.left + 2, quoted.bottom), fill=bubble.theme.accent
        )
        name, words = quoted.inset(6, 1).rows(2)
        screen.text(person(screen.context), name, bubble.theme.accent, bold=True, scale=0.75)
        screen.text(talk(screen.context), words, mix(bubble.fill, bubble.ink, 0.6), scale=0.75)
        y += round(em * 2.4)
    screen.text(text, Box(box.left + 8, y, width - 14, setting.height), bubble.ink, valign=Align.START)
    bubble.stamp(box)
    return box.bottom


def voice(bubble: Bubble) -> int:
    """A recorded message: a triangle, its loudness as bars, its length; returns its lower edge."""
    screen, em = bubble.screen, bubble.screen.em
    box = bubble.place(round(screen.body.width * 0.62), round(em * 3))
    x, y = box.left + em, box.centre[1]
    screen.draw.polygon([(x, y - em // 2), (x, y + em // 2), (x + em * 0.8, y)], fill=bubble.ink)
    for left in range(x + em * 2, box.right - em, 4):
        reach = screen.context.count(1, max(2, em * 2 // 3))
        screen.draw.line((left, y - reach, left, y + reach), fill=mix(bubble.fill, bubble.ink, 0.5), width=2)
    bubble.stamp(box)
    return box.bottom


def attachment(bubble: Bubble) -> int:
    """A file with its sign, name and size; returns its lower edge."""
    screen, em, context = bubble.screen, bubble.screen.em, bubble.screen.context
    box = bubble.place(round(screen.body.width * 0.66), round(em * 3.6))
    sign = Box(box.left + 8, box.top + em // 2, round(em * 1.8), round(em * 2.2))
    screen.draw.rectangle(
        sign.corners, fill=context.pick(((225, 60, 50), (40, 100, 210), bubble.theme.accent))
    )
    words = Box(sign.right + 8, box.top + 4, box.right - sign.right - 14, round(em * 2.6))
    ending = context.pick(("pdf", "docx", "xlsx", "zip", "jpg"))
    screen.text(
        f"{invented_name(context)}_{context.count(1, 99)}.{ending}", words.share(0, 0, 1, 0.5), bubble.ink
    )
    size = f"{context.count(1, 40)} pages · {context.between(0.1, 9):.1f} MB"
    screen.text(size, words.share(0, 0.5, 1, 1), mix(bubble.fill, bubble.ink, 0.5), scale=0.75)
    bubble.stamp(box)
    return box.bottom


def photograph(bubble: Bubble, floor: int) -> int:
    """A picture, now and then with a line below it; returns its lower edge."""
    screen, context = bubble.screen, bubble.screen.context
    side = min(round(screen.body.width * context.between(0.5, 0.68)), max(24, floor - bubble.top - 8))
    words = context.chance(0.3)
    box = bubble.place(side, side + (round(screen.em * 1.8) if words else 0))
    picture = Box(box.left + 3, box.top + 3, side - 6, side - 6)
    screen.image.paste(context.photo(picture.size), picture.corners[:2], rounded(picture.size, bubble.radius))
    if words:
        line = Box(box.left + 8, picture.bottom, side - 14, round(screen.em * 1.6))
        screen.text(context.say(context.language.chat), line, bubble.ink)
    return box.bottom
