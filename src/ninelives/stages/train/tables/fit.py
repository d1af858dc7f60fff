"""From rows to a model that lies where it belongs; the same lineage is never computed twice."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.lineage import foresee, place, put
from ninelives.artifacts.model.tables import TableModel
from ninelives.stages.train import work
from ninelives.stages.train.tables.job import Columns, TableJob, read
from ninelives.stages.train.tables.learn import learn
from ninelives.stages.train.tables.spec import TableSpec
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.problem import Problem


@dataclass(frozen=True, slots=True)
class TrainedTable:
    """A table's model, and where it lies."""

    model: TableModel
    done: bool  # the same lineage had made it before
    note: str | None  # on the choice of its name


def train_table(
    data: Any,
    columns: Columns,
    deployment: str | Path | Deployment | None,
    spec: TableSpec,
    progress: Progress | None,
    problem: str | Path | Problem | None = None,
    rules: str | Path | None = None,
) -> TableModel:
    """The model of some rows; nothing is written. For arguments see ``train``."""
    job, cache = read(data, columns, deployment, spec, time.perf_counter(), progress, problem, rules), Cache.user()
    model = learn(job, cache, progress)
    _clear(cache, job, model)
    return model


def train_table_into(
    data: Any,
    columns: Columns,
    deployment: str | Path | Deployment | None,
    spec: TableSpec,
    out: Path | None,
    default: Path,
    progress: Progress | None = None,
    start: float | None = None,
    *,
    problem: str | Path | Problem | None = None,
    rules: str | Path | None = None,
) -> TrainedTable:
    """Train, and write to ``out``, or beside others at ``default``.

    ``start`` is when a budget began, of ``time.perf_counter``: now by default. Where a budget was over before all was
    finished, the same command goes on from there, and what it finishes takes the place of the model.
    """
    begun = time.perf_counter() if start is None else start
    job, cache = read(data, columns, deployment, spec, begun, progress, problem, rules), Cache.user()
    foresee(out, default, job.lineage)
    where, saved = place(out, default, job.lineage), None
    held = TableModel.load(where.path) if where.done else None
    if held is None:
        where, saved = put(where, out, default, job.lineage, learn(job, cache, progress).save)
    elif held.facts["unfinished"]:
        model = learn(job, cache, progress)
        saved = model.save(where.path, replace=True) if _further(model, held) else None
    final = saved or held or TableModel.load(where.path)
    _clear(cache, job, final)  # only now: it is written, by this run or by another
    return TrainedTable(final, done=where.done and saved is None, note=where.note)


def _further(model: TableModel, held: TableModel) -> bool:
    """Whether ``model`` has every rung of ``held`` and more of them."""
    return set(model.facts["unfinished"]) < set(held.facts["unfinished"])


def _clear(cache: Cache, job: TableJob, model: TableModel) -> None:
    """Give finished rungs up, unless the same command may go on with them."""
    if not model.facts["unfinished"]:
        work.clear(cache, job.lineage)
