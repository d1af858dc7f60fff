"""Muon: momentum whose singular values are all brought to about one before it is followed (Jordan and others 2024).

A small thing in a large picture gives a slope that is mostly about everything else; where all directions of a kernel
are followed alike, the rare one is found an order of magnitude earlier. What is no kernel (biases, normalisation, the
head) is moved by Adam.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch

ROUNDS = 5  # of Newton and Schulz
QUINTIC = (3.4445, -4.7750, 2.0315)  # Jordan's: slopes steep at zero, and all within .7 to 1.2 after five rounds
MOMENTUM = 0.9
BETAS = (0.9, 0.99)  # of Adam
SMALL = 1e-8
SHARE = 0.25  # of the learning rate, for what is moved by Adam


class Muon(torch.optim.Optimizer):  # type: ignore[misc]
    """Kernels by Muon, everything else by Adam.

    Args:
        parameters: of a network; those of four dimensions are kernels.
        rate: the learning rate of kernels, of which each moves by about that much in every direction.
        decay: of kernels, per step and learning rate.
    """

    def __init__(self, parameters: Iterable[torch.nn.Parameter], rate: float, decay: float) -> None:
        super().__init__(list(parameters), {"lr": rate, "decay": decay})

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def step(self, closure: Any = None) -> None:  # noqa: ARG002 - an optimiser's signature
        """Move every parameter that has a slope."""
        for group in self.param_groups:
            for weights in group["params"]:
                move = _turned if weights.ndim == 4 else _adam
                move(weights, self.state[weights], group["lr"], group["decay"])


def _turned(weights: torch.Tensor, memory: dict[str, torch.Tensor], rate: float, decay: float) -> None:
    """Nesterov's momentum, made orthogonal; tall kernels move further, so that what they give moves alike."""
    momentum = memory.setdefault("exp_avg", torch.zeros_like(weights))
    momentum.mul_(MOMENTUM).add_(weights.grad)
    rows = (weights.grad + MOMENTUM * momentum).flatten(1)
    weights.mul_(1 - rate * decay)
    weights.add_(orthogonal(rows).view(weights.shape), alpha=-rate * max(1.0, rows.shape[0] / rows.shape[1]) ** 0.5)


def orthogonal(matrix: torch.Tensor) -> torch.Tensor:
    """The nearest matrix, roughly, of the same shape whose singular values are one: they come to lie in .7 to 1.2."""
    a, b, c = QUINTIC
    wide = matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T
    x = wide / (wide.norm() + SMALL)
    for _ in range(ROUNDS):
        square = x @ x.T
        x = a * x + (b * square + c * square @ square) @ x
    return x if wide is matrix else x.T


def _adam(weights: torch.Tensor, memory: dict[str, torch.Tensor], rate: float, _: float) -> None:
    step = memory.setdefault("step", torch.zeros(())).add_(1)
    mean = memory.setdefault("exp_avg", torch.zeros_like(weights))
    square = memory.setdefault("exp_avg_sq", torch.zeros_like(weights))
    mean.lerp_(weights.grad, 1 - BETAS[0])
    square.lerp_(weights.grad.square(), 1 - BETAS[1])
    one, other = (1 - beta ** float(step) for beta in BETAS)
    weights.addcdiv_(mean / one, (square / other).sqrt().add_(SMALL), value=-SHARE * rate)
