"""Right and wrong: photos whose truth is known, drawn for the page of a model and for that of predictions alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ninelives.report import charts
from ninelives.report.charts import Confused, Sureness

_PAIRS = 12
_FEW = 5  # classes whose matrix is still read on a phone


@dataclass(frozen=True, slots=True)
class Judged:
    """What the section on right and wrong shows."""

    matrix: Markup  # empty where there are too many classes to read
    dense: bool  # on a phone the pairs stand for the matrix
    confused: tuple[Confused, ...]
    reliability: Markup  # empty where nobody looked
    begins: float  # share at which both axes of `reliability` begin
    wrong: int  # how many were


def drawn(classes: Sequence[str], confusion: Sequence[Sequence[int]], calibration: Sequence[Sureness]) -> Judged:
    """Both charts, and the pairs that were mistaken; ``confusion[truth][prediction]`` counts photos."""
    pairs = charts.confused(classes, confusion) if confusion else ()
    reliability = charts.two(lambda width: charts.reliability(calibration, width), 430, charts.NARROW)
    return Judged(
        _matrix(classes, confusion),
        len(classes) > _FEW,
        pairs[:_PAIRS],
        reliability if calibration else Markup(),
        charts.begin(calibration),
        sum(pair.count for pair in pairs),
    )


def _matrix(classes: Sequence[str], confusion: Sequence[Sequence[int]]) -> Markup:
    """The matrix, at a size that its classes need."""
    if not confusion or len(classes) > charts.MOST:
        return Markup()
    wide = 430 if len(classes) <= _FEW else charts.WIDE
    return charts.two(lambda width: charts.confusion(classes, confusion, width), wide, charts.NARROW)
