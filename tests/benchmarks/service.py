"""The service under 64 clients at once, beside a scan of the same pictures."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from memesweep import Classifier
from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.classifier.cores import usable_cores
from memesweep.classifier.pipeline import score_files
from memesweep.classifier.pool import CascadePool
from memesweep.verdict.purpose import ScanPurpose
from tests.benchmarks.galleries import whatsapp_copies
from tests.benchmarks.measure import SHARED, Figure
from tests.support.pictures import encoded, meme, photograph
from tests.support.service import RunningService, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENTS: Final = 64
SECONDS: Final = 60.0
_BROKEN: Final = 0.05
_TOO_LARGE: Final = 0.01


def service(folder: Path) -> Iterator[Figure]:
    """Ask with 64 clients for a minute: mixed sizes, 5 % broken, 1 % over the limits."""
    if not (SHARED / "perf").is_dir():
        return
    (folder / "gallery").mkdir()
    files = whatsapp_copies(folder / "gallery", 4)
    pictures = [file.path.read_bytes() for file in files[:: max(1, len(files) // 60)]]
    for name in ("astronaut.png", "chelsea.png", "coffee.png"):
        for side in (320, 800, 1600):
            pictures += [
                encoded(image.resize((side, side * 3 // 4)), quality=85)
                for image in (photograph(name), meme(name))
            ]
    classifier = Classifier()
    expected = {index: _answer(classifier, data) for index, data in enumerate(pictures)}
    scanned = _scan_rate(files)
    with serving(home=folder) as running:
        counts, seconds, memory = _press(running, pictures, expected)
    answered = counts["right"]
    detail = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    yield Figure("answers that were wrong, lost or mixed up", counts["wrong"], "0", detail)
    rate = answered / seconds
    yield Figure(
        "pictures a second, in those of a scan",
        rate / scanned,
        "at least 0.7",
        f"{rate:.0f} of {scanned:.0f}",
    )
    yield Figure("peak memory of the server in MB", memory, "", f"{CLIENTS} clients, {seconds:.0f} s")


def _answer(classifier: Classifier, data: bytes) -> tuple[float | None, str, int]:
    found = classifier.classify_bytes(data)
    return None if found.score is None else round(found.score, 5), found.reason.value, found.info.width


def _scan_rate(files: list) -> float:  # type: ignore[type-arg]
    bundle = load_bundle(find_bundle())
    pool = CascadePool(bundle, usable_cores())
    begun = time.perf_counter()
    done = 0
    for chunk in score_files(files, pool, usable_cores(), Event(), bundle.quick_limits(), ScanPurpose.REPORT):
        done += len(chunk)
    return done / (time.perf_counter() - begun)


def _press(
    running: RunningService, pictures: list[bytes], expected: dict[int, tuple[float | None, str, int]]
) -> tuple[Counter[str], float, float]:
    counts: Counter[str] = Counter()
    begun = time.perf_counter()
    too_large = bytes(33 * 1024 * 1024)

    def client(seed: int) -> None:
        rng = random.Random(seed)  # noqa: S311 - a load, no secret
        while time.perf_counter() - begun < SECONDS:
            draw = rng.random()
            index = rng.randrange(len(pictures))
            if draw < _TOO_LARGE:
                answer = running.classify(too_large)
                counts["right" if answer.status in {413, 429} else "wrong"] += 1
                continue
            data = pictures[index][:2000] if draw < _TOO_LARGE + _BROKEN else pictures[index]
            answer = running.classify(data)
            if answer.status in {429, 503}:
                counts["pressed"] += 1
                time.sleep(float(answer.headers["retry-after"]) * rng.uniform(0.1, 1))
                continue
            (found,) = answer.pictures
            if data is not pictures[index]:
                counts["right" if found["score"] is None else "wrong"] += 1
            else:
                given = found["score"], found["reason"], found["width"]
                counts["right" if given == expected[index] else "wrong"] += 1

    with ThreadPoolExecutor(CLIENTS) as threads:
        for done in [threads.submit(client, seed) for seed in range(CLIENTS)]:
            done.result()
    seconds = time.perf_counter() - begun
    status = Path(f"/proc/{running.process.pid}/status").read_text() if sys.platform == "linux" else ""
    peak = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), "0")
    return counts, seconds, int(peak) / 1000
