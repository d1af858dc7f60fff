"""Which rows are learned from, and which are kept apart to check how sure the model is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from ninelives.artifacts.table import Coding, Table
from ninelives.errors import NinelivesError
from ninelives.kernels.stats import apart
from ninelives.report.words import plural
from ninelives.stages.train.tables.rungs.lesson import FARTHEST, WIDEST
from ninelives.stages.train.tables.task import TableTask, ranks

ALONE = "its class has no second scene to be tested on"


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """All usable rows, shared out by scene.

    Attributes:
        table: all of them.
        coding: how they become numbers.
        x: these, float32 of shape (rows, features).
        kept_apart: mask of the calibration rows.
        task: what is to be learned of the others.
    """

    table: Table
    coding: Coding
    x: np.ndarray
    kept_apart: np.ndarray
    task: TableTask


def split(table: Table, share: float, seed: int) -> Split:
    """Share usable rows out; the same ones, share and seed give the same parts. Numbers are spread by their rank.

    Raises:
        NinelivesError: one scene is left to fit on, or there are too many columns.
    """
    y, coding = table.y, Coding.of(table)
    label = y if table.classes is not None else ranks(y)
    kept_apart = apart(table.scene, label, share, seed=seed, key=table.items)
    part = table.select(~kept_apart)
    if part.scenes < 2:
        raise NinelivesError(
            f"only one scene is left to fit on, of {plural(len(part), 'row')}: none to be tested on",
            fix="add rows of other scenes, or keep none apart: --calibration-share 0",
        )
    if (wide := len(coding.features)) > WIDEST:
        raise NinelivesError(
            f"the table has {wide:,} columns to learn from, and {WIDEST:,} are the most",
            fix="--ignore those that tell nothing",
        )
    x = table.matrix(coding)
    kinds = np.array([len(each.categories) for each in coding.features], np.int64)
    fitted_on = x[~kept_apart]
    task = TableTask(fitted_on, y[~kept_apart], kinds, part.scene, table.classes or (), part.items)
    return Split(table, coding, x, kept_apart, task)


def usable(table: Table) -> Table:
    """The rows that can be learned from: of classes, those of a class that has at least two scenes.

    Raises:
        NinelivesError: fewer than two classes are left.
    """
    if table.classes is None:
        near = np.abs(table.y) <= FARTHEST
        return table if near.all() else table.select(near, f"its '{table.target}' is too large to be learned")
    y, scene = table.y, table.scene
    lonely = {at for at in range(len(table.classes)) if len(np.unique(scene[y == at])) < 2}
    left = tuple(name for at, name in enumerate(table.classes) if at not in lonely)
    if len(left) < 2:
        counted = ", ".join(
            f"'{name}' ({plural(int((y == at).sum()), 'row')})" for at, name in enumerate(table.classes)
        )
        raise NinelivesError(
            f"there are fewer than two classes of at least two scenes: {counted}",
            fix="add rows of each class; rows that are the same in all columns are one scene",
        )
    if not lonely:
        return table
    table = table.select(~np.isin(y, list(lonely)), ALONE)
    assert table.target is not None
    target = table.frame.get_column(table.target).cast(pl.String).cast(pl.Enum(list(left)))
    return replace(table, frame=table.frame.with_columns(target), classes=left)
