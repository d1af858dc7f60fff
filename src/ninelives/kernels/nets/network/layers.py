"""The networks: convolutions, pooled, normalised and rectified; mean and maximum over space; a linear head.

Pooling comes first: what follows has a quarter of the numbers to do, which saves a sixth of the time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils import skip_init

from ninelives.kernels.nets.network.graph import Layer

WIDTHS = (32, 64, 128, 256)  # channels of the convolutions, of 3 x 3 px each
CLOSE = (24, 48, 64)  # of those that look closely


class MeanAndMaximum(nn.Module):  # type: ignore[misc]
    """Of each channel over space: how much of something there is, and whether it is there at all."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (photos, channels, rows, columns) to (photos, 2 * channels)."""
        return torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1)


class Corners(nn.Module):  # type: ignore[misc]
    """Four pixels as one: nothing is lost, and what follows has a quarter of the places to look at."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (photos, channels, rows, columns) to (photos, 4 * channels, rows / 2, columns / 2)."""
        return torch.cat([x[:, :, down::2, across::2] for down in (0, 1) for across in (0, 1)], 1)


class Filtered(nn.Sequential):  # type: ignore[misc]
    """A convolution, pooled or not, and normalised."""

    def __init__(self, before: int, width: int, draw: np.random.Generator, *, pooled: bool = False) -> None:
        pool = [nn.MaxPool2d(2, ceil_mode=True)] if pooled else []
        super().__init__(_convolution(before, width, draw), *pool, nn.BatchNorm2d(width))
        self.pooled = pooled


class Residual(nn.Module):  # type: ignore[misc]
    """What two convolutions make of their input, added to it."""

    def __init__(self, width: int, draw: np.random.Generator) -> None:
        super().__init__()
        self.first, self.second = Filtered(width, width, draw), Filtered(width, width, draw)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Of the shape of ``x``."""
        return functional.relu(x + self.second(functional.relu(self.first(x))))


def build(classes: int, seed: int) -> nn.Sequential:
    """A network that knows nothing: its head is zero, so that no class is preferred.

    Args:
        classes: how many logits it ends in.
        seed: of the kernels.
    """
    draw, before = np.random.default_rng([seed, 2]), 3
    layers: list[Any] = []
    for at, width in enumerate(WIDTHS):
        layers += [Filtered(before, width, draw, pooled=at < len(WIDTHS) - 1), nn.ReLU()]
        before = width
    return _whole(layers, before, classes)


def build_close(classes: int, seed: int) -> nn.Sequential:
    """One that looks closely at small pictures, at a tenth of the numbers; arguments as of :func:`build`."""
    draw, before = np.random.default_rng([seed, 2]), 3
    layers: list[Any] = [Corners()]
    before = 12
    for at, width in enumerate(CLOSE):
        layers += [Filtered(before, width, draw, pooled=at > 0), nn.ReLU()]
        layers += [Residual(width, draw)] if at < len(CLOSE) - 1 else []
        before = width
    return _whole(layers, before, classes)


def _whole(layers: list[Any], width: int, classes: int) -> nn.Sequential:
    net = nn.Sequential(*layers, MeanAndMaximum(), _head(2 * width, classes))
    return net.to(memory_format=torch.channels_last)


def _convolution(before: int, width: int, draw: np.random.Generator) -> nn.Conv2d:
    layer = skip_init(nn.Conv2d, before, width, 3, padding=1, bias=False)  # draws nothing from torch's own chance
    reach = 1 / np.sqrt(9 * before)  # torch's own, from our own draw
    kernel = draw.uniform(-reach, reach, (width, before, 3, 3)).astype(np.float32)
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(kernel))
    return layer


def _head(features: int, classes: int) -> nn.Linear:
    layer = skip_init(nn.Linear, features, classes)
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer


def folded(net: nn.Sequential) -> tuple[list[Layer], tuple[np.ndarray, np.ndarray]]:
    """What is left of a trained network.

    Returns:
        Its layers, with what normalisation multiplies and shifts by; weights float64 ``(features, classes)`` and bias
        ``(classes,)`` of the head.
    """
    seconds = {id(part.second) for part in net.modules() if isinstance(part, Residual)}
    found = [_folded(part, id(part) in seconds) for part in net.modules() if isinstance(part, Filtered)]
    head = net[-1]
    return found, (_array(head.weight).T, _array(head.bias))


def _folded(part: Filtered, adds: bool) -> Layer:
    kernel, norm = _array(part[0].weight).astype(np.float32), part[-1]
    gain = _array(norm.weight) / np.sqrt(_array(norm.running_var) + norm.eps)
    shift = _array(norm.bias) - _array(norm.running_mean) * gain
    return Layer(kernel, gain.astype(np.float32), shift.astype(np.float32), part.pooled, adds)


def _array(tensor: Any) -> np.ndarray:
    return np.asarray(tensor.detach().contiguous().numpy(), np.float64)
