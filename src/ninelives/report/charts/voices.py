"""What speaks for one class and what for the other, as bars to either side."""

from __future__ import annotations

from collections.abc import Sequence

from ninelives.report.charts.sheet import Sheet, fit, reach
from ninelives.report.words import signed

_STEP, _THICK = 28.0, 18.0


def voices(weights: Sequence[tuple[str, float]], classes: tuple[str, str], width: int, *, title: str) -> str:
    """Bars to the left for the first class, where a weight is under 0, and to the right for the second.

    Args:
        weights: name and weight, in the order that they are drawn.
        classes: the one on the left, and the one on the right.
        width: of the sheet, px.
        title: for those who hear it.
    """
    sheet = Sheet(width, title, "; ".join(_told(name, weight, classes) for name, weight in weights) + ".")
    longest = max((reach(name, 13) for name, _ in weights), default=0.0)
    over = longest + 16 > 0.42 * width  # names that are long stand over their bars
    left, step = (0.0, _STEP + 18) if over else (longest + 16, _STEP)
    figure = max((reach(signed(abs(weight)), 13) for _, weight in weights), default=0.0) + 8
    middle = (left + width) / 2
    room = middle - left - figure
    for name, x, anchor in ((classes[0], middle - 8, "end"), (classes[1], middle + 8, "start")):
        words = f"speaks for {name}"
        sheet.text((x, 16, anchor), fit(words, middle - left - 8, 13), "lab", hint=words)
    most = max((abs(weight) for _, weight in weights), default=0.0) or 1.0
    top = 28.0
    for row, (name, weight) in enumerate(weights):
        y = top + row * step
        if over:
            sheet.text((0, y + 14, "start"), fit(name, width, 13), "lab", hint=name)
            y += 18
        else:
            sheet.text((left - 12, y + 18, "end"), name, "lab")
        sheet.line(middle, y, middle, y + _STEP, "axis")
        _bar(sheet, (middle, y + 4), room * abs(weight) / most, weight, _told(name, weight, classes))
    sheet.height = top + step * len(weights) + 6
    return str(sheet)


def _bar(sheet: Sheet, start: tuple[float, float], length: float, weight: float, hint: str) -> None:
    (middle, y), right = start, weight > 0
    sheet.rect(middle if right else middle - length, y, length, _THICK, "voice", hint)
    spot = (middle + length + 6, y + 14, "start") if right else (middle - length - 6, y + 14, "end")
    sheet.text(spot, signed(abs(weight)), "tick")


def _told(name: str, weight: float, classes: tuple[str, str]) -> str:
    return f"{name} {signed(abs(weight))}: speaks for {classes[int(weight > 0)]}"
