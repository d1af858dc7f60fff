"""What a model said, as a side of an audit: Predictions, and tables of probabilities that were made elsewhere."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.foreign.table import given_of
from ninelives.artifacts.labels import Labels
from ninelives.artifacts.model import Model
from ninelives.artifacts.model.tables import TableModel
from ninelives.artifacts.predictions import Predictions, lineage_of
from ninelives.artifacts.sheets import Sheet, columns_of, read_sheet
from ninelives.artifacts.sides import photos, rows
from ninelives.artifacts.sides.side import Side
from ninelives.artifacts.sides.sides import Sides
from ninelives.errors import NinelivesError
from ninelives.store import digest

FEWEST = 2  # columns of probabilities that make a table one of predictions
TRUTHS = ("truth", "label")  # columns that hold it
TABLES = (".csv", ".tsv", ".parquet", ".jsonl", ".ndjson")


def is_ours(path: Path) -> bool:
    """Whether a file is a Predictions file that ninelives wrote."""
    return path.suffix == ".parquet" and path.is_file() and lineage_of(path) is not None


def is_given(data: Any) -> bool:
    """Whether a file is a table of probabilities: ``item``, and a column ``p_<class>`` for two classes or more."""
    if _is_file(data) and is_ours(Path(data)):
        return True
    names = columns(data)
    return "item" in names and of_classes(names)


def of_classes(names: Sequence[str]) -> bool:
    """Whether columns of these names hold probabilities: ``p_<class>`` for two classes or more."""
    return sum(name.startswith("p_") for name in names) >= FEWEST


def columns(data: Any) -> list[str]:
    """The names of the columns of a file that is named like a table; none of anything else."""
    if not _is_file(data) or Path(data).suffix.lower() not in TABLES:
        return []
    return columns_of(Path(data)) or read_sheet(Path(data)).names


def _is_file(data: Any) -> bool:
    return isinstance(data, str | os.PathLike) and os.path.isfile(data)


def truth(path: Path, items: list[str], *, numbers: bool) -> np.ndarray:
    """The class, or number, that a file of labels gives each item; None or NaN where it names none.

    Raises:
        NinelivesError: it names none of them, or what should be a number is none.
    """
    labels = Labels.load(path).table
    told = dict(zip(labels.get_column("item"), labels.get_column("label"), strict=True))
    if not told.keys() & set(items):
        raise NinelivesError(
            f"the labels '{path}' name none of the {len(items):,} new items; they begin with "
            f"'{next(iter(told), '')}', the items with '{items[0]}'",
            fix="write each item as the new data name it",
        )
    found = [told.get(item) for item in items]
    if not numbers:
        return np.array(found, dtype=object)
    try:
        return np.array([np.nan if each is None else float(each) for each in found])
    except ValueError as error:
        raise NinelivesError(f"the labels '{path}' should hold numbers: {error}", fix="write a number a row") from None


def against(reference: Any, new: Any, labels: str | Path | None) -> Sides:
    """Predictions beside predictions."""
    old, classes = _side(reference, None, None)
    fresh, _ = _side(new, classes, labels)
    return Sides(
        noun="prediction",
        reference=old,
        new=fresh,
        envelope=_envelope(reference, old),
        visited=_envelope(new, fresh),
        classes=classes,
        notes=("predictions record no columns, so only what was said is compared",),
        digests={"reference": _digest(reference), "new": _digest(new), **digest_of(labels)},
    )


def judged_elsewhere(model: Model | TableModel, new: Any, labels: str | Path | None) -> Sides:
    """What a model says of new items, told by a table, beside what it said of those it kept."""
    if model.classes is None:
        raise NinelivesError("this model tells numbers, and the new table holds probabilities", fix="name new rows")
    fresh, _ = _side(new, model.classes, labels)
    old = photos.kept(model, []) if isinstance(model, Model) else rows.kept(model, [])
    return Sides(
        noun="prediction",
        reference=Side(
            items=old.items,
            scenes=old.scenes,
            conditions={},
            inputs=pl.DataFrame(),
            outputs=old.outputs,
            truth=old.truth,
        ),
        new=fresh,
        envelope=model.envelope.only([]),
        visited=_envelope(new, fresh),
        model=model,
        classes=model.classes,
        notes=("only what was said of the new ones is known, so nothing else is compared",),
        digests={"reference": model.identity, "new": _digest(new), **digest_of(labels)},
    )


def _side(data: Any, classes: tuple[str, ...] | None, labels: str | Path | None) -> tuple[Side, tuple[str, ...]]:
    if not isinstance(data, Predictions) and not is_given(data):
        raise NinelivesError(
            f"the reference is of predictions, and '{data}' is none",
            fix="name a table of item and p_<class>, or what ninelives predict wrote",
        )
    sheet = read_sheet(data.path if isinstance(data, Predictions) else Path(data))
    beside = truth_beside(sheet)
    told = given_of(sheet, classes=classes)
    side = Side(
        items=list(told.items),
        scenes=np.arange(len(told.items)),
        conditions={},
        inputs=pl.DataFrame(),
        outputs=told.probabilities,
        truth=_names(beside) if labels is None else truth(Path(labels), list(told.items), numbers=False),
    )
    return side, told.classes


def truth_beside(sheet: Sheet) -> pl.Series | None:
    """The truth that a table of answers itself holds; None where it has no such column."""
    name = next((each for each in TRUTHS if each in sheet.names), None)
    return None if name is None else sheet.column(name)


def _names(column: pl.Series | None) -> np.ndarray | None:
    if column is None or column.null_count() == len(column):
        return None
    return np.array(column.cast(pl.String).to_list(), dtype=object)


def _envelope(data: Any, side: Side) -> Envelope:
    """What the file tells of conditions; one without axes where it tells nothing."""
    if not isinstance(data, Predictions) and isinstance(data, str | os.PathLike) and is_ours(Path(data)):
        data = Predictions.load(Path(data))
    if isinstance(data, Predictions) and data.facts.get("envelope"):
        return Envelope.from_json(data.facts["envelope"])
    return Envelope.of({}, side.scenes)


def digest_of(labels: str | Path | None) -> dict[str, str]:
    """Of a file of labels, for the lineage; nothing without one."""
    return {} if labels is None else {"labels": digest.of_file(Path(labels))}


def _digest(data: Any) -> str:
    return digest.of_file(data.path if isinstance(data, Predictions) else Path(data))
