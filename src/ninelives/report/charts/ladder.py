"""The ladder: how good each rung is, with its interval, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

from ninelives.report.charts.sheet import Sheet, fit
from ninelives.report.words import Interval, between, count, percent, seconds

_NAMES = 216.0  # px of names and phrases beside the marks
_Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder, as measured."""

    name: str
    score: float  # share right
    interval: Interval
    error: float  # standard error of `score` over scenes
    seconds: float  # to fit
    parameters: int
    phrase: str  # "knew a million before"
    capped: bool = False  # trained shortly, and judged on one fold


def ladder(rungs: Sequence[Rung], chosen: str, width: int, what: str = "right") -> str:
    """The rungs from the lowest up, ``chosen`` drawn green and bold; ``what`` is what their scores count.

    A soft stripe marks the scores within one standard error of the best rung.
    """
    sheet = Sheet(width, f"The ladder: {'share right' if what == 'right' else what} of each rung", _told(rungs, chosen))
    wide = width > 600
    left, right = (_NAMES + 16, width - 366.0) if wide else (6.0, width - 6.0)
    top, step, deep = (30.0, 46.0, 23.0) if wide else (26.0, 76.0, 54.0)
    bottom, start = top + step * len(rungs), lowest(rungs)

    def across(score: float) -> float:
        return left + (min(max(score, start), 1.0) - start) / (1 - start) * (right - left)

    _stripe(sheet, rungs, across, [(top, bottom)] if wide else _tracks(len(rungs), top + deep, step))
    _ticks(sheet, across, start, (top, bottom), lines=wide)
    if wide:
        _heads(sheet, width, what)
    for row, rung in enumerate(rungs):
        y, look = top + step * row + deep, "chosen" if rung.name == chosen else "capped" if rung.capped else "other"
        (_beside if wide else _above)(sheet, rung, y, look)
        _mark(sheet, rung, across, y, look)
    sheet.height = bottom + 26
    return str(sheet)


def _told(rungs: Sequence[Rung], chosen: str) -> str:
    each = (
        f"{rung.name} {percent(rung.score)} ({between(rung.interval)}{', capped' if rung.capped else ''})"
        for rung in rungs
    )
    return f"From the lowest up: {', '.join(each)}. Chosen: {chosen}."


def best_of(rungs: Sequence[Rung]) -> Rung:
    """The best of those that were climbed in full; the first among equals."""
    return max((rung for rung in rungs if not rung.capped), key=lambda rung: rung.score)


def lowest(rungs: Sequence[Rung]) -> float:
    """Where the axis begins: a round tenth under the lowest interval, leaving at least a tenth to see."""
    return min(0.9, max(0.0, floor(10 * min(rung.interval[0] for rung in rungs) + 1e-9) / 10))


def _tracks(rows: int, first: float, step: float) -> list[tuple[float, float]]:
    """Where the marks run on a phone, clear of the words over them."""
    return [(first + row * step - 9, first + row * step + 9) for row in range(rows)]


def _stripe(sheet: Sheet, rungs: Sequence[Rung], across: _Scale, spans: Sequence[tuple[float, float]]) -> None:
    best = best_of(rungs)
    near, far = across(best.score - best.error), across(best.score)
    for top, bottom in spans:
        sheet.rect(near, top, max(far - near, 2), bottom - top, "stripe")
    spots = [(far, 18.0, "end"), (near, 18.0, "start")]
    sheet.place(["within one standard error of the best", "one standard error"], spots, size=12)


def _ticks(sheet: Sheet, across: _Scale, start: float, rows: tuple[float, float], *, lines: bool) -> None:
    tenths = range(round(10 * start), 11)
    for tenth in tenths[:: 1 if len(tenths) < 7 else 2] if len(tenths) % 2 else tenths[:: 1 if len(tenths) < 8 else 3]:
        x = across(tenth / 10)
        if lines:
            sheet.line(x, rows[0], x, rows[1], "grid")
        anchor = "end" if tenth == 10 and not lines else "start" if tenth == tenths[0] and not lines else "middle"
        sheet.text((x, rows[1] + 18, anchor), f"{10 * tenth} %", "tick", size=12)


def _heads(sheet: Sheet, width: int, what: str) -> None:
    sheet.text((width - 284, 16, "end"), what, size=12)
    sheet.text((width - 274, 16, "start"), "95 % sure", size=12)
    sheet.text((width - 108, 16, "end"), "to fit", size=12)
    sheet.text((width - 6, 16, "end"), "numbers", size=12, hint="how many numbers it learned")


def _beside(sheet: Sheet, rung: Rung, y: float, look: str) -> None:
    """Name and phrase left of the mark, figures right of it."""
    name, phrase = fit(rung.name, _NAMES - 8, 15, bold=True), fit(rung.phrase, _NAMES - 2, 12)
    sheet.text((_NAMES, y - 1 if phrase else y + 5, "end"), name, f"rung {look}", size=15, hint=rung.name)
    sheet.text((_NAMES, y + 16, "end"), phrase, size=12, hint=rung.phrase)
    right = sheet.width - 284
    sheet.text((right, y + 5, "end"), percent(rung.score), f"rung {look}", size=14)
    sheet.text((right + 10, y + 5, "start"), between(rung.interval), "tick")
    sheet.text((right + 176, y + 5, "end"), seconds(rung.seconds), "tick")
    sheet.text((sheet.width - 6, y + 5, "end"), count(rung.parameters), "tick")


def _above(sheet: Sheet, rung: Rung, y: float, look: str) -> None:
    """Name and figures over the mark, as a phone has no room beside it."""
    right = sheet.width - 6
    sheet.text((6, y - 34, "start"), fit(rung.name, 150, 15, bold=True), f"rung {look}", size=15, hint=rung.name)
    sheet.text((right - 86, y - 34, "end"), percent(rung.score), f"rung {look}", size=14)
    sheet.text((right, y - 34, "end"), between(rung.interval), "tick")
    time = seconds(rung.seconds)
    sheet.text((6, y - 16, "start"), fit(rung.phrase, right - 100, 12), size=12, hint=rung.phrase)
    sheet.text((right, y - 16, "end"), time, "tick", size=12)


def _mark(sheet: Sheet, rung: Rung, across: _Scale, y: float, look: str) -> None:
    low, high = map(across, rung.interval)
    if sheet.width < 600:
        sheet.line(across(0), y, across(1), y, "grid")
    sheet.line(low, y, high, y, f"iv {look}")
    hint = f"{rung.name}: {percent(rung.score)}, {between(rung.interval)} (95 %), {count(rung.parameters)} numbers"
    sheet.dot(across(rung.score), y, 6 if look == "chosen" else 4.5, f"pt {look}", hint)
