"""The ladder: every rung cross-validated by scene, then fitted on all; finished rungs outlive a kill."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.archive import threads
from ninelives.artifacts.model import Score
from ninelives.artifacts.properties import READERS, Property
from ninelives.kernels.nets.pixels import stacked
from ninelives.kernels.nets.rungs import RUNGS, Rung
from ninelives.kernels.stats.folds import group_folds
from ninelives.kernels.stats.intervals import clustered
from ninelives.kernels.stats.tempering import temperature, tempered
from ninelives.stages.train.abreast import Tick, abreast
from ninelives.stages.train.properties import columns
from ninelives.stages.train.spec import CAPPED
from ninelives.store import atomic
from ninelives.store.arrays import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ninelives.stages.train.rungs import Lesson
    from ninelives.stages.train.written import Written


ONCE = 5_000  # photos from which on a rung that takes minutes is fitted once, and judged on a part kept out
HELD = 2_000  # photos in that part, at least, where there are several times as many


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be learned.

    Attributes:
        y: class of each photo, int64 of shape (photos,).
        scene: of each photo, int64 of shape (photos,).
        items: their names.
        names: of the classes.
        asked: properties that were told of each photo, for the rungs that see properties.
        written: the user's own rules about these.
    """

    y: np.ndarray
    scene: np.ndarray
    items: list[str]
    names: tuple[str, ...]
    asked: tuple[Property, ...] = ()
    written: Written | None = None

    @property
    def classes(self) -> int:
        """How many classes there are."""
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Copies:
    """Changed copies of some of the photos, as the rung sees them.

    Attributes:
        rows: which photos, int64 of shape (copied,).
        learned: copies to be learned from beside the photos, each float32 of shape (copied, features).
        views: copies to be judged alone, by name, of the same shape: each by a fit that saw neither the photo nor any
            copy of its scene.
    """

    rows: np.ndarray
    learned: tuple[np.ndarray, ...] = ()
    views: Mapping[str, np.ndarray] = field(default_factory=dict)

    @classmethod
    def none(cls) -> Copies:
        """Of no photo."""
        return cls(np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True)
class Climbed:
    """A finished rung.

    Attributes:
        rung: fitted on all photos; a capped one, or one of very many photos, on those outside its fold.
        judged: probabilities of each photo by a fit that had not seen its scene, shape (photos, classes); not a number
            where there is no such fit.
        score: from ``judged``.
        views: the same of the copies that are only judged, by name, shape (copied, classes).
    """

    rung: Rung
    judged: np.ndarray
    score: Score
    views: Mapping[str, np.ndarray] = field(default_factory=dict)

    @property
    def known(self) -> np.ndarray:
        """Mask of the photos that were judged: all of them, of a rung that was fitted once those of one fold."""
        return known(self.judged)


def fits(name: str, task: Task, folds: int, *, capped: bool = False) -> int:
    """How many fits a rung is climbed by.

    Of very many photos one fit of a rung that takes minutes is enough: judged on 2,000 that it never saw, the interval
    of its score is two points wide, and five times the work would not halve it.
    """
    return 1 if capped or (name in CAPPED and len(task.y) >= ONCE) else min(folds, len(np.unique(task.scene))) + 1


def known(judged: np.ndarray) -> np.ndarray:
    """Mask of the rows that hold probabilities."""
    return np.asarray(~np.isnan(judged).any(axis=1))


