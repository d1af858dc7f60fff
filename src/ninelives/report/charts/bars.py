"""Named counts as bars."""

from __future__ import annotations

from collections.abc import Sequence

from ninelives.report.charts.sheet import Sheet, fit, reach
from ninelives.report.words import count

_MOST, _STEP = 12, 28.0


def bars(counts: Sequence[tuple[str, int]], width: int, *, title: str, look: str = "bar") -> str:
    """The largest of ``counts`` (name, number) as bars, the rest in one bar of their own."""
    rows = _rows(counts)
    sheet = Sheet(width, title, "; ".join(f"{name}: {count(number)}" for name, number in rows) + ".")
    names = min(max((reach(name, 13) for name, _ in rows), default=0) + 12, 0.42 * width)
    figures = max((reach(count(number), 13) for _, number in rows), default=0) + 10
    most = max((number for _, number in rows), default=0) or 1
    for row, (name, number) in enumerate(rows):
        y = 4 + row * _STEP
        length = (width - names - figures - 4) * number / most
        sheet.text((names - 10, y + 17, "end"), fit(name, names - 12, 13), "lab", hint=name)
        sheet.rect(names, y + 3, max(length, 1.5 if number else 0), _STEP - 8, look, f"{name}: {count(number)}")
        sheet.text((names + length + 7, y + 17, "start"), count(number), "tick")
    sheet.height = 8 + _STEP * len(rows)
    return str(sheet)


def _rows(counts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    if len(counts) <= _MOST:
        return list(counts)
    ordered = sorted(counts, key=lambda pair: -pair[1])
    kept, rest = ordered[: _MOST - 1], ordered[_MOST - 1 :]
    return [*kept, (f"{len(rest)} others", sum(number for _, number in rest))]
