"""Photos as their model sees them: light and sharpness, what the network sees, and what the model says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.sheets import listed
from ninelives.errors import NinelivesError
from ninelives.stages.audit.watch import clock
from ninelives.stages.audit.watch.directions import Directions
from ninelives.stages.audit.watch.lens import View, claimed, judged_right, outputs

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.archive import SetAside, Source
    from ninelives.artifacts.model import Model

ALONG = 12  # directions of what the rung sees
CONDITIONS = ("light", "sharpness")


@dataclass(frozen=True, slots=True)
class Judged:
    """Some photos of a stream.

    Attributes:
        items: their names.
        rows, times: see ``lens.Lens.look``.
        answers: the place of each one's class.
        aside: photos that could not be read, with the reason.
    """

    items: list[str]
    rows: np.ndarray
    times: np.ndarray
    answers: np.ndarray
    aside: list[SetAside]


@dataclass(frozen=True, slots=True, eq=False)
class Photos:
    """See ``lens.Lens``."""

    model: Model
    directions: Directions

    @property
    def names(self) -> tuple[str, ...]:
        """See ``lens.Lens``."""
        along = (f"direction {at + 1} of what it sees" for at in range(len(self.directions.axes)))
        return (*CONDITIONS, *outputs(np.zeros((0, len(self.model.classes))), self.model.classes)[0], *along)

    def look(self, rows: Any) -> tuple[np.ndarray, np.ndarray]:
        """See ``lens.Lens``; the rows are pictures, as ``Model.predict`` takes them."""
        from ninelives.artifacts.archive.sources import Source
        from ninelives.artifacts.pictures import opened

        shown = opened(rows)
        source = shown if isinstance(shown, Source) else _held(shown)
        judged = self.judge(source)
        if judged.aside:
            first = judged.aside[0]
            raise NinelivesError(f"'{first.path}' cannot be read: {first.reason}", fix="leave it out")
        return judged.rows, judged.times

    def judge(self, source: Source) -> Judged:
        """All photos of a source, in its order; those that cannot be read are named and left out."""
        from ninelives.artifacts.archive import Measured, SetAside, measure
        from ninelives.artifacts.archive.gauges import FactsGauge
        from ninelives.kernels.photos.survey import Facts
        from ninelives.store.cache import Cache

        eye = self.model.gauge() or FactsGauge()
        results = [one for chunk in measure(source, [FactsGauge(), eye], Cache.user()) for one in chunk]
        good = [one for one in results if isinstance(one, Measured)]
        aside = [*source.set_aside, *(one for one in results if isinstance(one, SetAside))]
        if not good:
            nothing = np.zeros((0, len(self.names)))
            return Judged([], nothing, np.zeros(0), np.zeros(0, np.int64), aside)
        facts = [Facts.unpack(one.blobs[0]) for one in good]
        x = np.array([eye.vector(one.blobs[1]) for one in good], np.float32)
        p = self.model.rungs[self.model.chosen].probabilities(x)
        light = np.array([[one.light, one.sharpness] for one in facts], float)
        rows = self.put(light, p, x)
        times = np.array([clock.seconds(one.captured_at) for one in facts], float)
        return Judged([source.items[one.index] for one in good], rows, times, p.argmax(axis=1), aside)

    def put(self, light: np.ndarray, p: np.ndarray, x: np.ndarray) -> np.ndarray:
        """Conditions, what is said, and what is seen, side by side."""
        return np.hstack([light, outputs(p, self.model.classes)[1], self.directions.along(x)]).astype(float)

    def to_json(self) -> dict[str, Any]:
        """See ``lens.Lens``."""
        return {"kind": "photos", "model": self.model.identity}


def _held(pictures: Sequence[Any]) -> Source:
    """Encoded bytes or arrays as a source."""
    from ninelives.artifacts.archive.sources import Source
    from ninelives.artifacts.pictures import encoded

    names = [f"picture {at}" for at in range(len(pictures))]
    return Source(
        items=names,
        read=lambda at: encoded(at, pictures[at]),
        paths=lambda at: names[at],
        labels=[None] * len(names),
    )


def of_photos(model: Model) -> View:
    """What a model keeps of photos that it was not fitted on.

    Raises:
        NinelivesError: it judges no new photos, or needs to be told of each what no picture shows.
    """
    model.gauge()  # refuses a model whose answers alone were adopted
    if model.need.read:
        asked = listed([each.name for each in model.need.read])
        raise NinelivesError(
            f"this model asks for {asked} of each photo, which no picture shows",
            fix="watch a model that reads photos alone: ninelives train photos/",
        )
    kept = model.tables["reference"].unique("scene", keep="first", maintain_order=True)
    x = kept.get_column("features").to_numpy()
    lens = Photos(model, Directions.of(x, ALONG))
    light = np.column_stack([_numbers(kept, name) for name in CONDITIONS])
    p = kept.select(f"p_{name}" for name in model.classes).to_numpy()
    apart = model.tables["calibration"]
    risk = None
    if model.kinds is None and apart.height:
        said = apart.select(f"p_{name}" for name in model.classes).to_numpy()
        risk = claimed(judged_right(apart, said, model.classes), apart.get_column("scene").to_numpy())
    return View(lens, lens.put(light, p, x), _numbers(kept, "hour"), ordered=False, risk=risk)


def _numbers(kept: pl.DataFrame, name: str) -> np.ndarray:
    if name not in kept.columns:
        return np.full(kept.height, np.nan)
    return np.asarray(kept.get_column(name).cast(float).fill_null(np.nan).to_numpy(), float)
