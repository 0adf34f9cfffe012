"""The holding folder's own journal: one JSON object a line, enough for an undo when the catalog is gone."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memesweep.errors import ErrorCode, UnfitEnvironmentError
from memesweep.gallery.swept import MANIFEST_KEY, MANIFEST_NAME
from memesweep.sweep.fileops.anchor import Anchor, Place, steps_of
from memesweep.sweep.journal.record import Initiator, Move, MoveState, SweepHeader, SweepRecord
from memesweep.verdict.verdict import Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from memesweep.sweep.fileops.operations import FileOperations

MANIFEST_FORMAT: Final = 1
PICTURES_FOLDER: Final = "pictures"
"""Swept files live below this folder, in the gallery's tree, so that none can be taken for the manifest."""


class ManifestJournal:
    """`Journal` in the sweep's own folder. Lines are only ever appended; the last word on a move counts."""

    def __init__(self, files: FileOperations, folder: Anchor) -> None:
        """`folder` is the sweep's folder inside the holding folder."""
        self._files = files
        self._place = Place(folder, MANIFEST_NAME)

    def begin(self, header: SweepHeader, moves: Sequence[Move]) -> None:
        """See the Protocol."""
        lines = [{MANIFEST_KEY: MANIFEST_FORMAT, "sweep": _header_fields(header)}]
        lines += [{"move": _move_fields(move)} for move in moves]
        self._append(lines)

    def write(self, sweep: str, *moves: Move) -> None:
        """See the Protocol."""
        del sweep  # one manifest, one sweep
        self._append([{"move": _move_fields(move)} for move in moves])

    def finish(self, sweep: str, at: float) -> None:
        """See the Protocol."""
        self._append([{"finished": sweep, "at": at}])

    def _append(self, lines: Sequence[dict[str, Any]]) -> None:
        # Each write begins with a line feed: a line torn by a power cut then spoils only itself.
        text = "".join("\n" + json.dumps(line, separators=(",", ":")) for line in lines)
        try:
            self._files.append(self._place, text.encode("ascii") + b"\n")
        except OSError as error:
            raise UnfitEnvironmentError(
                ErrorCode.MANIFEST_UNWRITABLE, path=str(self._place), reason=error.strerror or str(error)
            ) from error


def read_manifest(folder: Path) -> SweepRecord:
    """Read the manifest of one sweep's folder.

    Raises:
        UnfitEnvironmentError: there is none, or it does not begin with a sweep.

    """
    file = folder / MANIFEST_NAME
    try:
        lines = file.read_text("utf-8", errors="replace").splitlines()
    except OSError as error:
        raise UnfitEnvironmentError(
            ErrorCode.MANIFEST_UNREADABLE, path=file, reason=error.strerror or str(error)
        ) from error
    header: SweepHeader | None = None
    moves: dict[int, Move] = {}
    finished: float | None = None
    for line in lines:
        try:
            entry = json.loads(line)
            if entry.get("memesweep", MANIFEST_FORMAT) != MANIFEST_FORMAT:
                raise UnfitEnvironmentError(ErrorCode.MANIFEST_TOO_NEW, path=file)
            if "sweep" in entry:
                header = _parse_header(entry["sweep"], folder)
            elif "move" in entry:
                move = _parse_move(entry["move"])
                moves[move.number] = move
            elif "finished" in entry:
                finished = float(entry["at"])
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # an empty line, or one torn by a power cut
    if header is None:
        raise UnfitEnvironmentError(ErrorCode.MANIFEST_DAMAGED, path=file)
    return SweepRecord(header, tuple(moves[number] for number in sorted(moves)), finished)


def last_number(holding: Path) -> int:
    """Return the highest number of the sweeps in a holding folder, 0 where there is none.

    A catalog that was begun anew counts from 1 again; the sweeps that it no longer knows are still there.
    """
    numbers = [0]
    for manifest in holding.glob(f"*/{MANIFEST_NAME}"):
        with (
            suppress(OSError, ValueError, KeyError, TypeError, AttributeError),
            manifest.open("rb") as stream,
        ):
            first = next(line for line in stream if line.strip())
            numbers.append(int(json.loads(first)["sweep"].get("number") or 0))
    return max(numbers)


def read_manifests(
    holding: Path, on_unreadable: Callable[[UnfitEnvironmentError], None]
) -> list[SweepRecord]:
    """Read the sweeps in a holding folder, what was entered last first, whatever the clock said.

    Args:
        holding: the folder.
        on_unreadable: called for each damaged manifest: it must not keep others' pictures away.

    """
    records = []
    for manifest in holding.glob(f"*/{MANIFEST_NAME}"):
        try:
            records.append(read_manifest(manifest.parent))
        except UnfitEnvironmentError as error:
            on_unreadable(error)
    return sorted(records, key=lambda record: (record.header.number, record.header.id), reverse=True)


def _header_fields(header: SweepHeader) -> dict[str, Any]:
    swept_from = None if header.swept_from is None else str(header.swept_from)
    return {**asdict(header), "root": str(header.root), "holding": None, "swept_from": swept_from}


def _parse_header(fields: dict[str, Any], folder: Path) -> SweepHeader:
    # The holding folder may have been moved or mounted elsewhere since: where the manifest is, it is.
    return SweepHeader(
        id=str(fields["id"]),
        root=Path(fields["root"]),
        holding=folder,
        started_at=float(fields["started_at"]),
        scorer=str(fields["scorer"]),
        folder_mtimes=tuple((str(name), int(mtime)) for name, mtime in fields["folder_mtimes"]),
        # Older manifests have none of these.
        number=int(fields.get("number") or 0),
        device=None if fields.get("device") is None else int(fields["device"]),
        swept_from=None if fields.get("swept_from") is None else Path(fields["swept_from"]),
        initiator=Initiator(fields.get("initiator") or Initiator.PERSON),
    )


def _move_fields(move: Move) -> dict[str, Any]:
    return {**asdict(move), "sha256": move.sha256.hex()}


def _parse_move(fields: dict[str, Any]) -> Move:
    destination = fields["destination"]
    # A path that climbs out of its anchor is as good as torn.
    for path in (str(fields["relative"]), *([] if destination is None else [str(destination)])):
        steps_of(path)
    return Move(
        number=int(fields["number"]),
        relative=str(fields["relative"]),
        size=int(fields["size"]),
        mtime_ns=int(fields["mtime_ns"]),
        inode=int(fields["inode"]),
        device=int(fields["device"]),
        mode=int(fields["mode"]) & 0o7777,
        sha256=bytes.fromhex(fields["sha256"]),
        score=float(fields["score"]),
        verdict=Verdict(fields.get("verdict") or Verdict.SWEEP),
        reason=Reason(fields.get("reason") or Reason.MEME),
        destination=None if destination is None else str(destination),
        state=MoveState(fields["state"]),
        note=str(fields["note"]),
    )
