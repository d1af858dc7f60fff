"""The work of one run on a table: every rung climbed, and those that an earlier run of the same command finished."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ninelives.stages.train.clock import OutOfTime, check, until
from ninelives.stages.train.tables.climb import Climbed, climb
from ninelives.stages.train.tables.kept import keep, recall
from ninelives.stages.train.tables.task import folds_of
from ninelives.stages.train.untried import NEEDS
from ninelives.stages.train.work import Steps, Watch

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np

    from ninelives.artifacts.archive import Progress
    from ninelives.stages.train.tables.spec import TableSpec
    from ninelives.stages.train.tables.task import TableTask


def climb_all(
    task: TableTask,
    ladder: tuple[str, ...],
    spec: TableSpec,
    work: Path,
    progress: Progress | None = None,
    end: float | None = None,
) -> dict[str, Climbed]:
    """Climb every rung from the lowest up; each is kept as soon as it is finished.

    Where time is over before any is finished, the commonest class, or the mean, is still given.

    Args:
        task: what is to be learned.
        ladder: which rungs.
        spec: folds and seed.
        work: the folder for what outlives a kill.
        progress: called with ("ladder", fits done, of how many).
        end: when to stop, of ``time.perf_counter``, s; None for never.
    """
    fold = folds_of(task, spec.folds, spec.seed)
    steps, done = Steps(len(ladder) * (spec.folds + 1), progress), dict[str, Climbed]()

    def one(name: str, stop: float | None) -> None:
        done[name] = _climbed(name, task, fold, spec, work / f"{name}.safetensors", Watch(steps, stop))

    try:
        for name in ladder:
            check(end)
            if name in NEEDS:
                import_module(NEEDS[name][0])  # as a whole: no clock may break that off half-way
            with until(end):
                one(name, end)
    except OutOfTime:
        if not done:
            one("majority" if task.classes else "mean", None)
    steps.end()
    return done


def _climbed(name: str, task: TableTask, fold: np.ndarray, spec: TableSpec, path: Path, watch: Watch) -> Climbed:
    """One rung, taken from an earlier run of the same command where that finished it."""
    if found := recall(name, path, task):
        return found
    climbed = climb(
        *(name, task),
        folds=spec.folds,
        seed=spec.seed,
        fold=fold,
        work=path.with_suffix(""),
        step=watch.steps.one,
        tick=watch.tick,
    )
    keep(climbed, path)
    return climbed
