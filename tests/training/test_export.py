from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="export needs the extra train")
pytest.importorskip("litert_torch", reason="export needs the extra train")

from memesweep.training.fit.loader import to_input  # noqa: E402
from memesweep.training.measure.runtime import TFLiteNet, interpreter_class  # noqa: E402
from memesweep.training.net.layers import add_batch_norm  # noqa: E402
from memesweep.training.net.mobilenet_v2 import MobileNetV2  # noqa: E402
from memesweep.training.release.knowns import known_pictures  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 64


@pytest.mark.filterwarnings("ignore")
def test_the_file_agrees_with_torch_and_the_runtimes_with_each_other(tmp_path: Path) -> None:
    from memesweep.gallery.preprocess import fit  # noqa: PLC0415
    from memesweep.training.net.export import Weights, export  # noqa: PLC0415

    pixels = np.stack([fit(picture, SIZE) for picture in known_pictures().values()])
    torch.manual_seed(3)
    net = MobileNetV2()
    with torch.no_grad():
        for conv in net.convolutions():
            conv.conv.weight *= 2.0
    add_batch_norm(net, to_input(pixels))
    net.eval()
    with torch.no_grad():
        logits = net(to_input(pixels)).numpy()
    wanted = logits[:, 1] - logits[:, 0]
    for weights, tolerance in ((Weights.FLOAT32, 1e-3), (Weights.FLOAT16, 0.01)):
        model = tmp_path / f"{weights.value}.tflite"
        export(net, SIZE, model, weights)
        margins = []
        for runtime in ("tflite_runtime", "ai_edge_litert"):
            try:
                interpreter_class(runtime)
            except ImportError:
                continue
            margins.append(TFLiteNet(model, runtime).margins(pixels))
            assert np.abs(margins[-1] - wanted).max() < tolerance
        assert np.abs(margins[0] - margins[-1]).max() < 1e-3
    assert (tmp_path / "float16.tflite").stat().st_size < 0.6 * (tmp_path / "float32.tflite").stat().st_size
