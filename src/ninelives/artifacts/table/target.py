"""What is to be learned: classes or numbers, and the rows that do not say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.table import values
from ninelives.artifacts.table.numbers import LARGEST, codes, numbers
from ninelives.artifacts.table.typed import SURE, plain_number
from ninelives.artifacts.table.words import Words
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

CLASSIFICATION, REGRESSION = "classification", "regression"
TASKS = (CLASSIFICATION, REGRESSION)
FEW = 20  # whole numbers, at most, that are classes, where each stands for five rows or more on average
LEAST = 5


@dataclass(slots=True)
class Target:
    """The answers of a table.

    Attributes:
        task: ``classification`` or ``regression``.
        values: an Enum of the sorted classes, or Float64; null where a row does not say it.
        classes: sorted; None for numbers.
        refused: why a row without an answer has none, by row (from 0).
        notes: how it was read, for people.
    """

    task: str
    values: pl.Series
    classes: tuple[str, ...] | None
    refused: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def target_of(column: pl.Series, where: str, *, task: str | None = None, comma: bool = False) -> Target:
    """Read the answers.

    Args:
        column: as it came.
        where: what the table is called in an error.
        task: what the user said it is; else what its values suggest.
        comma: whether a decimal comma is likely.

    Raises:
        NinelivesError: nobody answered, all answers are one, each is another, or they are lists.
    """
    import polars as pl

    name = column.name
    if column.dtype.is_nested() or column.dtype == pl.Binary or column.dtype.is_temporal():
        what = "dates or times" if column.dtype.is_temporal() else "lists or bytes"
        raise NinelivesError(
            f"{where} holds {what} as '{name}', which is to be learned", fix="name another column with --target"
        )
    words = Words.of(values.text_of(column))
    if not words.rows:
        raise NinelivesError(
            f"{where} has no value in '{name}', which is to be learned", fix="name another column with --target"
        )
    told, share = _numbers(column, words, comma=comma)
    chosen = task or _task(told, share)
    found = _regression(name, words, told) if chosen == REGRESSION else _classes(name, _named(words, told, share))
    _refuse(found, where, name)
    found.notes += _notes(found, words, share, name, said=task is not None)
    return found


def truth_of(column: pl.Series, *, task: str | None = None, comma: bool = False) -> Target:
    """The answers of new rows, as far as they are known; nothing is asked of them.

    Args:
        column: as it came.
        task: of the model.
        comma: whether a decimal comma is likely.
    """
    import polars as pl

    if column.dtype.is_nested() or column.dtype == pl.Binary:
        column = pl.Series(column.name, [None] * len(column), dtype=pl.String)
    words = Words.of(values.text_of(column))
    told, share = _numbers(column, words, comma=comma)
    chosen = task or _task(told, share)
    return (
        _regression(column.name, words, told)
        if chosen == REGRESSION
        else _classes(column.name, _named(words, told, share))
    )


def answers_of(column: pl.Series) -> pl.Series:
    """Each answer as the name of a class."""
    words = Words.of(values.text_of(column))
    return _named(words, *_numbers(column, words, comma=False))


def _numbers(column: pl.Series, words: Words, *, comma: bool) -> tuple[pl.Series, float]:
    """The answers as numbers, null where one is none, and the share of rows with an answer where it is one."""
    import polars as pl

    if column.dtype == pl.Boolean:
        return pl.Series([None] * len(column), dtype=pl.Float64), 0.0
    plain = plain_number(column)
    if plain is not None:
        return plain[0].fill_nan(None), 1.0
    if codes(words.text):
        return pl.Series([None] * len(column), dtype=pl.Float64), 0.0
    found = numbers(words.text, comma=comma).values.fill_nan(None)
    return words.spread(found), words.share(found.is_not_null().to_numpy())


def _task(told: pl.Series, share: float) -> str:
    if share < SURE:
        return CLASSIFICATION
    known = told.drop_nulls()
    finite = known.filter(known.is_finite())
    whole = bool((finite == finite.round()).all())
    few = finite.n_unique() <= min(FEW, len(finite) // LEAST)
    return CLASSIFICATION if whole and (few or finite.n_unique() <= 2) and share == 1.0 else REGRESSION


def _regression(name: str, words: Words, told: pl.Series) -> Target:
    endless = (told.abs() > LARGEST).fill_null(value=False)
    refused = {}
    for row in np.flatnonzero(told.is_null().to_numpy() | endless.to_numpy()).tolist():
        word = words.code[row]
        if word < 0 or words.text[int(word)] is None:
            refused[row] = f"its '{name}' is missing"
        elif endless[row]:
            refused[row] = f"its '{name}' is infinite or too large"
        else:
            refused[row] = f"its '{name}' is no number: '{words.raw[int(word)]}'"
    return Target(REGRESSION, told.set(endless, None).alias(name), None, refused)


def _named(words: Words, told: pl.Series, share: float) -> pl.Series:
    """The answers as names: 1.0 is 1 where all are whole numbers."""
    whole = share == 1.0 and bool((told.drop_nulls() == told.drop_nulls().round()).all())
    return values.text_of(told) if whole else words.spread(words.text)


def _classes(name: str, text: pl.Series) -> Target:
    taken, column = values.category(text, name)
    refused = {int(row): f"its '{name}' is missing" for row in np.flatnonzero(taken.is_null().to_numpy())}
    return Target(CLASSIFICATION, taken, column.categories, refused)


def _refuse(found: Target, where: str, name: str) -> None:
    known = found.values.drop_nulls()
    if not len(known):
        raise NinelivesError(f"no value of '{name}' in {where} is a number", fix="--task classification")
    many = known.n_unique()
    if many == 1:
        one = known[0] if found.classes is None else f"'{known[0]}'"
        rows = f"all {len(known):,} rows" if len(known) > 1 else "the only row"
        raise NinelivesError(
            f"'{name}' is {one} in {rows} of {where}: there is nothing to tell apart",
            fix="name another column with --target, or add rows with other values",
        )
    if found.classes is not None and many == len(known):
        raise NinelivesError(
            f"'{name}' has another value in each of the {len(known):,} rows of {where}: it names the rows, and cannot "
            "be learned",
            fix=f"name another column with --target; if it is numbers, --task {REGRESSION}",
        )
    if found.classes is None and len(known) >= 10 and _running(known):
        raise NinelivesError(
            f"'{name}' only counts the rows of {where}: it cannot be learned", fix="name another column with --target"
        )


def _running(known: pl.Series) -> bool:
    """Whether it goes up or down by one from row to row."""
    steps = known.diff().drop_nulls()
    return bool((steps == 1).all() or (steps == -1).all())


def _notes(found: Target, words: Words, share: float, name: str, *, said: bool) -> list[str]:
    notes = []
    if found.classes is not None and len(found.classes) > 2 and share == 1.0 and not said:
        many = len(found.classes)
        notes.append(
            f"'{name}' has {many} different numbers, taken for classes; --task {REGRESSION} takes them for amounts"
        )
    elif found.classes is not None and share >= 0.5 and not said:
        odd = words.known & numbers(words.text).values.is_null().to_numpy()
        word, row = words.first(odd) if odd.any() else ("", 0)
        if row:
            notes.append(
                f"'{name}' holds numbers and words ('{word}' first in row {row:,}); all were taken for classes"
            )
    if found.refused:
        rows = len(found.refused)
        notes.append(f"{rows:,} row{'s' * (rows != 1)} without a usable '{name}' set aside")
    return notes
