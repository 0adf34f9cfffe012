"""Numbers, dates, amounts and names of people, places and firms, none of them real."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.typography.coverage import draws

if TYPE_CHECKING:
    from memesweep.training.memegen.studio import Studio
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


def currency(studio: Studio, face: Face) -> str:
    """A currency sign that the face draws."""
    sign = studio.pick(_CURRENCIES)
    return sign if draws(face.path, sign) else "$"


def amount(studio: Studio, sign: str = "") -> str:
    """An amount of money, small or large."""
    value = 10 ** studio.between(0.5, 4.8)
    return f"{sign}{value:,.2f}" if studio.chance(0.7) else f"{sign}{value:,.0f}"


def clock(studio: Studio) -> str:
    """A time of day."""
    minute = studio.count(0, 59)
    if studio.chance(0.5):
        return f"{studio.count(0, 23):02}:{minute:02}"
    return f"{studio.count(1, 12)}:{minute:02} {studio.pick(('AM', 'PM'))}"


def date(studio: Studio) -> str:
    """A date in one of the usual forms."""
    day, month, year = studio.count(1, 28), studio.count(1, 12), studio.count(2012, 2025)
    forms = (
        f"{day:02}/{month:02}/{year}",
        f"{year}-{month:02}-{day:02}",
        f"{day} {_MONTHS[month - 1]} {year}",
        f"{_MONTHS[month - 1]} {day}, {year}",
        f"{day:02}.{month:02}.{year}",
    )
    return studio.pick(forms)


def code(studio: Studio, length: int = 0) -> str:
    """A booking or serial number."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
    return "".join(studio.pick(letters) for _ in range(length or studio.count(6, 12)))


def digits(studio: Studio, length: int) -> str:
    """A number of that many digits."""
    return "".join(str(studio.count(0, 9)) for _ in range(length))


def firm(studio: Studio) -> str:
    """Name of a shop, a bank or a clinic."""
    return f"{invented_name(studio, studio.count(2, 3)).capitalize()} {studio.pick(_FIRM_ENDINGS)}"


def person(studio: Studio) -> str:
    """Name of a person."""
    return studio.say(studio.language.names)


def address(studio: Studio) -> str:
    """Street, number and town."""
    street, town = invented_name(studio).capitalize(), invented_name(studio).capitalize()
    way = studio.pick(("Road", "Street", "Nagar", "Lane", "Marg"))
    return f"{studio.count(1, 300)} {street} {way}, {town} {digits(studio, 5)}"
