from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.evaluation.contact import contact_sheet, example_tiles
from memesweep.evaluation.curves import plot_recall, plot_reliability
from memesweep.evaluation.examples import read_examples
from memesweep.evaluation.labels import Label
from memesweep.evaluation.measurement import Evaluation, evaluate_folder
from memesweep.evaluation.metrics import Rate
from memesweep.training.release.knowns import captioned, landscape
from memesweep.training.release.plots import plot_curves

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("labelled")
    for group in ("one", "two"):
        (root / "meme" / group).mkdir(parents=True)
        (root / "photo" / group).mkdir(parents=True)
        for seed in range(4):
            scene = landscape(seed + 20)
            scene.save(root / "photo" / group / f"{seed}.jpg", quality=85)
            captioned(scene, "ONE DOES NOT SIMPLY", "WALK INTO A TEST").save(
                root / "meme" / group / f"{seed}.png"
            )
    (root / "photo" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture at all")
    return root


@pytest.fixture(scope="module")
def evaluation(labelled: Path) -> Evaluation:
    return evaluate_folder(labelled, load_bundle(find_bundle()))


def test_the_shipped_bundle_tells_drawn_memes_from_drawn_scenes(evaluation: Evaluation) -> None:
    assert evaluation.metrics.memes == evaluation.metrics.photos == 8
    assert evaluation.metrics.roc_auc == 1.0
    assert evaluation.metrics.sweep.false_memes == 0


def test_subfolders_are_rows(evaluation: Evaluation) -> None:
    rows = {(group.label, group.name): group for group in evaluation.groups}
    assert set(rows) == {(label, name) for label in Label for name in ("one", "two")}
    assert rows[Label.PHOTO, "one"].sweep == Rate(0, 4)


def test_a_broken_file_is_listed_and_not_counted(evaluation: Evaluation) -> None:
    (broken,) = evaluation.unscored
    assert broken.example.path.name == "broken.jpg"
    assert broken.reason


def test_progress_and_order(labelled: Path) -> None:
    seen: list[tuple[int, int]] = []
    found = evaluate_folder(
        labelled,
        load_bundle(find_bundle()),
        threads=1,
        on_progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(done, 17) for done in range(1, 18)]
    listed = [example.path for example in read_examples(labelled) if example.path.name != "broken.jpg"]
    assert [one.example.path for one in found.scored] == listed


def test_the_worst_come_first_and_onto_a_sheet(evaluation: Evaluation, tmp_path: Path) -> None:
    worst = evaluation.worst(Label.MEME, 5)
    assert len(worst) == 5
    assert [one.mistake for one in worst] == sorted((one.mistake for one in worst), reverse=True)
    contact_sheet(example_tiles(worst), len(worst), tmp_path / "worst.png")
    with Image.open(tmp_path / "worst.png") as sheet:
        assert sheet.width == 8 * 160


def test_a_table_lists_pictures_too(labelled: Path, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    photo, meme = labelled / "photo/one/0.jpg", labelled / "meme/one/0.png"
    table.write_text(f"file,label,group\n{photo},photo,mine\n{meme},MEME,\n", encoding="utf-8")
    found = read_examples(table)
    assert [(one.path, one.label, one.group) for one in found] == [
        (photo, Label.PHOTO, "mine"),
        (meme, Label.MEME, ""),
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("file,label\na.jpg,dog\n", "not meme or photo"), ("a,b\n1,2\n", "columns"), ("", "columns")],
)
def test_a_bad_table_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    table = tmp_path / "list.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        read_examples(table)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no pictures"):
        read_examples(tmp_path)


def test_plots_come_with_their_numbers(evaluation: Evaluation, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="plots are drawn with matplotlib (extra train)")
    import numpy as np  # noqa: PLC0415

    scores = np.array([one.score for one in evaluation.scored])
    labels = np.array([int(one.example.label) for one in evaluation.scored])
    plot_reliability(scores, labels, tmp_path / "reliability.png")
    plot_recall(scores, labels, tmp_path / "recall.png")
    plot_curves({"fold 0": [(1, 0.4, 0.3), (2, 0.3, 0.2)]}, tmp_path / "curves.png")
    for name in ("reliability", "recall", "curves"):
        with Image.open(tmp_path / f"{name}.png") as plot:
            assert plot.width > 300
        assert len((tmp_path / f"{name}.csv").read_text(encoding="utf-8").splitlines()) > 1


def test_evaluation_needs_no_torch() -> None:
    code = """
import sys
import memesweep.evaluation.measurement, memesweep.training.release.plots
sys.exit("torch" in sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
