"""What a model said, as a side of an audit: Predictions, and tables of probabilities that were made elsewhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.foreign.table import read_given
from ninelives.artifacts.labels import Labels
from ninelives.artifacts.model import Model
from ninelives.artifacts.model.tables import TableModel
from ninelives.artifacts.predictions import Predictions, lineage_of
from ninelives.artifacts.sheets import columns_of, read_sheet
from ninelives.artifacts.sides import photos, rows
from ninelives.artifacts.sides.side import Side
from ninelives.artifacts.sides.sides import Sides
from ninelives.errors import NinelivesError
from ninelives.store import digest

FEWEST = 2  # columns of probabilities that make a table one of predictions
TRUTHS = ("truth", "label")  # columns that hold it


def is_ours(path: Path) -> bool:
    """Whether a file is a Predictions file that ninelives wrote."""
    return path.suffix == ".parquet" and path.is_file() and lineage_of(path) is not None


def is_given(data: Any) -> bool:
    """Whether a file is a table of probabilities: ``item``, and a column ``p_<class>`` for two classes or more."""
    if not isinstance(data, str | os.PathLike) or not os.path.isfile(data):
        return False
    path = Path(data)
    if is_ours(path):
        return True
    if path.suffix.lower() not in (".csv", ".tsv", ".parquet", ".jsonl", ".ndjson"):
        return False
    names = columns_of(path) or read_sheet(path).names
    return "item" in names and sum(name.startswith("p_") for name in names) >= FEWEST


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
    path = data.path if isinstance(data, Predictions) else Path(data)
    told = read_given(path, classes=classes)
    side = Side(
        items=list(told.items),
        scenes=np.arange(len(told.items)),
        conditions={},
        inputs=pl.DataFrame(),
        outputs=told.probabilities,
        truth=_truth_beside(path) if labels is None else truth(Path(labels), list(told.items), numbers=False),
    )
    return side, told.classes


def _truth_beside(path: Path) -> np.ndarray | None:
    """The truth that the table itself holds."""
    sheet = read_sheet(path)
    name = next((each for each in TRUTHS if each in sheet.names), None)
    if name is None:
        return None
    told = sheet.take(name).cast(pl.String)
    return None if told.null_count() == len(told) else np.array(told.to_list(), dtype=object)


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
