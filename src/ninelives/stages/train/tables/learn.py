"""One training from a table to a model: split, climb, choose, keep the evidence."""

from __future__ import annotations

import time
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

from ninelives.artifacts.model.tables import TableModel
from ninelives.artifacts.model.tables.evidence import recognises
from ninelives.stages.train.clock import deadline
from ninelives.stages.train.tables import evidence
from ninelives.stages.train.tables.climb import Climbed, chosen
from ninelives.stages.train.tables.split import Split, split
from ninelives.stages.train.tables.swayed import swayed
from ninelives.stages.train.tables.work import climb_all
from ninelives.stages.train.work import place

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.envelope import Envelope
    from ninelives.stages.train.tables.job import TableJob
    from ninelives.store.cache import Cache

EACH_S: Final = 2e-5  # a row: to judge those kept apart, and to write them


def learn(job: TableJob, cache: Cache, progress: Progress | None) -> TableModel:
    """The model of a job.

    Args:
        job: what is to be learned of which rows.
        cache: the user's; finished rungs wait there until the model is written.
        progress: called with (stage, done, of how many).

    Raises:
        NinelivesError: the rows are not fit for it.
    """
    table, spec = job.table, job.spec
    end = deadline(job.start, spec.budget, len(table), EACH_S)
    parts = split(table, spec.calibration_share, spec.seed)
    climbed = climb_all(
        replace(parts.task, written=job.written), job.ladder, spec, place(job.lineage, cache), progress, end
    )
    best = chosen(climbed)
    envelope = table.envelope(job.axes)
    finished = len(climbed) == len(job.ladder)  # else the budget is over, and the same command goes on from here
    assert table.target is not None
    assert table.task is not None
    return TableModel(
        target=table.target,
        task=table.task,
        classes=table.classes,
        chosen=best,
        scores=tuple(entry.score for entry in climbed.values()),
        rungs={name: entry.rung for name, entry in climbed.items()},
        coding=parts.coding,
        errors={name: entry.errors for name, entry in climbed.items() if entry.errors},
        reach=climbed[best].reach,
        envelope=envelope,
        facts=_facts(job, parts, climbed, envelope)
        | {"swayed": swayed(parts, climbed[best].rung, table.classes, spec.seed) if finished else []},
        tables=evidence.tables(parts, climbed[best], envelope, job.axes),
        seconds=time.perf_counter() - job.start,
    )


def _facts(job: TableJob, parts: Split, climbed: dict[str, Climbed], envelope: Envelope) -> dict[str, Any]:
    """What is sealed beside the fitted ladder."""
    table, use = job.table, job.deployment
    return {
        "data": "table",
        "id": job.id,
        "items": len(table),
        "scenes": table.scenes,
        "fitted_on": len(parts.task.y),
        "calibration_items": int(parts.kept_apart.sum()),
        "learned": {name: entry.learned for name, entry in climbed.items()},
        "recognises": recognises(parts.table, parts.coding),
        "notes": [*table.notes, *job.problem.notes],
        "leaks": [asdict(leak) | {"evidence": dict(leak.evidence)} for leak in table.leaks],
        "axes": list(job.axes),
        "world": table.world,
        "deployment": use.to_json() if use else None,
        "gaps": [gap.to_json() for gap in envelope.gaps(use)] if use else [],
        "untried": [one.to_json() for one in job.untried],
        "unfinished": [name for name in job.ladder if name not in climbed],
        "problem": job.problem.facts,
        "rules": job.written.told if job.written and "rules" in climbed else None,
        "lineage": job.lineage.to_json(),
    }
