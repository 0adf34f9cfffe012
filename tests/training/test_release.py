from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.evaluation.labels import Label
from memesweep.gallery.preprocess import fit
from memesweep.training.measure.calibration import Operating
from memesweep.training.measure.cascade import Joint
from memesweep.training.measure.leftout import LeftOut, Net
from memesweep.training.measure.robustness import resend_agreements
from memesweep.training.measure.runtime import TFLiteNet, interpreter_class
from memesweep.training.measure.scannets import ScanNets
from memesweep.training.release.knowns import captioned, landscape
from memesweep.training.release.release import Finished, release
from tests.support.pictures import meme, photograph

if TYPE_CHECKING:
    from pathlib import Path

MODEL = find_bundle() / "model.tflite"


def _image(name: str) -> Image.Image:
    label, seed = name.split("-")
    scene = landscape(int(seed))
    return captioned(scene, "ONE DOES NOT", "SIMPLY RELEASE") if label == "meme" else scene


def _finished() -> Finished:
    """Return what the protocol leaves behind, with the shipped judge in the place of each net."""
    net = TFLiteNet(MODEL)
    rows = []
    for number in range(32):
        label = Label(number % 2)
        name = f"{label.name.lower()}-{number}"
        margin = net.margin(fit(_image(name), net.size))
        rows.append(
            LeftOut(
                file=name,
                sha256=f"{number:064x}",
                label=label,
                kind=(("people", "poster"), ("macro", "quote"))[label][number // 2 % 2],
                source=f"s{number % 4}",
                unclear=False,
                fold=number // 16,
                width=240,
                height=180,
                margins=dict.fromkeys(Net, margin),
            )
        )
    nets = (Net.JUDGE, Net.SCOUT, Net.SECOND_OPINION)
    models = dict.fromkeys(nets, MODEL)
    return Finished(rows=rows, folds=[models, models], final=models, matches={})


def test_finished_runs_become_a_bundle_that_loads(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="the card's plots are drawn with matplotlib (extra train)")
    for runtime in ("tflite_runtime", "ai_edge_litert"):
        try:
            interpreter_class(runtime)
        except ImportError:
            pytest.skip(f"{runtime} is not installed here, the card compares both runtimes")
    (tmp_path / "judge-0").mkdir()
    curve = "1,10,0.4,0.3,0.9,60\n2,20,0.3,0.2,0.95,60\n"
    (tmp_path / "judge-0" / "curve.csv").write_text(curve, encoding="utf-8")
    out = tmp_path / "net-1"
    figures = release(_finished(), _image, out, "2.0.0", tmp_path)
    with Image.open(tmp_path / "worst-personal.png") as sheet:
        assert sheet.size == (8 * 160, 174)
    bundle = load_bundle(out)
    assert (bundle.name, bundle.version) == ("net-1", "2.0.0")
    assert bundle.thresholds.sweep == figures.cascade.operating.sweep
    described = json.loads((out / "model.json").read_text(encoding="utf-8"))
    assert described["quick"]["margin"] > 0
    assert {path.name for path in out.glob("*.tflite")} == {
        "model.tflite", "scout.tflite", "second-opinion.tflite"
    }  # fmt: skip
    assert "| s0 | 8 |" in (out / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in (out / "plots").iterdir()} == {
        f"{name}.{suffix}" for name in ("reliability", "recall", "curves") for suffix in ("png", "csv")
    }
    assert len((out / "plots" / "curves.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_decisions_on_clear_pictures_survive_being_sent_again() -> None:
    names = ("astronaut.png", "chelsea.png", "coffee.png", "motorcycle_left.png")
    images = [draw(name) for draw in (photograph, meme) for name in names]
    scan = ScanNets({Net.JUDGE: MODEL}, Joint(weights={Net.JUDGE: 1.0}, bias=0.0))
    agreements = resend_agreements(scan, images, Operating(0.9, 0.5))
    assert [one.change.split(" ")[0] for one in agreements] == ["400", "800", "1600"]
    assert np.mean([one.same_review.value for one in agreements]) == 1.0
