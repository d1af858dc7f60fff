"""What is counted of each episode, and how one begins."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ninelives.kernels.world.garden import Doubles

Integers = npt.NDArray[np.int64]

FLYING, RESCUED, CRASHED, TIMED_OUT = 0, 1, 2, 3


class Episode(NamedTuple):
    """One episode of each world. What is counted in ticks is whole: nothing rounds."""

    seed: npt.NDArray[np.uint64]  # (worlds,) of the world; None of its episodes is drawn from another
    number: Integers  # (worlds,) of the episode, from 0
    drawn: npt.NDArray[np.uint64]  # (worlds,) the seed of this episode
    noise: npt.NDArray[np.uint64]  # (worlds,) of its pictures: drawn from nothing else, and in nothing else
    outcome: Integers  # (worlds,) FLYING, RESCUED, CRASHED or TIMED_OUT
    ticks: Integers  # (worlds,) of 20 ms since it began
    air: Integers  # (worlds,) ticks in the air
    near: Integers  # (worlds,) ticks within reach, without a break
    aboard: Integers  # (worlds,) ticks since the cat stepped aboard
    touching: npt.NDArray[np.bool_]  # (worlds,) whether it touches something now
    touches: Integers  # (worlds,) contacts under 1 m/s
    energy: Doubles  # (worlds,) J


def episodes(worlds: int) -> Episode:
    """Nothing counted yet, for so many worlds."""
    whole: dict[str, Any] = {name: np.zeros(worlds, np.int64) for name in Episode._fields}
    others: dict[str, Any] = {
        "energy": np.float64,
        "touching": np.bool_,
        "seed": np.uint64,
        "drawn": np.uint64,
        "noise": np.uint64,
    }
    return Episode(**{**whole, **{name: np.zeros(worlds, kind) for name, kind in others.items()}})
