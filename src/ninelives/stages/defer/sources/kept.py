"""What a model keeps of items whose truth it knows: those kept apart, and those that other fits judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.handoff.judged import Judged, places_of
from ninelives.artifacts.model import Model
from ninelives.artifacts.model.folder import DARKENED
from ninelives.artifacts.model.series import SeriesModel
from ninelives.artifacts.model.tables import TableModel, stored_as
from ninelives.stages.defer.sources.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from ninelives.artifacts.envelope import Envelope

FEWEST = 30  # items kept apart, below which those that other fits judged stand in for them


def of_model(model: Model | TableModel | SeriesModel, axes: Sequence[str] | None) -> Source:
    """A model with what it keeps.

    Args:
        model: of photos, of a table or of series.
        axes: conditions to look at; None for all that it recorded.

    Raises:
        NinelivesError: an axis that it never recorded.
    """
    if isinstance(model, SeriesModel):
        return _of_series(model, axes)
    rows = isinstance(model, TableModel)
    noun = "row" if rows else "photo"
    envelope = model.envelope if axes is None else model.envelope.only(_known(model.envelope, axes))
    apart, others = (_judged(model, model.tables[name], envelope) for name in ("calibration", "crossfit"))
    held = len(apart) >= FEWEST
    told = f"the {len(apart):,} {noun}s kept apart" if held else f"{len(others):,} {noun}s, judged by other fits"
    copies = model.tables.get(DARKENED)
    return Source(
        noun=noun,
        name=model.path.name if model.path else "the model",
        kind="table" if rows else "photos",
        identity=model.identity,
        classes=model.classes,
        calibration=apart if held else others,
        planning=others if held and len(others) >= FEWEST else None,
        envelope=envelope,
        world=model.facts["world"],
        apart=told,
        judged_apart=held,
        darkened=None if copies is None or not len(copies) else _judged(model, copies, envelope),
        model=model,
        costs=(model.facts.get("problem") or {}).get("costs"),
        digests={"model": model.identity},
    )


def _known(envelope: Envelope, axes: Sequence[str]) -> list[str]:
    return [envelope.axis(name).name for name in axes]


def _judged(model: Model | TableModel, table: pl.DataFrame, envelope: Envelope) -> Judged:
    """The rows of a table of a model's folder whose truth is known."""
    import polars as pl

    rows = isinstance(model, TableModel)
    held = {axis.name: stored_as(axis.name) if rows else axis.name for axis in envelope.axes}
    if model.classes is not None:
        outputs = table.select(f"p_{name}" for name in model.classes).to_numpy()
        truth = places_of(table.get_column("truth").to_list(), model.classes)
    else:
        outputs = table.select(name for name in ("prediction", "lower", "upper") if name in table.columns).to_numpy()
        truth = table.get_column("truth").cast(pl.Float64).to_numpy()
    judged = Judged(
        items=table.get_column("item").to_list(),
        scenes=table.get_column("scene").to_numpy().astype(np.int64),
        conditions={name: table.get_column(column) for name, column in held.items() if column in table.columns},
        outputs=np.asarray(outputs, float),
        truth=truth,
    )
    return judged.select(judged.known)


def _of_series(model: SeriesModel, axes: Sequence[str] | None) -> Source:
    """Forecasts: all that were made at one moment stand or fall together, so they are one scene."""
    table = model.tables["backtest"]
    envelope = model.envelope.only(() if axes is None else _known(model.envelope, axes))
    _, origin = np.unique(table.get_column("origin").to_numpy(), return_inverse=True)
    judged = Judged(
        items=[str(item) for item in table.get_column("item").to_list()],
        scenes=np.asarray(origin, np.int64),
        conditions={},
        outputs=table.select("prediction", "lower", "upper").to_numpy().astype(float),
        truth=table.get_column("truth").to_numpy().astype(float),
    )
    moments = len(np.unique(origin))
    return Source(
        noun="step",
        name=model.path.name if model.path else "the model",
        kind="series",
        identity=model.identity,
        classes=None,
        calibration=judged.select(judged.known),
        planning=None,
        envelope=envelope,
        world=model.facts.get("world", "real"),
        apart=f"forecasts made at {moments:,} moments of the past",
        model=model,
        costs=(model.facts.get("problem") or {}).get("costs"),
        digests={"model": model.identity},
    )
