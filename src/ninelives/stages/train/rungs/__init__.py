"""One file per rung: how it is fitted. How it judges is in ``kernels/nets/rungs``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ninelives.stages.train.rungs import (
    fine_tuned,
    kernel,
    majority,
    network,
    perceptron,
    pretrained,
    rules,
    zero_shot,
)
from ninelives.stages.train.rungs.lesson import Lesson

if TYPE_CHECKING:
    from ninelives.kernels.nets.rungs import Rung

Fit = Callable[[Lesson], "Rung"]

FITS: dict[str, Fit] = {
    "majority": majority.fit,
    "rules": rules.fit,
    "perceptron": perceptron.fit,
    "kernel": kernel.fit,
    "network": network.fit,
    "zero-shot": zero_shot.fit,
    "pretrained": pretrained.fit,
    "fine-tuned": fine_tuned.fit,
}


def fit(name: str, lesson: Lesson) -> Rung:
    """Fit one rung."""
    return FITS[name](lesson)


__all__ = ["FITS", "Lesson", "fit"]
