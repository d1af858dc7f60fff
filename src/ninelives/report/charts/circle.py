"""Hours, weekdays or months: a column for each, its share of the events, beside what chance would give it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ninelives.report.charts.fan import levels
from ninelives.report.charts.sheet import Sheet, reach
from ninelives.report.words import percent

TOP, DEEP, FOOT, RIGHT = 12.0, 120.0, 28.0, 6.0  # px over the plot, of it, under it, and beside it


def circle(
    counts: Sequence[int],
    due: Sequence[float],
    names: Sequence[str],
    told: Collection[int],
    width: int,
    title: str,
) -> str:
    """Columns that come round.

    Args:
        counts: events in each bin.
        due: the share that each should have, 0 for one that is left out.
        names: of the bins.
        told: bins of the stretch that a sentence tells of; their names are underlined.
        width: of the sheet, px.
        title: what comes round.
    """
    total = max(sum(counts), 1)
    shares = [each / total for each in counts]
    said = (
        f"{name}: {percent(share)}, expected {percent(one)}"
        for name, share, one in zip(names, shares, due, strict=True)
    )
    sheet = Sheet(width, title, "; ".join(said) + ".")
    ticks = levels(0.0, 100 * max(*shares, *due, 0.01), 4)
    left, bottom = 14.0 + max(reach(f"{tick:g} %", 12) for tick in ticks), TOP + DEEP
    wide = (width - RIGHT - left) / len(counts)

    def down(share: float) -> float:
        return bottom - min(100 * share / ticks[-1], 1.0) * DEEP

    for tick in ticks:
        sheet.line(left, down(tick / 100), width - RIGHT, down(tick / 100), "grid")
        sheet.text((left - 8, down(tick / 100) + 4, "end"), f"{tick:g} %", "tick", size=12)
    gap = min(3.0, wide / 6)
    for at, (name, share, one) in enumerate(zip(names, shares, due, strict=True)):
        x = left + at * wide
        if not one:
            sheet.hatch((x + gap, TOP, x + wide - gap, bottom), "hatch", 6)
            continue
        hint = f"{name}: {percent(share)} of events, expected {percent(one)}"
        sheet.rect(x + gap, down(share), wide - 2 * gap, bottom - down(share), "use" if at in told else "count", hint)
        sheet.line(x, down(one), x + wide, down(one), "axis")
        if at in told:
            sheet.rect(x, bottom + 1, wide, 3, "bar")
    _names(sheet, names, left, wide, bottom + 20)
    sheet.height = bottom + FOOT
    return str(sheet)


def _names(sheet: Sheet, names: Sequence[str], left: float, wide: float, y: float) -> None:
    """As many names as there is room for, evenly."""
    longest = max(reach(name, 12) for name in names) + 6
    every = max(1, -(-int(longest) // max(int(wide), 1)))
    every = next(each for each in (1, 2, 3, 6, 12, 24, len(names)) if each >= min(every, len(names)))
    for at in range(0, len(names), every):
        sheet.place([names[at]], [(left + (at + 0.5) * wide, y, "middle")], "tick", size=12)
