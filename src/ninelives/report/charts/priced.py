"""What the rules cost beside each other, and how the best one's cost moves with each price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ninelives.report.charts.sheet import Sheet, Spot, fit, reach

_STEP, _TWO = 44.0, 56.0  # px of a row on a desk and, with its words over it, on a phone
_BAR = 18.0


@dataclass(frozen=True, slots=True)
class Priced:
    """One rule: its name, what it costs in words, and what is to be known of it.

    Attributes:
        name: ``as chosen``.
        cost: of an item.
        words: the cost with its sign, ``0.09 €``.
        note: under the name: what it keeps, or why it is none.
        chosen: whether it is taken.
        keeps: whether it keeps the guarantee; one that does not is hollow, and marked.
    """

    name: str
    cost: float
    words: str
    note: str = ""
    chosen: bool = False
    keeps: bool = True


@dataclass(frozen=True, slots=True)
class Swung:
    """What halving and doubling one price does to the cost of the best rule.

    Attributes:
        name: of the price, with its value.
        low: cost at half of it, high: at twice.
        ends: both in words.
        note: where another rule would be better.
    """

    name: str
    low: float
    high: float
    ends: tuple[str, str]
    note: str = ""


def priced(rules: Sequence[Priced], width: int, *, noun: str = "photo") -> str:
    """A bar for each rule; the chosen one is green, and one without a guarantee hollow and marked."""
    sheet = Sheet(width, f"What a {noun} costs under each rule", _told(rules))
    wide = width > 600
    names = min(max((reach(each.name, 14, bold=True) for each in rules), default=0), 0.4 * width)
    notes = max((reach(each.note, 12) for each in rules), default=0)
    left = min(max(names, notes), 0.46 * width) + 14 if wide else 0.0
    figures = max((reach(each.words, 14, bold=True) for each in rules), default=0) + 12
    most = max((each.cost for each in rules), default=0) or 1.0
    step = _STEP if wide else _TWO + 12
    for row, each in enumerate(rules):
        y = 6 + row * step
        look = "rung chosen" if each.chosen else "warn" if not each.keeps else "lab"
        mark = "" if each.keeps else "▲ "
        room = left - 12 if wide else width - 2
        spot: Spot = (left - 12, y + 15, "end") if wide else (0, y + 14, "start")
        sheet.text(spot, fit(mark + each.name, room, 14, bold=True), look, size=14, hint=each.name)
        spot = (left - 12, y + 32, "end") if wide else (0, y + 30, "start")
        sheet.text(spot, fit(each.note, room, 12), size=12, hint=each.note)
        top = y + 8 if wide else y + 37
        length = max((width - left - figures) * each.cost / most, 1.5)
        bar = "bar" if each.chosen else "rule" if each.keeps else "rule broken"
        sheet.rect(left, top, length, _BAR, bar, f"{each.name}: {each.words}")
        look = "big" if each.chosen else "lab"
        sheet.text((left + length + 7, top + 14, "start"), each.words, look, size=14)
    sheet.height = 10 + step * len(rules)
    return str(sheet)


def swung(prices: Sequence[Swung], cost: float, now: str, width: int) -> str:
    """A bar for each price from the cost at its half to that at its double, around what it is now.

    Args:
        prices: in any order; those that matter most come first.
        cost: of the best rule now.
        now: the same in words.
        width: of the sheet, px.
    """
    rows = sorted(prices, key=lambda each: -abs(each.high - each.low))
    sheet = Sheet(width, "The cost of the best rule, where one price is half or twice as much", _swings(rows, now))
    wide = width > 600
    names = max((reach(each.name, 13) for each in rows), default=0)
    notes = max((reach(each.note, 12) for each in rows), default=0)
    left = min(max(names, notes), 0.46 * width) + 14 if wide else 0.0
    side = max((reach(words, 12) for each in rows for words in each.ends), default=0) + 10
    low = min([cost, *(min(each.low, each.high) for each in rows)])
    high = max([cost, *(max(each.low, each.high) for each in rows)])
    span = (high - low) or 1.0
    step, top = (_STEP if wide else _TWO + 12), 26.0

    def across(value: float) -> float:
        return left + side + (value - low) / span * (width - left - 2 * side)

    for row, each in enumerate(rows):
        y = top + row * step
        room = left - 12 if wide else width - 2
        sheet.text(
            (left - 12, y + 15, "end") if wide else (0, y + 14, "start"),
            fit(each.name, room, 13),
            "lab",
            hint=each.name,
        )
        sheet.text(
            (left - 12, y + 32, "end") if wide else (0, y + 30, "start"),
            fit(each.note, room, 12),
            size=12,
            hint=each.note,
        )
        at = y + 8 if wide else y + 37
        for end, look in ((each.low, "rule"), (each.high, "bar")):
            one, other = sorted((across(cost), across(end)))
            sheet.rect(one, at, max(other - one, 1), _BAR, look, f"{each.name}: {each.ends[0]} to {each.ends[1]}")
        _ends(sheet, each, across(each.low), across(each.high), at + 13)
        sheet.line(across(cost), at - 2, across(cost), at + _BAR + 2, "axis")
    foot = top + step * len(rows)
    half = reach(f"now {now}", 12) / 2
    sheet.text((min(max(across(cost), half), width - half), 14, "middle"), f"now {now}", "tick", size=12)
    sheet.height = foot + 6
    return str(sheet)


def _ends(sheet: Sheet, each: Swung, low: float, high: float, y: float) -> None:
    """What it costs at each end, beside the bar; both on one side are one."""
    if abs(high - low) < 1:
        sheet.text((high + 6, y, "start"), each.ends[1], "tick", size=12)
        return
    first, last = (
        ((low, each.ends[0]), (high, each.ends[1])) if low < high else ((high, each.ends[1]), (low, each.ends[0]))
    )
    sheet.text((first[0] - 6, y, "end"), first[1], "tick", size=12)
    sheet.text((last[0] + 6, y, "start"), last[1], "tick", size=12)


def _told(rules: Sequence[Priced]) -> str:
    each = (
        f"{rule.name} {rule.words}{', chosen' if rule.chosen else ''}{'' if rule.keeps else ', without a guarantee'}"
        for rule in rules
    )
    return f"{'; '.join(each)}."


def _swings(rows: Sequence[Swung], now: str) -> str:
    each = (
        f"{row.name}: {row.ends[0]} at half, {row.ends[1]} at twice{f', {row.note}' if row.note else ''}"
        for row in rows
    )
    return f"Now {now}. {'; '.join(each)}."
