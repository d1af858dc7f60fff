"""How sure it says it is, against how often it is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, sqrt

from ninelives.report.charts.sheet import Sheet, Spot
from ninelives.report.words import Interval, between, count, percent

_LEFT, _TOP, _FOOT = 58.0, 14.0, 46.0


@dataclass(frozen=True, slots=True)
class Sureness:
    """One bin of the reliability chart."""

    says: float  # mean probability of the predicted class
    right: float  # share right
    count: int
    interval: Interval


def reliability(bins: Sequence[Sureness], width: int) -> str:
    """Dots on the slanted line say what is so; the bigger the dot, the more photos stand behind it."""
    bins = [each for each in bins if each.count]
    sheet = Sheet(width, "How sure it says it is, against how often it is right", _told(bins))
    start = begin(bins)
    side = min(width - _LEFT - 20, 300.0)

    def spot(says: float, right: float) -> tuple[float, float]:
        x, y = ((min(max(value, start), 1.0) - start) / (1 - start) for value in (says, right))
        return _LEFT + x * side, _TOP + (1 - y) * side

    sheet.height = _TOP + side + _FOOT
    _frame(sheet, start, side)
    sheet.path([spot(start, start), spot(1, 1)], "even")
    largest = max((each.count for each in bins), default=1)
    for each in bins:
        _dot(sheet, each, spot(each.says, each.right), [spot(each.says, end)[1] for end in each.interval], largest)
    for each in sorted(bins, key=lambda each: -each.count)[:3]:
        _say(sheet, each, spot(each.says, each.right), _TOP + side)
    return str(sheet)


def _told(bins: Sequence[Sureness]) -> str:
    each = (f"says {percent(b.says)}, is right in {percent(b.right)} of {count(b.count)}" for b in bins)
    return "; ".join(each) + "."


def begin(bins: Sequence[Sureness]) -> float:
    """The share at which both axes begin: a round tenth under all dots."""
    lowest = min((min(each.says, each.right) for each in bins), default=0.0)
    return min(0.8, max(0.0, floor(10 * lowest + 1e-9) / 10))


def _frame(sheet: Sheet, start: float, side: float) -> None:
    tenths = range(round(10 * start), 11)
    for tenth in [10 - step for step in range(0, len(tenths), 1 if len(tenths) < 7 else 2)]:
        at = (tenth / 10 - start) / (1 - start) * side
        x, y = _LEFT + at, _TOP + side - at
        sheet.line(_LEFT, y, _LEFT + side, y, "grid")
        sheet.text((_LEFT - 8, y + 4, "end"), f"{10 * tenth} %", "tick", size=12)
        sheet.text((x, _TOP + side + 18, "middle"), f"{10 * tenth} %", "tick", size=12)
    sheet.text((_LEFT + side, _TOP + side + 38, "end"), "how sure it says it is", size=12)
    sheet.place(["is right"], [(_LEFT + 6, _TOP + 14, "start")], size=12)


def _dot(sheet: Sheet, each: Sureness, at: tuple[float, float], ends: Sequence[float], largest: int) -> None:
    x, y = at
    radius = 3.5 + 5.5 * sqrt(each.count / largest)
    sheet.line(x, ends[0], x, ends[1], "iv chosen")
    right = f"{percent(each.right)} ({between(each.interval)})"
    sheet.dot(x, y, radius, "dot", f"says {percent(each.says)}, is right in {right} of {count(each.count)}")
    sheet.block((x - radius, y - radius, x + radius, y + radius))
    sheet.block((x - 2, min(ends), x + 2, max(ends)))


def _say(sheet: Sheet, each: Sureness, at: tuple[float, float], floor: float) -> None:
    """The words beside the dot, where there is room for them in the plot."""
    x, y = at
    spots: list[Spot] = [(x - 14, y + 4, "end"), (x + 14, y + 4, "start"), (x - 14, y + 22, "end")]
    spots += [(x + 14, y - 12, "start"), (x - 14, y + 40, "end")]
    spots = [spot for spot in spots if spot[1] < floor - 3]
    says, right = percent(each.says, 0), percent(each.right, 0)
    sheet.place([f"says {says}, is right in {right}", f"{says} → {right}"], spots, "lab", size=12)
