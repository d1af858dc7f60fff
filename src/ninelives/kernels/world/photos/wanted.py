"""What is asked of photos, and how words are told beside them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class Wanted(NamedTuple):
    """Which photos; a photo depends on this and on its own number, and on nothing else."""

    view: str  # drone, ground or satellite
    first: int  # day since 1970-01-01, local
    end: int  # the first day that is no more of it
    start: float  # hour, local, in [0, 24]
    stop: float  # hour; before ``start`` it is one of the next day
    cats: float  # share that show a cat, in [0, 1]
    size: int  # px, of the sides
    trees: str  # the set that the trees are of: train, test or final
    seed: int


class Words(NamedTuple):
    """A column of words: the place of each among ``names``; negative where there is none."""

    codes: npt.NDArray[np.int64]  # (n,)
    names: tuple[str, ...]
