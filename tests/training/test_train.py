from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra train")

from memesweep.evaluation.labels import Label  # noqa: E402
from memesweep.training.data.dataset import GATHERED, Picture, read_index  # noqa: E402
from memesweep.training.data.library import Library  # noqa: E402
from memesweep.training.data.pixels import decoded  # noqa: E402
from memesweep.training.data.stock import Stock  # noqa: E402
from memesweep.training.fit.learner import Learner, new_net  # noqa: E402
from memesweep.training.fit.loader import Batch, Lessons, batches, epoch_pictures, to_input  # noqa: E402
from memesweep.training.fit.predict import fitted, predict  # noqa: E402
from memesweep.training.fit.recipe import Architecture, Course, Recipe  # noqa: E402
from memesweep.training.fit.train import Desk, Plan, Training, rate_at, run_name  # noqa: E402
from memesweep.training.measure.leftout import Net  # noqa: E402
from memesweep.training.net.mobilenet_v2 import MobileNetV2  # noqa: E402
from memesweep.training.net.weights import load_start  # noqa: E402

if TYPE_CHECKING:
    from memesweep.training.net.layers import Network

TINY = Recipe(size=64, rate=1e-3, averaging=0.7, smaller=())
SHORT = Course(epochs=4, batch=8, length=1.12)


