"""Rung 4: gradient boosting (Friedman 2001), grown by scikit-learn on binned columns and kept as plain arrays.

It stands where photos have a pretrained network: what is known to be hard to beat on tables. How many trees there are
is chosen on scenes kept aside where there are few rows, and fixed where there are many: more than ``CHOOSING`` rows do
not overfit so few trees.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ninelives.kernels.nets.rungs.tables import Boosting, BoostingOfNumbers, Forest
from ninelives.kernels.nets.rungs.tables.forest import WORDS
from ninelives.kernels.stats import group_folds
from ninelives.stages.train.tables.rungs.lesson import TableLesson
from ninelives.stages.train.tables.rungs.linear import scale

STEPS = 100  # trees a class, where the number is fixed
TRIED = 200  # of which the best number is chosen
TREES = 3000  # of all classes together, at most
WORK = 240_000_000  # rows times trees: a million rows of a number or two classes, a quarter of them of ten
CHOOSING = 20_000  # rows up to which the number is chosen
PARTS = 5  # of the scenes, one of which is kept aside for that
RATE = 0.1
LEAVES = 31
CATEGORIES = 254  # of a column that are told apart; rarer ones count as missing
MOST_CLASSES = 100
NEVER = -30.0  # logit of a class that no row has


def fit(lesson: TableLesson) -> Boosting | BoostingOfNumbers:
    """Choose the number of trees, grow them, take them over.

    On one thread: two wait for each other in every tree, which a busy machine makes thirty times as slow.
    """
    import sklearn.ensemble  # noqa: F401 - the limit only reaches what is loaded
    from threadpoolctl import threadpool_limits

    middle, unit = scale(lesson.y) if not lesson.classes else (np.asarray(0.0), np.asarray(1.0))
    target = lesson.y if lesson.classes else (lesson.y - middle) / unit
    table = Table.of(lesson.x, lesson.categories)
    if not table.columns.size or (target == target[0]).all():
        forest = _bare(target, lesson.classes)
    else:
        with threadpool_limits(1):
            steps = _steps(lesson, table, target)
            lesson.tick()
            forest = exported(_grown(table, np.arange(len(target)), target, lesson, steps), table, lesson.classes)
    return Boosting(forest, np.asarray(1.0)) if lesson.classes else BoostingOfNumbers(forest, middle, unit)


class Table:
    """The columns as scikit-learn takes them: categories first, in places from 0 on, without those that say nothing."""

    def __init__(self, values: np.ndarray, columns: np.ndarray, kinds: list[np.ndarray]) -> None:
        """Keep them.

        Args:
            values: float64 of shape (rows, columns kept).
            columns: which these are, int64.
            kinds: the codes that stand at each place, of the first of them.
        """
        self.values, self.columns, self.kinds = values, columns, kinds

    @classmethod
    def of(cls, x: np.ndarray, categories: np.ndarray) -> Table:
        """Sort the columns; ``x`` is of shape (rows, columns)."""
        varied = [at for at in range(x.shape[1]) if _varies(x[:, at])]
        first = [at for at in varied if categories[at]]
        columns = np.array([*first, *(at for at in varied if not categories[at])], np.int64)
        values = np.empty((len(x), len(columns)), order="F")
        kinds = []
        for place, at in enumerate(columns.tolist()):
            values[:, place] = x[:, at]
            if categories[at]:
                kinds.append(_commonest(x[:, at], int(categories[at])))
                values[:, place] = _placed(values[:, place], kinds[-1])
        return cls(values, columns, kinds)


def _varies(values: np.ndarray) -> bool:
    known = values[~np.isnan(values)]
    return bool(known.size and (known.size < len(values) or known.min() < known.max()))


def _commonest(values: np.ndarray, categories: int) -> np.ndarray:
    """Codes of the commonest categories that occur, sorted."""
    count = np.bincount(values[~np.isnan(values)].astype(np.int64), minlength=categories)
    kept = np.argsort(-count, kind="stable")[:CATEGORIES]
    return np.sort(kept[count[kept] > 0])


def _placed(values: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """The place of each code; not a number where it has none."""
    place = np.minimum(np.searchsorted(kinds, values), len(kinds) - 1)
    return np.where(kinds[place] == values, place, np.nan)


def _pace(classes: int) -> tuple[int, float]:
    """Trees a class at most, and how much of what is left each of them takes away; fewer trees take more."""
    most = min(TRIED, max(TREES // max(classes, 1), 1))
    return most, RATE if most >= STEPS else min(RATE * STEPS / most, 0.3)


def most(classes: int) -> int:
    """Rows that it learns from, at most."""
    return WORK // (min(STEPS, _pace(classes)[0]) * (classes if classes > 2 else 1))


def _grown(table: Table, rows: np.ndarray, target: np.ndarray, lesson: TableLesson, steps: int) -> Any:
    """Scikit-learn's own model of some rows."""
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    kind = HistGradientBoostingClassifier if lesson.classes else HistGradientBoostingRegressor
    model = kind(
        max_iter=steps,
        learning_rate=_pace(lesson.classes)[1],
        max_leaf_nodes=LEAVES,
        min_samples_leaf=max(2, min(20, len(rows) // 50)),
        l2_regularization=1.0,
        categorical_features=list(range(len(table.kinds))) or None,
        early_stopping=False,
        random_state=lesson.seed,
    )
    return model.fit(table.values[rows], target[rows])


def _steps(lesson: TableLesson, table: Table, target: np.ndarray) -> int:
    """How many trees a class: the number that was best for scenes kept aside, or the usual one."""
    most, _ = _pace(lesson.classes)
    scene, usual = lesson.scenes, min(STEPS, most)
    if len(target) > CHOOSING or len(np.unique(scene)) < PARTS:
        return usual
    label = lesson.present()[1] if lesson.classes else np.zeros(len(target), np.int64)
    aside = group_folds(scene, label, PARTS, lesson.seed) == 0
    kept, judged = np.flatnonzero(~aside), np.flatnonzero(aside)
    if lesson.classes:
        judged = judged[np.isin(target[judged], target[kept])]
    if not len(judged) or len(np.unique(target[kept])) < 2:
        return usual
    losses = _losses(_grown(table, kept, target, lesson, most), table.values[judged], target[judged], lesson.classes)
    return int(np.argmin(losses)) + 1


def _losses(model: Any, values: np.ndarray, target: np.ndarray, classes: int) -> list[float]:
    """What some rows lose after each tree: logarithmic for classes, squared for numbers."""
    if not classes:
        return [float(((said - target) ** 2).mean()) for said in model.staged_predict(values)]
    place = np.arange(len(target)), np.searchsorted(model.classes_, target)
    return [float(-np.log(np.maximum(p[place], 1e-15)).mean()) for p in model.staged_predict_proba(values)]


def _bare(target: np.ndarray, classes: int) -> Forest:
    """No tree: how common each class is, or the mean."""
    base = np.zeros(1)
    if classes:
        count = np.bincount(target, minlength=classes)
        base = np.where(count > 0, np.log(np.maximum(count, 1) / len(target)), NEVER)
    none, whole = np.zeros(0), np.zeros(0, np.int64)
    nodes = dict.fromkeys(("start", "output", "feature", "chosen", "missing", "left", "right"), whole)
    sets, seen = np.zeros((0, WORDS), np.int64), np.zeros((0, 2), np.int64)
    return Forest(base=base, threshold=none, value=none, sets=sets, seen=seen, **nodes)


def exported(model: Any, table: Table, classes: int) -> Forest:
    """The trees of a model of scikit-learn as plain arrays, which give the same sums to the last bit.

    Args:
        model: fitted on ``table``.
        table: whose columns the arrays are to be for.
        classes: how many there are, those without a row too; 0 for numbers.
    """
    base, outputs = _base(model, classes)
    trees = [tree for step in model._predictors for tree in step]
    nodes = np.concatenate([tree.nodes for tree in trees])
    many = np.array([len(tree.nodes) for tree in trees])
    start = np.cumsum(many) - many
    first = np.repeat(start, many)
    sets = np.concatenate([tree.raw_left_cat_bitsets for tree in trees]).astype(np.int64)
    before = np.cumsum([0, *(len(tree.raw_left_cat_bitsets) for tree in trees[:-1])])
    leaf, kind = nodes["is_leaf"] == 1, nodes["is_categorical"] == 1
    reach = np.finfo(np.float32).max  # a threshold beyond all numbers parts those that are known from those missing
    return Forest(
        base=base,
        start=start,
        output=np.tile(outputs, len(model._predictors)),
        feature=np.where(leaf, -1, table.columns[nodes["feature_idx"]]),
        threshold=np.where(leaf | kind, 0.0, np.clip(nodes["num_threshold"], -reach, reach)),
        chosen=np.where(kind & ~leaf, nodes["bitset_idx"].astype(np.int64) + np.repeat(before, many), -1),
        missing=np.where(leaf, 0, nodes["missing_go_to_left"]).astype(np.int64),
        left=np.where(leaf, 0, nodes["left"] + first),
        right=np.where(leaf, 0, nodes["right"] + first),
        value=np.where(leaf, nodes["value"], 0.0),
        sets=sets.reshape(-1, WORDS),
        seen=_seen(table),
    )


def _base(model: Any, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """What each sum begins with, and which of them the trees of one step add to."""
    begun = np.asarray(model._baseline_prediction, np.float64).ravel()
    if not classes:
        return begun, np.zeros(1, np.int64)
    base, present = np.full(classes, NEVER), model.classes_.astype(np.int64)
    if len(present) == 2:  # scikit-learn keeps the second of the two
        base[present] = 0.0, begun[0]
        return base, present[1:]
    base[present] = begun
    return base, present


def _seen(table: Table) -> np.ndarray:
    """Column and code of each category that a place stands for, in order; int64 of shape (categories, 2)."""
    pairs = [(int(at), int(code)) for at, codes in zip(table.columns, table.kinds, strict=False) for code in codes]
    return np.array(sorted(pairs), np.int64).reshape(-1, 2)
