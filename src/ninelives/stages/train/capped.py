"""Rungs that the whole ladder tries shortly: little work on one fold, and a clock beyond which they are left out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from ninelives.artifacts.model import Capped, Model, Score
from ninelives.stages.train import ladder
from ninelives.stages.train.clock import OutOfTime, until
from ninelives.stages.train.ladder import Climbed, Task
from ninelives.stages.train.paired import gain
from ninelives.stages.train.untried import Untried

SECONDS: Final = 20.0  # of wall-clock time; the work itself is a fixed amount, sized to take less


@contextmanager
def within(end: float | None, seconds: float | None) -> Iterator[float | None]:
    """Leave the block off after so many seconds, or by :class:`OutOfTime` if it is ``end`` before; None for no limit.

    Yields:
        When that will be, of ``time.perf_counter``, s.
    """
    stop = None if seconds is None else time.perf_counter() + seconds
    own = stop is not None and (end is None or stop < end)  # decided now: what is stopped may take a while to end
    first = stop if own else end
    try:
        with until(first):
            yield first
    except OutOfTime:
        if not own:
            raise


def late(name: str) -> Untried:
    """A rung that its own clock stopped."""
    return Untried(name, f"{SECONDS:.0f} s were too few for it", f"ninelives train DATA --rungs {name}")


def waits(model: Model) -> frozenset[str]:
    """What the same command tries again: what a budget left unfinished, and rungs that their own clock stopped."""
    stopped = (told["name"] for told in model.facts["untried"] if told == late(told["name"]).to_json())
    return frozenset((*model.facts["unfinished"], *stopped))


def recommended(climbed: Mapping[str, Climbed], capped: tuple[str, ...]) -> str:
    """The rung to be used: a capped one is never chosen, since no fit of it saw all photos."""
    return ladder.choose(tuple(entry.score for name, entry in climbed.items() if name not in capped))


def compared(climbed: Mapping[str, Climbed], capped: tuple[str, ...], chosen: str, task: Task) -> tuple[Score, ...]:
    """The scores, those of capped rungs with how they did beside the chosen one on the same photos."""
    return tuple(
        replace(entry.score, capped=beside(entry, climbed[chosen], task)) if name in capped else entry.score
        for name, entry in climbed.items()
    )


def beside(one: Climbed, other: Climbed, task: Task) -> Capped:
    """How much more often ``one`` is right than ``other``, on the photos that ``one`` was judged on."""
    some = one.known
    y, scene = task.y[some], task.scene[some]
    more, low, high = gain(one.judged[some], other.judged[some], y, scene)
    return Capped(photos=len(y), against=other.rung.name, gain=more, interval=(low, high))
