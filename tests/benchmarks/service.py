"""The service under 64 clients at once, beside a scan of the same pictures."""

from __future__ import annotations

import json
import math
import os
import random
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from memesweep import Classifier
from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.classifier.cores import usable_cores
from memesweep.classifier.pipeline import score_files
from memesweep.classifier.pool import CascadePool
from memesweep.verdict.purpose import ScanPurpose
from tests.benchmarks.galleries import listed, whatsapp_pictures
from tests.benchmarks.measure import Figure
from tests.support.pictures import encoded, meme, photograph
from tests.support.service import RunningService, serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from memesweep.gallery.files import GalleryFile

CLIENTS: Final = 64
SECONDS: Final = 60.0
_BROKEN: Final = 0.05
_TOO_LARGE: Final = 0.01
_SCANNED: Final = 600
"""Pictures of one scan: a few seconds' work."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A picture of the load, and what the classifier itself says of it."""

    data: bytes
    score: float | None
    reason: str
    width: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan did with the same pictures."""

    rate: float
    """Pictures a second."""
    cpu_s: float
    """CPU time of a picture."""


def service(folder: Path) -> Iterator[Figure]:
    """Ask with 64 clients for a minute: mixed sizes, 5 % broken, 1 % over the limits."""
    load = _load()
    gallery = _gallery(folder / "gallery", load)
    before = _scan(gallery)
    with serving(home=folder) as running:
        own, theirs = time.process_time(), _cpu_seconds(running.process.pid)
        counts, seconds = _press(running, load)
        own, theirs = time.process_time() - own, _cpu_seconds(running.process.pid) - theirs
        memory = _peak_mb(running.process.pid)
    after = _scan(gallery)
    detail = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    yield Figure("answers that were wrong, lost or mixed up", counts["wrong"], "0", detail)
    rate, scanned = counts["right"] / seconds, (before.rate + after.rate) / 2
    detail = f"{rate:.0f} of {scanned:.0f} ({before.rate:.0f} before, {after.rate:.0f} after)"
    yield Figure("pictures a second, in those of a scan of the same", rate / scanned, "at least 0.7", detail)
    # A machine with other work gives more of itself to whoever has more threads; CPU time is not fooled.
    cost = 1000 * (before.cpu_s + after.cpu_s) / 2
    server, clients = 1000 * theirs / counts["right"], 1000 * own / counts["right"]
    detail = f"CPU ms a picture: scan {cost:.1f}, server {server:.1f}, clients {clients:.1f}"
    yield Figure("the same by the CPU time of server and clients", cost / (server + clients), "", detail)
    yield Figure("the same by the server's CPU time alone", cost / server, "", "clients elsewhere")
    yield Figure("peak memory of the server in MB", memory, "", f"{CLIENTS} clients, {seconds:.0f} s")


def _load() -> list[Asked]:
    """Return whole and broken pictures, one in twenty of the latter."""
    pictures = whatsapp_pictures(60)
    for name in ("astronaut.png", "chelsea.png", "coffee.png"):
        for side in (320, 800, 1600):
            pictures += [
                encoded(image.resize((side, side * 3 // 4)), quality=85)
                for image in (photograph(name), meme(name))
            ]
    broken = [data[:2000] for data in pictures[:: round(1 / _BROKEN)]]
    classifier = Classifier()
    return [_asked(classifier, data) for data in (*pictures, *broken)]


def _asked(classifier: Classifier, data: bytes) -> Asked:
    found = classifier.classify_bytes(data)
    score = None if found.score is None else round(found.score, 5)
    return Asked(data, score, found.reason.value, found.info.width)


def _gallery(root: Path, load: Sequence[Asked]) -> list[GalleryFile]:
    root.mkdir()
    for number in range(_SCANNED):
        (root / f"{number}.jpg").write_bytes(load[number % len(load)].data)
    return listed(root)


def _scan(files: list[GalleryFile]) -> Scanned:
    bundle = load_bundle(find_bundle())
    pool = CascadePool(bundle, usable_cores())
    begun, used = time.perf_counter(), time.process_time()
    done = 0
    for chunk in score_files(files, pool, usable_cores(), Event(), bundle.quick_limits(), ScanPurpose.REPORT):
        done += len(chunk)
    return Scanned(done / (time.perf_counter() - begun), (time.process_time() - used) / done)


def _press(running: RunningService, load: Sequence[Asked]) -> tuple[Counter[str], float]:
    begun = time.perf_counter()
    too_large = bytes(33 * 1024 * 1024)

    def client(seed: int) -> Counter[str]:
        rng = random.Random(seed)  # noqa: S311 - a load, no secret
        counts: Counter[str] = Counter()
        connection = HTTPConnection("127.0.0.1", running.port, timeout=60)
        while time.perf_counter() - begun < SECONDS:
            asked = None if rng.random() < _TOO_LARGE else rng.choice(load)
            kind = {"Content-Type": "application/octet-stream"}
            body = too_large if asked is None else asked.data
            connection.request("POST", "/v1/classify", body, kind)
            response = connection.getresponse()
            answer = response.read()
            if response.status in {429, 503}:
                counts["pressed"] += 1
                time.sleep(float(response.headers["retry-after"]) * rng.uniform(0.1, 1))
            elif asked is None:
                counts["right" if response.status == 413 else "wrong"] += 1
            else:
                counts["right" if _is_right(response.status, answer, asked) else "wrong"] += 1
        connection.close()
        return counts

    counts: Counter[str] = Counter()
    with ThreadPoolExecutor(CLIENTS) as threads:
        for done in [threads.submit(client, seed) for seed in range(CLIENTS)]:
            counts += done.result()
    return counts, time.perf_counter() - begun


def _is_right(status: int, answer: bytes, asked: Asked) -> bool:
    if status != 200:
        return False
    (found,) = json.loads(answer)["pictures"]
    return (found["score"], found["reason"], found["width"]) == (asked.score, asked.reason, asked.width)


def _cpu_seconds(process: int) -> float:
    if sys.platform != "linux":
        return math.nan
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text() if sys.platform == "linux" else ""
    return (
        int(next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), "0")) / 1000
    )
