"""How right a rung is about rows that it had not seen: one score that points up, row by row.

Of classes it is the share right. Of numbers it is the share of the squared error that a rung saves over always saying
the mean (R², of rows that were not learned from): the mean itself has 0, and a rung may have less. Squared, since that
is what the mean and all rungs make least; the mean absolute error, in the user's own units, is told beside it.
"""

from __future__ import annotations

import numpy as np

from ninelives.artifacts.model import Score
from ninelives.artifacts.model.tables import Errors
from ninelives.kernels.nets.rungs import Rung
from ninelives.kernels.nets.rungs.tables import Regressor
from ninelives.kernels.stats import clustered, error_of_scenes, mean_of_scenes, student

LEVEL = 0.95  # of the intervals


def worth(judged: np.ndarray, y: np.ndarray, base: np.ndarray | None) -> np.ndarray:
    """What each row adds to the score: their mean is the score, and their spread over scenes is its error.

    Args:
        judged: probabilities (rows, classes), or a number for each, (rows,).
        y: class of each row, or its number.
        base: of numbers, the mean of what each row's fit had learned from; None of classes.

    Returns:
        Float64 of shape (rows,). Of numbers a ratio of two means, each row's part by the delta method.
    """
    if base is None:
        return np.asarray(judged.argmax(axis=1) == y, np.float64)
    wrong, usual = (judged - y) ** 2, (base - y) ** 2
    whole = float(usual.mean())
    if not whole:  # the number never varies, and whoever says another is wrong without measure
        return np.where(wrong > 0, -1.0, 0.0)
    left = float(wrong.mean()) / whole
    return np.asarray(1 - left - (wrong - left * usual) / whole)


def score(rung: Rung | Regressor, worth: np.ndarray, scene: np.ndarray, seconds: float, *, numbers: bool) -> Score:
    """The mean of what each row is worth, with its error and interval over scenes."""
    if numbers:
        mean, error, scenes = error_of_scenes(worth, scene)
        half = student(LEVEL, scenes) * error
        low, high = mean - half, min(mean + half, 1.0)
    else:
        mean, error, low, high = clustered(worth, scene)
    return Score(
        name=rung.name, score=mean, interval=(low, high), error=error, parameters=rung.parameters, seconds=seconds
    )


def errors(judged: np.ndarray, y: np.ndarray, scene: np.ndarray) -> Errors:
    """How far off numbers are."""
    off = np.abs(judged - y)
    mean, low, high = mean_of_scenes(off, scene, LEVEL)
    root = float(np.sqrt((off**2).mean()))
    return Errors(mean_absolute_error=mean, interval=(max(low, 0.0), high), root_mean_squared_error=root)
