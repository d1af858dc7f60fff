"""Named counts as bars."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ninelives.report.charts.sheet import Sheet, fit, reach
from ninelives.report.words import count

_MOST, _STEP = 12, 28.0


def bars(
    counts: Sequence[tuple[str, int]], width: int, *, title: str, look: str = "bar", warned: Collection[str] = ()
) -> str:
    """The largest of ``counts`` (name, number) as bars, the rest in one bar of their own; ``warned`` names in rust."""
    rows = _rows(counts)
    sheet = Sheet(width, title, "; ".join(f"{name}: {count(number)}" for name, number in rows) + ".")
    longest = max((reach(name, 13) for name, _ in rows), default=0)
    over = longest + 12 > 0.42 * width  # names that are long stand over their bars
    names, step = (0.0, _STEP + 18) if over else (longest + 12, _STEP)
    figures = max((reach(count(number), 13) for _, number in rows), default=0) + 10
    most = max((number for _, number in rows), default=0) or 1
    for row, (name, number) in enumerate(rows):
        y = 4 + row * step
        length = (width - names - figures - 4) * number / most
        if over:
            sheet.text((0, y + 16, "start"), fit(name, width, 13), "lab", hint=name)
            y += 18
        else:
            sheet.text((names - 10, y + 17, "end"), name, "lab")
        sheet.rect(
            names,
            y + 3,
            max(length, 1.5 if number else 0),
            _STEP - 8,
            f"{look} warn" if name in warned else look,
            f"{name}: {count(number)}",
        )
        sheet.text((names + length + 7, y + 17, "start"), count(number), "tick")
    sheet.height = 8 + step * len(rows)
    return str(sheet)


def _rows(counts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    if len(counts) <= _MOST:
        return list(counts)
    ordered = sorted(counts, key=lambda pair: -pair[1])
    kept, rest = ordered[: _MOST - 1], ordered[_MOST - 1 :]
    return [*kept, (f"{len(rest)} others", sum(number for _, number in rest))]
