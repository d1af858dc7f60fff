"""What a table's model keeps of its rows, so that later stages and the report need none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from ninelives.artifacts.model.tables import prefixes, stored_as
from ninelives.artifacts.table.twins import twins

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ninelives.artifacts.envelope import Envelope
    from ninelives.artifacts.table import Table
    from ninelives.kernels.stats import Reach
    from ninelives.stages.train.tables.climb import Climbed
    from ninelives.stages.train.tables.split import Split

REFERENCE = 10_000  # rows that later stages compare with


def tables(parts: Split, climbed: Climbed, envelope: Envelope, axes: Sequence[str]) -> dict[str, pl.DataFrame]:
    """All tables of a model's folder; see ``TableModel.tables``.

    Args:
        parts: all usable rows, and how they are shared out.
        climbed: the chosen rung.
        envelope: of all usable rows.
        axes: names of the conditions that were looked at.
    """
    numbers = parts.table.classes is None
    calibration = parts.table.select(parts.kept_apart)
    x = parts.x[parts.kept_apart]
    told = climbed.rung.predict(x) if numbers else climbed.rung.probabilities(x)  # type: ignore[union-attr]
    mask = np.zeros(len(parts.table), bool)
    mask[np.flatnonzero(~parts.kept_apart)[climbed.rows]] = True
    apart = rows(calibration, told, climbed.reach, envelope, axes)
    crossfit = rows(parts.table.select(mask), climbed.judged, climbed.reach, envelope, axes)
    # where nothing was kept apart, each row stands with what a fit that had not seen it said
    unseen, features = (apart, x) if len(apart) else (crossfit, parts.x[mask])
    refused = [(entry.path, entry.reason) for entry in parts.table.set_aside]
    return {
        "calibration": apart,
        "crossfit": crossfit,
        "reference": reference(unseen, features),
        "set_aside": pl.DataFrame(refused, schema={"path": pl.String, "reason": pl.String}, orient="row"),
        "learned": learned(parts),
    }


def rows(
    table: Table, judged: np.ndarray, reach: Reach | None, envelope: Envelope, axes: Sequence[str]
) -> pl.DataFrame:
    """``item, scene``, the conditions, ``truth``, and what was said, of some rows."""
    recorded = [axis.name for axis in envelope.axes]
    held = {stored_as(name): each for name, each in table.conditions(axes).items() if name in recorded}
    order = [stored_as(name) for name in recorded]
    conditions = [
        held[name].cast(pl.Float64 if held[name].dtype.is_numeric() else pl.String).alias(name) for name in order
    ]
    assert table.target is not None
    truth = table.frame.get_column(table.target)
    truth = truth.cast(pl.String if table.classes is not None else pl.Float64).alias("truth")
    said = _classes(judged, table.classes) if table.classes is not None else _numbers(judged, reach)
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


def learned(parts: Split) -> pl.DataFrame:
    """A number for each row that was learned from or kept apart, sorted; none where rows are alike by chance."""
    return pl.DataFrame({"row": np.unique(prefixes(parts.x)) if recognises(parts) else np.zeros(0, np.uint64)})


def recognises(parts: Split) -> bool:
    """Whether a row with the same inputs as another is that row again; in a coarse table it may well be a new one."""
    return not twins(parts.table.frame.select(parts.coding.names)).chance