@pytest.fixture(scope="module")
def stock(small_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Stock:
    caches = decoded([small_dataset / "train-00.tar"], tmp_path_factory.mktemp("pixels"))
    real = read_index(small_dataset)
    folds = {picture.source: number % 2 for number, picture in enumerate(real)}
    return Stock(real=real, added=[], folds=folds, library=Library(*caches))


def _archive(net: Network, path: Path) -> Path:
    """Write an untrained net's weights in the shape of the ImageNet ones."""
    arrays: dict[str, Any] = {}
    convolutions = net.convolutions()
    for number, conv in enumerate(convolutions):
        weight = conv.conv.weight.detach().numpy() * 2.0
        depthwise = conv.conv.groups > 1
        kind = "DEPTHWISE_CONV_2D" if depthwise else "CONV_2D"
        arrays[f"{number:02}_{kind}_w"] = weight.transpose((1, 2, 3, 0) if depthwise else (0, 2, 3, 1))
        arrays[f"{number:02}_{kind}_b"] = conv.conv.bias.detach().numpy()
    head = f"{len(convolutions)}_CONV_2D"
    arrays[f"{head}_w"], arrays[f"{head}_b"] = np.zeros((1001, 1, 1, 8)), np.zeros(1001)
    np.savez(path, **arrays)
    return path


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(1)
    return _archive(MobileNetV2(), tmp_path_factory.mktemp("weights") / "weights.npz")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_all_nets_learn_side_by_side_and_a_run_goes_on_where_it_stopped(
    stock: Stock, weights: Path, tmp_path: Path
) -> None:
    scout = replace(TINY, architecture=Architecture.MOBILENET_V1, width=0.25, size=32, rate=3e-3, taught=0.3)
    torch.manual_seed(1)
    plans = [
        Plan(net=Net.JUDGE, recipe=TINY, start=weights),
        Plan(net=Net.SCOUT, recipe=scout, start=_archive(new_net(scout), tmp_path / "scout.npz")),
    ]
    Training(stock, plans, [0, None], replace(SHORT, epochs=2), tmp_path).run(0)
    for net in (Net.JUDGE, Net.SCOUT):
        for fold in (0, None):
            curve = (tmp_path / run_name(net, fold) / "curve.csv").read_text(encoding="utf-8").splitlines()
            assert len(curve) == 2
            assert float(curve[-1].split(",")[2]) < float(curve[0].split(",")[2])
    assert not (tmp_path / "state.pt").exists()

    whole, halves = tmp_path / "whole", tmp_path / "halves"
    for folder in (whole, halves):
        folder.mkdir()
    Training(stock, plans[:1], [None], SHORT, whole).run(0)
    first = Training(stock, plans[:1], [None], SHORT, halves)
    for epoch in range(2):
        first.teach(epoch, 0)
    first.save(1)
    Training(stock, plans[:1], [None], SHORT, halves).run(0)
    one, other = (torch.load(folder / "judge-final" / "net.pt") for folder in (whole, halves))
    for name, value in one.items():
        assert torch.allclose(value, other[name], atol=1e-4), name


def test_a_trained_net_tells_what_it_was_shown(stock: Stock, weights: Path, tmp_path: Path) -> None:
    plan = Plan(net=Net.JUDGE, recipe=TINY, start=weights)
    Training(stock, [plan], [None], replace(SHORT, epochs=6), tmp_path).run(0)
    net = new_net(TINY)
    load_start(net, tmp_path / "judge-final" / "net.pt")
    margins = predict(net, fitted(stock.real, stock.library, TINY.size))
    memes = np.array([picture.label is Label.MEME for picture in stock.real])
    assert margins[memes].mean() > margins[~memes].mean() + 0.5


def _batch(folds: list[int]) -> Batch:
    count = len(folds)
    return Batch(
        pixels={8: torch.arange(count * 192, dtype=torch.int64).reshape(count, 8, 8, 3)},
        labels=torch.arange(count),
        groups=torch.zeros(count, dtype=torch.int64),
        folds=torch.tensor(folds),
    )


def test_what_is_left_out_never_reaches_a_desk() -> None:
    desk = Desk(1, 4)
    given = [part for _ in range(3) for part in desk.add(_batch([0, 1, -1, 1, 2, 0]))]
    assert [len(part) for part in given] == [4, 4, 4]
    assert all((part.folds != 1).all() for part in given)
    assert given[0].labels.tolist() == [0, 2, 4, 5]
    everything = Desk(None, 4)
    assert sum(len(part) for _ in range(2) for part in everything.add(_batch([0, 1]))) == 4


def test_a_teacher_outweighs_the_labels(stock: Stock, weights: Path) -> None:
    pixels = fitted(stock.real, stock.library, 64)
    learner = Learner(replace(TINY, taught=1.0), weights, pixels, None, torch.device("cpu"))
    learner.net.train()
    labels = torch.tensor([int(picture.label) for picture in stock.real])
    batch = Batch(
        pixels={64: torch.from_numpy(pixels)},
        labels=labels,
        groups=torch.full_like(labels, -100),
        folds=torch.full_like(labels, -1),
    )
    for _ in range(12):
        learner.step(batch, 0.0, 1.0, 1.0 - labels.float())
    margins = predict(learner.average.net, pixels)
    memes = np.array([picture.label is Label.MEME for picture in stock.real])
    assert margins[memes].mean() < margins[~memes].mean()


def test_a_batch_holds_the_same_looks_at_every_size(stock: Stock) -> None:
    lessons = Lessons(stock, Course(batch=8), 0, (16, 64))
    found = list(batches(lessons, 0))
    assert len(found) == len(lessons) == 6
    assert {size: tuple(pixels.shape) for size, pixels in found[0].pixels.items()} == {
        16: (8, 16, 16, 3),
        64: (8, 64, 64, 3),
    }
    small = torch.nn.functional.avg_pool2d(found[0].pixels[64].permute(0, 3, 1, 2).float(), 4)
    assert (small - found[0].pixels[16].permute(0, 3, 1, 2).float()).abs().mean() < 6
    again = next(iter(batches(lessons, 0)))
    assert torch.equal(again.pixels[16], found[0].pixels[16])


def test_the_input_is_channels_last_and_in_range() -> None:
    x = to_input(np.array([[[[0, 127, 255]]]], dtype=np.uint8).repeat(4, 1).repeat(4, 2))
    assert x.shape == (1, 3, 4, 4)
    assert x.is_contiguous(memory_format=torch.channels_last)
    assert x[0, :, 0, 0].tolist() == pytest.approx([-1.0, -0.00392157, 1.0], abs=1e-6)


def test_the_rate_rises_then_falls() -> None:
    rates = [rate_at(step, 100) for step in range(100)]
    assert rates[0] == pytest.approx(0.2)
    assert max(rates) == rates[4] == 1.0
    assert rates[5:] == sorted(rates[5:], reverse=True)
    assert rates[-1] < 0.03


def test_drawn_and_gathered_pictures_take_their_shares(small_dataset: Path) -> None:
    real = read_index(small_dataset)
    drawn = [Picture(f"d{n}", "", Label(n % 2), "drawn", "drawn", "") for n in range(60)]
    gathered = [Picture(f"g{n}", "", Label.PHOTO, GATHERED, "gathered-0", "") for n in range(60)]
    course = Course(length=1, drawn_memes=0.25, drawn_keepers=0.125, gathered=0.25)
    shown = epoch_pictures(real, [*drawn, *gathered], course, 0)
    assert sum(picture.kind == GATHERED for picture in shown) == 12
    assert sum(picture.kind == "drawn" and picture.label is Label.MEME for picture in shown) == 12
    assert sum(picture.kind == "drawn" and picture.label is Label.PHOTO for picture in shown) == 6
    assert abs(len(shown) - len(real)) <= 6
