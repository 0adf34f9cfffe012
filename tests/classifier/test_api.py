"""The public API: what it says, from threads, processes and pickles, and that it leaves the process alone."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageFile

import memesweep
from memesweep import Classifier, ImageKind, Problem, Reason, Thresholds, Verdict
from tests.support.pictures import encoded, meme, photograph, sample_folder

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier()


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Photographs and memes by turns, with a broken file in the middle."""
    folder = tmp_path_factory.mktemp("pictures")
    paths = []
    for number, name in enumerate(("coffee.png", "chelsea.png", "astronaut.png", "rocket.jpg")):
        for kind, picture in (("photo", photograph(name)), ("meme", meme(name))):
            path = folder / f"{number}-{kind}.jpg"
            path.write_bytes(encoded(picture))
            paths.append(path)
    broken = folder / "broken.jpg"
    broken.write_bytes(paths[0].read_bytes()[:4000])
    return [*paths[:4], broken, folder / "missing.jpg", *paths[4:]]


def test_a_photograph_and_a_meme(classifier: Classifier, pictures: list[Path]) -> None:
    photo, joke = (classifier.classify_path(path) for path in pictures[:2])
    assert (photo.verdict, photo.reason, photo.problem) == (Verdict.KEEP, Reason.NO_MEME, None)
    assert (joke.verdict, joke.reason, joke.problem) == (Verdict.SWEEP, Reason.MEME, None)
    assert photo.score is not None
    assert joke.score is not None
    assert 0 <= photo.score < classifier.thresholds.review < classifier.thresholds.sweep <= joke.score <= 1
    with Image.open(pictures[0]) as image:
        assert (photo.info.width, photo.info.height) == image.size
    assert photo.info.kind is ImageKind.JPEG


def test_bytes_strings_and_paths_are_alike(classifier: Classifier, pictures: list[Path]) -> None:
    path = pictures[1]
    found = classifier.classify_path(path)
    assert classifier.classify_path(str(path)) == found == classifier.classify_bytes(path.read_bytes())


def test_whatever_is_no_picture_is_a_problem(
    classifier: Classifier, pictures: list[Path], tmp_path: Path
) -> None:
    secret, fifo = tmp_path / "secret.jpg", tmp_path / "fifo.jpg"
    text, large = tmp_path / "text.jpg", tmp_path / "large.jpg"
    secret.write_bytes(pictures[0].read_bytes())
    secret.chmod(0)
    os.mkfifo(fifo)
    text.write_text("not a picture")
    large.write_bytes(pictures[0].read_bytes())
    os.truncate(large, 65 * 1024 * 1024)
    expected = {
        tmp_path / "missing.jpg": Problem.MISSING,
        text / "below-a-file.jpg": Problem.MISSING,
        tmp_path: Problem.NOT_A_PICTURE,
        fifo: Problem.NOT_A_PICTURE,
        text: Problem.NOT_A_PICTURE,
        large: Problem.TOO_LARGE,
        pictures[4]: Problem.UNREADABLE,
    }
    if os.geteuid():
        expected[secret] = Problem.NO_PERMISSION
    for path, problem in expected.items():
        found = classifier.classify_path(path)
        assert (found.problem, found.score, found.verdict) == (problem, None, Verdict.KEEP), path
        assert found.reason.value == problem.value
    assert classifier.classify_path("zero\0byte.jpg").problem is Problem.MISSING
    assert classifier.classify_bytes(b"").problem is Problem.NOT_A_PICTURE
    assert classifier.classify_bytes(bytes(65 * 1024 * 1024)).problem is Problem.TOO_LARGE


@pytest.mark.parametrize("workers", [1, 3, None])
def test_many_paths_keep_their_order(
    classifier: Classifier, pictures: list[Path], workers: int | None
) -> None:
    many = pictures * 5
    assert list(classifier.classify_paths(many, workers=workers)) == [
        classifier.classify_path(path) for path in many
    ]


def test_a_stream_without_end_is_taken_as_it_is_needed(classifier: Classifier, pictures: list[Path]) -> None:
    taken = count()

    def endless() -> Iterator[Path]:
        while True:
            next(taken)
            yield pictures[1]

    stream = classifier.classify_paths(endless(), workers=2)
    assert len(list(islice(stream, 20))) == 20
    stream.close()
    assert next(taken) < 200


def test_no_workers_are_refused_at_once(classifier: Classifier) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        classifier.classify_paths([], workers=0)


def test_threads_share_one(classifier: Classifier, pictures: list[Path]) -> None:
    expected = [classifier.classify_path(path) for path in pictures]
    with ThreadPoolExecutor(8) as threads:
        for found in threads.map(lambda _: [classifier.classify_path(path) for path in pictures], range(8)):
            assert found == expected


