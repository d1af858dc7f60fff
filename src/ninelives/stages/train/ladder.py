"""The ladder: every rung cross-validated by scene, then fitted on all; finished rungs outlive a kill."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.model import Score
from ninelives.kernels.nets.rungs import RUNGS, Kernel, Pretrained, Rung
from ninelives.kernels.stats.folds import group_folds
from ninelives.kernels.stats.intervals import clustered
from ninelives.store import atomic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be learned.

    Attributes:
        y: class of each photo, int64 of shape (photos,).
        scene: of each photo, int64 of shape (photos,).
        items: their names.
        classes: how many there are.
    """

    y: np.ndarray
    scene: np.ndarray
    items: list[str]
    classes: int


@dataclass(frozen=True, slots=True)
class Climbed:
    """A finished rung.

    Attributes:
        rung: fitted on all photos.
        judged: probabilities of each photo by a fit that had not seen its scene, shape (photos, classes).
        score: from ``judged``.
    """

    rung: Rung
    judged: np.ndarray
    score: Score


def climb(
    name: str, x: np.ndarray, task: Task, *, folds: int, seed: int, step: Callable[[], None] | None = None
) -> Climbed:
    """Cross-validate and fit one rung; its probabilities are tempered by what the folds said (Guo and others 2017).

    Args:
        name: of the rung.
        x: what it sees of the photos, float32 of shape (photos, features).
        task: what is to be learned.
        folds: of the cross-validation; fewer where there are fewer scenes.
        seed: of the folds, and of what the rung draws.
        step: called after each of ``folds + 1`` fits.
    """
    from threadpoolctl import threadpool_limits

    start = time.perf_counter()
    with threadpool_limits(1):  # problems this small run slower on two threads, and far slower on a busy machine
        return _climb(name, x, task, folds, seed, start, step or _nothing)


def _nothing() -> None:
    """Nobody is watching."""


def _climb(
    name: str, x: np.ndarray, task: Task, folds: int, seed: int, start: float, step: Callable[[], None]
) -> Climbed:
    from ninelives.stages.train.rungs import fit

    fold = folds_of(task, folds, seed)
    judged = np.empty((len(task.y), task.classes))
    for number in np.unique(fold):
        out = fold == number
        judged[out] = fit(name, x[~out], task.y[~out], task.classes, seed=seed).probabilities(x[out])
        step()
    rung = fit(name, x, task.y, task.classes, seed=seed)
    step()
    if isinstance(rung, Kernel | Pretrained):
        heat = temperature(judged, task.y)
        judged = tempered(judged, heat)
        rung = dataclasses.replace(rung, temperature=np.asarray(heat))
    return Climbed(rung, judged, score(rung, judged, task, time.perf_counter() - start))


def folds_of(task: Task, folds: int, seed: int) -> np.ndarray:
    """Fold of each photo; fewer folds where there are fewer scenes."""
    k = min(folds, len(np.unique(task.scene)))
    return group_folds(task.scene, task.y, k, seed, key=task.items)


def score(rung: Rung, judged: np.ndarray, task: Task, seconds: float) -> Score:
    """How often the likeliest class was right, over scenes."""
    mean, error, low, high = clustered(judged.argmax(axis=1) == task.y, task.scene)
    return Score(
        name=rung.name, score=mean, interval=(low, high), error=error, parameters=rung.parameters, seconds=seconds
    )


def temperature(probabilities: np.ndarray, y: np.ndarray) -> float:
    """The temperature under which the truth is likeliest, within 1/20 and 20."""
    from scipy.optimize import minimize_scalar

    rows = np.arange(len(y))

    def loss(log_heat: float) -> float:
        return float(-np.log(np.maximum(tempered(probabilities, np.exp(log_heat))[rows, y], 1e-12)).mean())

    found = minimize_scalar(loss, bounds=(np.log(1 / 20), np.log(20)), method="bounded", options={"xatol": 1e-4})
    return float(np.exp(found.x))


def tempered(probabilities: np.ndarray, heat: float) -> np.ndarray:
    """Probabilities whose logits are divided by ``heat``."""
    logits = np.log(np.maximum(probabilities, 1e-300)) / heat
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def choose(scores: tuple[Score, ...]) -> str:
    """The lowest rung within one standard error of the best rung's own score (Breiman and others 1984, 3.4.3)."""
    best = max(scores, key=lambda entry: entry.score)
    return next(entry.name for entry in scores if entry.score >= best.score - best.error)


def keep(climbed: Climbed, path: Path) -> None:
    """Put a finished rung where the next run of the same command finds it."""
    from safetensors.numpy import save

    arrays = {f"rung.{name}": array for name, array in climbed.rung.arrays().items()}
    arrays |= {"judged": climbed.judged, "seconds": np.asarray(climbed.score.seconds)}
    data = save(arrays)
    atomic.write(path, hashlib.sha256(data).digest() + data)


def recall(name: str, path: Path, task: Task) -> Climbed | None:
    """A rung that an earlier run of the same command finished, None where there is none that is whole."""
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        told = path.read_bytes()
        if hashlib.sha256(told[32:]).digest() != told[:32]:
            return None
        arrays = load(told[32:])
        judged, seconds = arrays.pop("judged"), float(arrays.pop("seconds"))
        rung = RUNGS[name].from_arrays({key.removeprefix("rung."): array for key, array in arrays.items()})
        return Climbed(rung, judged, score(rung, judged, task, seconds))
    except (SafetensorError, KeyError, ValueError, OSError):
        return None
