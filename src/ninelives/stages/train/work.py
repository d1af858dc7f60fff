"""The work of one run: every rung climbed, and those that an earlier run of the same command finished taken up."""

from __future__ import annotations

import dataclasses
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from ninelives.artifacts.archive import Archive, Progress
from ninelives.artifacts.archive.gauges import Gauge
from ninelives.artifacts.lineage import Lineage
from ninelives.artifacts.model import Score
from ninelives.stages.train import ladder
from ninelives.stages.train.biases import Plan, chosen, seen_by
from ninelives.stages.train.look import look
from ninelives.stages.train.spec import TrainSpec
from ninelives.store.cache import Cache


def climb_all(
    part: Archive,
    task: ladder.Task,
    gauges: Mapping[str, Gauge],
    spec: TrainSpec,
    lineage: Lineage,
    cache: Cache,
    progress: Progress | None = None,
) -> dict[str, ladder.Climbed]:
    """Climb every rung of the ladder, from the lowest up; each is kept as soon as it is finished.

    Args:
        part: the photos to fit on.
        task: what is to be learned of them.
        gauges: what each rung sees of a photo; nothing for those not named.
        spec: which rungs, folds, seed.
        lineage: of the model to be; names the work.
        cache: the user's.
        progress: called with ("ladder", fits done, of how many).
    """
    steps = _Steps(len(spec.ladder) * (spec.folds + 1), progress)
    work = cache.work(_name(lineage))
    climbed: dict[str, ladder.Climbed] = {}
    for name in spec.ladder:
        path = work / f"{name}.safetensors"
        climbed[name] = _climbed(name, part, task, gauges.get(name), Plan.none(), spec, path, cache, steps.one)
    steps.end()
    return climbed


def climb_again(
    name: str,
    part: Archive,
    task: ladder.Task,
    gauge: Gauge,
    plan: Plan,
    spec: TrainSpec,
    lineage: Lineage,
    cache: Cache,
    progress: Progress | None = None,
) -> ladder.Climbed:
    """The chosen rung once more, with what is claimed not to matter; arguments as for ``climb_all``."""
    look(chosen(part, plan.rows), plan.all_copies(gauge), cache, progress, stage="copies")
    steps = _Steps(spec.folds + 1, progress)
    path = cache.work(_name(lineage)) / f"{name} {'+'.join(plan.biases)} again.safetensors"
    climbed = _climbed(name, part, task, gauge, plan, spec, path, cache, steps.one)
    steps.end()
    return climbed


def clear(cache: Cache, lineage: Lineage) -> None:
    """Give the finished rungs up: the model is written."""
    shutil.rmtree(cache.work(_name(lineage)), ignore_errors=True)


class _Steps:
    """Tells the fits of all rungs as one stage; rungs found finished, and folds too many, are skipped at its end."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def one(self) -> None:
        self._done += 1
        if self._progress and self._done < self._total:
            self._progress("ladder", self._done, self._total)

    def end(self) -> None:
        if self._progress:
            self._progress("ladder", self._total, self._total)


def _climbed(
    name: str,
    part: Archive,
    task: ladder.Task,
    gauge: Gauge | None,
    plan: Plan,
    spec: TrainSpec,
    path: Path,
    cache: Cache,
    step: Callable[[], None],
) -> ladder.Climbed:
    """One rung, taken from an earlier run of the same command where that finished it."""
    if found := ladder.recall(name, path, task):
        return found
    start = time.perf_counter()
    x, copies = seen_by(gauge, part, cache), plan.copies(gauge, part, cache)
    seen = time.perf_counter() - start
    climbed = ladder.climb(name, x, task, folds=spec.folds, seed=spec.seed, copies=copies, step=step)
    climbed = dataclasses.replace(climbed, score=_later(climbed.score, seen))
    ladder.keep(climbed, path)
    return climbed


def _later(score: Score, seconds: float) -> Score:
    return dataclasses.replace(score, seconds=score.seconds + seconds)


def _name(lineage: Lineage) -> str:
    """Of the folder where finished rungs of this lineage wait until the model is written."""
    return lineage.digest[:32]
