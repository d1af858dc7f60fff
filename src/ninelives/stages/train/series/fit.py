"""From series to a model that lies where it belongs; the same lineage is never computed twice."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.lineage import foresee, place, put
from ninelives.artifacts.model.series import SeriesModel
from ninelives.errors import NinelivesError
from ninelives.stages.train import work
from ninelives.stages.train.series.job import SeriesJob, read
from ninelives.stages.train.series.learn import learn
from ninelives.stages.train.series.spec import SeriesSpec
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.series import Asked
    from ninelives.stages.train.series.asking import Wanted


@dataclass(frozen=True, slots=True)
class TrainedSeries:
    """A model of series, and where it lies."""

    model: SeriesModel
    done: bool  # the same lineage had made it before
    note: str | None  # on the choice of its name


def train_series(
    data: Any,
    asked: Asked,
    deployment: str | Path | Deployment | None,
    spec: SeriesSpec,
    progress: Progress | None,
    problem: Wanted | None = None,
) -> SeriesModel:
    """The model of some series; nothing is written. For arguments see ``train``."""
    job, cache = read(data, asked, deployment, spec, time.perf_counter(), progress, problem), Cache.user()
    model = learn(job, cache, progress)
    _clear(cache, job, model)
    return model


def foreseeing(
    data: Any,
    asked: Asked,
    deployment: str | Path | Deployment | None,
    out: str | Path | None,
    spec: Any,
    options: Mapping[str, Any],
    progress: Progress | None,
    problem: Wanted | None = None,
) -> SeriesModel:
    """What ``train`` of Python does where times were named.

    Raises:
        NinelivesError: options of photos or tables were given.
    """
    if spec is not None and not isinstance(spec, SeriesSpec):
        raise NinelivesError("these options are of photos or a table, and there are series", fix="spec=SeriesSpec()")
    own = spec if isinstance(spec, SeriesSpec) else SeriesSpec.of(options)
    if out is None:
        return train_series(data, asked, deployment, own, progress, problem)
    return train_series_into(data, asked, deployment, own, Path(out), Path(out), progress, problem=problem).model


def train_series_into(
    data: Any,
    asked: Asked,
    deployment: str | Path | Deployment | None,
    spec: SeriesSpec,
    out: Path | None,
    default: Path,
    progress: Progress | None = None,
    start: float | None = None,
    problem: Wanted | None = None,
) -> TrainedSeries:
    """Train, and write to ``out``, or beside others at ``default``.

    ``start`` is when a budget began, of ``time.perf_counter``: now by default. Where a budget was over before all was
    finished, the same command with more of it takes the place of the model.
    """
    begun = time.perf_counter() if start is None else start
    job, cache = read(data, asked, deployment, spec, begun, progress, problem), Cache.user()
    foresee(out, default, job.lineage)
    where, saved = place(out, default, job.lineage), None
    held = SeriesModel.load(where.path) if where.done else None
    if held is None:
        where, saved = put(where, out, default, job.lineage, learn(job, cache, progress).save)
    elif held.facts["unfinished"]:
        model = learn(job, cache, progress)
        fewer = set(model.facts["unfinished"]) < set(held.facts["unfinished"])
        saved = model.save(where.path, replace=True) if fewer else None
    final = saved or held or SeriesModel.load(where.path)
    _clear(cache, job, final)  # only now: it is written, by this run or by another
    return TrainedSeries(final, done=where.done and saved is None, note=where.note)


def _clear(cache: Cache, job: SeriesJob, model: SeriesModel) -> None:
    """Give judged rungs up, unless the same command may go on with them."""
    if not model.facts["unfinished"]:
        work.clear(cache, job.lineage)
