"""Predict the rows of a table, and say where they leave the envelope."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from ninelives.artifacts.lineage import Lineage, foresee, place
from ninelives.artifacts.predictions import Predictions, lineage_of, save_rows
from ninelives.artifacts.sheets import open_sheet
from ninelives.artifacts.table import Table
from ninelives.report.terminal import counted
from ninelives.stages.train.tables.tally import told_of
from ninelives.store import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.envelope import Gaps
    from ninelives.artifacts.model.tables import TableModel


@dataclass(frozen=True, slots=True)
class PredictedRows:
    """Predictions, and where they lie."""

    predictions: Predictions
    done: bool  # the same lineage had made them before
    note: str | None


def predict_rows_into(
    model: TableModel,
    data: Any,
    out: Path | None,
    default: Path,
    progress: Progress | None = None,
    foretell: Callable[[Gaps], None] | None = None,
) -> PredictedRows:
    """Predict, and write to ``out``, or beside others at ``default``.

    Args:
        model: the judge.
        data: new rows: a path, or a frame.
        out: as named by the user, None for ``default``.
        default: the name otherwise.
        progress: called with (stage, done, of how many).
        foretell: called with the gaps of these rows, before the first is judged.

    Raises:
        NinelivesError: columns are missing or hold something else, or it cannot be written.
    """
    start = time.perf_counter()
    foresee(out, default, _lineage(model, {}), read=lineage_of)
    table = read(model, data, progress)
    lineage = _lineage(model, {"rows": digest.of_json([table.digest, list(table.notes)])})
    where = place(out, default, lineage, read=lineage_of)
    if where.done:
        return PredictedRows(Predictions.load(where.path), done=True, note=where.note)
    if foretell is not None:
        foretell(model.envelope.gaps(table.envelope(model.facts["axes"])))
    x = table.matrix(model.coding)
    rung = model.rungs[model.chosen]
    judged = rung.predict(x) if model.classes is None else rung.probabilities(x)
    facts = told_of(model, table, x, judged)
    seconds = {"seconds": round(time.perf_counter() - start, 3), "network_s": 0.0}
    saved = save_rows(where.path, rows(model, table, judged), {**facts, **seconds, "lineage": lineage.to_json()})
    return PredictedRows(saved, done=False, note=where.note)


def read(model: TableModel, data: Any, progress: Progress | None = None) -> Table:
    """New rows, read as the model learned to; they are called as its own were, where they have that column."""
    named = model.facts["id"]
    if named is not None and not isinstance(data, Table) and named not in open_sheet(data).names:
        named = None
    return Table.of(data, target=model.target, id=named, task=model.task, like=model.coding, progress=counted(progress))


def rows(model: TableModel, table: Table, judged: np.ndarray) -> pl.DataFrame:
    """``item, prediction``, and ``probability, p_<class>`` or ``lower, upper``."""
    items = table.frame.select("item")
    if model.classes is None:
        ends: Any = (None, None) if model.reach is None else model.reach.interval(judged)
        told = dict(zip(("prediction", "lower", "upper"), (judged, *ends), strict=True))
        return items.with_columns(
            pl.lit(None, pl.Float64).alias(name) if values is None else pl.Series(name, values)
            for name, values in told.items()
        )
    said = pl.Series("prediction", list(model.classes), dtype=pl.String)[judged.argmax(axis=1)]
    sure = pl.Series("probability", judged.max(axis=1), dtype=pl.Float32)
    each = (pl.Series(f"p_{name}", judged[:, at], dtype=pl.Float32) for at, name in enumerate(model.classes))
    return items.with_columns(said, sure, *each)


def _lineage(model: TableModel, inputs: dict[str, str]) -> Lineage:
    return Lineage(stage="predict", inputs={"model": model.identity, **inputs})
