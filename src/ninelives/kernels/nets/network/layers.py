"""The network: convolutions, each pooled, normalised and rectified; mean and maximum over space; a linear head.

Pooling comes first: what follows has a quarter of the numbers to do, which saves a sixth of the time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn.utils import skip_init

from ninelives.kernels.nets.network.graph import Layer

WIDTHS = (32, 64, 128, 256)  # channels of the convolutions, of 3 x 3 px each


class MeanAndMaximum(nn.Module):  # type: ignore[misc]
    """Of each channel over space: how much of something there is, and whether it is there at all."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (photos, channels, rows, columns) to (photos, 2 * channels)."""
        return torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1)


def build(classes: int, seed: int) -> nn.Sequential:
    """A network that knows nothing: its head is zero, so that no class is preferred.

    Args:
        classes: how many logits it ends in.
        seed: of the kernels.
    """
    draw, before = np.random.default_rng([seed, 2]), 3
    layers: list[Any] = []
    for at, width in enumerate(WIDTHS):
        layers += [_convolution(before, width, draw)]
        layers += [nn.MaxPool2d(2, ceil_mode=True)] if at < len(WIDTHS) - 1 else []
        layers += [nn.BatchNorm2d(width), nn.ReLU()]
        before = width
    net = nn.Sequential(*layers, MeanAndMaximum(), _head(2 * before, classes))
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
        Kernel float32 ``(out, in, 3, 3)`` of each convolution, and what its pooled output is multiplied by and then
        shifted by, ``(out,)`` each; weights float64 ``(features, classes)`` and bias ``(classes,)`` of the head.
    """
    convolutions = [layer for layer in net if isinstance(layer, nn.Conv2d)]
    norms = [layer for layer in net if isinstance(layer, nn.BatchNorm2d)]
    head = net[-1]
    found = [_folded(*pair) for pair in zip(convolutions, norms, strict=True)]
    return found, (_array(head.weight).T, _array(head.bias))


def _folded(convolution: Any, norm: Any) -> Layer:
    gain = _array(norm.weight) / np.sqrt(_array(norm.running_var) + norm.eps)
    shift = _array(norm.bias) - _array(norm.running_mean) * gain
    return _array(convolution.weight).astype(np.float32), gain.astype(np.float32), shift.astype(np.float32)


def _array(tensor: Any) -> np.ndarray:
    return np.asarray(tensor.detach().contiguous().numpy(), np.float64)
