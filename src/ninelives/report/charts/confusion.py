"""What is taken for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from ninelives.report.charts.sheet import Sheet, fit, reach
from ninelives.report.words import count

MOST = 12  # classes that a matrix can still be read with
_TURN = 35.0  # degrees by which long names over the columns are slanted


@dataclass(frozen=True, slots=True)
class Confused:
    """One kind taken for another."""

    truth: str
    prediction: str
    count: int
    of: int  # items of that truth


def confused(classes: Sequence[str], counts: Sequence[Sequence[int]]) -> tuple[Confused, ...]:
    """The pairs of classes that were mistaken, the most frequent first; ``counts[truth][prediction]``."""
    pairs = [
        Confused(truth, prediction, counts[i][j], sum(counts[i]))
        for i, truth in enumerate(classes)
        for j, prediction in enumerate(classes)
        if i != j and counts[i][j]
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair.count, pair.truth, pair.prediction)))


def confusion(classes: Sequence[str], counts: Sequence[Sequence[int]], width: int) -> str:
    """A row for each truth, a column for each answer, a figure in each cell; for at most ``MOST`` classes."""
    sheet = Sheet(width, "What is taken for what", _told(classes, counts))
    names = max(min(max(reach(name, 13) for name in classes) + 14, 0.3 * width), 60.0)
    cell = min((width - names - 8) / len(classes), 170.0)
    tall = min(cell, 54.0 if len(classes) <= 4 else 44.0)
    top = _columns(sheet, classes, names, cell)
    for i, name in enumerate(classes):
        y = top + i * tall
        sheet.text((names - 10, y + tall / 2 + 5, "end"), fit(name, names - 14, 13), "lab", hint=name)
        _row(sheet, counts[i], i, (names, y), (cell, tall))
    sheet.height = top + tall * len(classes) + 6
    return str(sheet)


def _told(classes: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    right = sum(counts[i][i] for i in range(len(classes)))
    worst = [f"{pair.truth} taken for {pair.prediction} {pair.count} times" for pair in confused(classes, counts)[:3]]
    return f"Right {count(right)} of {count(sum(map(sum, counts)))} times. " + ", ".join(worst)


def _columns(sheet: Sheet, classes: Sequence[str], left: float, cell: float) -> float:
    """The names over the columns, slanted where they are long; returns where the cells begin."""
    sheet.text((left + 2, 14, "start"), "it said", size=12)
    longest = max(reach(name, 13) for name in classes)
    if longest <= cell - 6:
        for j, name in enumerate(classes):
            sheet.text((left + (j + 0.5) * cell, 34, "middle"), name, "lab")
        sheet.text((left - 10, 34, "end"), "truth", size=12)
        return 44.0
    room = min(longest, 110.0, (sheet.width - left - (len(classes) - 0.5) * cell - 4) / cos(radians(_TURN)) + cell)
    top = 36 + room * sin(radians(_TURN))
    sheet.text((left - 10, top - 6, "end"), "truth", size=12)
    for j, name in enumerate(classes):
        beyond = (sheet.width - left - (j + 0.5) * cell - 4) / cos(radians(_TURN))
        sheet.slanted(left + (j + 0.5) * cell, top - 6, fit(name, min(room, beyond), 13), degrees=-_TURN)
    return top


def _row(sheet: Sheet, row: Sequence[int], truth: int, corner: tuple[float, float], size: tuple[float, float]) -> None:
    (left, y), (cell, tall), total = corner, size, max(sum(row), 1)
    for j, number in enumerate(row):
        share, x = number / total, left + j * cell
        look = "cell" if not number else f"cell {'hit' if j == truth else 'miss'} s{_shade(share)}"
        sheet.rect(x + 1, y + 1, cell - 2, tall - 2, look)
        words = fit(count(number), cell - 4, 13)
        sheet.text((x + cell / 2, y + tall / 2 + 5, "middle"), words, "num" if number else "nil")


def _shade(share: float) -> int:
    """One of five depths of colour."""
    return 1 + sum(share > limit for limit in (0.02, 0.1, 0.3, 0.6))
