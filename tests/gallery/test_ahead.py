"""The second process tells the truth, or nothing; and it never outlives the walk.

Each case is a program of its own: a test runner has threads, beside which there is no second process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = 9000
"""Three parts of a long folder, of which the second process asks for two."""

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="there is a second process only where Linux counts threads"
)

BEFORE = """
import os, resource, signal, sys, time
from pathlib import Path
from threading import Event, Thread

from memesweep.gallery.walk import WalkOptions, walk

ROOT = Path.cwd()
AHEAD = WalkOptions(ahead=True)

def children():
    "Ask the kernel: an ended child that nobody has waited for counts too."
    found = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return [int(number) for number in found.split()]

def begun(walking):
    "Walk until there is a second process; return what was met."
    met = []
    for listing in walking:
        met.append(listing)
        if children():
            return met
    raise AssertionError("there never was a second process")

def told(listings):
    return [(one.folder, dict(one.stamps), one.skipped, one.after, one.upto) for one in listings]

ALONE = told(walk(ROOT))
assert not children()
"""

AFTER = """
assert not children(), children()
"""


@pytest.fixture(scope="module", params=["one long folder", "many folders"])
def gallery(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A gallery with something of everything, that any user may enter."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        (fill if request.param == "one long folder" else spread)(Path(folder))
        yield Path(folder)


def spread(root: Path) -> None:
    """Make folders in folders, of which none is long but one."""
    for month in range(60):
        folder = root / f"{month:02}"
        folder.mkdir()
        for number in range(50):
            (folder / f"IMG-{number:05}.jpg").write_bytes(bytes(number % 7))
        (folder / "film.mp4").write_bytes(b"video")
        (folder / "link.jpg").symlink_to("IMG-00001.jpg")
        if month % 3 == 0:
            for below in ("Sent", "a", "a/b", "empty", os.fsdecode(b"no text \xff"), "quiet", ".hidden"):
                (folder / below).mkdir()
                (folder / below / "deep.jpg").write_bytes(b"x")
            (folder / "empty" / "deep.jpg").unlink()
            (folder / "quiet" / ".nomedia").write_bytes(b"")
    for number in range(5000):
        (root / "41" / f"long-{number:05}.jpg").write_bytes(b"x")


def fill(root: Path) -> None:
    """Make one long folder, with all kinds of names in each part."""
    for number in range(FILES):
        (root / f"IMG-{number:05}.jpg").write_bytes(bytes(number % 7))
    for number in range(0, FILES, 1500):
        (root / f"IMG-{number:05}-a.mp4").write_bytes(b"video")
        (root / f"IMG-{number:05}-b.jpg").symlink_to("IMG-00001.jpg")
        (root / f"IMG-{number:05}-c.jpg").mkdir()
        (root / f"IMG-{number:05}-c.jpg" / "inside.jpg").write_bytes(b"x")
        (root / f"IMG-{number:05}-d.jpg.part").write_bytes(b"half")
        os.mkfifo(root / f"IMG-{number:05}-e.jpg")
    (root / os.fsdecode(b"IMG-04999\xff.JPG")).write_bytes(b"a name that is no text")


def run(gallery: Path, program: str) -> None:
    """Run a program in the gallery; what it asserts must hold, and it must leave no child."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", BEFORE + program + AFTER],
        cwd=gallery,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_says_the_same(gallery: Path) -> None:
    run(
        gallery,
        """
walking = walk(ROOT, AHEAD)
first = begun(walking)
assert len(children()) == 1
assert sum(len(stamps) for _folder, stamps, *_rest in ALONE) > 8000
assert told(first) + told(walking) == ALONE
""",
    )


@pytest.mark.parametrize("ending", ["SIGKILL", "SIGSTOP"])
def test_who_loses_it_asks_alone(gallery: Path, ending: str) -> None:
    """The second one stands still, and is killed while its answer is waited for."""
    run(
        gallery,
        f"""
walking = walk(ROOT, AHEAD)
first = begun(walking)
(child,) = children()
os.kill(child, signal.{ending})
killer = Thread(target=lambda: (time.sleep(0.3), os.kill(child, signal.SIGKILL)))
killer.start()
assert told(first) + told(walking) == ALONE
killer.join()
"""
        if ending == "SIGSTOP"
        else f"""
walking = walk(ROOT, AHEAD)
first = begun(walking)
os.kill(children()[0], signal.{ending})
assert told(first) + told(walking) == ALONE
""",
    )


def test_ends_with_a_walk_that_is_left(gallery: Path) -> None:
    run(
        gallery,
        """
walking = walk(ROOT, AHEAD)
begun(walking)
del walking
""",
    )


def test_ends_with_an_error_of_who_walks(gallery: Path) -> None:
    run(
        gallery,
        """
def fail():
    walking = walk(ROOT, AHEAD)
    for listing in walking:
        begun(walking)
        raise ValueError

try:
    fail()
except ValueError:
    pass
""",
    )


def test_a_key_that_ends_everything_is_the_first_ones(gallery: Path) -> None:
    """A terminal sends Ctrl-C to both; the first one goes on with what it has, or leaves the walk."""
    run(
        gallery,
        """
walking = walk(ROOT, AHEAD)
first = begun(walking)
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    os.kill(children()[0], number)
assert told(first) + told(walking) == ALONE
assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()
""",
    )


def test_there_is_none_beside_a_thread(gallery: Path) -> None:
    run(
        gallery,
        """
end = Event()
Thread(target=end.wait).start()
walking = walk(ROOT, AHEAD)
first = [next(walking)]
assert not children()
end.set()
assert told(first) + told(walking) == ALONE
""",
    )


def test_there_is_none_unasked_or_for_a_short_folder(gallery: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"a")
    run(
        gallery,
        f"""
for walking in (walk(ROOT), walk(Path({str(tmp_path)!r}), AHEAD)):
    next(walking)
    assert not children()
""",
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="needs the right to become a user that may start no process")
def test_where_no_process_can_be_started(gallery: Path) -> None:
    run(
        gallery,
        """
os.setuid(65534)
resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))
try:
    os.fork()
except BlockingIOError:
    assert told(walk(ROOT, AHEAD)) == ALONE
else:
    os._exit(1)
""",
    )


def test_where_nobody_waits_for_children(gallery: Path) -> None:
    """Some servers start programs so; the kernel then buries the second one by itself."""
    run(
        gallery,
        """
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
assert told(walk(ROOT, AHEAD)) == ALONE
""",
    )


def test_dies_with_a_first_that_is_killed(gallery: Path) -> None:
    """Or it would hold the lock of a gallery that nobody scans any more."""
    program = "walking = walk(ROOT, AHEAD)\nbegun(walking)\nprint(flush=True)\ntime.sleep(60)\n"
    with subprocess.Popen(
        [sys.executable, "-c", BEFORE + program], cwd=gallery, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline()
        first.kill()
        # The second one has its end of this pipe as well: it is at its end when both are gone.
        assert first.stdout.read() == b""
