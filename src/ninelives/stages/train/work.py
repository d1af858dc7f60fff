"""The work of one run: every rung climbed, and those that an earlier run of the same command finished taken up."""

from __future__ import annotations

import shutil
import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from ninelives.artifacts.archive import Archive, Progress
from ninelives.artifacts.archive.gauges import Gauge
from ninelives.artifacts.lineage import Lineage
from ninelives.artifacts.model import Score
from ninelives.stages.train import ladder
from ninelives.stages.train.biases import Plan, chosen, seen_by
from ninelives.stages.train.capped import SECONDS, within
from ninelives.stages.train.clock import OutOfTime, check, until
from ninelives.stages.train.look import closely, gauges_of, look
from ninelives.stages.train.spec import LADDER, TrainSpec
from ninelives.stages.train.untried import NEEDS
from ninelives.store.cache import Cache

# from the quickest rung to the slowest
COST = ("majority", "rules", "perceptron", "kernel", "zero-shot", "pretrained", "network")


@dataclass(frozen=True, slots=True)
class Done:
    """What was finished.

    Attributes:
        gauges: what each rung sees of a photo; nothing for those not named.
        climbed: the rungs, from the lowest up; ``majority`` where time allowed none.
        late: capped rungs that their own clock stopped.
    """

    gauges: dict[str, Gauge]
    climbed: dict[str, ladder.Climbed]
    late: tuple[str, ...] = ()


def climb_all(
    used: Archive,
    part: Archive,
    task: ladder.Task,
    spec: TrainSpec,
    lineage: Lineage,
    cache: Cache,
    progress: Progress | None = None,
    end: float | None = None,
    *,
    capped: Collection[str] = (),
) -> Done:
    """Look at the photos and climb every rung of the ladder; each is kept as soon as it is finished.

    Without a limit each photo is decoded once for all rungs. With one the quickest rungs come first, each with a look
    of its own, and where time is over before any is finished, ``majority`` is still given.

    Args:
        used: the photos to fit on and those kept apart.
        part: the photos to fit on.
        task: what is to be learned of them.
        spec: which rungs, folds, seed.
        lineage: of the model to be; names the work.
        cache: the user's.
        progress: called with ("ladder", fits done, of how many).
        end: when to stop, of ``time.perf_counter``, s; None for never.
        capped: rungs that are tried shortly.
    """
    work, done = place(lineage, cache), Done({}, {})
    fits = (ladder.fits(name, task, spec.folds, capped=name in capped) for name in spec.ladder)
    steps = Steps(sum(fits), progress)

    def see(rungs: tuple[str, ...]) -> None:
        told = replace(spec, rungs=rungs)
        done.gauges.update(gauges_of(told, cache, progress, asked=task.asked, close=closely(used)))
        look(used, [done.gauges[name] for name in rungs if name in done.gauges], cache, progress)

    def climb(name: str, stop: float | None = None) -> None:
        path, gauge, watch = work / f"{name}.safetensors", done.gauges.get(name), Watch(steps, stop)
        done.climbed[name] = _climbed(
            name, part, task, gauge, Plan.none(), spec, path, cache, watch, capped=name in capped
        )

    if end is None:
        see(spec.ladder)
    tried = []
    try:
        for name in sorted(spec.ladder, key=COST.index):
            check(end)
            if name in NEEDS:
                import_module(NEEDS[name][0])  # as a whole: no clock may break that off half-way
            if end is not None:
                with until(end):
                    see((name,))
            with within(end, SECONDS if name in capped else None) as stop:
                climb(name, stop)
            tried.append(name)
    except OutOfTime:
        if not done.climbed:
            climb("majority")
    steps.end()
    late = tuple(name for name in tried if name not in done.climbed)
    return Done(done.gauges, {name: done.climbed[name] for name in LADDER if name in done.climbed}, late)


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
    end: float | None = None,
) -> ladder.Climbed:
    """The chosen rung once more, with what is claimed not to matter; arguments as for ``climb_all``."""
    look(chosen(part, plan.rows), plan.all_copies(gauge), cache, progress, stage="copies")
    steps = Steps(ladder.fits(name, task, spec.folds), progress)
    path = place(lineage, cache) / f"{name} {'+'.join(plan.biases)} again.safetensors"
    climbed = _climbed(name, part, task, gauge, plan, spec, path, cache, Watch(steps, end))
    steps.end()
    return climbed


def clear(cache: Cache, lineage: Lineage) -> None:
    """Give the finished rungs up: the model is written."""
    shutil.rmtree(place(lineage, cache), ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Watch:
    """Whoever watches a rung being climbed.

    Attributes:
        steps: are counted.
        stop: when to stop, of ``time.perf_counter``, s; None for never.
    """

    steps: Steps
    stop: float | None = None

    def tick(self) -> None:
        """Called within a fit that takes long: raises ``OutOfTime`` where no signal does, outside the main thread."""
        check(self.stop)
        self.steps.tell()


class Steps:
    """Tells the fits of all rungs as one stage; rungs found finished, and folds too many, are skipped at its end."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def one(self) -> None:
        """One more is done."""
        self._done += 1
        self.tell()

    def tell(self) -> None:
        """How many are done, again."""
        if self._progress and self._done < self._total:
            self._progress("ladder", self._done, self._total)

    def end(self) -> None:
        """All are done, or none comes any more."""
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
    watch: Watch,
    *,
    capped: bool = False,
) -> ladder.Climbed:
    """One rung, taken from an earlier run of the same command where that finished it."""
    if found := ladder.recall(name, path, task):
        return found
    start = time.perf_counter()
    x, copies = seen_by(name, gauge, part, cache), plan.copies(gauge, part, cache)
    seen = time.perf_counter() - start
    climbed = ladder.climb(
        name,
        x,
        task,
        folds=spec.folds,
        seed=spec.seed,
        copies=copies,
        capped=capped,
        shown=spec.shown,
        work=None if capped else path.with_suffix(""),
        step=watch.steps.one,
        tick=watch.tick,
    )
    climbed = replace(climbed, score=_later(climbed.score, seen))
    ladder.keep(climbed, path)
    return climbed


def _later(score: Score, seconds: float) -> Score:
    return replace(score, seconds=score.seconds + seconds)


def place(lineage: Lineage, cache: Cache) -> Path:
    """The folder where finished rungs of this lineage wait until the model is written."""
    return cache.work(lineage.digest[:32])
