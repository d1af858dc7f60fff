"""Rung 7: EfficientNet-Lite0 itself is tuned a little on the photos and their copies; a logistic head decides.

The network begins with the head that was fitted to its features, and goes on with a small learning rate: 1e-4, at 3e-4
it forgets more than it learns. The first layers stay as they are, which saves a third of the time and costs nothing.
Its weights are then the mean of those it began with and those it learned (Wortsman and others 2022,
https://arxiv.org/abs/2109.01903): from 250 photos of cats and dogs that was right in 98.9 % of the others by day and
95.6 % of their darkened copies, the learned weights alone in 98.7 and 95.1, those before in 98.2 and 93.8. The network
is made int8 as the first was, and the head is fitted anew. The amount of work is fixed beforehand, in photos shown.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from ninelives.kernels.nets.quantise import quantise
from ninelives.kernels.nets.rungs import FineTuned, Network, Pretrained
from ninelives.kernels.nets.weights import lite0_weights
from ninelives.stages.train.rungs import pretrained
from ninelives.stages.train.rungs.lesson import Lesson
from ninelives.stages.train.rungs.network import handed
from ninelives.stages.train.rungs.taught import one_thread, taught

if TYPE_CHECKING:
    from ninelives.kernels.nets.network.lesson import Course, Report

BATCH = 32  # photos a step
STEPS = 100
RATE = 1e-4
SHARE = 0.5  # of the learned weights in their mean with those before
FROZEN = 4  # layers that stay: the stem and the first three blocks
REMEMBER = 5  # steps between two states that are remembered, of about a second each
_ONE = Lock()


def fit(lesson: Lesson) -> FineTuned:
    """The head on the features of a network that was tuned before."""
    return FineTuned.from_arrays(pretrained.fit(lesson).arrays())


def course(pictures: np.ndarray, y: np.ndarray, scene: np.ndarray, seed: int) -> Course:
    """How a network is tuned on these; arguments as for :func:`tuned`."""
    from ninelives.kernels.nets.network.lesson import Course

    mirror = not handed(pictures.reshape(len(pictures), -1), y, scene, seed)
    return Course(shown=STEPS * BATCH, batch=BATCH, seed=seed, mirror=mirror, rate=RATE, decay=0.0, remember=REMEMBER)


def tuned(
    pictures: np.ndarray,
    y: np.ndarray,
    head: Pretrained,
    how: Course,
    work: Path | None,
    tick: Callable[[Report | None], None],
) -> bytes:
    """The network after it learned from some photos.

    Args:
        pictures: what it is shown, uint8 of shape (photos, size, size, 3).
        y: class of each, int64 of shape (photos,).
        head: on the features of the network as it was.
        how: see :func:`course`.
        work: where the training is kept, so that it outlives a kill; None for nowhere.
        tick: see ``taught``.

    Returns:
        An int8 ONNX file, as ``quantise.quantised`` writes.
    """
    from ninelives.kernels.nets.network.lite0 import build, weights_of

    weights = lite0_weights()
    if len(np.unique(y)) > 1:
        with one_thread():
            net = build(weights, _raw(head), frozen=FROZEN)
            before = weights_of(net)
            report = taught(net, pictures, y, how, work, tick)
            after = weights_of(net)
        weights = {name: (1 - SHARE) * before[name] + SHARE * after[name] for name in after}
        steps = np.array([report.good.step, report.step, how.steps, report.epoch])
        if broke := Network.broke(steps):
            warnings.warn(f"fine-tuned: {broke}", RuntimeWarning, stacklevel=2)
    with _ONE:  # each takes a while on all its threads
        return quantise(weights, lambda *_: tick(None))


def _raw(head: Pretrained) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias on the features as they come."""
    weights = head.weights / head.scale
    return weights, head.bias - head.mean @ weights
