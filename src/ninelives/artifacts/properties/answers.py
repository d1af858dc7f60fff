"""Answers as numbers: yes and no from words, truth values, 1 and 0; numbers as they are; what is missing stays so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from ninelives.artifacts.properties.named import NUMBER, YES_NO, Property
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.properties.question import Question

TRUTH: Final = {"yes": 1.0, "no": 0.0, "true": 1.0, "false": 0.0, "1": 1.0, "0": 0.0, "1.0": 1.0, "0.0": 0.0}
MISSING: Final = ("", "?", "unknown")  # nobody said it
LARGEST: Final = 1e9  # of a number, so that a rule about it can be kept


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
    _numbers(frame, name, kind)
    return kind


def matrix(frame: pl.DataFrame, properties: Sequence[Property]) -> np.ndarray:
    """The answers to some questions, float32 of shape (rows, properties); NaN where nobody answered.

    Raises:
        NinelivesError: an answer is of another kind than the property.
    """
    columns = [_numbers(frame, each.name, each.kind) for each in properties]
    return np.stack(columns, axis=1) if columns else np.zeros((frame.height, 0), np.float32)


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


def _numbers(frame: pl.DataFrame, name: str, kind: str) -> np.ndarray:
    import polars as pl

    text = _plain(frame.get_column(name))
    if kind == YES_NO:
        values = text.str.to_lowercase().replace_strict(TRUTH, default=None, return_dtype=pl.Float64)
    else:
        values = text.cast(pl.Float64, strict=False)
    good = values.is_finite() & (values.abs() <= LARGEST)
    if (bad := text.is_not_null() & ~good.fill_null(value=False)).any():
        row = int(bad.arg_max() or 0)
        wanted = "yes or no" if kind == YES_NO else f"a number of {LARGEST:,.0f} or less"
        raise NinelivesError(
            f"the property '{name}' of '{frame['item'][row]}' is '{text[row]}', and should be {wanted}",
            fix="yes or no (true, false, 1, 0), or a number, the same kind for all; leave empty what nobody knows",
        )
    return values.cast(pl.Float32).fill_null(float("nan")).to_numpy()
