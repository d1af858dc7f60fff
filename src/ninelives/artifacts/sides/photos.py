"""Photos as a side of an audit: those that a model kept apart, and whatever lies in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.archive import AXES, Archive
from ninelives.artifacts.archive.gauges import FeaturesGauge
from ninelives.artifacts.model import evidence, prefix
from ninelives.artifacts.sides.side import Floats, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.archive.gauges import Gauge
    from ninelives.artifacts.model import Model
    from ninelives.store.cache import Cache

MEASURED = ("light", "sharpness")  # of every picture
SIZE = 224  # px that a network sees where no model says otherwise


def kept(model: Model, axes: Sequence[str]) -> Side:
    """The photos that a model holds apart, as it knows them."""
    table = model.tables["reference"]
    features = table.get_column("features").to_numpy()
    truth = table.get_column("truth")
    return Side(
        items=table.get_column("item").to_list(),
        scenes=table.get_column("scene").to_numpy(),
        conditions={name: table.get_column(name) for name in axes if name in table.columns},
        inputs=_inputs(table),
        features=features.astype(np.float32),
        outputs=table.select(f"p_{name}" for name in model.classes).to_numpy(),
        truth=None if truth.null_count() == len(truth) else truth.to_numpy().astype(object),
        moments=_moments(table),
    )


def of_archive(
    archive: Archive, axes: Sequence[str], model: Model | None, cache: Cache, progress: Progress | None = None
) -> Side:
    """The photos of an archive, as a model sees them; without one as a network that knew a million others does."""
    gauge: Gauge | None = model.gauge() if model is not None else FeaturesGauge.user(cache, SIZE)
    x = None if gauge is None else archive.vectors(gauge, cache=cache, progress=progress)
    outputs = None
    if model is not None:
        shown = np.zeros((len(archive), 0), np.float32) if x is None else x
        outputs = model.rungs[model.chosen].probabilities(shown)
    truth = np.array(archive.labels, dtype=object)
    return Side(
        items=archive.items,
        scenes=archive.scene,
        conditions=archive.conditions([name for name in axes if name in archive.table.columns]),
        inputs=_inputs(archive.table),
        features=x,
        outputs=outputs,
        truth=truth if any(label is not None for label in truth) else None,
        moments=_moments(archive.table),
        archive=archive,
    )


def repeated(model: Model, archive: Archive) -> np.ndarray:
    """Photos of a scene of which the model learned one, bool of shape (photos,)."""
    digests = archive.table.get_column("digest")
    known = model.learned_from(np.array([prefix(each) for each in digests], np.uint64))
    return np.isin(archive.scene, archive.scene[known])


def axes_of(archive: Archive, axes: Sequence[str] | None) -> list[str]:
    """The conditions to look at: those that were asked for, or a photo's own."""
    return list(AXES if axes is None else archive.conditions(axes))


def thumbnails(archive: Archive, rows: Sequence[int]) -> list[bytes | None]:
    """A small JPEG of some photos, without their metadata; None for what can be read no more."""
    return [evidence.thumbnail(archive, row) for row in rows]


def _inputs(table: pl.DataFrame) -> pl.DataFrame:
    """What is measured of every picture."""
    import polars as pl

    return table.select(pl.col(name).cast(pl.Float64) for name in MEASURED if name in table.columns)


def _moments(table: pl.DataFrame) -> Floats | None:
    """When each photo was taken, s since 1970; None where one does not say."""
    import polars as pl

    if "captured_at" not in table.columns or table.get_column("captured_at").null_count():
        return None
    told: Any = table.get_column("captured_at").cast(pl.Datetime("us")).cast(pl.Int64).to_numpy()
    return np.asarray(told / 1e6, float)
