"""How finely times were written down, and which were rounded: what is rounded must not be told as a habit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SECOND, MINUTE, HOUR, DAY = 1_000_000, 60_000_000, 3_600_000_000, 86_400_000_000  # microseconds
GRAINS = tuple(MINUTE * each for each in (1, 5, 10, 15, 30)) + tuple(HOUR * each for each in (1, 2, 3, 4, 6, 8, 12))
WORDS = {DAY: "whole days", 12 * HOUR: "half days", HOUR: "full hours", MINUTE: "full minutes"}
SURE = 1e-4  # chance of calling times rounded that are not
LIKELY = 1e-3  # the same of days, of which few are left out where it is wrong
MANY = 30  # events that must agree before a grain of several hours is believed
HEAPED = 0.02  # share of all that a heap must hold


@dataclass(frozen=True, slots=True, eq=False)
class Rounding:
    """How the times of events were written down.

    Attributes:
        grain: microseconds between the times that occur; a day where no clock was told.
        phase: where they lie within it.
        monthly: whether all are on the first of a month.
        clock: which events tell an hour, bool of shape (events,).
        day: which events tell a day.
        shown: what was rounded, a sentence each.
        coarse: microseconds under which nothing may be told.
    """

    grain: int
    phase: int
    monthly: bool
    clock: np.ndarray
    day: np.ndarray
    shown: tuple[str, ...]
    coarse: int


def rounding(when: np.ndarray) -> Rounding:
    """Look at the times of all events, datetime64[us] of shape (events,)."""
    stamp = when.astype("int64")
    clock = stamp % DAY
    events = len(when)
    every = np.ones(events, bool)
    if len(np.unique(clock)) == 1:
        return _dates(when, int(clock[0]))
    grain, phase = _grain(stamp)
    told: list[str] = []
    if grain >= HOUR:
        told.append(f"all times are on {_said(grain)}: nothing finer can be told")
    clocked, heaps = _heaps(clock, grain)
    told += heaps
    dated, first = _firsts(when)
    if not first and not clocked.all():  # of an unknown day nobody knows the hour
        dated, first = _firsts(when, among=~clocked)
    told += first
    coarse = max(grain, _partly(stamp, grain, told))
    return Rounding(grain, phase, False, clocked & every, dated, tuple(told), coarse)


def _dates(when: np.ndarray, clock: int) -> Rounding:
    """No clock was told: one time of the day stands for all."""
    events = len(when)
    nothing, every = np.zeros(events, bool), np.ones(events, bool)
    months = when.astype("datetime64[M]")
    alone = bool((when.astype("datetime64[D]") == months).all()) and len(np.unique(months)) > 1
    at = "midnight" if clock == 0 else f"{clock // HOUR:d}:{clock // MINUTE % 60:02d}"
    if alone:
        told = "all events are on the first of a month: no day was told"
        return Rounding(DAY, clock, True, nothing, every, (told,), DAY)
    dated, first = _firsts(when)
    told = f"all times are at {at}: no clock was told"
    return Rounding(DAY, clock, False, nothing, dated, (told, *first), DAY)


def _grain(stamp: np.ndarray) -> tuple[int, int]:
    """The coarsest grain that all times keep to, and where they lie within it."""
    found = (SECOND, 0)
    for grain in GRAINS:
        phase = int(stamp[0] % grain) if grain > HOUR else 0
        if grain > HOUR and len(stamp) < MANY:
            break
        if (stamp % grain == phase).all():
            found = (grain, phase)
    return found


def _heaps(clock: np.ndarray, grain: int) -> tuple[np.ndarray, list[str]]:
    """Which events tell an hour: not those at a midnight (or noon) that stands for an unknown time."""
    from scipy.stats import binom

    there = np.ones(len(clock), bool)
    told = []
    for hour, name in ((0, "0:00"), (12, "12:00")):
        at = clock == hour * HOUR
        seen = int(at.sum())
        if grain > HOUR or seen < 3:
            continue
        if grain == HOUR:
            near = sum(int((clock == (hour + side) % 24 * HOUR).sum()) for side in (-1, 1))
            p = float(binom.sf(seen - 1, seen + near, 1 / 3))
        else:
            inside = int(((clock // HOUR == hour) & ~at).sum())
            rest = [int(((clock // HOUR == other) & (clock % HOUR == 0)).sum()) for other in range(24)]
            whole = [int((clock // HOUR == other).sum()) for other in range(24)]
            full = (sum(rest) - rest[hour]) / max(sum(whole) - whole[hour], 1)
            p = float(binom.sf(seen - 1, seen + inside, max(full, grain / HOUR)))
        if p <= SURE and seen >= HEAPED * len(clock):
            there &= ~at
            share = 100 * seen / len(clock)
            why = "more than in the hours beside it" if grain == HOUR else "to the second" if grain < MINUTE else ""
            told.append(
                f"{share:.1f} % of all events are at {name}{', ' + why if why else ''}: that may stand for an unknown "
                "time, and says nothing of hours here"
            )
    return there, told


def _firsts(when: np.ndarray, among: np.ndarray | None = None) -> tuple[np.ndarray, list[str]]:
    """Which events tell a day: not those on the first of a month (or year) where these stand for an unknown day.

    Args:
        when: of all events.
        among: those that show whether they do; all by default.
    """
    from scipy.stats import binom

    among = np.ones(len(when), bool) if among is None else among
    days = when.astype("datetime64[D]")
    first = days == when.astype("datetime64[M]").astype("datetime64[D]")
    new_year = days == when.astype("datetime64[Y]").astype("datetime64[D]")
    dated = np.ones(len(when), bool)
    span = np.arange(days.min(), days.max() + np.timedelta64(1, "D"))
    for those, unit, name in (
        (first, "datetime64[M]", "the first of a month"),
        (new_year, "datetime64[Y]", "1 January"),
    ):
        starts = span == span.astype(unit).astype("datetime64[D]")
        _, many = np.unique(days[those & among], return_counts=True)
        if starts.sum() < 3 or len(many) < 3:
            continue
        rest = int(many.sum() - many.max())  # one day alone is a burst, and no way of writing
        if binom.sf(rest - 1, int(among.sum() - many.max()), starts.mean()) <= LIKELY:
            dated &= ~those
            share = 100 * those.mean()
            told = f"{share:.1f} % of all events are on {name}, where {100 * starts.mean():.1f} % were due: these may "
            return dated, [told + "stand for an unknown day, and are left out"]
    return dated, []


def _partly(stamp: np.ndarray, grain: int, told: list[str]) -> int:
    """Times of which many are on full hours, half hours, quarters or five minutes; the coarsest of these."""
    from scipy.stats import binom

    coarse = grain
    for unit, name in ((HOUR, "the full hour"), (HOUR // 2, "the half hour"), (5 * MINUTE, "five minutes")):
        if unit <= grain:
            continue
        on, due = int((stamp % unit == 0).sum()), max(grain, SECOND) / unit
        if on >= 5 and binom.sf(on - 1, len(stamp), due) <= SURE:
            coarse = max(coarse, unit)
            share = 100 * on / len(stamp)
            told.append(f"{share:.0f} % of all times are on {name}, where {100 * due:.1f} % were due: rounded")
            break
    return coarse


def _said(grain: int) -> str:
    return WORDS.get(grain, f"every {grain // HOUR}th hour" if grain > HOUR else f"every {grain // MINUTE}th minute")