def climb(
    name: str,
    x: np.ndarray,
    task: Task,
    *,
    folds: int,
    seed: int,
    copies: Copies | None = None,
    capped: bool = False,
    shown: int | None = None,
    work: Path | None = None,
    step: Callable[[], None] | None = None,
    tick: Tick | None = None,
) -> Climbed:
    """Cross-validate and fit one rung; its probabilities are tempered by what the folds said (Guo and others 2017).

    A capped rung is trained shortly, on all folds but the first, and judged on that one; that fit is the rung. So is
    the fit of one that takes minutes where there are ``ONCE`` photos or more, trained in full: see :func:`fits`.

    Args:
        name: of the rung.
        x: what it sees of the photos, float32 of shape (photos, features).
        task: what is to be learned.
        folds: of the cross-validation; fewer where there are fewer scenes.
        seed: of the folds, and of what the rung draws.
        copies: changed copies of the photos, to learn from and to be judged.
        capped: whether it is.
        shown: photos that a rung that takes minutes is shown; None for as many as pay.
        work: where long fits keep what outlives a kill, a path whose name is continued; None to keep nothing.
        step: called after each of the :func:`fits`.
        tick: called again and again within a long fit, and may raise to stop it.
    """
    seen = x, copies or Copies.none()
    workers = threads() if name in CAPPED else 1  # only what takes minutes is worth the memory
    return climb_through(
        lambda _fit: seen,
        *(name, task),
        folds=folds,
        seed=seed,
        capped=capped,
        shown=shown,
        work=work,
        step=step,
        tick=tick,
        workers=workers,
    )


@dataclass(frozen=True, slots=True)
class Fit:
    """One of the fits behind a rung.

    Attributes:
        part: which, for people: ``fold 0``, or ``whole``.
        out: mask of the photos that it may not see, bool of shape (photos,).
        tick: to be called again and again; it may raise to stop the fit.
    """

    part: str
    out: np.ndarray
    tick: Tick


