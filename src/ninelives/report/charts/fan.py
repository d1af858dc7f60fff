"""A fan: what was, what is foreseen, and how far off that may be, step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from math import ceil, floor, isfinite, log10
from typing import TypeVar

from ninelives.report.charts.sheet import NARROW, Sheet, Spot
from ninelives.report.words import count, percent, sentence

TOP, DEEP, FOOT, RIGHT = 30.0, 210.0, 30.0, 16.0  # px over the plot, of it, under it, and beside it
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WIDEST, NARROWEST = 0.7, 0.5  # of the width that the past may take
_DAY, _MONTH = 86_400, 27 * 86_400  # s
_LEAST = 1e-300  # a range below it has no parts
_Scale = Callable[[float], float]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fanned:
    """One series up to now, and what is foreseen of it.

    Attributes:
        title: what is foreseen, "bikes an hour".
        behind: the last values, None at gaps; at least one is known.
        median: what is foreseen of each step ahead.
        bands: share promised, lower and upper ends of each step, None where too few errors are known; narrow first.
        words: of every step, those behind first; from ``when``.
    """

    title: str
    behind: tuple[float | None, ...]
    median: tuple[float, ...]
    bands: tuple[tuple[float, tuple[float | None, ...], tuple[float | None, ...]], ...]
    words: tuple[str, ...]


def fan(told: Fanned, width: int) -> str:
    """The past as a line, the median dashed, and bands around it that widen; all that is foreseen is an estimate."""
    sheet = Sheet(width, f"What is foreseen: {told.title}", _told(told))
    told = _recent(told, WIDEST if width > NARROW else NARROWEST)
    ticks = levels(*_ends(told), 5)
    left, bottom, past = 14.0 + 8 * max(len(_said(tick)) for tick in ticks), TOP + DEEP, len(told.behind)

    def across(step: float) -> float:
        return left + step / max(past + len(told.median) - 1, 1) * (width - RIGHT - left)

    def down(value: float) -> float:
        return bottom - (value - ticks[0]) / (ticks[-1] - ticks[0]) * DEEP

    for tick in ticks:
        sheet.line(left, down(tick), width - RIGHT, down(tick), "grid")
        sheet.text((left - 8, down(tick) + 4, "end"), _said(tick), "tick", size=12)
    _bands(sheet, told, across, down)
    _lines(sheet, told, across, down)
    now = across(past - 1)
    sheet.line(now, TOP, now, bottom, "axis")
    sheet.place(["the last value"], [(now - 6, TOP - 8, "end"), (left, TOP - 8, "start")], size=12)
    _promised(sheet, told, across, down)
    _when(sheet, told, across, bottom)
    sheet.height = bottom + FOOT
    return str(sheet)


def _recent(told: Fanned, share: float) -> Fanned:
    """The same with no more of the past than takes ``share`` of the width; 12 steps of it at least."""
    most = max(12, round(len(told.median) * share / (1 - share)))
    if len(told.behind) <= most:
        return told
    ahead = len(told.median)
    return replace(told, behind=told.behind[-most:], words=told.words[-most - ahead :])


def levels(low: float, high: float, most: int) -> list[float]:
    """Round values around ``low`` to ``high``, at 1, 2 or 5 times a power of ten apart, ``most`` steps at the most."""
    room = high - low if high - low > _LEAST else max(abs(high), 1.0)
    power = 10.0 ** floor(log10(room / most))
    step = next(power * each for each in (1, 2, 5, 10, 20) if room / (power * each) <= most - 1)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [step * number for number in range(first, max(last, first + 1) + 1)]


def when(times: Sequence[datetime | float]) -> tuple[str, ...]:
    """Times as people say them, no finer than their step: ``27 Nov 14:00``, ``27 Nov``, ``Nov 2026``."""
    moments = [each for each in times if isinstance(each, datetime)]
    if len(moments) < len(times):
        return tuple(f"{each:g}" for each in times if not isinstance(each, datetime))
    apart = [(after - before).total_seconds() for before, after in pairwise(moments)]
    step = min(apart, default=_DAY)
    return tuple(_moment(each, step) for each in moments)


def _moment(each: datetime, step: float) -> str:
    month = _MONTHS[each.month - 1]
    if step >= _MONTH:
        return f"{month} {each.year}"
    return f"{each.day} {month}" + (f" {each.hour:02d}:{each.minute:02d}" if step < _DAY else "")


def _told(told: Fanned) -> str:
    known = [value for value in told.behind if value is not None]
    last = f"The last of {len(known)} values is {_said(known[-1])}; {_said(told.median[-1])} is foreseen"
    wide = [(share, low[-1], high[-1]) for share, low, high in told.bands if low[-1] is not None]
    bands = [f"{percent(share, 0)}: {_said(low or 0)} to {_said(high or 0)}" for share, low, high in wide]
    return sentence(f"{last} {len(told.median)} steps ahead, an estimate; {', '.join(bands) or 'no band is known'}")


def _ends(told: Fanned) -> tuple[float, float]:
    values = [*told.behind, *told.median, *(end for _, low, high in told.bands for end in (*low, *high))]
    known = [value for value in values if value is not None and isfinite(value)]
    return min(known), max(known)


def _said(value: float) -> str:
    if abs(value) >= 1000:
        return ("−" if value < 0 else "") + count(abs(value))
    return f"{value:.3g}".replace("-", "−")


def _bands(sheet: Sheet, told: Fanned, across: _Scale, down: _Scale) -> None:
    past = len(told.behind)
    for _, low, high in reversed(told.bands):
        for run in _runs([None if end is None else (end, top or end) for end, top in zip(low, high, strict=True)]):
            tops = [(across(past + step), down(ends[1])) for step, ends in run]
            feet = [(across(past + step), down(ends[0])) for step, ends in run]
            half = (across(1) - across(0)) / 2 if len(run) == 1 else 0.0  # one step alone has a width too
            if half:
                tops, feet = ([(x + side, y) for x, y in edge for side in (-half, half)] for edge in (tops, feet))
            sheet.path([*tops, *reversed(feet)], "band est", closed=True)


def _runs(values: Sequence[T | None]) -> list[list[tuple[int, T]]]:
    """Steps in a row that have a value."""
    runs: list[list[tuple[int, T]]] = [[]]
    for step, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((step, value))
    return [run for run in runs if run]


def _lines(sheet: Sheet, told: Fanned, across: _Scale, down: _Scale) -> None:
    past = len(told.behind)
    for run in _runs(told.behind):
        points = [(across(step), down(value)) for step, value in run]
        sheet.path(points, "line was")
        if len(points) == 1:
            sheet.dot(*points[0], 2, "dot was")
    ahead = [(across(past + step), down(value)) for step, value in enumerate(told.median)]
    last = told.behind[-1]
    sheet.path([*([(across(past - 1), down(last))] if last is not None else []), *ahead], "line est")
    for step, ((x, y), value) in enumerate(zip(ahead, told.median, strict=True)):
        if len(ahead) <= 60:
            sheet.dot(x, y, 2.5, "dot est", f"{told.words[past + step]}: {_said(value)}, an estimate")
    for x, y in ahead:
        sheet.block((x - 3, y - 4, x + 3, y + 4))


def _promised(sheet: Sheet, told: Fanned, across: _Scale, down: _Scale) -> None:
    """What each band promises, at its edge where there is room; and that all of it is an estimate."""
    past, ahead = len(told.behind), len(told.median)
    foot = TOP + DEEP
    beside: list[Spot] = [(across(past + ahead - 1), TOP - 8, "end"), (across(past), TOP - 8, "start")]
    sheet.place(["an estimate", "estimate"], beside, "bigest", size=13)
    for share, low, high in reversed(told.bands):
        spots: list[Spot] = []
        order = sorted((step for step in range(ahead) if high[step] is not None), key=lambda step: -(high[step] or 0))
        for step in order:
            x = across(past + step)
            top, end = down(high[step] or 0), down(low[step] or 0)
            spots += [(x, top - 5, "middle"), (x, end + 14, "middle")]
        inside = [spot for spot in spots if TOP + 8 < spot[1] < foot - 2 and spot[0] + 16 < sheet.width]
        sheet.place([percent(share, 0)], inside, "tick", size=11)


def _when(sheet: Sheet, told: Fanned, across: _Scale, bottom: float) -> None:
    """The last known step, the last foreseen one, and as many others as there is room for."""
    past, steps = len(told.behind), len(told.words)
    y = bottom + 18
    sheet.place([told.words[-1]], [(across(steps - 1) + RIGHT - 2, y, "end")], "tick", size=12)
    sheet.place([told.words[past - 1]], [(across(past - 1), y, "middle")], "tick", size=12)
    sheet.place([told.words[0]], [(across(0), y, "start")], "tick", size=12)
    for part in (0.5, 0.25, 0.75):
        for first, last in ((0, past - 1), (past - 1, steps - 1)):
            step = round(first + part * (last - first))
            sheet.place([told.words[step]], [(across(step), y, "middle")], "tick", size=12)
