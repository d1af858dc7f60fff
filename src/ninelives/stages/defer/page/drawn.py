"""The risk that spot checks found, check by check, below the bound that they support."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from markupsafe import Markup

from ninelives.kernels.stats.betting import upper_bound
from ninelives.report.charts import two
from ninelives.report.charts.against import steps
from ninelives.report.charts.sheet import Sheet, Spot, reach
from ninelives.report.words import count, percent

_LEFT, _TOP, _TALL, _FOOT = 58.0, 30.0, 170.0, 40.0  # px
POINTS = 120  # looks that are drawn


def realised(wrong: Sequence[bool], risk: float | None, delta: float) -> Markup:
    """A chart of both, for a desk and for a phone.

    Args:
        wrong: of each spot check, in order; at least one.
        risk: what was promised.
        delta: chance of the bound being broken at any time.
    """
    sums = [0, *accumulate(map(int, wrong))]
    step = max(1, len(wrong) // POINTS)
    at = sorted({*range(step, len(wrong) + 1, step), len(wrong)})
    seen = [(number, sums[number] / number) for number in at]
    most = [(number, upper_bound(sums[number], number - sums[number], delta)) for number in at]
    return two(lambda width: _draw(seen, most, risk, width))


def _draw(seen: Sequence[tuple[int, float]], most: Sequence[tuple[int, float]], risk: float | None, width: int) -> str:
    last, top = seen[-1][0], _top(seen, most, risk)
    told = f"After {count(last)} spot checks {percent(seen[-1][1])} were wrong; at most {percent(most[-1][1])} are."
    sheet = Sheet(width, "The risk that spot checks found, and its bound", told)
    right, floor = width - 12.0, _TOP + _TALL

    def spot(number: float, share: float) -> tuple[float, float]:
        return _LEFT + number / last * (right - _LEFT), floor - min(share, top) / top * _TALL

    for tick in steps(0, top):
        if tick <= top:
            y = spot(0, tick)[1]
            sheet.line(_LEFT, y, right, y, "grid")
            sheet.text((_LEFT - 8, y + 4, "end"), percent(tick, 0 if top > 0.05 else 1), "tick", size=12)
    area = [spot(*each) for each in most]
    sheet.path([*area, (right, floor), (area[0][0], floor)], "band", closed=True)
    sheet.path(area, "line est")
    sheet.path([spot(*each) for each in seen], "line")
    for path in (area, [spot(*each) for each in seen]):
        sheet.clear(path)

    def near(y: float) -> list[Spot]:
        """Places near a height, where the lines end rather than where they begin."""
        heights = sorted((14, *range(int(_TOP) + 14, int(floor) - 4, 4)), key=lambda other: abs(other - y))
        return [(x, other, anchor) for x, anchor in ((right - 2, "end"), (_LEFT + 6, "start")) for other in heights]

    level = spot(0, risk)[1] if risk is not None and risk <= top else None
    if level is not None:
        sheet.line(_LEFT, level, right, level, "level")
        sheet.clear([(_LEFT, level), (right, level)])
    sheet.place([f"at most {percent(most[-1][1])}"], near(spot(*most[-1])[1] - 8), "big", size=13)
    sheet.place([f"found {percent(seen[-1][1])}"], near(spot(*seen[-1])[1] - 8), size=12)
    if risk is not None and level is not None:
        words = [f"promised: at most {percent(risk)}", f"promised {percent(risk)}"]
        sheet.place(words, sorted(near(level - 6), key=lambda at: abs(at[1] - level + 6)), "warn", size=12)
    for tick in steps(0, last):
        if 0 < tick <= last and tick == int(tick):
            half, x = reach(count(tick), 12) / 2, spot(tick, 0)[0]
            sheet.place([count(tick)], [(min(x, width - half), floor + 18, "middle")], "tick", size=12)
    sheet.text((right, floor + 34, "end"), "spot checks", size=12)
    sheet.height = floor + _FOOT
    return str(sheet)


def _top(seen: Sequence[tuple[int, float]], most: Sequence[tuple[int, float]], risk: float | None) -> float:
    """As high as it helps: the first bounds are near 100 %, and run out of the picture."""
    late = [share for number, share in most if number >= seen[-1][0] / 3]
    return min(1.0, 1.15 * max(late[0], 2 * (risk or 0.0), *(share for _, share in seen[-len(late) :]), 0.01))
