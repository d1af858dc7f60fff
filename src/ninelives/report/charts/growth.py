"""A list that grows one by one: how often its beginnings are right, and where it stops paying."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

from ninelives.report.charts.sheet import Sheet
from ninelives.report.words import Interval, between, percent

TOP, DEEP, FOOT = 26.0, 150.0, 52.0  # px over the plot, of it, and under it
_Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Growth:
    """Share right of a list's beginnings.

    Attributes:
        steps: of one rule, of two, …: share right, and its interval.
        enough: rules of the shortest one within one standard error of the best.
        written: how many of the rules after the first were written, the others having been learned.
        error: standard error of the best.
    """

    steps: tuple[tuple[float, Interval], ...]
    enough: int
    written: int
    error: float


def growth(told: Growth, width: int) -> str:
    """Dots with 95 % strokes over the number of rules; the shortest list that does the job is green."""
    sheet = Sheet(width, "What each added rule gains: share right of a list that grows", _told(told))
    low, high = bounds(told)
    left, right, bottom = 54.0, width - 12.0, TOP + DEEP

    def down(share: float) -> float:
        return bottom - (share - low) / (high - low) * DEEP

    def across(rules: float) -> float:
        return left + (rules - 0.5) / len(told.steps) * (right - left)

    best = max(score for score, _ in told.steps)
    sheet.rect(left, down(best), right - left, max(down(best - told.error) - down(best), 2), "stripe")
    _levels(sheet, down, (low, high), (left, right))
    for number, (score, interval) in enumerate(told.steps, 1):
        look = "chosen" if number == told.enough else "other"
        sheet.line(across(number), down(interval[0]), across(number), down(interval[1]), f"iv {look}")
        hint = f"{number} rules: {percent(score)}, {between(interval)} (95 %)"
        sheet.dot(across(number), down(score), 6 if look == "chosen" else 4.5, f"pt {look}", hint)
    _numbers(sheet, told, across, bottom)
    _braces(sheet, told, across, bottom + 26)
    _label(sheet, told, across, down)
    sheet.height = bottom + FOOT
    return str(sheet)


def bounds(told: Growth) -> tuple[float, float]:
    """Where the axis begins and ends: round tenths around all intervals."""
    low = min(interval[0] for _, interval in told.steps)
    high = max(interval[1] for _, interval in told.steps)
    start, stop = max(0.0, floor(10 * low + 1e-9) / 10), min(1.0, ceil(10 * high - 1e-9) / 10)
    return min(start, 0.9), max(stop, start + 0.1) if start < 1 else 1.0


def _told(told: Growth) -> str:
    each = "; ".join(f"{number}: {percent(score)}" for number, (score, _) in enumerate(told.steps, 1))
    return f"Share right by number of rules: {each}. The first {told.enough} are enough."


def _levels(sheet: Sheet, down: _Scale, ends: tuple[float, float], sides: tuple[float, float]) -> None:
    tenths = range(round(10 * ends[0]), round(10 * ends[1]) + 1)
    for tenth in tenths[:: 1 if len(tenths) < 7 else 2]:
        y = down(tenth / 10)
        sheet.line(sides[0], y, sides[1], y, "grid")
        sheet.text((sides[0] - 8, y + 4, "end"), f"{10 * tenth} %", "tick", size=12)


def _numbers(sheet: Sheet, told: Growth, across: _Scale, bottom: float) -> None:
    sheet.text((across(0.5) - 8, bottom + 17, "end"), "rules", size=12)
    gap = across(2) - across(1)
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if step * gap >= 22 or step == 1000)
    for number in range(1, len(told.steps) + 1):
        if number % every == 0 or number == 1:
            sheet.text((across(number), bottom + 17, "middle"), str(number), "tick", size=12)


def _braces(sheet: Sheet, told: Growth, across: _Scale, y: float) -> None:
    """Which rules were added by the writer, and which by the learner."""
    last = len(told.steps)
    parts = [("written", 2, told.written + 1, "seen"), ("learned", told.written + 2, last, "thin")]
    for words, first, end, look in parts:
        if first <= end:
            start, stop = across(first - 0.4), across(end + 0.4)
            sheet.line(start, y, stop, y, f"brace {look}")
            spots = [((start + stop) / 2, y + 17, "middle"), (start, y + 17, "start")]
            sheet.place([words], spots, size=12)


def _label(sheet: Sheet, told: Growth, across: _Scale, down: _Scale) -> None:
    score, (low, high) = told.steps[told.enough - 1]
    x = across(told.enough)
    words = [f"{told.enough} of {len(told.steps)} are enough: {percent(score)}", percent(score)]
    spots = [(x, down(high) - 8, "middle"), (x, down(low) + 18, "middle"), (x - 6, down(high) - 8, "start")]
    sheet.place(words, [*spots, (x + 6, down(high) - 8, "end"), (sheet.width - 12, 16.0, "end")], "big", size=14)
