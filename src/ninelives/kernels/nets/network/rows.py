"""The network that is shown rows of a table: two rectified layers and a head, and what is left of it without torch."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn.utils import skip_init

WIDTH = 128  # units of each of the two layers


def build(features: int, outputs: int, seed: int) -> nn.Sequential:
    """A network that knows nothing: its head is zero, so that no class is preferred.

    Args:
        features: of a row.
        outputs: classes, or 1 for a number.
        seed: of the weights.
    """
    draw = np.random.default_rng([seed, 3])
    layers = [_layer(features, WIDTH, draw), nn.ReLU(), _layer(WIDTH, WIDTH, draw), nn.ReLU()]
    return nn.Sequential(*layers, _layer(WIDTH, outputs, None))


def _layer(features: int, width: int, draw: np.random.Generator | None) -> nn.Linear:
    """Weights as of He and others (2015); zero without a draw."""
    layer = skip_init(nn.Linear, features, width)  # draws nothing from torch's own chance
    with torch.no_grad():
        layer.bias.zero_()
        if draw is None:
            layer.weight.zero_()
        else:
            weights = draw.normal(0, np.sqrt(2 / max(features, 1)), (width, features)).astype(np.float32)
            layer.weight.copy_(torch.from_numpy(weights))
    return layer


def folded(net: nn.Sequential) -> list[tuple[np.ndarray, np.ndarray]]:
    """Weights float64 ``(features, units)`` and bias ``(units,)`` of each layer of a trained network."""
    linear = [layer for layer in net if isinstance(layer, nn.Linear)]
    return [(_array(layer.weight).T, _array(layer.bias)) for layer in linear]


def _array(tensor: torch.Tensor) -> np.ndarray:
    return np.array(tensor.detach().contiguous().numpy(), np.float64)
