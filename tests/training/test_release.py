from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.evaluation.labels import Label
from memesweep.gallery.preprocess import fit
from memesweep.training.calibration import Operating, Platt
from memesweep.training.kinds import write_confusion
from memesweep.training.knowns import captioned, landscape
from memesweep.training.leftout import LeftOut, write_left_out
from memesweep.training.release import release
from memesweep.training.rivals import Rival, write_rivals
from memesweep.training.robustness import resend_agreements
from memesweep.training.runtime import TFLiteNet, interpreter_class
from tests.support.pictures import meme, photograph

if TYPE_CHECKING:
    from pathlib import Path

MODEL = find_bundle() / "model.tflite"


def _image(name: str) -> Image.Image:
    label, seed = name.split("-")
    scene = landscape(int(seed))
    return captioned(scene, "ONE DOES NOT", "SIMPLY RELEASE") if label == "meme" else scene


def _lay_out_runs(work: Path) -> None:
    """Write what three folds and a final run leave behind, with the shipped net in the place of each."""
    net = TFLiteNet(MODEL)
    for fold in range(3):
        rows = []
        for number in range(16):
            label = Label(number % 2)
            name = f"{label.name.lower()}-{fold * 16 + number}"
            margin = net.margin(fit(_image(name), net.size))
            kind = ("people", "quote")[label]
            rows.append(LeftOut(name, f"{number:064x}", label, kind, f"s{fold}{label}", False, fold, margin))  # noqa: FBT003
        folder = work / f"fold-{fold}"
        folder.mkdir(parents=True)
        training = work / "plain" / f"fold-{fold}"
        training.mkdir(parents=True)
        curve = "1,10,0.4,0.3,0.9,60\n2,20,0.3,0.2,0.95,60\n"
        (training / "curve.csv").write_text(curve, encoding="utf-8")
        shutil.copyfile(MODEL, folder / "model.tflite")
        write_left_out(folder / "left-out.csv", rows)
    write_rivals(work / "rivals.csv", [Rival("student", 160, 50_000_000, 0.9, 0.2, 0.4, 0.96, 0.25)])
    write_confusion(work / "kinds.csv", np.eye(4, dtype=np.int64) * 7)
    (work / "final").mkdir()
    shutil.copyfile(MODEL, work / "final" / "model.tflite")


def test_finished_runs_become_a_bundle_that_loads(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="the card's plots are drawn with matplotlib (extra train)")
    for runtime in ("tflite_runtime", "ai_edge_litert"):
        try:
            interpreter_class(runtime)
        except ImportError:
            pytest.skip(f"{runtime} is not installed here, the card compares both runtimes")
    _lay_out_runs(tmp_path / "work")
    out = tmp_path / "net-1"
    figures = release(tmp_path / "work", 3, _image, out, "2.0.0")
    for label in Label:
        with Image.open(tmp_path / "work" / f"worst-{label.name.lower()}.png") as sheet:
            assert sheet.size == (8 * 160, 3 * 174)
    bundle = load_bundle(out)
    assert (bundle.name, bundle.version) == ("net-1", "2.0.0")
    assert bundle.thresholds.sweep == figures.operating.sweep
    assert figures.metrics.memes == figures.metrics.photos == 24
    assert "| s01 | 8 |" in (out / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in (out / "plots").iterdir()} == {
        f"{name}.{suffix}"
        for name in ("reliability", "recall", "curves", "rivals")
        for suffix in ("png", "csv")
    }
    assert len((out / "plots" / "curves.csv").read_text(encoding="utf-8").splitlines()) == 7


def test_decisions_on_clear_pictures_survive_being_sent_again() -> None:
    names = ("astronaut.png", "chelsea.png", "coffee.png", "motorcycle_left.png")
    images = [draw(name) for draw in (photograph, meme) for name in names]
    agreements = resend_agreements(MODEL, images, Platt(1.0, 0.0), Operating(0.9, 0.5))
    assert [one.change.split(" ")[0] for one in agreements] == ["400", "800", "1600"]
    assert np.mean([one.same_review.value for one in agreements]) == 1.0
