"""What a network is shown: every photo as often as any other, each time moved, turned over and tinted a little.

Rows of a table are shown as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch
from torch.nn import functional

if TYPE_CHECKING:
    from ninelives.kernels.nets.network.lesson import Course

ZOOM = 0.5  # the smallest part of a photo's sides that is shown
ASPECT = 0.15  # how far its shape may change, in log units
LIGHT = 0.3  # how far brightness, contrast and saturation may change, in log units
TINT = 0.09  # how far each colour may change, in log units


class Photos(Protocol):
    """An array, or what is used as one: read a batch at a time."""

    @property
    def shape(self) -> tuple[int, ...]:
        """As that of an array."""

    @property
    def ndim(self) -> int:
        """As that of an array."""

    def __len__(self) -> int:
        """How many photos or rows."""

    def __getitem__(self, which: Any, /) -> np.ndarray:
        """Some of them, as an array."""


def load(
    photos: Photos, labels: np.ndarray, course: Course, begin: int = 0
) -> Iterator[tuple[int, tuple[torch.Tensor, torch.Tensor]]]:
    """The steps from ``begin`` on: number, and photos (batch, 3, side, side) with their labels (batch,).

    Of a table, rows (batch, features). What a step shows depends on the seed and its number alone.
    """
    y = torch.from_numpy(labels)
    for step in range(begin, course.steps):
        rows = _rows(len(photos), course, step)
        shown = torch.from_numpy(photos[rows]).float()
        if photos.ndim == 4:
            draw = np.random.default_rng([course.seed, 1, step])
            change = turn if course.close else vary
            shown = change(shown.permute(0, 3, 1, 2), draw, mirror=course.mirror)
            shown = functional.avg_pool2d(shown, 2) if step < course.coarse * course.steps else shown
        yield step, (shown, y[torch.from_numpy(rows)])


def _rows(count: int, course: Course, step: int) -> np.ndarray:
    """Which photos a step shows: all photos in a drawn order, then all again in another, cut into batches."""
    places = np.arange(step * course.batch, (step + 1) * course.batch)
    orders = {
        epoch: _order(course.seed, epoch, count)
        for epoch in range(int(places[0]) // count, int(places[-1]) // count + 1)
    }
    return np.array([orders[place // count][place % count] for place in places.tolist()], np.int64)


@lru_cache(maxsize=32)  # each of many steps asks for the order of its epoch, for several fits beside one another
def _order(seed: int, epoch: int, count: int) -> np.ndarray:
    return np.random.default_rng([seed, 0, epoch]).permutation(count)


def turn(x: torch.Tensor, draw: np.random.Generator, *, mirror: bool) -> torch.Tensor:
    """Of every second photo its mirror image if so asked, and nothing else: all that is in it is shown."""
    turned = torch.from_numpy(draw.uniform(-1, 1, len(x)) < 0) & mirror
    x = torch.where(turned[:, None, None, None], x.flip(3), x)
    return x.contiguous(memory_format=torch.channels_last)


def vary(x: torch.Tensor, draw: np.random.Generator, *, mirror: bool) -> torch.Tensor:
    """A part of each photo in another light, of every second its mirror image if so asked; of the shape of ``x``."""

    def spread(low: float, high: float, *shape: int) -> torch.Tensor:
        return torch.from_numpy(draw.uniform(low, high, (len(x), *shape)).astype(np.float32))

    zoom, aspect = spread(ZOOM**2, 1).sqrt(), spread(-ASPECT, ASPECT).exp()
    wide, high = zoom * aspect, zoom / aspect
    across, down = spread(-1, 1) * (1 - wide).abs(), spread(-1, 1) * (1 - high).abs()
    turned = torch.where(spread(-1, 1) < 0, -1.0 if mirror else 1.0, 1.0)
    none = torch.zeros(len(x))
    seen = torch.stack([wide * turned, none, across, none, high, down], 1).view(-1, 2, 3)
    grid = functional.affine_grid(seen, list(x.shape), align_corners=False)
    x = functional.grid_sample(x, grid, padding_mode="reflection", align_corners=False)
    x = x * spread(-LIGHT, LIGHT, 1, 1, 1).exp() * spread(-TINT, TINT, 3, 1, 1).exp()
    mean = x.mean((1, 2, 3), keepdim=True)
    x = mean + (x - mean) * spread(-LIGHT, LIGHT, 1, 1, 1).exp()
    grey = x.mean(1, keepdim=True)
    x = grey + (x - grey) * spread(1 - LIGHT, 1 + LIGHT, 1, 1, 1)
    return x.contiguous(memory_format=torch.channels_last)
