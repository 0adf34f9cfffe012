"""What a scan says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.catalog.database import open_catalog
from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.scan.decider import VerdictOptions
from memesweep.scan.scanner import Scan, ScanSetup
from tests.support.pictures import photo_bytes

if TYPE_CHECKING:
    from pathlib import Path


def test_a_stop_while_the_catalog_is_tidied_counts(tmp_path: Path) -> None:
    """After a large gallery that takes seconds, and a sweep would follow."""
    gallery = tmp_path / "gallery"
    gallery.mkdir()
    (gallery / "photo.jpg").write_bytes(photo_bytes())
    bundle = load_bundle(find_bundle())
    with open_catalog(tmp_path / "catalog.sqlite3") as connection:
        scan = Scan(connection, gallery, bundle, ScanSetup(VerdictOptions(bundle.thresholds)))

        def ask(statement: str) -> None:
            if "SELECT DISTINCT folder" in statement:
                scan.stop.set()

        connection.set_trace_callback(ask)
        assert len(list(scan.run())) == 1
    assert scan.counts.interrupted
