"""The Parquet files of a table's model, and the columns that belong into each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts import parquet

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.envelope import Envelope

TABLES: Final = ("calibration", "crossfit", "reference", "set_aside", "learned")
OWN: Final = frozenset({"item", "scene", "truth", "prediction", "lower", "upper", "features"})
ASIDE: Final = "c_"  # before the name of a condition that is called like a column of ours


def stored_as(condition: str) -> str:
    """The column that holds a condition; no two share one, and none is called like a column of ours.

    Example:
        >>> stored_as("sex"), stored_as("truth"), stored_as("p_yes")
        ('sex', 'c_truth', 'c_p_yes')
    """
    taken = condition in OWN or condition.startswith(("p_", ASIDE))
    return f"{ASIDE}{condition}" if taken else condition


def read(
    folder: Path, classes: tuple[str, ...] | None, envelope: Envelope, features: int, *, reach: bool
) -> dict[str, pl.DataFrame]:
    """All of them.

    Args:
        folder: of the model.
        classes: None for numbers.
        envelope: whose conditions they hold.
        features: columns of the coded inputs.
        reach: whether numbers have intervals.

    Raises:
        NinelivesError: one is not there, or lacks a column.
        ValueError: one holds what cannot be.
    """
    import polars as pl

    judged = _judged(classes, envelope)
    reference = {**judged, "features": pl.Array(pl.Float32, features)}
    schemas: dict[str, Mapping[str, Any]] = {
        "calibration": judged,
        "crossfit": judged,
        "reference": reference,
        "set_aside": {"path": pl.String, "reason": pl.String},
        "learned": {"row": pl.UInt64},
    }
    tables = {name: parquet.read(folder / f"{name}.parquet", schema) for name, schema in schemas.items()}
    for name, schema in schemas.items():
        if list(tables[name].columns) != list(schema):
            raise ValueError(f"{name}.parquet has other columns than belong there")
    for name in ("calibration", "crossfit", "reference"):
        _check(name, tables[name], classes, reach=reach)
    if tables["set_aside"].null_count().sum_horizontal().item():
        raise ValueError("set_aside.parquet does not tell what was set aside")
    learned = tables["learned"].get_column("row")
    if learned.null_count() or not learned.is_sorted() or learned.n_unique() < len(learned):
        raise ValueError("it does not tell which rows it learned from")
    return tables


def _judged(classes: tuple[str, ...] | None, envelope: Envelope) -> dict[str, Any]:
    """The columns of judged rows."""
    import polars as pl

    kinds = {stored_as(axis.name): pl.Float64 if axis.numeric else pl.String for axis in envelope.axes}
    head = {"item": pl.String, "scene": pl.Int64, **kinds}
    if classes is None:
        return {**head, **dict.fromkeys(("truth", "prediction", "lower", "upper"), pl.Float64)}
    return {**head, "truth": pl.String, **{f"p_{name}": pl.Float64 for name in classes}}


def _check(name: str, table: pl.DataFrame, classes: tuple[str, ...] | None, *, reach: bool) -> None:
    """Raises ValueError where a judged row cannot be one."""
    if table.select("item", "scene", "truth").null_count().sum_horizontal().item():
        raise ValueError(f"{name}.parquet does not name its rows, or what is true of them")
    if classes is not None:
        if not table.get_column("truth").is_in(list(classes)).all():
            raise ValueError(f"{name}.parquet names a class that the model does not have")
        p = table.select(f"p_{each}" for each in classes).to_numpy()
        if not np.isfinite(p).all() or (p < 0).any() or (np.abs(p.sum(axis=1) - 1) > 1e-6).any():
            raise ValueError(f"{name}.parquet holds no probabilities")
        return
    told: Sequence[str] = ("truth", "prediction", "lower", "upper") if reach else ("truth", "prediction")
    numbers = table.select(told).to_numpy()
    if not np.isfinite(numbers).all() or (reach and (numbers[:, 2] > numbers[:, 3]).any()):
        raise ValueError(f"{name}.parquet holds what is no number, or an interval that ends before it begins")
    ends = table.select("lower", "upper").null_count().sum_horizontal().item()
    if not reach and ends != 2 * table.height:
        raise ValueError(f"{name}.parquet tells intervals that the model does not have")
