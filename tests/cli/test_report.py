"""`report`, and the reports of `scan`: files to look at, and nothing else is touched."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.conftest import MEMES
from tests.support.program import Program
from tests.support.trees import snapshot


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_report_shows_what_a_scan_finds_and_touches_nothing(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    before = snapshot(gallery)
    page, table = tmp_path / "report.html", tmp_path / "report.csv"
    ended = program("report", gallery, "--html", page, "--csv", table)
    assert (ended.code, ended.out) == (0, "")
    assert [line.split(" (")[0] for line in ended.err.splitlines()] == [
        f"Written: {page}",
        f"Written: {table}",
    ]
    assert snapshot(gallery) == before
    document = program("scan", gallery, "--json").document
    listed = [one for one in document["images"] if one["reason"] != "no-meme"]
    assert {(row["path"], row["verdict"]) for row in rows(table)} == {
        (one["path"], one["verdict"]) for one in listed
    }
    assert all(Path(one["path"]).name in page.read_text() for one in listed)


def test_a_scan_writes_the_same_report_beside_its_tables(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    program("report", gallery, "--csv", tmp_path / "a.csv")
    # The catalog knows every picture by now, and the report lists them all the same.
    ended = program("scan", gallery, "--csv", tmp_path / "b.csv", "--html", tmp_path / "b.html")
    assert ended.code == 0, ended.err
    assert "Would be moved" in ended.out
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert len(rows(tmp_path / "b.csv")) >= len(MEMES)


def test_a_report_of_a_sweep_says_where_everything_is(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    swept = program("clean", gallery, "--move-to", tmp_path / "held", "--yes", "--min-age", "0", "--json")
    sweep = swept.document["summary"]["sweep"]
    page, table = tmp_path / "sweep.html", tmp_path / "sweep.csv"
    ended = program("report", "--sweep", sweep[:-2], "--html", page, "--csv", table, "--json")
    assert [one["id"] for one in ended.document["summary"]["sweeps"]] == [sweep]
    assert page.read_text().count("data:image/webp;base64,") == len(swept.document["images"]) > 0
    assert f"memesweep undo {sweep}" in page.read_text()
    assert all(Path(row["place"]).is_file() for row in rows(table))
    assert {row["state"] for row in rows(table)} == {"moved"}
    program("undo", "--yes")
    program("report", "--sweep", sweep, "--html", page, "--csv", table)
    assert "Back in the gallery" in page.read_text()
    assert "memesweep undo" not in page.read_text()
    assert all(row["place"] == row["path"] for row in rows(table))


def test_a_sweep_into_the_trash_is_shown_from_there(program: Program, gallery: Path, tmp_path: Path) -> None:
    swept = program("clean", gallery, "--yes", "--min-age", "0", "--json").document
    page = tmp_path / "sweep.html"
    assert program("report", "--sweep", swept["summary"]["sweep"], "--html", page).code == 0
    assert page.read_text().count("data:image/webp;base64,") == len(swept["images"]) > 0


def test_a_report_needs_a_file_of_its_own(program: Program, gallery: Path, tmp_path: Path) -> None:
    before = snapshot(tmp_path / "WhatsApp Images")
    picture = gallery / MEMES[1]
    for arguments in (
        ("report", gallery),
        ("report", gallery, "--html", gallery / "report.html"),
        ("scan", gallery, "--csv", picture),
        ("report", "--sweep", "none", "--html", tmp_path / "a.html"),
    ):
        ended = program(*arguments)
        assert (ended.code, len(ended.err.splitlines())) == (2, 1), ended.err
    (tmp_path / "mine.html").write_text("my own page")
    assert program("report", gallery, "--html", tmp_path / "mine.html").code == 2
    assert (tmp_path / "mine.html").read_text() == "my own page"
    assert program("report", gallery, "--html", tmp_path / "missing/a.html").code == 5
    assert snapshot(tmp_path / "WhatsApp Images") == before
