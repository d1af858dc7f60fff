"""Rows of a table as a side of an audit: those that a model kept, and those of a file or frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.model.tables import stored_as
from ninelives.artifacts.sides.side import Floats, Side
from ninelives.artifacts.table.column import DATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from ninelives.artifacts.model.tables import TableModel
    from ninelives.artifacts.table import Coding, Table

ALWAYS_NEW = ("year", "days")  # parts of a date that only grow: no shift, but time itself


def kept(model: TableModel, axes: Sequence[str]) -> Side:
    """The rows that a model holds apart, as it knows them."""
    table = model.tables["reference"]
    x = table.get_column("features").to_numpy().astype(np.float32)
    told = {name: stored_as(name) for name in axes}
    return Side(
        items=table.get_column("item").to_list(),
        scenes=table.get_column("scene").to_numpy(),
        conditions={name: table.get_column(held) for name, held in told.items() if held in table.columns},
        inputs=inputs_of(x, model.coding),
        features=x,
        outputs=said(model, x) if model.classes is None else table.select(_columns(model)).to_numpy(),
        truth=_truth(table.get_column("truth"), numbers=model.classes is None),
        moments=_days(x, model.coding),
    )


def of_table(table: Table, axes: Sequence[str], coding: Coding, model: TableModel | None) -> Side:
    """The rows of a table, read as a model or a reference reads them."""
    x = table.matrix(coding)
    truth = None
    if table.target is not None:
        truth = _truth(table.frame.get_column(table.target), numbers=table.classes is None)
    return Side(
        items=table.items,
        scenes=table.scene,
        conditions=table.conditions(list(axes)),
        inputs=inputs_of(x, coding),
        features=x if model is not None else None,
        outputs=None if model is None else said(model, x),
        truth=truth,
        moments=_days(x, coding),
    )


def said(model: TableModel, x: np.ndarray) -> Floats:
    """What a model says of coded rows: probabilities, or a number for each in one column."""
    rung = model.rungs[model.chosen]
    told = rung.predict(x)[:, None] if model.classes is None else rung.probabilities(x)
    return np.asarray(told, float)


def inputs_of(x: np.ndarray, coding: Coding) -> pl.DataFrame:
    """The columns as the user knows them, out of what a rung reads; without the parts of a date that only grow."""
    import polars as pl

    columns, grown = [], set(time_of(coding))
    for at, feature in enumerate(coding.features):
        numbers = x[:, at].astype(float)
        values = pl.Series(feature.name, numbers)
        if np.isnan(numbers).any():
            values = values.fill_nan(None)
        if feature.kind == "category":
            names = dict(enumerate(feature.categories))
            columns.append(values.cast(pl.Int64).replace_strict(names, default=None, return_dtype=pl.String))
        elif feature.kind == "boolean":
            yes = {0: "no", 1: "yes"}
            columns.append(values.cast(pl.Int64).replace_strict(yes, default=None, return_dtype=pl.String))
        elif feature.name not in grown:
            columns.append(values)
    return pl.DataFrame(columns)


def time_of(coding: Coding) -> list[str]:
    """The parts of dates that are left out of the comparison."""
    dates = [each for each in coding.columns if each.kind == DATE]
    return [f"{each.name} {part}" for each in dates for part in each.parts if part in ALWAYS_NEW]


def _days(x: np.ndarray, coding: Coding) -> Floats | None:
    """When each row was, s since 1970 by its first date; None where it has none, or one is missing."""
    names = [each.name for each in coding.features]
    first = next((f"{each.name} days" for each in coding.columns if each.kind == DATE and "days" in each.parts), None)
    if first is None:
        return None
    days = x[:, names.index(first)].astype(float)  # with the time of day, to about two minutes
    return None if np.isnan(days).any() else days * 86_400


def _columns(model: TableModel) -> list[str]:
    return [f"p_{name}" for name in model.classes or ()]


def _truth(told: pl.Series, *, numbers: bool) -> np.ndarray | None:
    import polars as pl

    if told.null_count() == len(told):
        return None
    if numbers:
        found: Any = told.cast(pl.Float64).fill_null(float("nan")).to_numpy()
        return np.asarray(found, float)
    return np.array(told.cast(pl.String).to_list(), dtype=object)
