"""What findings say of the tests, the rows and what all of it rests on, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.findings.rows import framed
from ninelives.artifacts.sides.photos import thumbnails
from ninelives.report.words import figure, list_and

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from ninelives.artifacts.sides import Sides
    from ninelives.kernels.stats.shift import Compared as Tested
    from ninelives.kernels.stats.shift import Test
    from ninelives.stages.audit.shifted import Compared

SHOWN = 24  # rows that are told, and pictures in the report
VALUES = 3  # columns of a row that are told
TESTS = 100  # that are told, the most telling first
LABELS = 100  # rows whose labels are asked for


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shift:
    """What was tested of data.

    Attributes:
        compared: what was put beside each other.
        tested: every test.
        scores: how much each new row looks like a new one, in the order of the side.
        apart: how far a classifier tells the two apart, in [0, 1].
    """

    compared: Compared
    tested: Tested
    scores: np.ndarray
    apart: float


def tests(shift: Shift | None) -> list[dict[str, Any]]:
    """Every test, the most telling first; of very many columns only the first."""
    if shift is None:
        return []
    order = sorted(
        shift.tested.tests, key=lambda test: (not test.valid, test.p, test.raw_p, test.name, test.column or "")
    )
    return [_test(test) for test in order[:TESTS]]


def _test(test: Test) -> dict[str, Any]:
    return {
        "name": test.name,
        "part": test.part,
        "column": test.column,
        "statistic": _number(test.statistic),
        "p": _number(test.p) if test.valid else None,
        "raw_p": _number(test.raw_p) if test.valid else None,
        "valid": bool(test.valid),
        "why": test.why,
        "smallest_detectable": _number(test.smallest_detectable),
        "unit": test.unit,
    }


def _number(value: float | None) -> float | None:
    return None if value is None or not np.isfinite(value) else float(value)


def moved(tested: Tested, alpha: float) -> list[str] | None:
    """Columns that surely differ; None where none does by itself, so that all are worth a look."""
    names = [test.column for test in tested.tests if test.valid and test.column is not None and test.p <= alpha]
    return names or None


def units(shift: Shift | None) -> dict[str, Any]:
    """What changed places."""
    if shift is None:
        return {"reference": 0, "new": 0, "words": "", "least": None}
    held, least = shift.compared.units, shift.tested.least
    return {"reference": held.reference, "new": held.new, "words": shift.compared.words, "least": float(least)}


def rows(sides: Sides, shift: Shift | None) -> pl.DataFrame:
    """Every new row, the one that shows most of the shift first, with pictures of the first ones."""
    new = sides.new
    if new is None or shift is None:
        return framed([], [], [], [], [])
    order = np.argsort(-shift.scores, kind="stable")
    said, sure = _said(sides)
    jpegs: list[bytes | None] = [None] * len(order)
    if new.archive is not None:
        jpegs[:SHOWN] = thumbnails(new.archive, order[:SHOWN].tolist())
    return framed(
        [new.items[row] for row in order],
        shift.scores[order].tolist(),
        [said[row] for row in order],
        [sure[row] for row in order],
        jpegs,
    )


def _said(sides: Sides) -> tuple[list[str | None], list[float | None]]:
    """The answer for each new row, and how sure it is; of numbers the number, and nothing."""
    new = sides.new
    assert new is not None
    if new.outputs is None:
        return [None] * len(new), [None] * len(new)
    if sides.classes is None:
        return [f"{value:.4g}" for value in new.outputs[:, 0]], [None] * len(new)
    best = new.outputs.argmax(axis=1)
    return [sides.classes[at] for at in best], new.outputs.max(axis=1).tolist()


def first(table: pl.DataFrame, sides: Sides, shift: Shift | None, columns: Sequence[str]) -> list[dict[str, Any]]:
    """The rows that show most, without their pictures, and what they hold of the ``columns`` that tell why."""
    if shift is None or sides.new is None:
        return []
    new, order = sides.new, np.argsort(-shift.scores, kind="stable")[:SHOWN].tolist()
    told = {**dict(zip(new.inputs.columns, new.inputs.get_columns(), strict=True)), **new.conditions}
    held = {name: told[name].gather(order).to_list() for name in columns[:VALUES] if name in told}
    return [
        {**row, "values": [[name, _value(values[at])] for name, values in held.items()]}
        for at, row in enumerate(table.head(SHOWN).drop("jpeg").to_dicts())
    ]


def _value(value: Any) -> str:
    if value is None or value != value:
        return "unknown"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value:.3g}" if abs(value) < 1 else figure(value)


def relabel(sides: Sides, shift: Shift | None) -> tuple[str, ...]:
    """New rows drawn at random: a bound on the harm rests on labels that nobody chose by what they show."""
    new = sides.new
    if new is None or shift is None:
        return ()
    some = np.random.default_rng(0).permutation(len(new))[:LABELS]
    return tuple(new.items[row] for row in np.sort(some))


def assumptions(sides: Sides, shift: Shift | None, kind: dict[str, Any], harm: dict[str, Any]) -> list[dict[str, str]]:
    """What each step rests on, in its order."""
    recorded = [axis.name for axis in sides.envelope.axes]
    found = [
        {
            "step": "envelope",
            "words": f"scenes come independently of each other, and what matters of them is in {list_and(recorded)}"
            if recorded
            else "no condition was recorded, so nothing can be said of the envelope",
        }
    ]
    if shift is not None:
        found.append({"step": "shift", "words": shift.compared.assumption})
    for step, told in (("kind", kind.get("assumption")), ("harm", harm.get("assumption"))):
        if told:
            found.append({"step": step, "words": told})
    return found
