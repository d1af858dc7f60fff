"""Fitting of the rungs that learn from lags: one layer, trees, and a network, each from all series together."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ninelives.kernels.series import Boosting, LagNetwork, Linear, Past
from ninelives.kernels.series.lags import Recipe, Seen, look, pairs, raw, spelled
from ninelives.kernels.series.trees import Trees

ROWS = {"linear": 20_000, "boosting": 12_000, "network": 10_000}  # that are learned from at most
PENALTIES = (1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0)  # a row
KEPT = 0.25  # of the moments, the last ones, that tell which penalty
HIDDEN, EPOCHS, BEGINNINGS = 16, 30, 3
MOMENTS = 30  # that a fit needs at least


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of every rung.

    Attributes:
        horizon: steps that are foreseen, a delay included.
        seasons: in steps, shortest first.
        seed: of whatever is drawn.
    """

    horizon: int
    seasons: tuple[int, ...] = ()
    seed: int = 0

    def recipe(self, points: int) -> Recipe:
        """Which lags are shown to a rung that learns from so many values."""
        return Recipe.of(self.seasons, points)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What is learned from, the moments of each series in their order."""

    seen: Sequence[Seen]
    answer: np.ndarray  # (rows,), relative to the base and in the scale of each row
    late: np.ndarray  # (rows,): the share of its series that lies before a row's moment
    until: np.ndarray  # (rows,): the share that lies before the step it foresees


def rows(pasts: Sequence[Past], recipe: Recipe, horizon: int, most: int) -> Rows:
    """Of all series, as many of each."""
    seen, answer, late, until = [], [], [], []
    for past in pasts:
        moment, ahead = pairs(past, recipe, horizon, most // len(pasts))
        some = look(past, recipe, moment, ahead)
        seen.append(some)
        answer.append((past.values[moment + ahead] - some.base) / some.scale)
        late.append(moment / len(past.values))
        until.append((moment + ahead) / len(past.values))
    return Rows(seen, *map(np.concatenate, (answer, late, until)))


def fit_linear(pasts: Sequence[Past], task: Task) -> Linear:
    """Ridge regression; the penalty is the one that foresees the last moments best from the earlier ones."""
    recipe, sizes = _asked(pasts, task)
    some = rows(pasts, recipe, task.horizon, ROWS["linear"])
    z = np.concatenate([spelled(each, sizes, recipe.recent) for each in some.seen])
    weights, bias = ridge(z, some.answer, some.late, some.until)
    return Linear(recipe.seasons, recipe.depth, sizes, weights, np.asarray(bias))


def ridge(z: np.ndarray, y: np.ndarray, late: np.ndarray, until: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and bias of a ridge regression.

    Args:
        z: shape (rows, columns).
        y: shape (rows,).
        late: when each row's moment was, in [0, 1].
        until: when the step was that it foresees; what ends before ``1 - KEPT`` chooses for what begins after it.
    """
    early, last = until < 1 - KEPT, late >= 1 - KEPT
    penalty = PENALTIES[2]
    if early.sum() > 1 and last.any():
        tried = _solved(z[early], y[early], PENALTIES)
        off = [np.abs(z[last] @ weights + bias - y[last]).mean() for weights, bias in tried]
        penalty = PENALTIES[int(np.argmin(off))]
    return _solved(z, y, (penalty,))[0]


def _solved(z: np.ndarray, y: np.ndarray, penalties: tuple[float, ...]) -> list[tuple[np.ndarray, float]]:
    mean, deviation = z.mean(axis=0), z.std(axis=0)
    deviation[deviation < 1e-9] = np.inf  # a column that does not vary tells nothing
    standard = (z - mean) / deviation
    power, turn = np.linalg.eigh(standard.T @ standard / len(z))
    told = turn.T @ (standard.T @ (y - y.mean()) / len(z))
    found = []
    for penalty in penalties:
        weights = turn @ (told / (np.maximum(power, 0) + penalty)) / deviation
        found.append((weights, float(y.mean() - mean @ weights)))
    return found


def fit_boosting(pasts: Sequence[Past], task: Task) -> Boosting:
    """Histogram trees, one correcting the other (Ke and others 2017, as scikit-learn has them)."""
    from sklearn.ensemble import HistGradientBoostingRegressor
    from threadpoolctl import threadpool_limits

    recipe, sizes = _asked(pasts, task)
    some = rows(pasts, recipe, task.horizon, ROWS["boosting"])
    grown = HistGradientBoostingRegressor(
        max_iter=150,
        learning_rate=0.06,
        max_leaf_nodes=15,
        min_samples_leaf=40,
        early_stopping=False,
        random_state=task.seed,
    )
    with threadpool_limits(1):  # after the import: a library that is not there yet is not limited
        grown.fit(np.concatenate([raw(each) for each in some.seen]), some.answer)
    trees = Trees.of([each[0].nodes for each in grown._predictors], float(np.ravel(grown._baseline_prediction)[0]))
    parts = (trees.feature, trees.threshold, trees.left, trees.right, trees.value, trees.root, trees.bias)
    return Boosting(recipe.seasons, recipe.depth, sizes, *parts)


def fit_network(pasts: Sequence[Past], task: Task) -> LagNetwork:
    """Hidden layers from several beginnings, trained by Adam (Kingma and Ba 2015), and the one layer of ``fit_linear``.

    The answer is the mean of the layer without and of those with hidden units. Forecasts are combined since Bates and
    Granger (1969); of hourly bikes the mean is off by .05 to .1 MASE less than either.
    """
    recipe, sizes = _asked(pasts, task)
    plain = fit_linear(pasts, task)
    some = rows(pasts, recipe, task.horizon, ROWS["network"])
    z = np.concatenate([spelled(each, sizes, recipe.recent) for each in some.seen])
    nets = [_hidden(z, some.answer, task.seed + number) for number in range(BEGINNINGS)]
    inner, lean, outer, bias = (np.concatenate(each, axis=-1) for each in zip(*nets, strict=True))
    mean = float(bias.mean() + plain.bias) / 2
    return LagNetwork(
        *(recipe.seasons, recipe.depth, sizes),
        *(inner, lean, outer / (2 * BEGINNINGS), plain.weights / 2, np.asarray(mean)),
    )


def _hidden(z: np.ndarray, y: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Inner weights (columns, hidden), what they lean to, outer weights, and bias of one network."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPRegressor

    mean, deviation, size = z.mean(axis=0), z.std(axis=0), float(y.std()) or 1.0
    deviation[deviation < 1e-9] = np.inf
    net = MLPRegressor(
        hidden_layer_sizes=(HIDDEN,),
        alpha=0.01,
        batch_size=min(128, len(z)),
        max_iter=EPOCHS,
        n_iter_no_change=EPOCHS,
        random_state=seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is stopped by its number of passes, as meant
        net.fit((z - mean) / deviation, y / size)
    (inner, outer), (lean, bias) = net.coefs_, net.intercepts_
    inner = inner / deviation[:, None]
    return inner, lean - mean @ inner, outer[:, 0] * size, bias * size


def _asked(pasts: Sequence[Past], task: Task) -> tuple[Recipe, np.ndarray]:
    return task.recipe(min(len(past.values) for past in pasts)), pasts[0].sizes