def test_a_pickle_is_the_models_name_and_the_options(classifier: Classifier, pictures: list[Path]) -> None:
    careful = Classifier(thresholds=Thresholds(sweep=1.0, review=0.5), sweep_camera=True)
    stored = pickle.dumps(careful)
    assert len(stored) < 1000
    again = pickle.loads(stored)  # noqa: S301 - our own
    assert again.thresholds == careful.thresholds
    assert again.classify_path(pictures[1]) == careful.classify_path(pictures[1])
    assert again.classify_path(pictures[1]).verdict is Verdict.REVIEW
    assert classifier.classify_path(pictures[1]).verdict is Verdict.SWEEP


def test_spawned_processes_say_the_same(classifier: Classifier, pictures: list[Path]) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        found = list(processes.map(classifier.classify_path, pictures[:3]))
    assert found == [classifier.classify_path(path) for path in pictures[:3]]


def test_a_camera_keeps_a_picture_unless_told_otherwise() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    data = encoded(meme("coffee.png"), exif=exif)
    kept, swept = Classifier().classify_bytes(data), Classifier(sweep_camera=True).classify_bytes(data)
    assert (kept.verdict, kept.reason) == (Verdict.KEEP, Reason.CAMERA)
    assert (swept.verdict, swept.reason) == (Verdict.SWEEP, Reason.MEME)
    assert kept.score == swept.score


def test_half_a_picture_is_not_scored_by_a_switch_of_pillows(
    classifier: Classifier, pictures: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(RuntimeError, match="LOAD_TRUNCATED_IMAGES"):
        classifier.classify_path(pictures[4])
    with pytest.raises(RuntimeError, match="LOAD_TRUNCATED_IMAGES"):
        list(classifier.classify_paths(pictures))


def test_an_unknown_model_is_named_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(memesweep.MemesweepError, match="no-such-model"):
        Classifier("no-such-model")
    with pytest.raises(memesweep.MemesweepError, match="nowhere"):
        Classifier(tmp_path / "nowhere")


PROBE = """
import json, os, signal, sys, warnings
sys.path.insert(0, sys.argv[1])

def state():
    from PIL import Image
    handlers = [str(signal.getsignal(number)) for number in signal.valid_signals()]
    filters = [str(entry) for entry in warnings.filters]
    stderr = os.fstat(2)
    return [Image.MAX_IMAGE_PIXELS, sorted(Image.OPEN), filters, handlers, os.nice(0),
            [stderr.st_dev, stderr.st_ino], sorted(os.listdir("/proc/self/fd")), dict(os.environ)]

import PIL.Image, numpy
PIL.Image.init()
before = state()
import memesweep
light = sorted(name for name in sys.modules if name.startswith("memesweep"))
classifier = memesweep.Classifier()
found = [classifier.classify_path(path) for path in sys.argv[2:]]
list(classifier.classify_paths(sys.argv[2:], workers=2))
after = state()
print(json.dumps({"before": before, "after": after, "light": light, "scores": [one.score for one in found]}))
"""


def test_the_process_is_left_as_it_was(tmp_path: Path, pictures: list[Path]) -> None:
    heic, webp = tmp_path / "meme.heic", tmp_path / "meme.webp"
    import pillow_heif  # noqa: PLC0415

    pillow_heif.from_pillow(meme("coffee.png")).save(heic)
    meme("coffee.png").save(webp)
    ended = subprocess.run(
        [sys.executable, "-c", PROBE, str(Path(__file__).parents[2]), heic, webp, *map(str, pictures)],
        capture_output=True,
        check=True,
        timeout=120,
    )
    told = json.loads(ended.stdout)
    assert told["light"] == ["memesweep"]
    assert all(score is not None for score in told["scores"][:2])
    for before, after in zip(told["before"], told["after"], strict=True):
        assert before == after


def test_importing_it_loads_nothing_heavy() -> None:
    code = """
import sys, memesweep
dir(memesweep)
sys.exit(not {"numpy", "PIL", "typer"}.isdisjoint(sys.modules))
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_every_public_name_is_there_and_no_other() -> None:
    for name in memesweep.__all__:
        assert getattr(memesweep, name).__name__ == name
        assert name in dir(memesweep)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = memesweep.no_such_name


def test_the_documentation_runs(tmp_path: Path) -> None:
    """Every Python block of docs/api.md, one after the other, in a folder with a picture."""
    text = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    blocks = [part.split("```", 1)[0] for part in text.split("```python\n")[1:]]
    assert len(blocks) == 5
    with Image.open(sample_folder() / "chelsea.png") as cat:
        cat.save(tmp_path / "cat.jpg")
    subprocess.run([sys.executable, "-c", "\n".join(blocks)], cwd=tmp_path, check=True, timeout=120)
