"""Everything that a table gives away, looked for before anything is learned."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ninelives.artifacts.table.column import DATE, NUMBER, Column
from ninelives.artifacts.table.leaks.afterwards import afterwards
from ninelives.artifacts.table.leaks.alone import alone, some
from ninelives.artifacts.table.leaks.coded import Coded
from ninelives.artifacts.table.leaks.copies import copy_of
from ninelives.artifacts.table.leaks.ids import id_of
from ninelives.artifacts.table.leaks.leak import LEFT_OUT, SAME, Leak
from ninelives.artifacts.table.leaks.related import derived, same
from ninelives.artifacts.table.leaks.sums import sum_of

if TYPE_CHECKING:
    import polars as pl

WIDEST = 2000  # columns that are compared with each other
VALUES = 1000  # different ones of a column that may say what another says


def find(
    frame: pl.DataFrame, columns: Sequence[Column], target: str | None = None, keep: Collection[str] = ()
) -> tuple[Leak, ...]:
    """The leaks of a table, in the order of its columns; what is left out of learning says so.

    Args:
        frame: its typed columns and target.
        columns: the inputs.
        target: the column that is learned, without missing values; None where nothing is.
        keep: columns that the user wants to be learned from whatever they are.
    """
    found: list[Leak] = []
    answers = None if target is None else frame.get_column(target)
    part = frame[some(frame.height)]
    for column in columns:
        leak = _of_one(_plain(frame, column), column, answers, len(columns))
        if leak is None and answers is not None:
            leak = alone(_plain(part, column), part.get_column(answers.name))
        if leak is not None:
            out = leak.kind in LEFT_OUT and column.name not in keep
            found.append(replace(leak, left_out=out))
    gone = {leak.column for leak in found if leak.left_out}
    left = [column for column in columns if column.name not in gone]
    if answers is not None and answers.dtype.is_float():
        exact = sum_of([frame.get_column(each.name) for each in left if each.kind == NUMBER], answers)
        found += [exact] if exact else []
    return tuple(found + [leak for leak in _among(part, left) if _holds(frame, leak)])


def _plain(frame: pl.DataFrame, column: Column) -> pl.Series:
    """A column; a date as a number, so that it can be a copy or tell the target alone as one."""
    import polars as pl

    values = frame.get_column(column.name)
    return values.cast(pl.Int64).cast(pl.Float64) if column.kind == DATE else values


def _of_one(values: pl.Series, column: Column, answers: pl.Series | None, columns: int) -> Leak | None:
    """The gravest thing that is wrong with a column."""
    if answers is None:
        return id_of(values, column)
    return (
        copy_of(values, answers, columns=columns)
        or id_of(values, column)
        or afterwards(values, answers, columns=columns)
    )


def _among(part: pl.DataFrame, columns: Sequence[Column]) -> list[Leak]:
    """What columns say of each other, on some of the rows."""
    if len(columns) > WIDEST:
        return []
    few = [each for column in columns if (each := part.get_column(column.name)).n_unique() <= VALUES]
    coded = {column.name: Coded.of(column) for column in few}
    alike = same(coded)
    return [*alike, *derived(coded, [leak.column for leak in alike])]


def _holds(frame: pl.DataFrame, leak: Leak) -> bool:
    """Whether what some rows say of two columns is true of all."""
    name, other = leak.column, str(leak.evidence["other"])
    pairs = frame.select(name, other).n_unique()
    return pairs == frame.get_column(other).n_unique() and (
        leak.kind != SAME or pairs == frame.get_column(name).n_unique()
    )
