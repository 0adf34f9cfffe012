"""Numbers, dates, amounts and names of people, places and firms, none of them real."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.typography.coverage import draws

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.fonts import Face

_CURRENCIES: Final = ("$", "$", "€", "£", "₹", "Rs ", "R$ ", "Rp ", "₽ ", "zł ", "¥")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIRM_ENDINGS: Final = (
    "Bank",
    "Pay",
    "Market",
    "Ltd",
    "& Sons",
    "Clinic",
    "Stores",
    "Travels",
    "Hotel",
    "Labs",
    "Group",
)


def currency(context: DrawContext, face: Face) -> str:
    """A currency sign that the face draws."""
    sign = context.pick(_CURRENCIES)
    return sign if draws(face.path, sign) else "$"


def amount(context: DrawContext, sign: str = "") -> str:
    """An amount of money, small or large."""
    value = 10 ** context.between(0.5, 4.8)
    return f"{sign}{value:,.2f}" if context.chance(0.7) else f"{sign}{value:,.0f}"


def clock(context: DrawContext) -> str:
    """A time of day."""
    minute = context.count(0, 59)
    if context.chance(0.5):
        return f"{context.count(0, 23):02}:{minute:02}"
    return f"{context.count(1, 12)}:{minute:02} {context.pick(('AM', 'PM'))}"


def date(context: DrawContext) -> str:
    """A date in one of the usual forms."""
    day, month, year = context.count(1, 28), context.count(1, 12), context.count(2012, 2025)
    forms = (
        f"{day:02}/{month:02}/{year}",
        f"{year}-{month:02}-{day:02}",
        f"{day} {_MONTHS[month - 1]} {year}",
        f"{_MONTHS[month - 1]} {day}, {year}",
        f"{day:02}.{month:02}.{year}",
    )
    return context.pick(forms)


def code(context: DrawContext, length: int = 0) -> str:
    """A booking or serial number."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
    return "".join(context.pick(letters) for _ in range(length or context.count(6, 12)))


def digits(context: DrawContext, length: int) -> str:
    """A number of that many digits."""
    return "".join(str(context.count(0, 9)) for _ in range(length))


def firm(context: DrawContext) -> str:
    """Name of a shop, a bank or a clinic."""
    return f"{invented_name(context, context.count(2, 3)).capitalize()} {context.pick(_FIRM_ENDINGS)}"


def person(context: DrawContext) -> str:
    """Name of a person."""
    return context.say(context.language.names)


def address(context: DrawContext) -> str:
    """Street, number and town."""
    street, town = invented_name(context).capitalize(), invented_name(context).capitalize()
    way = context.pick(("Road", "Street", "Nagar", "Lane", "Marg"))
    return f"{context.count(1, 300)} {street} {way}, {town} {digits(context, 5)}"
