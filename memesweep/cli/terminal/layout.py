"""What people read: laid out for a terminal by rich, and for a pipe without it, in a tenth of the time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above a table; a title of the table's own would wrap at the table's width."""

    text: str

    def plain(self) -> str:
        """Return it for a pipe."""
        return self.text

    def __rich__(self) -> Text:
        """Return it for a terminal."""
        from rich.text import Text

        return Text(self.text, style="bold")


@dataclass(slots=True)
class Columns:
    """A table whose last column may be long, and whose others are numbers."""

    headers: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    more: str = ""
    """Said below, in the last column: how many rows are left out."""
    folds: bool = False
    """Whether a terminal folds the last column anywhere, not only between words."""

    def plain(self) -> str:
        """Return it for a pipe: nothing is folded or cut, and nothing trails."""
        lines = [self.headers, *self.rows]
        if self.more:
            lines.append((*[""] * (len(self.headers) - 1), self.more))
        widths = [max(len(line[column]) for line in lines) for column in range(len(self.headers) - 1)]
        return "\n".join(
            "  ".join((*map(str.rjust, line, widths), line[-1])).rstrip()  # the last has no width
            for line in lines
        )

    def __rich__(self) -> Table:
        """Return it for a terminal."""
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False)
        for header in self.headers[:-1]:
            table.add_column(header, justify="right", no_wrap=True)
        table.add_column(self.headers[-1], overflow="fold" if self.folds else "ellipsis")
        for row in self.rows:
            table.add_row(*row[:-1], Text(row[-1]))
        if self.more:
            table.add_row(*[""] * (len(self.headers) - 1), Text(self.more, style="dim"))
        return table
