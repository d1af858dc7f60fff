"""How far off it is under each condition: a column for each hour, weekday, or step ahead, with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ninelives.report.charts.fan import levels
from ninelives.report.charts.sheet import Sheet, reach
from ninelives.report.words import Interval, figure

TOP, DEEP, FOOT, RIGHT = 14.0, 130.0, 30.0, 6.0  # px over the plot, of it, under it, and beside it


@dataclass(frozen=True, slots=True)
class Column:
    """One condition."""

    words: str  # "7 h", "Monday"
    error: float
    interval: Interval | None  # None where one scene tells nothing
    steps: int  # that were judged


def columns(parts: Sequence[Column], width: int, title: str) -> str:
    """A column a condition, its height how far off it is; strokes are 95 % intervals."""
    sheet = Sheet(width, title, "; ".join(f"{part.words}: off by {figure(part.error)}" for part in parts) + ".")
    highest = max((end for part in parts for end in (part.error, *(part.interval or ()))), default=1.0)
    ticks = levels(0.0, highest or 1.0, 4)
    left = 12.0 + max(reach(figure(tick), 12) for tick in ticks)
    bottom, wide = TOP + DEEP, (width - RIGHT - left) / max(len(parts), 1)

    def down(error: float) -> float:
        return bottom - min(max(error, 0.0), ticks[-1]) / ticks[-1] * DEEP

    for tick in ticks:
        sheet.line(left, down(tick), width - RIGHT, down(tick), "grid")
        sheet.text((left - 8, down(tick) + 4, "end"), figure(tick), "tick", size=12)
    gap = min(3.0, wide / 6)
    for at, part in enumerate(parts):
        x = left + at * wide
        hint = f"{part.words}: off by {figure(part.error)} on average, {part.steps:,} steps"
        sheet.rect(x + gap, down(part.error), wide - 2 * gap, bottom - down(part.error), "count", hint)
        if part.interval is not None:
            sheet.line(x + wide / 2, down(part.interval[0]), x + wide / 2, down(part.interval[1]), "whisker")
    _names(sheet, parts, left, wide, bottom + 18)
    sheet.height = bottom + FOOT
    return str(sheet)


def _names(sheet: Sheet, parts: Sequence[Column], left: float, wide: float, y: float) -> None:
    """As many names as there is room for, evenly."""
    longest = max((reach(part.words, 12) for part in parts), default=1.0) + 10
    every = max(1, -(-int(longest) // max(int(wide), 1)))
    for at in range(0, len(parts), every):
        x = left + (at + 0.5) * wide
        half = reach(parts[at].words, 12) / 2
        x = min(max(x, half), sheet.width - half)
        sheet.place([parts[at].words], [(x, y, "middle")], "tick", size=12)
