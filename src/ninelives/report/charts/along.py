"""A number along one axis, over the kinds of its bins; where nothing was seen nothing is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ninelives.report.charts.against import steps
from ninelives.report.charts.axis import ground, runs, scenes, ticks
from ninelives.report.charts.bins import LEFT, RIGHT, TOP, Axis, Bin, Frame
from ninelives.report.charts.sheet import Sheet, fit, reach
from ninelives.report.words import Interval, figure, percent, plural

_UNITS = ((1e9, 1e9, "bn"), (1e6, 1e6, "M"), (1e4, 1e3, "k"))  # from where on, what, and its sign
_STEP = 26.0  # px, of a row
_TALL = 136.0  # px, of the number's own scale: as of ``Frame``


@dataclass(frozen=True, slots=True)
class Along:
    """What is drawn.

    Attributes:
        axis: whose bins they are, without a share right.
        values: of each bin; None where there is none, and where nothing was seen.
        what: is told of the number, as the chart's title says it.
        share: whether it is a share, from 0 to 1, and no number in somebody's units.
        ends: 95 % intervals of the values; none where they have none.
        line: whether neighbours are joined.
        scale: what the number's axis holds at least, so that several charts can be compared.
    """

    axis: Axis
    values: tuple[float | None, ...]
    what: str
    share: bool = False
    ends: tuple[Interval | None, ...] = ()
    line: bool = True
    scale: Interval | None = None


def along(told: Along, width: int) -> str:
    """The number as a line over neighbouring bins, over bars that count the scenes; of names as dots, a row each."""
    known = [(each, value, end) for each, value, end in _bins(told) if value is not None]
    bounds = [bound for _, value, end in known for bound in (value, *(end or ()))] + [*(told.scale or ())]
    marks = steps(min(bounds, default=0.0), max(bounds, default=1.0))
    scale = Scale(min([marks[0], *bounds]), max([marks[-1], *bounds]), tuple(marks))
    return str(_line(told, known, scale, width) if told.line else _rows(told, scale, width))


@dataclass(frozen=True, slots=True)
class Scale:
    """From where to where a number's axis goes, and the round numbers on it."""

    low: float
    high: float
    marks: tuple[float, ...]

    def part(self, value: float) -> float:
        """Where a value lies, from 0 to 1."""
        return float((value - self.low) / ((self.high - self.low) or 1))


def _line(told: Along, known: Sequence[tuple[Bin, float, Interval | None]], scale: Scale, width: int) -> Sheet:
    bins = told.axis.bins
    low, high = min((each.start for each in bins), default=0.0), max((each.stop for each in bins), default=1.0)
    frame, sheet = Frame(width, low, high, start=0.0), Sheet(width, told.what, _told(told))
    ground(sheet, frame, bins)
    runs(sheet, frame, bins, told.axis)
    scenes(sheet, frame, bins)

    def y(value: float) -> float:
        return TOP + (1 - scale.part(value)) * _TALL

    for mark in scale.marks:
        sheet.line(LEFT, y(mark), width - RIGHT, y(mark), "grid")
        sheet.text((LEFT - 8, y(mark) + 4, "end"), _mark(mark, share=told.share), "tick", size=12)
    for one, other in pairwise(known):
        if one[0].stop == other[0].start:
            sheet.path([(frame.centre(each), y(value)) for each, value, _ in (one, other)], "line")
    for each, value, end in known:
        x = frame.centre(each)
        if end is not None:
            sheet.line(x, y(end[1]), x, y(end[0]), "whisker in")
        sheet.dot(x, y(value), 3, "dot", _hint(told, each, value, end))
    ticks(sheet, frame, told.axis)
    sheet.height = frame.floor + 24
    return sheet


def _rows(told: Along, scale: Scale, width: int) -> Sheet:
    """A row for each name: what it is, where its number lies, and how many scenes hold it."""
    sheet = Sheet(width, told.what, _told(told))
    names = min(max((reach(each.words, 13) for each in told.axis.bins), default=0.0), 0.34 * width) + 12
    counts = max((reach(_counted(each), 12) for each in told.axis.bins), default=0.0) + 14
    left, right = names + 8, width - counts - 8

    def x(value: float) -> float:
        return left + scale.part(value) * (right - left)

    floor = 8 + _STEP * len(told.axis.bins)
    for mark in scale.marks:
        sheet.line(x(mark), 4, x(mark), floor, "grid")
        sheet.place([_mark(mark, share=told.share)], [(x(mark), floor + 16, "middle")], "tick", size=12)
    for row, (each, value, end) in enumerate(_bins(told)):
        y = 8 + (row + 0.5) * _STEP
        sheet.text((names, y + 4, "end"), fit(each.words, names, 13), "lab", hint=each.words)
        sheet.rect(left - 6, y - _STEP / 2 + 1, right - left + 12, _STEP - 2, f"ground {each.kind}")
        sheet.text((width, y + 4, "end"), _counted(each), "tick", size=12)
        if value is None:
            continue
        if end is not None:
            sheet.line(x(end[0]), y, x(end[1]), y, "whisker in")
        sheet.dot(x(value), y, 4.5, "dot", _hint(told, each, value, end))
        words = _words(value, share=told.share)
        beside = [(x(value) + 10, y + 4, "start"), (x(value) - 10, y + 4, "end")]
        sheet.place([words], beside if x(value) + 12 + reach(words, 12) < right else beside[::-1], "lab", size=12)
    sheet.height = floor + 22
    return sheet


def _counted(each: Bin) -> str:
    return plural(each.scenes, "scene")


def _hint(told: Along, each: Bin, value: float, end: Interval | None) -> str:
    return f"{each.words}: {_words(value, share=told.share)}" + ("" if end is None else f" ({_ends(end)})")


def _bins(told: Along) -> Iterator[tuple[Bin, float | None, Interval | None]]:
    ends = told.ends or (None,) * len(told.values)
    return zip(told.axis.bins, told.values, ends, strict=True)


def _words(value: float, *, share: bool) -> str:
    return percent(value, 0) if share else figure(float(f"{value:.3g}"))


def _mark(value: float, *, share: bool) -> str:
    """A round number beside an axis, where there is little room: ``800 k``."""
    size = abs(value)
    _, unit, sign = next((each for each in _UNITS if size >= each[0]), (0.0, 1.0, ""))
    short = f"{figure(value / unit)} {sign}" if sign else _words(value, share=share)
    return short if reach(short, 12) <= LEFT - 8 else f"{value:.0e}"


def _ends(end: Interval) -> str:
    return f"{figure(end[0])} to {figure(end[1])}"


def _told(told: Along) -> str:
    parts = []
    for each, value, end in _bins(told):
        said = "nothing was seen" if value is None else _words(value, share=told.share)
        parts.append(f"{each.words}: {said}{f' ({_ends(end)})' if end else ''}, {plural(each.scenes, 'scene')}")
    return "; ".join(parts) + "."
