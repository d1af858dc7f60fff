"""The rows that a table's model judged worst, with what they hold in the columns that move its answers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.model.tables import told
from ninelives.report.tables import Mistake, Worst
from ninelives.report.words import figure, percent

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.model.tables import TableModel
    from ninelives.artifacts.table import Feature

MOST: Final = 8
EPOCH, SLACK = date(1970, 1, 1), 1e-3  # days from it are float32
FARTHEST: Final = 700_000  # days from 1970; further ones have no date
DAYS: Final = "days"  # the part of a date that tells it whole


def worst(model: TableModel) -> Worst | None:
    """The most wrongly judged of the rows that the model keeps with their values; None where none is wrong."""
    rows = model.tables["reference"]
    features = list(_moving(model))
    order = _order(model, rows)
    if not order:
        return None
    return Worst(tuple(_mistake(model, row, features) for row in rows[order].iter_rows(named=True)), len(rows))


def _moving(model: TableModel) -> Iterator[int]:
    """The features that move its answers; of a date the day, whichever part does."""
    features = model.coding.features
    columns = {each.name: each.column for each in features}
    moving = {columns.get(told["feature"]) for told in model.facts["swayed"]}
    for at, each in enumerate(features):
        if each.column in moving and each.name in (each.column, f"{each.column} {DAYS}"):
            yield at


def _order(model: TableModel, rows: pl.DataFrame) -> list[int]:
    """The worst first."""
    if not len(rows):
        return []
    if model.classes is None:
        off = told.off(rows)
        return [at for at in np.argsort(-off, kind="stable")[:MOST].tolist() if off[at] > 0]
    p = rows.select(f"p_{name}" for name in model.classes).to_numpy()
    truth = np.array([model.classes.index(name) for name in rows.get_column("truth")])
    sure = p[np.arange(len(p)), truth]
    wrong = p.argmax(axis=1) != truth
    return [at for at in np.argsort(sure, kind="stable").tolist() if wrong[at]][:MOST]


def _mistake(model: TableModel, row: dict[str, Any], features: list[int]) -> Mistake:
    if model.classes is None:
        said, truth = figure(row["prediction"]), figure(row["truth"])
    else:
        name = max(model.classes, key=lambda each: row[f"p_{each}"])
        said, truth = f"{name} ({percent(row[f'p_{name}'], 0)} sure)", row["truth"]
    held = [(model.coding.features[at], float(row["features"][at])) for at in features]
    return Mistake(row["item"], truth, said, tuple((each.column, _value(each, value)) for each, value in held))


def _value(feature: Feature, value: float) -> str:
    """A coded value as people say it."""
    if math.isnan(value):
        return "missing"
    if feature.kind == "boolean":
        return "yes" if value else "no"
    if feature.kind == "category":
        return feature.categories[int(value)]
    if feature.name == f"{feature.column} {DAYS}" and abs(value) < FARTHEST:
        return (EPOCH + timedelta(days=math.floor(value + SLACK))).isoformat()
    return figure(float(f"{value:.6g}"))
