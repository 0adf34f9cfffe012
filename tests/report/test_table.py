"""A report's table: one row a picture, for any spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from memesweep.report.table import write_gallery_table
from tests.report.galleries import written_page


def test_every_picture_is_one_row_and_copies_share_a_number(tmp_path: Path) -> None:
    report, _ = written_page(tmp_path)
    stream = io.StringIO(newline="")
    write_gallery_table(report, stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))
    assert len(rows) == sum(section.count for section in report.sections)
    assert all(row["path"].startswith("/") for row in rows)
    assert not [row for row in rows if not row["path"].isprintable()]
    copies = [row for row in rows if row["copies"] == "3"]
    assert len(copies) == 3
    assert len({row["group"] for row in copies}) == 1
    (damaged,) = (row for row in rows if row["path"].endswith("half.jpg"))
    assert (damaged["verdict"], damaged["reason"], damaged["score"]) == ("keep", "unreadable", "")
