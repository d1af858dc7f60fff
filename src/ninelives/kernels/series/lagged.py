"""The rungs that learn from lags: one layer, trees, and a network, each plain arrays that foresee by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays, check_shape
from ninelives.kernels.series.lags import DEEPEST, Recipe, Seen, look, raw, spelled
from ninelives.kernels.series.past import Floats, Ints, Past
from ninelives.kernels.series.trees import Trees

FARTHEST, WIDEST = 1_000_000, 1000  # steps that a season, and a round of the calendar, may have


class Lagged(Arrays):
    """A rung that sees lags by a recipe, and tells each step ahead in units of the series' naive error."""

    __slots__ = ()
    seasons: Ints
    depth: Ints
    sizes: Ints

    @property
    def recipe(self) -> Recipe:
        """Which lags it sees."""
        return Recipe(self.seasons, self.depth)

    def forecast(self, past: Past, horizon: int) -> Floats:
        """The next ``horizon`` steps, float64 of shape (horizon,).

        Raises:
            ValueError: the past is shorter than the recipe reaches, or its calendar does not go so far.
        """
        if len(past.values) < self.recipe.reach or past.ahead < horizon:
            raise ValueError(f"a forecast of {horizon} steps needs {self.recipe.reach} values and a calendar that far")
        moment = np.full(horizon, len(past.values) - 1)
        seen = look(past, self.recipe, moment, np.arange(1, horizon + 1))
        return np.asarray(seen.base + seen.scale * self.answers(seen))

    def answers(self, seen: Seen) -> Floats:
        """What it says of each row, relative to the row's base and in its scale, shape (rows,)."""
        raise NotImplementedError

    def check_recipe(self) -> None:
        """Raises ValueError where the recipe is none."""
        for name in ("seasons", "depth", "sizes"):
            array = getattr(self, name)
            if array.dtype != np.int64 or array.ndim != 1 or (array < 1).any() or (array > FARTHEST).any():
                raise ValueError(f"{name} are no whole numbers above zero")
        if (self.sizes > WIDEST).any():
            raise ValueError("sizes are of no calendar")
        if self.depth.shape != self.seasons.shape or (self.depth > DEEPEST).any() or (np.diff(self.seasons) <= 0).any():
            raise ValueError("seasons do not ascend, or depth is not theirs")


@dataclass(frozen=True, slots=True, eq=False)
class Linear(Lagged):
    """One layer on lags and calendar."""

    name: ClassVar[str] = "linear"
    seasons: np.ndarray  # (k,) int64, steps
    depth: np.ndarray  # (k,) int64
    sizes: np.ndarray  # (rounds,) int64
    weights: np.ndarray  # (columns,)
    bias: np.ndarray  # ()

    def answers(self, seen: Seen) -> Floats:
        """Sums of the columns."""
        return np.asarray(spelled(seen, self.sizes, self.recipe.recent) @ self.weights + self.bias)

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        self.check_recipe()
        check_shape(bias=(self.bias, ()), weights=(self.weights, (self.weights.size,)))

    @property
    def parameters(self) -> int:
        """The weights."""
        return int(self.weights.size + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Boosting(Lagged):
    """Trees on lags and calendar, one correcting the other."""

    name: ClassVar[str] = "boosting"
    seasons: np.ndarray  # (k,) int64, steps
    depth: np.ndarray  # (k,) int64
    sizes: np.ndarray  # (rounds,) int64
    feature: np.ndarray  # Trees, field by field
    threshold: np.ndarray
    left: np.ndarray
    right: np.ndarray
    value: np.ndarray
    root: np.ndarray
    bias: np.ndarray

    @property
    def trees(self) -> Trees:
        """The trees alone."""
        return Trees(self.feature, self.threshold, self.left, self.right, self.value, self.root, self.bias)

    def answers(self, seen: Seen) -> Floats:
        """Sums over the trees.

        Raises:
            ValueError: a tree asks about a column that is not there.
        """
        columns = raw(seen)
        if self.feature.max(initial=-1) >= columns.shape[1]:
            raise ValueError(f"a tree asks about column {self.feature.max()} of {columns.shape[1]}")
        return self.trees.sums(columns)

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        self.check_recipe()
        self.trees.check()

    @property
    def parameters(self) -> int:
        """A threshold a question, a value a leaf."""
        return int(self.feature.size)


@dataclass(frozen=True, slots=True, eq=False)
class LagNetwork(Lagged):
    """A small network on lags and calendar: one hidden layer, and a way past it."""

    name: ClassVar[str] = "network"
    seasons: np.ndarray  # (k,) int64, steps
    depth: np.ndarray  # (k,) int64
    sizes: np.ndarray  # (rounds,) int64
    inner: np.ndarray  # (columns, hidden)
    lean: np.ndarray  # (hidden,)
    outer: np.ndarray  # (hidden,)
    direct: np.ndarray  # (columns,)
    bias: np.ndarray  # ()

    def answers(self, seen: Seen) -> Floats:
        """What the hidden layer's rectified sums and the columns themselves add up to."""
        columns = spelled(seen, self.sizes, self.recipe.recent)
        hidden = np.maximum(columns @ self.inner + self.lean, 0)
        return np.asarray(hidden @ self.outer + columns @ self.direct + self.bias)

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        self.check_recipe()
        columns, hidden = self.direct.size, self.lean.size
        check_shape(
            inner=(self.inner, (columns, hidden)),
            lean=(self.lean, (hidden,)),
            outer=(self.outer, (hidden,)),
            direct=(self.direct, (columns,)),
            bias=(self.bias, ()),
        )

    @property
    def parameters(self) -> int:
        """All weights."""
        return int(self.inner.size + 2 * self.lean.size + self.direct.size + 1)
