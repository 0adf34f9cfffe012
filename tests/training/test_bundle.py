from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.gallery.preprocess import fit
from memesweep.training.measure.calibration import Operating, Platt
from memesweep.training.measure.cascade import Cascade, Joint
from memesweep.training.measure.leftout import Net
from memesweep.training.measure.runtime import TFLiteNet, interpreter_class
from memesweep.training.release.bundle import Shipped, write_bundle
from memesweep.training.release.knowns import known_pictures

if TYPE_CHECKING:
    from pathlib import Path


def _shipped(platt: Platt, **more: Any) -> Shipped:
    scan = Joint(weights={Net.JUDGE: platt.scale}, bias=platt.bias)
    cascade = Cascade(judge=platt, scan=more.pop("scan", scan), operating=Operating(0.99, 0.5), **more)
    return Shipped(
        name="net", version="9.9.9", cascade=cascade, quick_margin=1.5, close_margin=0.3, metrics={"memes": 1}
    )


def test_a_written_bundle_loads(tmp_path: Path) -> None:
    (tmp_path / "model.tflite").write_bytes((find_bundle() / "model.tflite").read_bytes())
    shipped = load_bundle(find_bundle())
    platt = Platt(shipped.judge.calibration.scale, shipped.judge.calibration.bias)
    write_bundle(tmp_path, _shipped(platt))
    bundle = load_bundle(tmp_path)
    assert (bundle.name, bundle.version, bundle.size) == ("net", "9.9.9", 224)
    assert bundle.thresholds.sweep == 0.99
    scores = [known.score for known in bundle.judge.selftest]
    assert min(scores) < 0.05
    assert max(scores) > 0.95


def test_the_other_nets_are_described_beside_the_judge(tmp_path: Path) -> None:
    for name in ("model.tflite", "scout.tflite", "second-opinion.tflite"):
        (tmp_path / name).write_bytes((find_bundle() / "model.tflite").read_bytes())
    shipped = load_bundle(find_bundle())
    platt = Platt(shipped.judge.calibration.scale, shipped.judge.calibration.bias)
    more: dict[str, Any] = {"scout": platt, "settles_below": 0.02, "joint_operating": Operating(0.97, 0.4)}
    more["joint"] = Joint(weights={Net.JUDGE: 0.5, Net.SCOUT: 0.2, Net.SECOND_OPINION: 0.7}, bias=-0.1)
    more["scan"] = Joint(weights={Net.JUDGE: 0.6, Net.SCOUT: 0.3}, bias=-0.2)
    write_bundle(tmp_path, _shipped(platt, **more))
    described = json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))
    assert described["quick"] == {"margin": 1.5}
    assert described["close"] == {"margin": 0.3}
    assert described["scout"]["settles_below"] == 0.02
    assert described["scout"]["sha256"] == described["sha256"]
    assert described["second_opinion"]["joint"] == {
        "judge": 0.5, "scout": 0.2, "second_opinion": 0.7, "bias": -0.1
    }  # fmt: skip
    assert described["score"] == {"judge": 0.6, "scout": 0.3, "bias": -0.2}
    assert described["second_opinion"]["thresholds"] == {"sweep": 0.97, "review": 0.4}
    assert described["second_opinion"]["asked_from"] == described["thresholds"]["review"]
    for row in described["selftest"]:
        assert row["scout"] == row["score"]
        assert (row["second_opinion"] > 0.5) == (row["score"] > 0.5)
    assert load_bundle(tmp_path).version == "9.9.9"


def test_a_net_that_is_unsure_of_everything_is_not_bundled(tmp_path: Path) -> None:
    (tmp_path / "model.tflite").write_bytes((find_bundle() / "model.tflite").read_bytes())
    with pytest.raises(ValueError, match="cannot tell"):
        write_bundle(tmp_path, _shipped(Platt(0.0, 0.0)))


def test_known_pictures_are_small_and_travel_unchanged() -> None:
    drawn = known_pictures()
    folder = find_bundle()
    for row in json.loads((folder / "model.json").read_text(encoding="utf-8"))["selftest"]:
        path = folder / row["file"]
        assert path.stat().st_size < 60_000
        with Image.open(path) as stored:
            assert stored.convert("RGB").tobytes() == drawn[path.name].tobytes()


@pytest.mark.parametrize("runtime", ["tflite_runtime", "ai_edge_litert"])
def test_each_runtime_gives_the_recorded_scores(runtime: str) -> None:
    try:
        interpreter_class(runtime)
    except ImportError:
        pytest.skip(f"{runtime} is not installed here")
    folder = find_bundle()
    described = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    platt = Platt(described["calibration"]["scale"], described["calibration"]["bias"])
    net = TFLiteNet(folder / described["file"], runtime)
    for row in described["selftest"]:
        with Image.open(folder / row["file"]) as stored:
            score = float(platt.score(net.margin(fit(stored, net.size))))
        assert score == pytest.approx(row["score"], abs=1e-3)
