"""The whole training loop, to be read from top to bottom.

A network is shown photos, each time changed a little (``batches``), is told how wrong it was, and is moved a little
towards being less so. ``train`` is a generator: one report a step, and between two steps the caller may log, save, or
stop. What is drawn depends on the seed and the number of the step alone, so a training that was cut off and goes on
from a ``State`` makes the very same network.

Details: AdamW (Loshchilov and Hutter 2019) with decay on kernels only; the learning rate rises over the first steps and
falls along a cosine to zero, once (Smith and Topin 2018); label smoothing (Szegedy and others 2016).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from ninelives.kernels.nets.network.batches import Photos, load
from ninelives.kernels.nets.network.halves import Halves
from ninelives.kernels.nets.network.muon import Muon
from ninelives.kernels.nets.network.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How much is learned, and how fast."""

    shown: int  # photos, each counted as often as it is shown
    seed: int
    batch: int = 32  # photos a step
    mirror: bool = True  # whether a photo's mirror image is as good
    rate: float = 2e-3  # the highest learning rate
    rise: float = 0.15  # share of the steps until it is reached
    decay: float = 0.3  # of kernels, per step and learning rate
    smoothing: float = 0.1  # share of a label's certainty that is spread over all classes
    remember: int = 50  # steps between two states that are remembered
    coarse: float = 0.0  # share of the steps, the first, in which photos are shown at half their size
    close: bool = False  # whether what counts may be a few pixels wide: photos are shown whole, as they are
    workers: int = field(
        default=1, repr=False
    )  # of the two halves that a step's photos are then learned from in; no byte depends on it

    @property
    def steps(self) -> int:
        """Batches."""
        return -(-self.shown // self.batch)

    def rate_at(self, step: int) -> float:
        """The learning rate of a step."""
        done, rise = step / self.steps, self.rise
        fallen = 0.5 + 0.5 * math.cos(math.pi * max(0.0, (done - rise) / (1 - rise)))
        return self.rate * min(1.0, (step + 1) / (rise * self.steps)) * fallen

    def epoch(self, step: int, photos: int) -> int:
        """How often each of so many photos was shown before a step."""
        return step * self.batch // photos


@dataclass(frozen=True, slots=True)
class Report:
    """One step; after the last one more, of the end.

    Attributes:
        step: its number, from 0.
        epoch: how often each photo was shown before.
        loss: of the photos of this step before it: cross-entropy in nats, of numbers the squared error; not a number
            where the training broke.
        good: the last state that is known to give a loss; at the end the network as it is.
    """

    step: int
    epoch: int
    loss: float
    good: State


def train(
    net: nn.Sequential, photos: Photos, labels: np.ndarray, course: Course, begin: State | None = None
) -> Iterator[Report]:
    """Train ``net`` in place, one report a step.

    Where the loss is no number any more, that is the last report, and ``net`` is what it was in its ``good`` state.

    Args:
        net: ends in one logit for each class, or in one number.
        photos: of shape (photos, side, side, 3), float32 or uint8, on the scale that ``net`` takes; or rows of a
            table, float32 of shape (rows, features).
        labels: class of each photo, int64 of shape (photos,); or a number of each, float32.
        course: how much, how fast.
        begin: where an earlier run of the same training stood; from the beginning without one.
    """
    optimiser = _optimiser(net, course)
    if begin:
        begin.put(net, optimiser)
    halves = Halves(net, course.workers) if course.close else None
    good, loss = begin or State.take(net, optimiser, 0), math.nan
    for step, batch in load(photos, labels, course, good.step):
        before = State.take(net, optimiser, step) if step % course.remember == 0 else good
        loss = drop_that_loss(batch, net, optimiser, course.rate_at(step), course.smoothing, halves)
        if not math.isfinite(loss):
            break
        good = before  # it has just given a loss that is a number
        yield Report(step, course.epoch(step, len(photos)), loss, good)
    else:
        step, last = course.steps, State.take(net, optimiser, course.steps)
        good = last if last.finite else good
    if halves:
        halves.close()
    good.put(net, optimiser)
    yield Report(step, course.epoch(step, len(photos)), loss, good)


def drop_that_loss(
    batch: tuple[torch.Tensor, torch.Tensor],
    net: nn.Sequential,
    optimiser: torch.optim.Optimizer,
    rate: float,
    smoothing: float,
    halves: Halves | None = None,
) -> float:
    """One step down the slope of the loss; returns the loss before it, and takes no step where that is no number."""
    x, y = batch
    optimiser.zero_grad()
    value = halves.slope(x, y, smoothing) if halves else _slope(net, x, y, smoothing)
    if not math.isfinite(value):
        return value
    for group in optimiser.param_groups:
        group["lr"] = rate
    optimiser.step()
    return value


def _slope(net: nn.Sequential, x: torch.Tensor, y: torch.Tensor, smoothing: float) -> float:
    loss = wrong(net(x), y, smoothing)
    if math.isfinite(value := float(loss.detach())):
        loss.backward()
    return value


def wrong(said: torch.Tensor, y: torch.Tensor, smoothing: float) -> torch.Tensor:
    """How wrong a network is: squared error where the labels are numbers, else cross-entropy in nats."""
    if y.is_floating_point():
        return functional.mse_loss(said[:, 0], y)
    return functional.cross_entropy(said, y, label_smoothing=smoothing)


def _optimiser(net: nn.Sequential, course: Course) -> torch.optim.Optimizer:
    if course.close:
        return Muon(net.parameters(), course.rate, course.decay)
    kernels = [weights for weights in net.parameters() if weights.ndim > 1]
    others = [weights for weights in net.parameters() if weights.ndim <= 1]
    groups = [{"params": kernels, "weight_decay": course.decay}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=course.rate)
