"""Answers as numbers: yes and no from words, truth values, 1 and 0; numbers as they are; what is missing stays so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NoReturn

import numpy as np

from ninelives.artifacts.properties.named import NUMBER, YES_NO, Property
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.properties.question import Question

TRUTH: Final = {"yes": 1.0, "no": 0.0, "true": 1.0, "false": 0.0, "1": 1.0, "0": 0.0, "1.0": 1.0, "0.0": 0.0}
MISSING: Final = ("", "?", "unknown")  # nobody said it
LARGEST: Final = 1e9  # of a number, so that a rule about it can be kept
KINDS: Final = "yes or no (true, false, 1, 0), or a number, the same kind for all; leave empty what nobody knows"
UNITS: Final = "count in a larger unit, or from a later beginning: days of this year instead of milliseconds since 1970"


def put_on(frame: pl.DataFrame, questions: Sequence[Question]) -> pl.DataFrame:
    """A table with ``item`` and a column for each file of answers; a file wins over a column of its name.

    Raises:
        NinelivesError: a file names none of the items.
    """
    items = frame.select("item")
    told = [question.labels.put_on(items)["label"].alias(question.name) for question in questions if question.labels]
    return frame.with_columns(told)


def kind_of(frame: pl.DataFrame, name: str) -> str:
    """``yes/no`` where each answer is one, else ``number``; a word among the answers makes all of them yes or no.

    Raises:
        NinelivesError: an answer is neither, or there is none at all.
    """
    import polars as pl

    column = _plain(frame.get_column(name))
    if column.null_count() == len(column):
        raise NinelivesError(f"the property '{name}' has no value for any photo", fix="yes or no, or a number, a photo")
    truths, numbers = column.str.to_lowercase().is_in(list(TRUTH)), column.cast(pl.Float64, strict=False).is_not_null()
    kind = YES_NO if truths.all() or (truths & ~numbers).any() else NUMBER
    matrix(frame, [Property(name, kind, "column")])
    return kind


def matrix(frame: pl.DataFrame, properties: Sequence[Property]) -> np.ndarray:
    """The answers to some questions, float32 of shape (rows, properties); NaN where nobody answered.

    Raises:
        NinelivesError: an answer is of another kind than the property.
    """
    answers, misfits = _numbers(frame, properties)
    for each, found in zip(properties, misfits, strict=True):
        if found:
            _refuse(frame, each, found)
    return answers


def fitting(frame: pl.DataFrame, properties: Sequence[Property]) -> tuple[np.ndarray, dict[int, str]]:
    """As ``matrix`` and ``lacking``, of photos that nothing is learned from: an answer of another kind is none.

    Raises:
        NinelivesError: all answers to a question are of another kind than the property.
    """
    answers, misfits = _numbers(frame, properties)
    for at, (each, found) in enumerate(zip(properties, misfits, strict=True)):
        if found and np.isnan(answers[:, at]).all():
            _refuse(frame, each, found)
    reasons = lacking(answers, properties)
    for row in reasons:
        wrong = [(each, found[row]) for each, found in zip(properties, misfits, strict=True) if row in found]
        if wrong:
            reasons[row] = "; ".join(
                f"its '{each.name}' is '{said}', and should be {_wanted(each)}" for each, said in wrong
            )
    return answers, reasons


def lacking(answers: np.ndarray, properties: Sequence[Property]) -> dict[int, str]:
    """Rows without an answer, each with the reason, for people."""
    found = {}
    for row in np.flatnonzero(np.isnan(answers).any(axis=1)).tolist():
        names = [each.name for each, value in zip(properties, answers[row], strict=True) if np.isnan(value)]
        found[row] = f"nobody told its {' and '.join(repr(name) for name in names)}"
    return found


def _plain(column: pl.Series) -> pl.Series:
    """Text without what says nothing."""
    import polars as pl

    if column.dtype.is_nested() or column.dtype == pl.Binary:
        return pl.Series(column.name, ["a list"] * len(column))
    text = column.cast(pl.String).str.strip_chars()
    return text.set(text.str.to_lowercase().is_in([*MISSING, "nan"]), None)


Misfits = dict[int, str]  # row → what it says, which is of another kind than the property


def _numbers(frame: pl.DataFrame, properties: Sequence[Property]) -> tuple[np.ndarray, list[Misfits]]:
    """The answers, float32 of shape (rows, properties), NaN where none is of the kind; and the misfits of each."""
    answers = np.full((frame.height, len(properties)), np.nan, np.float32)
    misfits = [_read(frame.get_column(each.name), each.kind, answers[:, at]) for at, each in enumerate(properties)]
    return answers, misfits


def _read(column: pl.Series, kind: str, into: np.ndarray) -> Misfits:
    import polars as pl

    text = _plain(column)
    if kind == YES_NO:
        values = text.str.to_lowercase().replace_strict(TRUTH, default=None, return_dtype=pl.Float64)
    else:
        values = text.cast(pl.Float64, strict=False)
    good = (values.is_finite() & (values.abs() <= LARGEST)).fill_null(value=False)
    into[good.to_numpy()] = values.filter(good).to_numpy()
    bad = (text.is_not_null() & ~good).arg_true()
    return dict(zip(bad.to_list(), text.gather(bad).to_list(), strict=True))


def _wanted(of: Property) -> str:
    return "yes or no" if of.kind == YES_NO else f"a number of {LARGEST:,.0f} or less"


def _refuse(frame: pl.DataFrame, of: Property, misfits: Misfits) -> NoReturn:
    row, said = next(iter(misfits.items()))
    raise NinelivesError(
        f"the property '{of.name}' of '{frame['item'][row]}' is '{said}', and should be {_wanted(of)}",
        fix=UNITS if of.kind == NUMBER and _is_large(said) else KINDS,
    )


def _is_large(said: str) -> bool:
    try:
        return LARGEST < abs(float(said)) < math.inf
    except ValueError:
        return False
