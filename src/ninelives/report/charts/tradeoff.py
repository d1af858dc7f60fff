"""How often it would be wrong if it kept more: the risk over the share kept, its bound, and what was chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from ninelives.report.charts.against import steps
from ninelives.report.charts.sheet import Sheet, Spot, reach
from ninelives.report.words import percent

_RIGHT, _TOP, _TALL, _FOOT = 12.0, 30.0, 190.0, 44.0  # px
_MORE = 3.0  # times the risk asked for that are shown, so that it lies in the picture
ANCHORS = ("middle", "start", "end")
_Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Kept:
    """What one threshold keeps.

    Attributes:
        share: that it keeps, in [0, 1].
        risk: share of that which is wrong.
        bound: the most that it can be, 1 - delta sure.
    """

    share: float
    risk: float
    bound: float


def tradeoff(points: tuple[Kept, ...], asked: float, sure: float, width: int, *, chosen: Kept | None = None) -> str:
    """Two lines over the share kept: the share wrong, and its bound; a dashed level is the risk asked for.

    Args:
        points: in any order.
        asked: the risk.
        sure: how sure the bound is.
        width: of the sheet, px.
        chosen: what it keeps; None where it keeps nothing.
    """
    line = sorted(points, key=lambda each: each.share)
    sheet = Sheet(width, "Share wrong among what it keeps, over how much it keeps", _told(line, asked, sure, chosen))
    seen = [each.risk for each in line] + [each.bound for each in line if each.bound <= _MORE * asked]
    marks = steps(0.0, min(1.0, max([1.5 * asked, *seen])))
    most, bottom = marks[-1], _TOP + _TALL
    left = max(reach(_mark(mark), 12) for mark in marks) + 12

    def across(share: float) -> float:
        return left + share * (width - left - _RIGHT)

    def down(risk: float) -> float:
        return bottom - min(risk, most) / most * _TALL

    for mark in marks:
        sheet.line(left, down(mark), width - _RIGHT, down(mark), "grid")
        sheet.text((left - 8, down(mark) + 4, "end"), _mark(mark), "tick", size=12)
    for tenth in (0, 10, 2, 4, 6, 8):
        sheet.place([f"{10 * tenth} %"], [(across(tenth / 10), bottom + 18, _anchor(tenth))], "tick", size=12)
    sheet.text((width - _RIGHT, bottom + 36, "end"), "kept", size=12)
    sheet.text((0, 14, "start"), "wrong among those", size=12)
    _lines(sheet, line, across, down)
    sheet.line(left, down(asked), width - _RIGHT, down(asked), "level")
    sheet.clear([(left, down(asked)), (width - _RIGHT, down(asked))])
    _choice(sheet, chosen, across, down, sure, bottom)
    _labels(sheet, line, asked, across, down)
    sheet.height = bottom + _FOOT
    return str(sheet)


def _mark(risk: float) -> str:
    return f"{100 * risk:.3g} %"


def _anchor(tenth: int) -> str:
    return {0: "start", 10: "end"}.get(tenth, "middle")


def _lines(sheet: Sheet, line: list[Kept], across: _Scale, down: _Scale) -> None:
    risks = [(across(each.share), down(each.risk)) for each in line]
    bounds = [(across(each.share), down(each.bound)) for each in line]
    if len(line) > 1:
        sheet.path([*risks, *reversed(bounds)], "band", closed=True)
        for inside, run in groupby(bounds, key=lambda each: each[1] > _TOP):
            if inside:  # above the picture there is no line
                sheet.path(list(run), "line bound")
        sheet.path(risks, "line")
    else:
        for x, y in risks:
            sheet.dot(x, y, 3, "dot")
    for path in (risks, bounds):
        sheet.clear(path)


def _choice(sheet: Sheet, chosen: Kept | None, across: _Scale, down: _Scale, sure: float, bottom: float) -> None:
    """The chosen point, with what it keeps and what is promised."""
    if chosen is None:
        return
    x, low, high = across(chosen.share), down(chosen.risk), down(chosen.bound)
    sheet.line(x, _TOP, x, bottom, "grid")
    sheet.line(x, high, x, low, "whisker in")
    hint = f"keeps {percent(chosen.share)}: {percent(chosen.risk)} wrong, at most {percent(chosen.bound)}"
    sheet.dot(x, low, 6, "new in", hint)
    sheet.block((x - 8, high - 4, x + 8, low + 8))
    words = [
        f"keeps {percent(chosen.share)}: at most {percent(chosen.bound)} wrong, {percent(sure, 0)} sure",
        f"keeps {percent(chosen.share)}, at most {percent(chosen.bound)} wrong",
        f"keeps {percent(chosen.share)}, ≤ {percent(chosen.bound)} wrong",
        f"keeps {percent(chosen.share)}",
    ]
    heights = sorted(range(int(_TOP) + 16, int(bottom) - 4, 6), key=lambda y: abs(y - (high - 14)))
    size = 15 if sheet.width > 600 else 13
    for text in words:
        half = reach(text, size, bold=True) / 2
        middle = min(max(x, across(0) + half), sheet.width - half)
        sides = ((x - 12, "end"), (x + 12, "start"), (middle, "middle"), (across(0) + 6, "start"))
        if sheet.place([text], [(at, y, anchor) for y in heights for at, anchor in sides], "big", size=size):
            return


def _labels(sheet: Sheet, line: list[Kept], asked: float, across: _Scale, down: _Scale) -> None:
    """What the level and the lines are."""
    y, right = down(asked), sheet.width - _RIGHT
    ends: list[Spot] = [
        (at, y + away, anchor) for away in (-6, 16) for at, anchor in ((across(0) + 6, "start"), (right, "end"))
    ]
    sheet.place([f"asked for: {percent(asked)} at most", f"asked: {percent(asked)}"], ends, "warn", size=12)
    thin = line[:: max(1, len(line) // 30)]
    for words, near, path in (
        ("its bound", -10.0, [(across(each.share), down(each.bound)) for each in thin]),
        ("share wrong", 18.0, [(across(each.share), down(each.risk)) for each in thin]),
    ):
        spots: list[Spot] = [
            (x, y + near + away, anchor)
            for away in (0, near / 2, near)
            for x, y in path
            for anchor in ANCHORS
            if _TOP + 10 <= y + near + away <= _TOP + _TALL - 4 and x > across(0)
        ]
        sheet.place([words], spots, "lab", size=12)


def _told(line: list[Kept], asked: float, sure: float, chosen: Kept | None) -> str:
    some = line[:: max(1, len(line) // 12)]
    each = "; ".join(
        f"{percent(one.share)} kept: {percent(one.risk)} wrong, at most {percent(one.bound)}" for one in some
    )
    end = "nothing is kept" if chosen is None else f"{percent(chosen.share)} are kept"
    return f"{each or 'nothing was judged'}. Bounds are {percent(sure, 0)} sure. At {percent(asked)} asked for, {end}."
