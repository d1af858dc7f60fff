"""When a change is called harmful, and when harmless."""

from __future__ import annotations

from math import hypot
from statistics import NormalDist

POINTS = 0.02  # of all answers, that may be lost before it counts
SHARE = 0.05  # the same of a mean absolute error
SURELY = 0.05  # of all answers: what is surely not lost where a change is called harmless
SURE_SHARE = 0.2  # the same of a mean absolute error


def rule(*, share: bool, before: float) -> tuple[float, float, str]:
    """What may be lost before it counts, what surely must not be lost, and both in words."""
    if share:
        return POINTS, SURELY, _WORDS.format(count=f"{100 * POINTS:g} points", surely=f"{100 * SURELY:g} points")
    words = _WORDS.format(count=f"{SHARE:.0%} of the error before", surely=f"{SURE_SHARE:.0%} of it")
    return SHARE * before, SURE_SHARE * before, words.replace("%", " %")


_WORDS = (
    "harmful: surely worse than before, and by {count} or more; harmless: not that, and surely less than {surely} worse"
)


def of_error(more: float, error: float, level: float, counts: float, surely: float) -> str:
    """The verdict on a change with a standard error; ``more`` is what is lost more than before."""
    half = NormalDist().inv_cdf(level) * error
    return called(more, more - half, more + half, counts, surely)


def of_intervals(
    now: tuple[float, float, float], before: tuple[float, float, float], counts: float, surely: float
) -> str:
    """The verdict on two losses, each with its interval (value, low, high): their difference by squares (Newcombe)."""
    more = now[0] - before[0]
    low = more - hypot(now[0] - now[1], before[2] - before[0])
    high = more + hypot(now[2] - now[0], before[0] - before[1])
    return called(more, low, high, counts, surely)


def called(more: float, low: float, high: float, counts: float, surely: float) -> str:
    """``harmful``, ``harmless`` or ``unknown``, see :func:`rule`."""
    if low > 0 and more >= counts:
        return "harmful"
    return "harmless" if high < surely else "unknown"
