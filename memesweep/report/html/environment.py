"""The templates: everything that goes into a page is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO


def write_page(name: str, values: Mapping[str, object], stream: TextIO) -> None:
    """Write a page piece by piece, as its values are generated.

    Args:
        name: of the template.
        values: what it shows.
        stream: UTF-8.

    """
    environment = Environment(
        autoescape=True,
        loader=PackageLoader("memesweep.report.html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    stream.writelines(environment.get_template(name).generate(values))