def climb_through(
    eye: Callable[[Fit], tuple[np.ndarray, Copies]],
    name: str,
    task: Task,
    *,
    folds: int,
    seed: int,
    capped: bool = False,
    shown: int | None = None,
    work: Path | None = None,
    step: Callable[[], None] | None = None,
    tick: Tick | None = None,
    workers: int = 1,
) -> Climbed:
    """As :func:`climb`, where what the rung sees was itself learned, and so differs from fit to fit.

    Args:
        eye: gives what is seen of all photos, and of their copies, in one of the fits.
        name, task, folds, seed, capped, shown, work, step, tick: see :func:`climb`.
        workers: fits at a time.
    """
    from threadpoolctl import threadpool_limits

    from ninelives.stages.train.rungs import fit

    start = time.perf_counter()

    def fitted(out: np.ndarray, tick: Tick) -> _Fitted:
        part = f"fold {fold[out][0]}" if out.any() else "whole"
        x, copies = eye(Fit(part, out, tick))
        at = work.with_name(f"{work.name} {part}") if work else None
        given = lesson(name, x, task, ~out, copies, seed)
        rung = fit(name, replace(given, capped=capped, shown=shown, work=at, tick=tick))
        held = out[copies.rows]
        views = {view: rung.probabilities(seen[held]) for view, seen in copies.views.items()}
        return _Fitted(rung, rung.probabilities(x[out]), held, views)

    with threadpool_limits(1):  # problems this small run slower on two threads, and far slower on a busy machine
        single = fits(name, task, folds, capped=capped) == 1
        fold = folds_of(task, max(folds, len(task.y) // HELD) if single and not capped else folds, seed)
        judged, views = np.full((len(task.y), task.classes), np.nan), dict[str, np.ndarray]()
        outs = [fold == number for number in np.unique(fold)]
        outs = outs[:1] if single else [*outs, np.zeros(len(task.y), bool)]
        for out, one in zip(outs, abreast(fitted, outs, workers, tick or _nothing), strict=True):
            judged[out] = one.judged
            for view, seen in one.views.items():
                views.setdefault(view, np.full((len(one.held), task.classes), np.nan))[one.held] = seen
            (step or _nothing)()
        rung = one.rung
        if "temperature" in rung.arrays():
            heat = temperature(judged[known(judged)], task.y[known(judged)])
            judged = tempered(judged, heat)
            views = {view: tempered(seen, heat) for view, seen in views.items()}
            rung = RUNGS[name].from_arrays({**rung.arrays(), "temperature": np.asarray(heat)})
    return Climbed(rung, judged, score(rung, judged, task, time.perf_counter() - start), views)


@dataclass(frozen=True, slots=True)
class _Fitted:
    """One fit, and what it says of the photos, and of the copies of them, that it had not seen."""

    rung: Rung
    judged: np.ndarray
    held: np.ndarray  # mask of the copied photos that are judged
    views: Mapping[str, np.ndarray]


def _nothing() -> None:
    """Nobody is watching."""


def lesson(name: str, x: np.ndarray, task: Task, some: np.ndarray, copies: Copies, seed: int) -> Lesson:
    """What one fit of a rung is given: some of the photos, with their copies."""
    from ninelives.stages.train.rungs import Lesson

    known = columns(task.asked) if name in READERS else ()
    seen, rows = _with_copies(x, some, copies)
    return Lesson(seen, task.y[rows], task.names, seed, scene=task.scene[rows], columns=known, written=task.written)


def _with_copies(x: np.ndarray, some: np.ndarray, copies: Copies) -> tuple[np.ndarray, np.ndarray]:
    """Features of some photos, with the copies of these and of no others, and which photo each is of."""
    rows = np.flatnonzero(some)
    if not copies.learned:
        return x[rows], rows
    kept = some[copies.rows]
    seen = [x[rows], *(copy[kept] for copy in copies.learned)]
    return stacked(seen), np.concatenate([rows, *[copies.rows[kept]] * len(copies.learned)])


def folds_of(task: Task, folds: int, seed: int) -> np.ndarray:
    """Fold of each photo; fewer folds where there are fewer scenes."""
    k = min(folds, len(np.unique(task.scene)))
    return group_folds(task.scene, task.y, k, seed, key=task.items)


def score(rung: Rung, judged: np.ndarray, task: Task, seconds: float) -> Score:
    """How often the likeliest class was right, over the scenes of the photos that were judged."""
    some = known(judged)
    mean, error, low, high = clustered(judged[some].argmax(axis=1) == task.y[some], task.scene[some])
    return Score(
        name=rung.name, score=mean, interval=(low, high), error=error, parameters=rung.parameters, seconds=seconds
    )


def choose(scores: tuple[Score, ...]) -> str:
    """The lowest rung within one standard error of the best rung's own score (Breiman and others 1984, 3.4.3)."""
    best = max(scores, key=lambda entry: entry.score)
    return next(entry.name for entry in scores if entry.score >= best.score - best.error)


def keep(climbed: Climbed, path: Path) -> None:
    """Put a finished rung where the next run of the same command finds it."""
    arrays = {f"rung.{name}": array for name, array in climbed.rung.arrays().items()}
    arrays |= {f"view.{name}": array for name, array in climbed.views.items()}
    arrays |= {"judged": climbed.judged, "seconds": np.asarray(climbed.score.seconds)}
    seal(arrays, path)


def recall(name: str, path: Path, task: Task) -> Climbed | None:
    """A rung that an earlier run of the same command finished, None where there is none that is whole."""
    try:
        arrays = unseal(path)
        judged, seconds = arrays.pop("judged"), float(arrays.pop("seconds"))
        rung = RUNGS[name].from_arrays(under("rung.", arrays))
        return Climbed(rung, judged, score(rung, judged, task, seconds), under("view.", arrays))
    except (KeyError, ValueError, OSError):
        return None


def seal(arrays: Mapping[str, np.ndarray], path: Path) -> None:
    """Write arrays with their checksum; where there is no room they are not written, and the work goes on."""
    data = pack(arrays)
    atomic.spare(path, hashlib.sha256(data).digest() + data)


def unseal(path: Path) -> dict[str, np.ndarray]:
    """Read what ``seal`` wrote.

    Raises:
        ValueError: a byte is not what was written.
        OSError: it cannot be read.
    """
    from safetensors import SafetensorError

    told = path.read_bytes()
    if hashlib.sha256(told[32:]).digest() != told[:32]:
        raise ValueError("its checksum is another")
    try:
        return unpack(told[32:])
    except SafetensorError as error:
        raise ValueError(str(error)) from error


def under(prefix: str, arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Those whose names begin so, without that."""
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}
