"""One small rung of each kind that tells of the rows of a table: two numbers and a category."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs import Majority
from ninelives.kernels.nets.rungs.tables import (
    Boosting,
    BoostingOfNumbers,
    Columns,
    Dense,
    Forest,
    Kernel,
    KernelOfNumbers,
    Landmarks,
    Layer,
    Linear,
    Mean,
    Network,
    NetworkOfNumbers,
    Perceptron,
    Rules,
    RulesOfNumbers,
    Spread,
)
from ninelives.kernels.nets.rungs.tables.columns import MISSING, NUMBER, OTHER

NAN = float("nan")
QUESTIONS = {  # is column 0 at most 1? else, is column 2 category 3?
    "feature": np.array([0, -1, 2, -1, -1]),
    "threshold": np.array([1.0, 0, 0, 0, 0]),
    "category": np.array([-1, -1, 3, -1, -1]),
    "left": np.array([1, 0, 3, 0, 0]),
    "right": np.array([2, 0, 4, 0, 0]),
    "missing": np.array([1, 0, 0, 0, 0]),
    "gaps": np.array([2, 0, 0, 0, 0]),
}


def table(rows: int = 40, seed: int = 0, *, gaps: float = 0.2) -> np.ndarray:
    """Two numbers and a category of five, some missing, float32 of shape (rows, 3)."""
    draw = np.random.default_rng(seed)
    x = np.stack([draw.normal(1, 1, rows), draw.normal(-3, 2, rows), draw.integers(0, 5, rows)], axis=1)
    x[draw.uniform(size=x.shape) < gaps] = NAN
    return x.astype(np.float32)


def columns() -> Columns:
    return Columns(
        column=np.array([0, 0, 1, 2, 2, 2]),
        code=np.array([NUMBER, MISSING, NUMBER, 1, 3, OTHER]),
        middle=np.array([1.0, 0.2, -3, 0.2, 0.2, 0.6]),
        spread=np.array([1.0, 1, 2, 1, 1, 1]),
    )


def layer(outputs: int, seed: int = 0) -> Layer:
    draw = np.random.default_rng(seed)
    return Layer(draw.normal(size=(6, outputs)), draw.normal(size=outputs))


def landmarks(outputs: int, marks: int = 4, seed: int = 0) -> Landmarks:
    draw = np.random.default_rng(seed)
    head = draw.normal(size=(marks, outputs)), draw.normal(size=outputs)
    return Landmarks(draw.normal(size=(marks, 6)), np.asarray(0.3), np.eye(marks), *head)


def dense(outputs: int, seed: int = 0) -> Dense:
    draw, widths = np.random.default_rng(seed), (6, 5, 4, outputs)
    parts = [
        part for at in range(3) for part in (draw.normal(size=widths[at : at + 2]), draw.normal(size=widths[at + 1]))
    ]
    return Dense(*parts, steps=np.array([9, 9, 9, 1]))


def forest(outputs: int) -> Forest:
    """Two trees: is column 1 at most -3? else, is column 2 category 1 or 4?; and a leaf alone."""
    return Forest(
        base=np.arange(outputs, dtype=np.float64),
        start=np.array([0, 5]),
        output=np.array([0, outputs - 1]),
        feature=np.array([1, -1, 2, -1, -1, -1]),
        threshold=np.array([-3.0, 0, 0, 0, 0, 0]),
        chosen=np.array([-1, -1, 0, -1, -1, -1]),
        missing=np.array([1, 0, 0, 0, 0, 0]),
        left=np.array([1, 0, 3, 0, 0, 0]),
        right=np.array([2, 0, 4, 0, 0, 0]),
        value=np.array([0, 0.5, 0, 1.5, -1, 0.25]),
        sets=np.array([[0b101, 0, 0, 0, 0, 0, 0, 0]]),  # the first and the third that were seen
        seen=np.array([[2, 1], [2, 3], [2, 4]]),
    )


ONE = np.asarray(1.0)
RULES = Rules(
    **QUESTIONS,
    value=np.array([[0.5, 0.5], [1, 0], [0.2, 0.8], [0.4, 0.6], [0, 1]]),
    rows=np.array([[6, 4], [5, 0], [1, 4], [1, 1], [0, 3]]),
)
CLASSES = {
    "majority": Majority(prior=np.array([0.2, 0.8])),
    "rules": RULES,
    "perceptron": Perceptron(Spread(columns(), layer(3)), np.asarray(0.8)),
    "kernel": Kernel(Spread(columns(), landmarks(3)), ONE),
    "boosting": Boosting(forest(3), ONE),
    "network": Network(Spread(columns(), dense(3)), ONE),
}
NUMBERS = {
    "mean": Mean(np.asarray(4.0)),
    "rules": RulesOfNumbers(**QUESTIONS, value=np.array([3.0, 1, 4, 2, 7]), rows=np.array([10, 5, 5, 2, 3])),
    "linear": Linear(Spread(columns(), layer(1)), np.asarray(40.0), np.asarray(2.0)),
    "kernel": KernelOfNumbers(Spread(columns(), landmarks(1)), np.asarray(40.0), np.asarray(2.0)),
    "boosting": BoostingOfNumbers(forest(1), np.asarray(40.0), np.asarray(2.0)),
    "network": NetworkOfNumbers(Spread(columns(), dense(1)), np.asarray(40.0), np.asarray(2.0)),
}
EACH = {("classes", name): rung for name, rung in CLASSES.items()} | {
    ("numbers", name): rung for name, rung in NUMBERS.items()
}
