"""A hard limit on the time that some work may take."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ninelives.errors import NinelivesError

UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0}  # s
PART = re.compile(r"(\d+(?:\.\d+)?)([hms])")
READING_S = 10.0  # that reading may take under any budget: without it nothing can be given
CLOSING_S, CLOSING_S_PER_ITEM = 1.5, 3e-4  # to judge the photos kept apart, grow the rules, write model and report


class OutOfTime(BaseException):
    """The time is over. Like Ctrl-C it may come at any moment, and no handler of errors swallows it."""


def seconds_of(text: str | float) -> float:
    """Seconds of ``"5m"``, ``"1h30m"``, ``"90s"``, ``"90"`` or 90.

    Raises:
        NinelivesError: it is no time.
    """
    try:
        return float(text)
    except ValueError:
        pass
    told = str(text).strip()
    parts = PART.findall(told)
    if not parts or "".join(number + unit for number, unit in parts) != told:
        raise NinelivesError(f"a budget is a time such as 90s, 5m or 1h30m, got '{text}'", fix="--budget 5m")
    return sum(float(number) * UNITS[unit] for number, unit in parts)


def deadline(start: float, budget: float | None, items: int, each: float = CLOSING_S_PER_ITEM) -> float | None:
    """When fitting must end, so that the rest of the work ends within the budget.

    Args:
        start: when the budget began, of ``time.perf_counter``, s.
        budget: s; None for no limit.
        items: photos or rows, which the rest of the work grows with.
        each: what one of them adds to it, s.
    """
    return None if budget is None else start + budget - CLOSING_S - items * each


@contextmanager
def until(end: float | None) -> Iterator[None]:
    """Raise :class:`OutOfTime` in this block as soon as it is ``end``, of ``time.perf_counter``; None for no limit.

    In the main thread the alarm signal interrupts whatever runs, as Ctrl-C would. Elsewhere only :func:`check` does.
    """
    if end is None or threading.current_thread() is not threading.main_thread():
        check(end)
        yield
        return
    before = signal.signal(signal.SIGALRM, _over)
    try:
        signal.setitimer(signal.ITIMER_REAL, max(end - time.perf_counter(), 1e-6))
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def reading(start: float, budget: float | None, what: str = "photos") -> Iterator[None]:
    """Photos, or ``what`` else, are read in this block.

    Within the budget that began at ``start``, though no less than ``READING_S``.

    Raises:
        NinelivesError: the time is over first.
    """
    try:
        with until(None if budget is None else start + max(budget, READING_S)):
            yield
    except OutOfTime:
        raise NinelivesError(
            f"the budget of {budget:g} s was over while the {what} were read",
            fix="the same command again: it goes on from there; or a larger --budget",
        ) from None


def check(end: float | None) -> None:
    """Raise :class:`OutOfTime` if it is past ``end``, of ``time.perf_counter``."""
    if end is not None and time.perf_counter() > end:
        raise OutOfTime


def _over(_signal: int, _frame: FrameType | None) -> None:
    raise OutOfTime
