"""The rows that a table's model keeps, and what was said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from ninelives.artifacts.model.tables.rows import prefixes
from ninelives.artifacts.model.tables.sheets import stored_as
from ninelives.artifacts.table.twins import twins

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ninelives.artifacts.envelope import Envelope
    from ninelives.artifacts.table import Coding, Table
    from ninelives.kernels.stats import Reach

REFERENCE = 10_000  # rows that later stages compare with


def rows(
    table: Table,
    judged: np.ndarray,
    reach: Reach | None,
    envelope: Envelope,
    axes: Sequence[str],
    classes: Sequence[str] | None = None,
) -> pl.DataFrame:
    """``item, scene``, the conditions, ``truth``, and what was said, of some rows; of the table's own classes."""
    recorded = [axis.name for axis in envelope.axes]
    held = {stored_as(name): each for name, each in table.conditions(axes).items() if name in recorded}
    order = [stored_as(name) for name in recorded]
    conditions = [
        held[name].cast(pl.Float64 if held[name].dtype.is_numeric() else pl.String).alias(name) for name in order
    ]
    assert table.target is not None
    truth = table.frame.get_column(table.target)
    truth = truth.cast(pl.String if table.classes is not None else pl.Float64).alias("truth")
    classes = classes or table.classes
    said = _classes(judged, classes) if classes is not None else _numbers(judged, reach)
    return table.frame.select("item", "scene").with_columns(*conditions, truth, *said)


def _classes(judged: np.ndarray, classes: Sequence[str]) -> list[pl.Series]:
    return [pl.Series(f"p_{name}", judged[:, at], dtype=pl.Float64) for at, name in enumerate(classes)]


def _numbers(judged: np.ndarray, reach: Reach | None) -> list[pl.Series]:
    ends: Mapping[str, Any] = dict.fromkeys(("lower", "upper"), [None] * len(judged))
    if reach is not None:
        ends = dict(zip(("lower", "upper"), reach.interval(judged), strict=True))
    told = {"prediction": judged, **ends}
    return [pl.Series(name, values, dtype=pl.Float64) for name, values in told.items()]


def reference(judged: pl.DataFrame, x: np.ndarray) -> pl.DataFrame:
    """Up to ``REFERENCE`` rows, spread evenly over their order, with their features beside what was said of them."""
    some = np.linspace(0, len(x) - 1, min(len(x), REFERENCE)).astype(int)
    return judged[some].with_columns(features=pl.Series(x[some], dtype=pl.Array(pl.Float32, x.shape[1])))


def learned(table: Table, coding: Coding, x: np.ndarray) -> pl.DataFrame:
    """A number for each row that was learned from or kept apart, sorted; none where rows are alike by chance."""
    return pl.DataFrame({"row": np.unique(prefixes(x)) if recognises(table, coding) else np.zeros(0, np.uint64)})


def recognises(table: Table, coding: Coding) -> bool:
    """Whether a row with the same inputs as another is that row again; in a coarse table it may well be a new one."""
    return not twins(table.frame.select(coding.names)).chance
