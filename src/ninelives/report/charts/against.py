"""What was said of numbers against what was true, a dot a row."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, isfinite, log10

from ninelives.report.charts.sheet import Sheet
from ninelives.report.words import figure

_LEFT, _TOP, _FOOT = 74.0, 22.0, 46.0
MOST = 400  # dots


def against(pairs: Sequence[tuple[float, float]], width: int) -> str:
    """Dots on the slanted line are right.

    Args:
        pairs: what was said, and the truth; of many every so manyth is drawn.
        width: of the sheet, px.
    """
    shown = [pair for pair in pairs if all(map(isfinite, pair))]
    shown = shown[:: max(1, -(-len(shown) // MOST))]
    values = [value for pair in shown for value in pair] or [0.0, 1.0]
    ticks = steps(min(values), max(values))
    low, high = min(ticks[0], *values), max(ticks[-1], *values)
    sheet = Sheet(width, "What was said against what was true", _told(low, high, len(shown)))
    side = min(width - _LEFT - 20, 340.0)

    def spot(said: float, truth: float) -> tuple[float, float]:
        x, y = ((value - low) / ((high - low) or 1) for value in (said, truth))
        return _LEFT + x * side, _TOP + (1 - y) * side

    sheet.height = _TOP + side + _FOOT
    for tick in ticks:
        x, y = spot(tick, tick)
        sheet.line(_LEFT, y, _LEFT + side, y, "grid")
        sheet.place([figure(tick)], [(_LEFT - 8, y + 4, "end")], "tick", size=12)
        sheet.place([figure(tick)], [(x, _TOP + side + 18, "middle")], "tick", size=12)
    sheet.path([spot(low, low), spot(high, high)], "even")
    for pair in shown:
        sheet.dot(*spot(*pair), 2.6, "pt")
    sheet.text((_LEFT + side, _TOP + side + 38, "end"), "what it says", size=12)
    sheet.text((_LEFT, 12, "start"), "what is true", size=12)
    return str(sheet)


def _told(low: float, high: float, many: int) -> str:
    return f"{many:,} rows between {figure(low)} and {figure(high)}; on the slanted line what is said is true."


_NOTHING = 1e-300  # what is smaller has no fifth: a float ends there


def steps(low: float, high: float) -> list[float]:
    """Three to seven round numbers that enclose what is shown, or nearly."""
    room = next(room for room in (high - low, abs(high), 1.0) if room > _NOTHING)
    ten = 10.0 ** floor(log10(room))
    step = next(step * ten for step in (0.2, 0.5, 1.0, 2.0) if room / (step * ten) <= 5.5)
    first, last = floor(low / step + 1e-9), -floor(-high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]
