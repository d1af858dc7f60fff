"""Each pattern in one sentence."""

from __future__ import annotations

import datetime as dt

import numpy as np

from ninelives.artifacts.patterns import Pattern
from ninelives.report.words import count, day, percent
from ninelives.stages.audit.patterns.apart import Changed, Stranger
from ninelives.stages.audit.patterns.line import Line
from ninelives.stages.audit.patterns.peel import Hit, rate
from ninelives.stages.audit.patterns.rounding import DAY

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
YEAR = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def stretch(circle: str, start: int, length: int, around: int) -> str:
    """A stretch of a circle in words: ``between 16:00 and 23:00``, ``from Friday to Sunday``, ``in May``."""
    if circle == "hours":
        step = 24 / around
        ends = [f"{int(at * step) % 24}:00" for at in (start, start + length)]
        return f"between {ends[0]} and {ends[1]}"
    names = WEEK if circle == "weekdays" else YEAR
    first, last = names[start % around], names[(start + length - 1) % around]
    if length == 1:
        return f"on {first}s" if circle == "weekdays" else f"in {first}"
    return f"from {first} to {last}"


def moment(at: np.datetime64, *, clock: bool) -> str:
    """A moment as people say it: ``3 May 2020``, ``3 May 2020, 14:00``."""
    told = at.astype("datetime64[s]").astype(dt.datetime)
    return day(told.date()) + (f", {told.hour}:{told.minute:02d}" if clock else "")


def _few(start: int, length: int, around: int) -> tuple[int, int, bool]:
    """The shorter side of a circle: a habit of most hours is told by those that are spared."""
    if 2 * length <= around + 1:
        return start, length, False
    return (start + length) % around, around - length, True


def of_circle(row: Line, hit: Hit, column: str, lines: int) -> Pattern:
    """A habit of hours, weekdays or months.

    Args:
        row: the events.
        hit: the habit.
        column: of the times.
        lines: how many patterns were found before it, which its expectation knows.
    """
    around = row.around[hit.kind]
    start, length, spared = _few(hit.found.start, hit.found.length, around)
    share, due = (1 - each if spared else each for each in (hit.found.share, hit.found.expected))
    head = "only " if spared else ""
    told = f"{head}{percent(share)} of events {stretch(hit.kind, start, length, around)}, expected {percent(due)}"
    return Pattern(
        kind=hit.kind,
        sentence=told[:1].upper() + told[1:] + (" given what is told above" if lines else ""),
        column=column,
        share=_held(share),
        expected=_held(due),
        p=hit.p,
        bins=(start, length, around),
    )


def along(row: Line, hit: Hit, column: str, *, clock: bool) -> Pattern:
    """A burst, a silence, or a change of the rate."""
    low, high = _times(row, hit.found.start, hit.found.length)
    fine = clock and int((row.start[1] - row.start[0]).astype("int64")) < DAY if len(row.start) > 1 else False
    whole = not fine or (low.astype("int64") % DAY == 0 and high.astype("int64") % DAY == 0)
    says = {"burst": _burst, "silence": _silence, "turn": _turn}[hit.kind]
    interval: tuple[str, ...] = ()
    if hit.ends is not None:
        interval = tuple(str(_times(row, each, 1)[0].astype("datetime64[s]")) for each in hit.ends)
    return Pattern(
        kind=hit.kind,
        sentence=says(row, hit, _between(low, high, whole=whole), interval),
        column=column,
        share=_held(hit.found.share),
        expected=_held(hit.found.expected),
        p=hit.p,
        start=str(low.astype("datetime64[s]")),
        stop="" if hit.kind == "turn" else str(high.astype("datetime64[s]")),
        interval=interval,
    )


def _times(row: Line, start: int, length: int) -> tuple[np.datetime64, np.datetime64]:
    inside = (row.scan >= start) & (row.scan < start + length)
    first = row.start[inside].min()
    last = (row.start[inside] + row.width[inside].astype("timedelta64[us]")).max()
    return first, last


def _between(low: np.datetime64, high: np.datetime64, *, whole: bool) -> str:
    if not whole:
        return f"from {moment(low, clock=True)}, to {moment(high, clock=True)}"
    last = high - np.timedelta64(1, "us")
    one, other = (moment(each, clock=False) for each in (low, last))
    return f"on {one}" if one == other else f"from {one} to {other}"


def _burst(row: Line, hit: Hit, where: str, _: tuple[str, ...]) -> str:
    events = int(row.counts.sum())
    many = round(hit.found.share * events)
    due = hit.found.expected * events
    return (
        f"A burst: {count(many)} events {where}, expected {due:.1f}"
        if due < 100
        else (f"A burst: {count(many)} events {where}, expected {count(round(due))}")
    )


def _silence(row: Line, hit: Hit, where: str, _: tuple[str, ...]) -> str:
    due = hit.found.expected * int(row.counts.sum())
    return f"Silence: no event {where}, expected {due:.1f}"


def _turn(row: Line, hit: Hit, _: str, interval: tuple[str, ...]) -> str:
    at = moment(_times(row, hit.found.start, 1)[0], clock=False)
    often = rate(hit.found)
    ends = " to ".join(moment(np.datetime64(each), clock=False) for each in interval)
    sure = f" (95 % sure: {ends})" if len(interval) == 2 and len(set(ends.split(" to "))) == 2 else ""
    how = f"{often:.1f} times as often as before" if often < 1e3 else "where there was hardly one before"
    return f"From {at} on{sure} events come {how}"


def of_change(found: Changed, column: str, around: int) -> Pattern:
    """A habit that is another from some day on."""
    start, length, spared = _few(found.start, found.length, around)
    share, due = (1 - each if spared else each for each in (found.share, found.expected))
    one, other = (moment(each, clock=False) for each in found.ends)
    sure = f" (95 % sure: {one} to {other})" if one != other else ""
    where = stretch(found.circle, start, length, around)
    told = f"From {moment(found.day, clock=False)} on{sure} the habit is another: {percent(share)} of events {where}"
    return Pattern(
        kind="habit",
        sentence=f"{told}, before {percent(due)}",
        column=column,
        share=_held(share),
        expected=_held(due),
        p=found.p,
        start=str(found.day),
        interval=tuple(str(each) for each in found.ends),
        bins=(start, length, around),
    )


def of_group(found: Stranger, column: str, around: int, edges: np.ndarray) -> Pattern:
    """A group whose times are not those of the others."""
    name = f"'{found.group}'" if found.group else "no value"
    share, due, bins = found.share, found.expected, (found.start, found.length, around)
    if found.circle == "when":
        ends = edges[found.start], edges[found.start + found.length]
        where = _between(*ends, whole=True)
    else:
        start, length, spared = _few(found.start, found.length, around)
        share, due = (1 - each if spared else each for each in (share, due))
        where, bins = stretch(found.circle, start, length, around), (start, length, around)
    return Pattern(
        kind="group",
        sentence=f"{column} {name}: {percent(share)} of its events {where}, of all others {percent(due)}",
        column=column,
        share=_held(share),
        expected=_held(due),
        p=found.p,
        bins=bins,
        group=found.group,
    )


def _held(share: float) -> float:
    """Without what summing leaves behind."""
    return round(min(max(float(share), 0.0), 1.0), 6)
