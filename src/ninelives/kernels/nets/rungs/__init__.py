"""Inference of every rung, a file each: plain arrays in, probabilities out; each is rebuilt from arrays alone."""

from __future__ import annotations

from ninelives.kernels.nets.rungs.base import Arrays, Rung, softmax
from ninelives.kernels.nets.rungs.kernel import Kernel
from ninelives.kernels.nets.rungs.majority import Majority
from ninelives.kernels.nets.rungs.pretrained import Pretrained
from ninelives.kernels.nets.rungs.rules import Rules

RUNGS: dict[str, type[Majority | Rules | Kernel | Pretrained]] = {
    rung.name: rung for rung in (Majority, Rules, Kernel, Pretrained)
}

__all__ = ["RUNGS", "Arrays", "Kernel", "Majority", "Pretrained", "Rules", "Rung", "softmax"]
