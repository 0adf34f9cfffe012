"""What memesweep adds to decoding and inference: walking, threads, verdicts, the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.catalog.database import open_catalog
from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.classifier.pool import CascadePool
from memesweep.scan.decider import VerdictOptions
from memesweep.scan.scanner import Scan, ScanSetup
from memesweep.verdict.purpose import ScanPurpose
from tests.benchmarks.galleries import whatsapp_copies
from tests.benchmarks.measure import SHARED, Figure, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def overhead(folder: Path) -> Iterator[Figure]:
    """Compare the CPU time of a first scan with that of its decodes and inferences alone."""
    if not (SHARED / "perf").is_dir():
        return
    root = folder / "gallery"
    root.mkdir()
    files = whatsapp_copies(root, 4)
    bundle = load_bundle(find_bundle())
    pool = CascadePool(bundle)
    limits = bundle.quick_limits()

    def bare() -> None:
        with pool.lend() as nets:
            for file in files:
                nets.score_file(file, ScanPurpose.SWEEP, limits)

    def scan() -> None:
        catalog = folder / "catalog.sqlite3"
        with open_catalog(catalog) as connection:
            running = Scan(connection, root, bundle, ScanSetup(VerdictOptions(bundle.thresholds), workers=1))
            running._nets = pool
            for _ in running.run(skip_unchanged=True):
                pass
        for left in folder.glob("catalog.sqlite3*"):
            left.unlink()

    costs = side_by_side({"bare": bare, "scan": scan}, 7)
    share = 100 * (costs["scan"].cpu - costs["bare"].cpu) / costs["bare"].cpu
    yield Figure("overhead, % of the CPU time of decoding and inference", share, "under 10")
