"""How far off each rung of a forecast is, with its interval, beside standing still."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ninelives.report.charts.fan import levels
from ninelives.report.charts.sheet import Sheet, fit
from ninelives.report.words import Interval, count, figure, seconds

NAMES, BESIDE = 216.0, 366.0  # px of the names left of the marks, and of the figures right of them
_Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Error:
    """One rung of a forecast, as measured; less is better."""

    name: str
    error: float  # MASE, or in the target's own units
    interval: Interval
    sure: str  # whether it beats standing still: "p = 0.0004", "not surely"; empty for persistence itself
    seconds: float  # to fit and foresee at all origins
    parameters: int
    phrase: str  # "the last value stays"


def errors(rungs: Sequence[Error], chosen: str, width: int, what: str) -> str:
    """The rungs from the lowest up, ``chosen`` drawn green and bold.

    Args:
        rungs: persistence first: how far it is off is drawn through all of them.
        chosen: the name of one.
        width: of the sheet, px.
        what: the unit of the errors: "MASE", "off by".
    """
    sheet = Sheet(width, f"How far off each rung is ({what})", _told(rungs, chosen))
    wide = width > 600
    ends = [end for rung in rungs for end in (rung.error, *rung.interval) if end < 1e300]
    ticks = levels(0.0, min(max(ends), 3 * max(rung.error for rung in rungs)), 5 if wide else 4)
    left, right = (NAMES + 16, width - BESIDE) if wide else (6.0, width - 10.0)
    top, step, deep = (30.0, 46.0, 23.0) if wide else (26.0, 76.0, 54.0)
    bottom = top + step * len(rungs)

    def across(error: float) -> float:
        return left + min(max(error, 0.0), ticks[-1]) / ticks[-1] * (right - left)

    for tick in ticks:
        sheet.line(across(tick), top, across(tick), bottom, "grid")
        anchor = "end" if tick == ticks[-1] and not wide else "start" if tick == 0 and not wide else "middle"
        sheet.text((across(tick), bottom + 18, anchor), f"{tick:g}", "tick", size=12)
    still = across(rungs[0].error)
    rows = [top + step * row + deep for row in range(len(rungs))]
    for first, last in [(top - 4, bottom)] if wide else [(y - 9, y + 9) for y in rows]:  # clear of a phone's words
        sheet.line(still, first, still, last, "even")
    sheet.place(["standing still"], [(still, 16, "middle"), (still - 4, 16, "end"), (still + 4, 16, "start")], size=12)
    if wide:
        _heads(sheet, what)
    for y, rung in zip(rows, rungs, strict=True):
        look = "chosen" if rung.name == chosen else "other"
        (_beside if wide else _above)(sheet, rung, y, look)
        _mark(sheet, rung, across, y, look)
    sheet.height = bottom + 26
    return str(sheet)


def _told(rungs: Sequence[Error], chosen: str) -> str:
    each = (f"{rung.name} {figure(rung.error)} ({_ends(rung)})" for rung in rungs)
    return f"From the lowest up, less is better: {', '.join(each)}. Chosen: {chosen}."


def _ends(rung: Error) -> str:
    low, high = rung.interval
    return f"{figure(low)} to {figure(high)}" if high < 1e300 else "not known"


def _heads(sheet: Sheet, what: str) -> None:
    right = sheet.width
    sheet.text((right - 300, 16, "end"), what, size=12)
    sheet.text((right - 290, 16, "start"), "95 % sure", size=12)
    sheet.text((right - 132, 16, "end"), "better?", size=12, hint="than standing still, one-sided, all rungs together")
    sheet.text((right - 66, 16, "end"), "to try", size=12)
    sheet.text((right - 4, 16, "end"), "numbers", size=12, hint="how many numbers it learned")


def _beside(sheet: Sheet, rung: Error, y: float, look: str) -> None:
    """Name and phrase left of the mark, figures right of it."""
    name, phrase = fit(rung.name, NAMES - 8, 15, bold=True), fit(rung.phrase, NAMES - 2, 12)
    sheet.text((NAMES, y - 1, "end"), name, f"rung {look}", size=15, hint=rung.name)
    sheet.text((NAMES, y + 16, "end"), phrase, size=12, hint=rung.phrase)
    right = sheet.width
    sheet.text((right - 300, y + 5, "end"), figure3(rung.error), f"rung {look}", size=14)
    sheet.text((right - 290, y + 5, "start"), _short(rung), "tick")
    sheet.text((right - 132, y + 5, "end"), rung.sure, "tick", size=12)
    sheet.text((right - 66, y + 5, "end"), seconds(rung.seconds), "tick", size=12)
    sheet.text((right - 4, y + 5, "end"), count(rung.parameters), "tick", size=12)


def _above(sheet: Sheet, rung: Error, y: float, look: str) -> None:
    """Name and figures over the mark, as a phone has no room beside it."""
    right = sheet.width - 6
    sheet.text((6, y - 34, "start"), fit(rung.name, 140, 15, bold=True), f"rung {look}", size=15, hint=rung.name)
    sheet.text((right - 100, y - 34, "end"), figure3(rung.error), f"rung {look}", size=14)
    sheet.text((right, y - 34, "end"), _short(rung), "tick")
    sheet.text((6, y - 16, "start"), fit(rung.phrase, right - 110, 12), size=12, hint=rung.phrase)
    sheet.text((right, y - 16, "end"), rung.sure or seconds(rung.seconds), "tick", size=12)


def _mark(sheet: Sheet, rung: Error, across: _Scale, y: float, look: str) -> None:
    low, high = map(across, rung.interval)
    sheet.line(low, y, high, y, f"iv {look}")
    sheet.dot(across(rung.error), y, 6 if look == "chosen" else 4.5, f"pt {look}", f"{rung.name}: {figure(rung.error)}")


def figure3(number: float) -> str:
    """An error to three digits."""
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"


def _short(rung: Error) -> str:
    low, high = rung.interval
    return f"{figure3(low)}–{figure3(high)}" if high < 1e300 else "not known"
