"""What is paid. The reward is not the score: what is wanted is counted apart, in ``Episode``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ninelives.errors import NinelivesError
from ninelives.kernels.world.compiled import inlined
from ninelives.kernels.world.garden import Doubles, Flight, Garden
from ninelives.kernels.world.task.episode import CRASHED, RESCUED, Episode
from ninelives.kernels.world.task.rules import TICK
from ninelives.kernels.world.task.rules import distance as between

Flags = npt.NDArray[np.bool_]

RESCUE = 1_000_000.0  # for the cat, at the landing
SECOND = 1.0  # for each second in the air
CRASH = -10_000.0


class Step(NamedTuple):
    """What happened in one step of each world: all that a reward may look at."""

    air: Doubles  # (worlds,) seconds in the air during it
    boarded: Flags  # (worlds,) the cat stepped aboard in it
    rescued: Flags  # (worlds,) it landed with the cat
    crashed: Flags  # (worlds,)
    touches: npt.NDArray[np.int64]  # (worlds,) contacts that began in it, each under 1 m/s
    energy: Doubles  # (worlds,) J spent in it
    distance: Doubles  # (worlds,) m to the cat at its end; 0 once it is aboard
    seconds: Doubles  # (worlds,) how long it took


Reward = Callable[[Step], Doubles]


def nothing(worlds: int) -> Step:
    """Room for what will happen in so many worlds."""
    numbers, flags = np.empty((4, worlds)), np.empty((3, worlds), np.bool_)
    air, energy, distance, seconds = numbers
    boarded, rescued, crashed = flags
    return Step(air, boarded, rescued, crashed, np.empty(worlds, np.int64), energy, distance, seconds)


@inlined
def before(made: Step, flight: Flight, episode: Episode, i: int) -> None:
    """Note where the counters of world ``i`` stand, and whether the cat is aboard."""
    made.air[i], made.seconds[i] = episode.air[i], episode.ticks[i]
    made.touches[i], made.energy[i] = episode.touches[i], episode.energy[i]
    made.boarded[i] = flight.aboard[i]


@inlined
def after(made: Step, flight: Flight, garden: Garden, episode: Episode, i: int, flown: bool) -> None:
    """Make of it what happened since in world ``i``; nothing where it did not fly."""
    made.air[i], made.seconds[i] = (episode.air[i] - made.air[i]) * TICK, (episode.ticks[i] - made.seconds[i]) * TICK
    made.touches[i], made.energy[i] = episode.touches[i] - made.touches[i], episode.energy[i] - made.energy[i]
    made.boarded[i] = flight.aboard[i] and not made.boarded[i]
    made.rescued[i], made.crashed[i] = flown and episode.outcome[i] == RESCUED, flown and episode.outcome[i] == CRASHED
    made.distance[i] = between(flight, garden, i) if flown and not flight.aboard[i] else 0.0


def story(step: Step) -> Doubles:
    """+1,000,000 for the rescue, +1 for each second in the air, -10,000 for a crash.

    Args:
        step: of any number of worlds.

    Returns:
        What each is paid, shape ``(worlds,)``.
    """
    return np.asarray(SECOND * step.air + RESCUE * step.rescued + CRASH * step.crashed, np.float64)


def rescue_only(step: Step) -> Doubles:
    """1 for the rescue, and nothing else: what was wanted."""
    return step.rescued.astype(np.float64)


NAMED: dict[str, Reward] = {"story": story, "rescue": rescue_only}


def reward(which: str | Reward) -> Reward:
    """A reward by its name, or one of one's own: a function of a ``Step`` that gives a number for each world.

    Raises:
        NinelivesError: there is none of that name; or, when it pays, one's own gave no number for each world.
    """
    if callable(which):
        return partial(_own, which)
    if which not in NAMED:
        raise NinelivesError(
            f"reward must be a function or one of {', '.join(NAMED)}, got {which!r}", fix='reward="story"'
        )
    return NAMED[which]


def _own(reward: Reward, step: Step) -> Doubles:
    given = reward(step)
    made = np.asarray(given)
    if made.shape != step.air.shape or made.dtype.kind not in "fiub" or not np.isfinite(made).all():
        raise NinelivesError(
            f"the reward must give a finite number for each of {len(step.air)} worlds, got {given!r}",
            fix="def reward(step): return 1.0 * step.rescued - 0.01 * step.seconds",
        )
    return made.astype(np.float64)
