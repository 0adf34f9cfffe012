"""What a pipe gets is what rich would have written, had the page been wide enough."""

from __future__ import annotations

import io

from rich.console import Console

from memesweep.cli.terminal.layout import Columns, Heading


def by_rich(columns: Columns) -> str:
    written = io.StringIO()
    Console(file=written, width=1000, highlight=False, emoji=False, markup=False).print(columns)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines())


def test_columns_are_as_rich_lays_them_out() -> None:
    columns = Columns(("score", "size", "picture"), more="and 7 more", folds=True)
    columns.rows += [
        ("0.999", "11 bytes", "IMG-1.jpg"),
        ("", "1.2 MB", "a [red]folder[/red]/ :smile: with a long name" * 3),
        ("0.5", "9 kB", "日本語.jpg"),
    ]
    assert columns.plain() == by_rich(columns)
    assert Columns(("count", "why"), [("100000", "not a meme"), ("1", "animated")]).plain() == (
        " count  why\n100000  not a meme\n     1  animated"
    )


def test_a_heading_is_its_text() -> None:
    assert Heading("Kept").plain() == str(Heading("Kept").__rich__()) == "Kept"
