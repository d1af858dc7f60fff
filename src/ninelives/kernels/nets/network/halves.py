"""A step's photos learned from in two halves, beside one another.

Torch's own threads wait for each other in each of a step's hundred loops. Two halves wait once, when their slopes are
added up in a fixed order: the same bytes on one core and on two. Each half is normalised by its own mean and spread.
"""

from __future__ import annotations

import copy
from concurrent.futures import ThreadPoolExecutor

import torch
from torch import nn
from torch.nn import functional

HALVES = 2


class Halves:
    """A network and a twin: the parameters are shared, what batch normalisation remembers is each one's own.

    Args:
        net: whose parameters are given slopes.
        workers: halves at a time, 1 or 2.
    """

    def __init__(self, net: nn.Sequential, workers: int) -> None:
        twin = copy.deepcopy(net)
        for own, shared in zip(twin.parameters(), net.parameters(), strict=True):
            own.data = shared.data
        self._nets = (net, twin)
        self._pool = ThreadPoolExecutor(min(workers, HALVES)) if workers > 1 else None

    def slope(self, x: torch.Tensor, y: torch.Tensor, smoothing: float) -> float:
        """The mean loss of a step, cross-entropy in nats; every parameter's ``grad`` is its slope."""
        each = self._pool.map if self._pool else map
        done = list(each(_slope, self._nets, x.chunk(HALVES), y.chunk(HALVES), [smoothing] * HALVES))
        net, twin = self._nets
        with torch.no_grad():
            for parameter, one, other in zip(net.parameters(), *(slopes for _, slopes in done), strict=True):
                parameter.grad = one.add_(other).div_(HALVES)
            for own, others in zip(net.buffers(), twin.buffers(), strict=True):
                if own.is_floating_point():
                    own.add_(others).div_(HALVES)
                others.copy_(own)
        return sum(loss for loss, _ in done) / HALVES

    def close(self) -> None:
        """Its threads end."""
        if self._pool:
            self._pool.shutdown()


def _slope(
    net: nn.Sequential, x: torch.Tensor, y: torch.Tensor, smoothing: float
) -> tuple[float, tuple[torch.Tensor, ...]]:
    loss = functional.cross_entropy(net(x), y, label_smoothing=smoothing)
    return float(loss.detach()), torch.autograd.grad(loss, list(net.parameters()))
