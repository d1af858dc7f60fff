"""Whatever a program holds of what a model said: read as items that a hand-over decides on."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.handoff.judged import Judged
from ninelives.artifacts.predictions import Predictions
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.handoff.handoff import Handoff

ENDS = ("lower", "upper")


def read(batch: Any, handoff: Handoff) -> Judged:
    """The items of a batch; see ``Handoff.decide``.

    Raises:
        NinelivesError: columns are missing, or hold something else.
    """
    if isinstance(batch, Judged):
        return batch
    if isinstance(batch, Predictions):
        return _of_frame(batch.table, handoff)
    if isinstance(batch, np.ndarray):
        return _of_array(batch, handoff)
    if isinstance(batch, str | os.PathLike):
        from ninelives.artifacts.sheets import read_sheet

        return _of_frame(read_sheet(Path(batch)).frame(), handoff)
    return _of_frame(_frame(batch), handoff)


def _frame(batch: Any) -> pl.DataFrame:
    import polars as pl

    if isinstance(batch, pl.DataFrame):
        return batch
    try:
        return pl.DataFrame(batch if isinstance(batch, dict) else pl.from_dataframe(batch))
    except Exception as error:
        raise NinelivesError(
            f"a batch is a frame, an array of probabilities, or Predictions, and this is {type(batch).__name__}",
            fix="handoff.decide(frame)",
        ) from error


def _of_array(outputs: np.ndarray, handoff: Handoff) -> Judged:
    classes = handoff.classes
    wide = 1 if classes is None else len(classes)
    if outputs.ndim != 2 or outputs.shape[1] not in ({wide} if classes else {1, 3}):
        raise NinelivesError(
            f"the batch has shape {outputs.shape}, and should have {wide} columns",
            fix=f"one column for each of {', '.join(classes)}" if classes else "one column of numbers",
        )
    return _judged([str(at + 1) for at in range(len(outputs))], np.asarray(outputs, float), {}, None)


def _of_frame(frame: pl.DataFrame, handoff: Handoff) -> Judged:
    import polars as pl

    classes = handoff.classes
    if classes is not None:
        names = [f"p_{name}" for name in classes]
    else:
        names = ["prediction", *(ENDS if set(ENDS) <= set(frame.columns) else ())]
    if missing := [name for name in names if name not in frame.columns]:
        raise NinelivesError(
            f"the batch has no column '{missing[0]}'; it has {', '.join(frame.columns[:8])}",
            fix=f"name its columns {', '.join(names[:4])}",
        )
    try:
        outputs = np.stack([frame.get_column(name).cast(pl.Float64).to_numpy() for name in names], axis=1)
    except pl.exceptions.PolarsError as error:
        raise NinelivesError(f"what was said should be numbers: {error}", fix="write a number a row") from None
    told = frame.get_column("item").cast(pl.String).to_list() if "item" in frame.columns else None
    conditions = {axis.name: frame.get_column(axis.name) for axis in handoff.envelope.axes if axis.name in frame}
    scenes = frame.get_column("scene").to_numpy() if "scene" in frame.columns else None
    if told is None:
        return _judged([str(at + 1) for at in range(len(frame))], outputs, conditions, scenes)
    return replace(_judged(told, outputs, conditions, scenes), keys=_keys(outputs, conditions))


def _keys(outputs: np.ndarray, conditions: dict[str, Any]) -> list[str]:
    """What was said of each, and where it lies."""
    columns = [column.to_list() for column in conditions.values()]
    return [repr(row) for row in zip(outputs.tolist(), *columns, strict=True)]


def _judged(items: list[str], outputs: np.ndarray, conditions: dict[str, Any], scenes: Any) -> Judged:
    own = np.arange(len(items)) if scenes is None else np.unique(scenes, return_inverse=True)[1]
    return Judged(items=items, scenes=np.asarray(own, np.int64), conditions=conditions, outputs=outputs)
