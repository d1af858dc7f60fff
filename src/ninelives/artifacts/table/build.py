"""From a file or a frame to a table: read, understood, checked for what it gives away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.archive.measure import Progress
from ninelives.artifacts.archive.sources import SetAside
from ninelives.artifacts.sheets import Sheet, open_sheet
from ninelives.artifacts.table import values
from ninelives.artifacts.table.asked import SCENE, Wanted, check, items_of
from ninelives.artifacts.table.column import Column
from ninelives.artifacts.table.guided import guided
from ninelives.artifacts.table.leaks import Leak, find
from ninelives.artifacts.table.leaks.repeated import repeated
from ninelives.artifacts.table.table import Table
from ninelives.artifacts.table.target import Target, target_of, truth_of
from ninelives.artifacts.table.twins import scenes_of, twins
from ninelives.artifacts.table.understood import Understood, understood
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.table.coding import Coding


def build(data: Any, wanted: Wanted, like: Coding | None = None, progress: Progress | None = None) -> Table:
    """The table of some data. See ``Table.of``."""
    sheet = open_sheet(data)
    if progress:
        progress("read", sheet.rows, sheet.rows)
    check(sheet, wanted, new=like is not None)
    items = items_of(sheet, wanted.id)
    for name in wanted.ignore:
        sheet.columns.pop(name, None)
    scene = values.text_of(sheet.take(SCENE)) if SCENE in sheet.names else None
    if like is not None:
        return _new(sheet, wanted, like, items, scene)
    target = None
    if wanted.target is not None:
        target = target_of(sheet.take(wanted.target), sheet.where, task=wanted.task, comma=sheet.comma)
    return _learned(sheet, wanted, items, scene, target, progress)


def _learned(
    sheet: Sheet,
    wanted: Wanted,
    items: pl.Series,
    scene: pl.Series | None,
    target: Target | None,
    progress: Progress | None,
) -> Table:
    """The table of the rows that have an answer, without the columns that give it away."""
    usable = _usable(sheet.rows, target)
    found = understood(sheet, usable, order=wanted.dates or "", progress=progress)
    set_aside = [(str(items[row]), why) for row, why in sorted(target.refused.items())] if target else []
    frame = _framed(items, np.zeros(len(items), np.int64), target, found.values).filter(usable)
    leaks = find(frame, found.columns, wanted.target, wanted.keep)
    gone = {leak.column for leak in leaks if leak.left_out}
    columns = tuple(_counted(frame, column) for column in found.columns if column.name not in gone)
    if not columns:
        raise _nothing(sheet.where, found, leaks)
    inputs = frame.select(column.name for column in columns)
    double = twins(inputs, None if wanted.target is None else frame.get_column(wanted.target))
    scenes = scenes_of(double, None if scene is None else scene.filter(usable))
    twin = repeated(double, wanted.target)
    return Table(
        frame=_scened(frame.drop(gone), scenes),
        columns=columns,
        target=wanted.target,
        task=target.task if target else None,
        classes=target.classes if target else None,
        set_aside=tuple(SetAside(item, why) for item, why in set_aside),
        notes=(*sheet.notes, *(target.notes if target else ()), *found.notes, *_told(leaks), *_told([twin])),
        leaks=(*leaks, *([twin] if twin else [])),
    )


def _counted(frame: pl.DataFrame, column: Column) -> Column:
    """A column with what is missing among the usable rows."""
    return replace(column, missing=frame.get_column(column.name).null_count())


def _new(sheet: Sheet, wanted: Wanted, like: Coding, items: pl.Series, scene: pl.Series | None) -> Table:
    """New rows as a model learned to read them."""
    target = None
    if wanted.target is not None and wanted.target in sheet.names and wanted.target not in like.names:
        target = truth_of(sheet.take(wanted.target), task=wanted.task, comma=sheet.comma)
    inputs, notes = guided(sheet, like)
    return Table(
        frame=_framed(items, scenes_of(twins(inputs), scene), target, inputs.get_columns()),
        columns=like.columns,
        target=wanted.target if target else None,
        task=target.task if target else None,
        classes=target.classes if target else None,
        notes=tuple(notes),
    )


def _usable(rows: int, target: Target | None) -> pl.Series:
    import polars as pl

    usable = np.ones(rows, bool)
    usable[list(target.refused) if target else []] = False
    return pl.Series(usable)


def _framed(items: pl.Series, scene: np.ndarray, target: Target | None, inputs: list[pl.Series]) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame([items, pl.Series(SCENE, scene), *([target.values] if target else []), *inputs])


def _scened(frame: pl.DataFrame, scene: np.ndarray) -> pl.DataFrame:
    import polars as pl

    return frame.with_columns(pl.Series(SCENE, scene, dtype=pl.Int64))


def _told(leaks: tuple[Leak, ...] | list[Leak | None]) -> list[str]:
    return [leak.words + ("; left out" if leak.left_out else "") for leak in leaks if leak]


def _nothing(where: str, found: Understood, leaks: tuple[Leak, ...]) -> NinelivesError:
    why = [*_told([leak for leak in leaks if leak.left_out]), *found.notes] or ["it has none beside the target"]
    fix = f"add columns, or --keep '{leaks[0].column}'" if leaks else "add columns that tell something"
    return NinelivesError(f"{where} has no column to learn from: {'; '.join(why[:5])}", fix=fix)
