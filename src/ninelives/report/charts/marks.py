"""Figures with their intervals, before and now, on one line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ninelives.report.charts.against import steps
from ninelives.report.charts.sheet import Sheet, fit, reach
from ninelives.report.words import Interval

_NAMES, _BESIDE, _EDGE = 0.26, 250.0, 10.0  # share of the width, and px
_Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure on its line."""

    value: float
    interval: Interval | None = None
    kind: str = "now"  # "was", "now" or "est": an estimate


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with its marks, the last one being what is told."""

    name: str
    marks: tuple[Mark, ...]
    words: str  # "88.9 % (86.8–90.7)"


def marks(
    rows: Sequence[Marked], width: int, *, title: str, say: Callable[[float], str], most: float | None = None
) -> str:
    """One line a row: a ring is what was, a disc what is; an estimate is plum and its interval dashed.

    Args:
        rows: from the top.
        width: of the sheet, px.
        title: for those who hear it.
        say: a number of the axis in words.
        most: that the axis may reach; 1 of shares.
    """
    sheet = Sheet(width, title, "; ".join(f"{row.name}: {row.words}" for row in rows) + ".")
    wide = width > 600
    low, high, ticks = _axis(rows, most)
    names = min(max((reach(row.name, 14) for row in rows), default=0.0) + 20, _NAMES * width) if wide else 0.0
    left, right = names + _EDGE, width - (_BESIDE if wide else 0.0) - _EDGE
    top, step, deep = (8.0, 40.0, 20.0) if wide else (8.0, 62.0, 44.0)
    bottom = top + step * len(rows)
    ends = [top + step * (at + 1) for at in range(len(rows))]
    tracks = [(top, bottom)] if wide else [(end - 31, end - 5) for end in ends]  # clear of the words over the marks

    def across(value: float) -> float:
        return left + (min(max(value, low), high) - low) / ((high - low) or 1) * (right - left)

    for tick in ticks:
        for upper, lower in tracks:
            sheet.line(across(tick), upper, across(tick), lower, "grid")
        sheet.place(
            [say(tick)], [(across(tick), bottom + 16, at) for at in ("middle", "start", "end")], "tick", size=12
        )
    for row, each in enumerate(rows):
        y = top + step * row + deep
        if wide:
            sheet.text((0, y + 5, "start"), fit(each.name, names - 12, 14), "rung", size=14, hint=each.name)
            sheet.text((right + _EDGE + 12, y + 5, "start"), fit(each.words, _BESIDE - 12, 13), "num", hint=each.words)
        else:
            sheet.text((width, y - 22, "end"), fit(each.words, 0.66 * width, 13), "num", hint=each.words)
            room = width - min(reach(each.words, 13), 0.66 * width) - 12
            sheet.text((0, y - 22, "start"), fit(each.name, room, 14), "rung", size=14, hint=each.name)
        apart = 5.0 if len(each.marks) > 1 else 0.0
        for at, mark in enumerate(each.marks):
            _mark(sheet, mark, across, y + (apart if at else -apart), f"{each.name}: {each.words}")
    sheet.height = bottom + 24
    return str(sheet)


def _axis(rows: Sequence[Marked], most: float | None) -> tuple[float, float, list[float]]:
    """Ends of the axis, and the numbers that are named on it."""
    shown = [mark for row in rows for mark in row.marks]
    values = [end for mark in shown for end in (mark.value, *(mark.interval or ()))] or [0.0, 1.0]
    least, largest = min(values), max(values)
    if largest - least < 1e-9 * max(abs(largest), 1.0):
        least, largest = least - 0.05 * (abs(least) or 1.0), largest + 0.05 * (abs(largest) or 1.0)
    if most is not None:
        least, largest = max(least, 0.0), min(largest, most)
    ticks = [tick for tick in steps(least, largest) if most is None or -1e-9 <= tick <= most + 1e-9]
    return min(ticks[0], least), max(ticks[-1], largest), ticks


def _mark(sheet: Sheet, mark: Mark, across: _Scale, y: float, hint: str) -> None:
    look = {"was": "was", "est": "est"}.get(mark.kind, "now")
    if mark.interval is not None:
        low, high = map(across, mark.interval)
        sheet.line(low, y, high, y, f"span {look}")
    sheet.dot(across(mark.value), y, 5, f"spot {look}", hint)
