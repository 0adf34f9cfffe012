from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra train")

from memesweep.evaluation.labels import Label  # noqa: E402
from memesweep.training.data.dataset import GATHERED, Picture, read_index  # noqa: E402
from memesweep.training.data.pixels import dataset_cache  # noqa: E402
from memesweep.training.fit.loader import Epoch, Library, batches, epoch_pictures, to_input  # noqa: E402
from memesweep.training.fit.predict import pooled_features, predict  # noqa: E402
from memesweep.training.fit.recipe import Architecture, Recipe  # noqa: E402
from memesweep.training.fit.train import Job, new_net, rate_at, train  # noqa: E402
from memesweep.training.net.average import average_nets  # noqa: E402
from memesweep.training.net.mobilenet_v2 import MobileNetV2  # noqa: E402

if TYPE_CHECKING:
    from memesweep.training.data.pixels import PixelCache
    from memesweep.training.net.layers import Network

TINY = Recipe(sizes=(64,), size=64, epochs=4, batch=8, rate=1e-3, averaging=0.7, length=1.12)


@pytest.fixture(scope="module")
def cache(small_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> PixelCache:
    return dataset_cache(small_dataset, tmp_path_factory.mktemp("cache"))


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
def test_a_run_learns_checkpoints_and_is_not_repeated(
    small_dataset: Path, cache: PixelCache, weights: Path, tmp_path: Path
) -> None:
    pictures = read_index(small_dataset)
    library = Library(cache)
    job = Job(real=pictures, added=[], watched=pictures[::4])
    net = train(job, library, weights, TINY, tmp_path / "run")
    curve = (tmp_path / "run" / "curve.csv").read_text(encoding="utf-8").splitlines()
    assert len(curve) == 4
    assert float(curve[-1].split(",")[2]) < float(curve[0].split(",")[2])
    margins = predict(net, pictures, library, TINY.size)
    again = train(job, library, weights, TINY, tmp_path / "run")
    assert np.array_equal(margins, predict(again, pictures, library, TINY.size))
    assert not (tmp_path / "run" / "state.pt").exists()


@pytest.mark.parametrize(
    "changes",
    [{"architecture": Architecture.MOBILENET_V1, "width": 0.25, "rate": 3e-3}, {"frozen": 4}],
    ids=["scout", "frozen"],
)
def test_other_nets_learn_by_the_same_loop(
    small_dataset: Path, cache: PixelCache, tmp_path: Path, changes: dict[str, Any]
) -> None:
    pictures = read_index(small_dataset)
    job = Job(real=pictures, added=[], watched=[])
    recipe = replace(TINY, **changes)
    torch.manual_seed(1)
    start = _archive(new_net(recipe), tmp_path / "weights.npz")
    train(job, Library(cache), start, recipe, tmp_path / "run")
    curve = (tmp_path / "run" / "curve.csv").read_text(encoding="utf-8").splitlines()
    assert float(curve[-1].split(",")[2]) < float(curve[0].split(",")[2])


def test_a_teacher_outweighs_the_labels(
    small_dataset: Path, cache: PixelCache, weights: Path, tmp_path: Path
) -> None:
    pictures = read_index(small_dataset)
    taught = {picture.file: 1.0 - float(picture.label) for picture in pictures}
    job = Job(real=pictures, added=[], watched=[], taught=taught)
    net = train(job, Library(cache), weights, replace(TINY, taught=1.0, epochs=6), tmp_path / "run")
    margins = predict(net, pictures, Library(cache), TINY.size)
    memes = np.array([picture.label is Label.MEME for picture in pictures])
    assert margins[memes].mean() < margins[~memes].mean()


def test_nets_are_averaged_weight_by_weight() -> None:
    states = [{"w": torch.full((2,), float(n)), "n": torch.tensor(n)} for n in (1, 2, 6)]
    mean = average_nets(states)
    assert mean["w"].tolist() == [3.0, 3.0]
    assert states[0]["w"].tolist() == [1.0, 1.0]
    assert mean["n"].item() == 1


def test_a_batch_is_of_one_size_and_an_epoch_of_several(small_dataset: Path, cache: PixelCache) -> None:
    recipe = Recipe(sizes=(32, 48, 64), batch=2)
    epoch = Epoch(read_index(small_dataset), Library(cache), recipe, 0)
    assert {tuple(x.shape[1:]) for x, _, _ in batches(epoch, recipe.batch)} == {
        (3, s, s) for s in (32, 48, 64)
    }


def test_features_are_pooled_for_every_picture(small_dataset: Path, cache: PixelCache) -> None:
    pictures = read_index(small_dataset)[:5]
    assert pooled_features(MobileNetV2(), pictures, Library(cache), 64).shape == (5, 1280)


def test_the_input_is_channels_last_and_in_range() -> None:
    x = to_input(np.array([[[[0, 127, 255]]]], dtype=np.uint8).repeat(4, 1).repeat(4, 2))
    assert x.shape == (1, 3, 4, 4)
    assert x.is_contiguous(memory_format=torch.channels_last)
    assert x[0, :, 0, 0].tolist() == pytest.approx([-1.0, -0.00392157, 1.0], abs=1e-6)


def test_the_rate_rises_then_falls() -> None:
    rates = [rate_at(step, 100) for step in range(100)]
    assert rates[0] == pytest.approx(0.1)
    assert max(rates) == rates[9] == 1.0
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert rates[-1] < 0.03


def test_drawn_and_gathered_pictures_take_their_shares(small_dataset: Path) -> None:
    real = read_index(small_dataset)
    drawn = [Picture(f"d{n}", "", Label(n % 2), "drawn", "drawn", "") for n in range(60)]
    gathered = [Picture(f"g{n}", "", Label.PHOTO, GATHERED, "gathered-0", "") for n in range(60)]
    recipe = Recipe(length=1, drawn_memes=0.25, drawn_keepers=0.125, gathered=0.25)
    shown = epoch_pictures(real, [*drawn, *gathered], recipe, 0)
    assert sum(picture.kind == GATHERED for picture in shown) == 12
    assert sum(picture.kind == "drawn" and picture.label is Label.MEME for picture in shown) == 12
    assert sum(picture.kind == "drawn" and picture.label is Label.PHOTO for picture in shown) == 6
    assert abs(len(shown) - len(real)) <= 6
