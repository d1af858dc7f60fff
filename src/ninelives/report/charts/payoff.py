"""What a year costs by hand and with a machine, over how many cases there are."""

from __future__ import annotations

from collections.abc import Callable

from ninelives.report.charts.sheet import Sheet, reach
from ninelives.report.words import count

STEPS = 24  # pieces of a line that labels keep off
_LEFT, _TOP, _TALL, _FOOT = 12.0, 34.0, 150.0, 40.0


Spot = Callable[[float, float], tuple[float, float]]


def payoff(
    fixed: float,
    with_it: float,
    by_hand: float,
    width: int,
    *,
    currency: str,
    cases: float | None = None,
    there: float | None = None,
) -> str:
    """Two lines: by hand from nothing up, with a machine from what it takes at all.

    Args:
        fixed: a year's cost of the machine without a case.
        with_it: cost of a case with it.
        by_hand: cost of a case without.
        width: of the sheet, px.
        currency: sign of the costs.
        cases: where they meet.
        there: how many cases there are, where known.
    """
    most = 2 * max(cases or 0.0, there or 0.0) or 1000.0
    top = max(by_hand * most, fixed + with_it * most) or 1.0
    wide = width - 2 * _LEFT

    def spot(at: float, cost: float) -> tuple[float, float]:
        return _LEFT + wide * at / most, _TOP + _TALL * (1 - cost / top)

    sheet = Sheet(width, "What a year costs", _told(fixed, with_it, by_hand, currency, cases))
    sheet.line(_LEFT, _TOP + _TALL, width - _LEFT, _TOP + _TALL, "axis")
    lines = {"by hand": (0.0, by_hand * most, "line est"), "with a machine": (fixed, fixed + with_it * most, "line")}
    for start, end, look in lines.values():
        sheet.path([spot(0, start), spot(most, end)], look)
        for part in range(STEPS):
            _keep_clear(sheet, spot, most, start, end, part)
    _marks(sheet, spot, most, cases, there)
    sheet.height = _TOP + _TALL + _FOOT
    for name, (_, end, _) in lines.items():
        x, y = spot(most, end)
        sheet.place([name], [(x, y + down, "end") for down in (-9, 20, -24, 36, 52, 68)], "lab")
    return str(sheet)


def _marks(sheet: Sheet, spot: Spot, most: float, cases: float | None, there: float | None) -> None:
    """Where the lines meet, and where one is."""
    foot = _TOP + _TALL
    told = [(0.0, "0 cases a year", "tick", "start"), (most, count(float(f"{most:.2g}")), "tick", "end")]
    if cases is not None:
        told.insert(0, (cases, f"pays from {count(float(f'{cases:.2g}'))}", "lab", "middle"))
    if there is not None:
        told.insert(0, (there, f"yours: {count(there)}", "lab", "middle"))
    for at, words, look, anchor in told:
        x = spot(at, 0)[0]
        if look == "lab":
            sheet.line(x, _TOP, x, foot, "grid")
        half = reach(words, 13) / 2 + 2
        x = min(max(x, half), sheet.width - half) if anchor == "middle" else x
        sheet.place([words], [(x, foot + 18, anchor), (x, foot + 34, anchor)], look)


def _keep_clear(sheet: Sheet, spot: Spot, most: float, start: float, end: float, part: int) -> None:
    """Keep labels off one piece of a line."""
    ends = [spot(most * at / STEPS, start + (end - start) * at / STEPS) for at in (part, part + 1)]
    (left, one), (right, other) = ends
    sheet.block((left, min(one, other) - 2, right, max(one, other) + 2))


def _told(fixed: float, with_it: float, by_hand: float, currency: str, cases: float | None) -> str:
    meet = "never less" if cases is None else f"less from {count(float(f'{cases:.2g}'))} cases a year on"
    return (
        f"By hand a case costs {by_hand:.4g} {currency}; a machine costs {count(fixed)} {currency} a year "
        f"and {with_it:.4g} {currency} a case, which is {meet}."
    )
