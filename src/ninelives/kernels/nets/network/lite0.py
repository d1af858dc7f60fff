"""EfficientNet-Lite0 in torch, to be tuned: built of its weights, and read back into them.

The same network as ``kernels/nets/lite0.py`` writes as an ONNX graph. Batch normalisation is folded into the
convolutions and stays what it was: of few photos its averages would be noise.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import nn
from torch.nn.utils import skip_init

from ninelives.kernels.nets.lite0 import MEAN, SCALE, STRIDES, folded
from ninelives.kernels.nets.weights import Weights

Head = tuple[np.ndarray, np.ndarray]  # weights (1280, classes), bias (classes,)


class Scaled(nn.Module):  # type: ignore[misc]
    """Pixels as the network takes them."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From [0, 255] to about [-1, 1]."""
        return (x - MEAN) * SCALE


class Residual(nn.Module):  # type: ignore[misc]
    """What layers make of their input, and the input itself."""

    def __init__(self, layers: nn.Sequential) -> None:
        super().__init__()
        self.layers = layers

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Of the shape of ``x``."""
        return x + self.layers(x)


class Mean(nn.Module):  # type: ignore[misc]
    """Of each channel over space."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (photos, channels, rows, columns) to (photos, channels)."""
        return x.mean((2, 3))


def build(weights: Weights, head: Head, *, frozen: int = 0) -> nn.Sequential:
    """The network with a linear head.

    Args:
        weights: as ``weights.lite0_weights`` reads them, or as :func:`weights_of` gives them back.
        head: what the logits are of the features.
        frozen: how many of the first layers, the stem and blocks, stay as they are: edges are edges everywhere.

    Returns:
        Takes pixels ``(n, 3, side, side)`` in [0, 255], the side a multiple of 32, and gives logits ``(n, classes)``.
    """
    layers = [nn.Sequential(*_convolution(weights, "_conv_stem", "_bn0", 2), nn.ReLU6())]
    layers += [_block(weights, f"_blocks.{at}.", stride) for at, stride in enumerate(STRIDES)]
    layers += [nn.Sequential(*_convolution(weights, "_conv_head", "_bn1"), nn.ReLU6())]
    for layer in layers[:frozen]:
        layer.requires_grad_(False)
    return nn.Sequential(Scaled(), *layers, Mean(), _linear(head)).to(memory_format=torch.channels_last)


def weights_of(net: nn.Sequential) -> Weights:
    """Kernels and biases of a network that :func:`build` made, by the names that ``lite0.build_onnx`` reads."""
    convolutions = [layer for layer in net.modules() if isinstance(layer, nn.Conv2d)]
    found: Weights = {}
    for name, layer in zip(_names(len(convolutions)), convolutions, strict=True):
        found[f"{name}.weight"] = np.array(layer.weight.detach().numpy(), order="C")
        found[f"{name}.bias"] = np.array(layer.bias.detach().numpy())
    return found


def _names(count: int) -> list[str]:
    """Of all convolutions in their order; only the first block does not expand its input."""
    parts = [("_expand_conv",) * (at > 0) + ("_depthwise_conv", "_project_conv") for at in range(len(STRIDES))]
    names = ["_conv_stem", *(f"_blocks.{at}.{part}" for at, those in enumerate(parts) for part in those), "_conv_head"]
    assert len(names) == count
    return names


def _block(weights: Weights, name: str, stride: int) -> nn.Module:
    layers: list[nn.Module] = []
    if f"{name}_expand_conv.weight" in weights:
        layers += [*_convolution(weights, f"{name}_expand_conv", f"{name}_bn0"), nn.ReLU6()]
    layers += [*_convolution(weights, f"{name}_depthwise_conv", f"{name}_bn1", stride), nn.ReLU6()]
    layers += _convolution(weights, f"{name}_project_conv", f"{name}_bn2")
    block = nn.Sequential(*layers)
    first, *_, last = (layer for layer in layers if isinstance(layer, nn.Conv2d))
    return Residual(block) if stride == 1 and first.in_channels == last.out_channels else block


def _convolution(weights: Weights, conv: str, norm: str, stride: int = 1) -> Iterator[nn.Module]:
    """TensorFlow's padding: at a stride of 2 what is odd goes to the right and to the bottom."""
    kernel, bias = folded(weights, conv, norm)
    out, into, size, _ = kernel.shape
    groups = out if "depthwise" in conv else 1
    before, after = (size - stride) // 2, (size - stride + 1) // 2  # of an even side
    if before != after:
        yield nn.ZeroPad2d((before, after, before, after))
    layer = skip_init(
        nn.Conv2d, into * groups, out, size, stride, padding=before if before == after else 0, groups=groups
    )
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(kernel))
        layer.bias.copy_(torch.from_numpy(bias))
    yield layer


def _linear(head: Head) -> nn.Linear:
    weights, bias = head
    layer = skip_init(nn.Linear, *weights.shape)
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(weights.T.astype(np.float32)))
        layer.bias.copy_(torch.from_numpy(bias.astype(np.float32)))
    return layer
