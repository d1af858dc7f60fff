"""Two yes/no questions, the four cells that they make, and the class that wins in each."""

from __future__ import annotations

from collections.abc import Sequence

from ninelives.report.charts.sheet import Sheet, fit
from ninelives.report.digits import threshold
from ninelives.report.words import count

_TALL, _TOP, _GAP = 62.0, 46.0, 3.0


def cells(
    questions: tuple[tuple[str, float], tuple[str, float]],
    classes: tuple[str, str],
    counts: Sequence[Sequence[int]],
    width: int,
) -> str:
    """A row for each answer to the first question, a column for each answer to the second.

    Args:
        questions: a property each, and the value over which the answer is yes.
        classes: the one that is drawn filled, and the one that is drawn open.
        counts: of these classes where both are yes, both no, only the first, only the second.
        width: of the sheet, px.
    """
    grid = [[counts[1], counts[3]], [counts[2], counts[0]]]  # no above yes, no before yes
    sheet = Sheet(width, "Which class wins where", "; ".join(_told(questions, classes, counts)) + ".")
    names = min(190.0, 0.4 * width)
    wide = (width - names) / 2
    (first, low), (second, high) = questions
    sheet.text((names + wide, 15, "middle"), fit(second, 2 * wide - 4, 13), "lab", hint=second)
    for at, words in enumerate(_answers(second, high)):
        sheet.text((names + (at + 0.5) * wide, 35, "middle"), fit(words, wide - 4, 12), size=12, hint=words)
    for row, words in enumerate(_answers(first, low)):
        y = _TOP + row * _TALL
        sheet.text((names - 12, y + 27, "end"), fit(first, names - 14, 13), "lab", hint=first)
        sheet.text((names - 12, y + 45, "end"), fit(words, names - 14, 12), size=12, hint=words)
        for column, held in enumerate(grid[row]):
            _cell(sheet, (names + column * wide, y), wide, classes, held)
    sheet.height = _TOP + 2 * _TALL + 2
    return str(sheet)


def _cell(
    sheet: Sheet, corner: tuple[float, float], wide: float, classes: tuple[str, str], held: Sequence[int]
) -> None:
    (x, y), winner = corner, int(held[1] > held[0])
    look = "four open" if winner else "four"
    sheet.rect(x + _GAP, y + _GAP, wide - 2 * _GAP, _TALL - 2 * _GAP, look)
    words = f"{count(held[winner])} of {count(sum(held))}"
    sheet.text((x + wide / 2, y + 28, "middle"), fit(classes[winner], wide - 14, 14, bold=True), "kind", size=14)
    sheet.text((x + wide / 2, y + 47, "middle"), fit(words, wide - 14, 12), "num", size=12)


def _answers(name: str, cut: float) -> tuple[str, str]:
    said = threshold(name, cut)
    return f"at most {said}", f"over {said}"


def _told(
    questions: tuple[tuple[str, float], tuple[str, float]], classes: tuple[str, str], counts: Sequence[Sequence[int]]
) -> list[str]:
    one, other = (f"{name} over {threshold(name, cut)}" for name, cut in questions)
    where = ("both", "neither", f"only {one}", f"only {other}")
    said = [f"The questions: {one}, {other}"]
    for place, held in zip(where, counts, strict=True):
        winner = int(held[1] > held[0])
        said.append(f"{place}: {classes[winner]}, {count(held[winner])} of {count(sum(held))}")
    return said
