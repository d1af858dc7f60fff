"""Inference of every rung, a file each: plain arrays in, probabilities out; each is rebuilt from arrays alone."""

from __future__ import annotations

from ninelives.kernels.nets.rungs.base import Arrays, Rung, softmax
from ninelives.kernels.nets.rungs.foreign import Foreign
from ninelives.kernels.nets.rungs.kernel import Kernel
from ninelives.kernels.nets.rungs.kinds import Kinds
from ninelives.kernels.nets.rungs.majority import Majority
from ninelives.kernels.nets.rungs.network import Network
from ninelives.kernels.nets.rungs.perceptron import Perceptron
from ninelives.kernels.nets.rungs.pretrained import FineTuned, Pretrained
from ninelives.kernels.nets.rungs.rules import Rules
from ninelives.kernels.nets.rungs.zero_shot import ZeroShot

RUNGS: dict[
    str, type[Majority | Rules | Perceptron | Kernel | Network | ZeroShot | Pretrained | FineTuned | Kinds | Foreign]
] = {
    rung.name: rung
    for rung in (Majority, Rules, Perceptron, Kernel, Network, ZeroShot, Pretrained, FineTuned, Kinds, Foreign)
}
UNTAUGHT = frozenset({"zero-shot"})  # rungs that learn nothing from the photos

__all__ = [
    "RUNGS",
    "UNTAUGHT",
    "Arrays",
    "FineTuned",
    "Foreign",
    "Kernel",
    "Kinds",
    "Majority",
    "Network",
    "Perceptron",
    "Pretrained",
    "Rules",
    "Rung",
    "ZeroShot",
    "softmax",
]
