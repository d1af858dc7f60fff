"""The ladder of a table: every rung judged by scene, then fitted on all; the lowest that is good enough is chosen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.archive import threads
from ninelives.artifacts.model import Score
from ninelives.artifacts.model.tables import Errors
from ninelives.kernels.nets.rungs import Rung
from ninelives.kernels.nets.rungs.tables import Regressor
from ninelives.kernels.stats import Reach, mean_of_scenes
from ninelives.kernels.stats.tempering import temperature, tempered
from ninelives.stages.train.abreast import Tick, abreast
from ninelives.stages.train.ladder import choose
from ninelives.stages.train.tables.rungs import TableLesson, fit, learned
from ninelives.stages.train.tables.score import errors, score, worth
from ninelives.stages.train.tables.task import TableTask, folds_of, parts

if TYPE_CHECKING:
    from pathlib import Path

LEVEL = 0.9  # of the intervals about predicted numbers
SLOW = ("boosting", "network")  # rungs whose fits are worth doing beside one another
HEATED = 20_000  # judged rows that the temperature is told by, at most


@dataclass(frozen=True, slots=True, eq=False)
class Climbed:
    """A finished rung.

    Attributes:
        rung: fitted on all rows; of a long table on those outside the fold that was judged.
        rows: that were judged, by a fit that had not seen their scene, int64 of shape (judged,).
        judged: their probabilities, shape (judged, classes), or a number for each, shape (judged,).
        base: of numbers, the mean of what the fit of each had learned from; None of classes.
        score: from these.
        learned: how many rows the rung itself learned from.
        errors: of numbers; None of classes.
        reach: intervals about the rung's predictions; None of classes, and where there are too few scenes. They hold
            where scenes can be exchanged for one another, and the rung, on all rows, errs no more than the fits of the
            folds did.
    """

    rung: Rung | Regressor
    rows: np.ndarray
    judged: np.ndarray
    base: np.ndarray | None
    score: Score
    learned: int
    errors: Errors | None = None
    reach: Reach | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """How much better one rung is than another, on the same rows.

    Attributes:
        gain: of the score.
        interval: of that, 95 %, over scenes.
    """

    gain: float
    interval: tuple[float, float]


def climb(
    name: str,
    task: TableTask,
    *,
    folds: int = 5,
    seed: int = 0,
    fold: np.ndarray | None = None,
    work: Path | None = None,
    step: Callable[[], None] = lambda: None,
    tick: Tick = lambda: None,
) -> Climbed:
    """Cross-validate and fit one rung.

    A table of more than ``task.WHOLE`` rows is judged on one fold, by a fit on the others; that fit is the rung.

    Args:
        name: of the rung.
        task: what is to be learned.
        folds: of the cross-validation; fewer where there are fewer scenes.
        seed: of the folds, and of what the rung draws.
        fold: of each row, as ``folds_of`` tells it, so that a ladder asks for it once; None to ask.
        work: where long fits keep what outlives a kill, a path whose name is continued; None to keep nothing.
        step: called after each fit.
        tick: called again and again within a long fit, and may raise to stop it.

    Raises:
        ValueError: all rows are of one scene, or the rung cannot learn this.
    """
    from threadpoolctl import threadpool_limits

    start = time.perf_counter()
    with threadpool_limits(1):  # problems this small run slower on two threads, and far slower on a busy machine
        fold, told = folds_of(task, folds, seed) if fold is None else fold, []
        for out, rung in _fits(name, task, fold, seed, work, tick):
            some = np.flatnonzero(out)
            said = rung.probabilities(task.x[some]) if task.classes else rung.predict(task.x[some])
            told.append((some, said, np.full(len(some), task.y[~out].mean())))
            step()
        rows, judged, base = (np.concatenate(part) for part in zip(*told, strict=True))
        order = np.argsort(rows)
        rows, judged = rows[order], judged[order]
        if task.classes:
            rung, judged = _tempered(rung, judged, task.y[rows])
    many = learned(name, len(task.y) - len(some), task.categories, task.classes)
    whole = None if task.classes else base[order]
    return finished(rung, rows, judged, whole, task, many, time.perf_counter() - start)


def finished(
    rung: Any,
    rows: np.ndarray,
    judged: np.ndarray,
    base: np.ndarray | None,
    task: TableTask,
    learned: int,
    seconds: float,
) -> Climbed:
    """A rung with its score and, of numbers, its errors and intervals; see :class:`Climbed`."""
    y, scene = task.y[rows], task.scene[rows]
    told = score(rung, worth(judged, y, base), scene, seconds, numbers=base is not None)
    if base is None:
        return Climbed(rung, rows, judged, None, told, learned)
    reach = Reach.learn(judged, y, scene, LEVEL)
    return Climbed(rung, rows, judged, base, told, learned, errors(judged, y, scene), reach)


def chosen(climbed: Mapping[str, Climbed]) -> str:
    """The lowest rung within one standard error of the best."""
    return choose(tuple(entry.score for entry in climbed.values()))


def gain(one: Climbed, other: Climbed, task: TableTask) -> Gain:
    """How much better ``one`` is than ``other``, on the rows that both were judged on.

    Raises:
        ValueError: they were judged on other rows.
    """
    if not np.array_equal(one.rows, other.rows):
        raise ValueError(f"{one.rung.name} and {other.rung.name} were judged on different rows")
    y = task.y[one.rows]
    more = worth(one.judged, y, one.base) - worth(other.judged, y, other.base)
    mean, low, high = mean_of_scenes(more, task.scene[one.rows])
    return Gain(gain=mean, interval=(low, high))


def _fits(
    name: str, task: TableTask, fold: np.ndarray, seed: int, work: Path | None, tick: Tick
) -> Iterator[tuple[np.ndarray, Any]]:
    """The rows that each fit judges, and the fit: that of each fold, then the rung, which judges none."""
    outs = parts(fold)
    jobs = [*outs, np.zeros(len(fold), bool)] if len(outs) > 1 else outs
    workers = threads() if name in SLOW and len(jobs) > 1 else 1

    def fitted(out: np.ndarray, tick: Tick) -> Any:
        part = f"fold {fold[out][0]}" if out.any() else "whole"
        return fit(name, _lesson(task, ~out, seed, work.with_name(f"{work.name} {part}") if work else None, tick))

    yield from zip(jobs, abreast(fitted, jobs, workers, tick), strict=True)


def _lesson(task: TableTask, some: np.ndarray, seed: int, work: Path | None, tick: Tick) -> TableLesson:
    rows = slice(None) if some.all() else some
    x, y, scene = task.x[rows], task.y[rows], task.scene[rows]
    return TableLesson(x, y, task.categories, task.names, seed, scene, work, tick, task.written)


def _tempered(rung: Any, judged: np.ndarray, y: np.ndarray) -> tuple[Any, np.ndarray]:
    """A rung and what it said, as sure as it was right (Guo and others 2017)."""
    if "temperature" not in (arrays := rung.arrays()):
        return rung, judged
    some = slice(None, None, -(-len(y) // HEATED))
    heat = temperature(judged[some], y[some])
    return type(rung).from_arrays({**arrays, "temperature": np.asarray(heat)}), tempered(judged, heat)
