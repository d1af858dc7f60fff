"""The different words of a column, each once, with their rows: what is found out of them holds for all rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import polars as pl

# What stands for nothing in every kind of column, as spreadsheets, R, SQL and Python write it.
NOTHING = frozenset(
    {"", "NA", "N/A", "n/a", "#N/A", "#NA", "<NA>", "N.A.", "NaN", "nan", "-nan", "NaT", "NULL", "null", "None"}
    | {"#DIV/0!", "#VALUE!", "#REF!", "#NUM!", "#NAME?", "#NULL!", "#NV", "#WERT!"}
)
YES = {"true": "false", "yes": "no", "t": "f", "y": "n", "wahr": "falsch", "vrai": "faux", "ja": "nein"}
SPACES = " \t\r\n\u00a0\u202f\ufeff"


@dataclass(frozen=True, slots=True)
class Words:
    """A column of text, each word once.

    Attributes:
        text: the different words, stripped, in the order of their first row; null where one stands for nothing.
        raw: the same as they were written.
        code: the place of each row's word, int64 of shape (rows,); -1 for a row without.
        count: rows of each word, int64.
    """

    text: pl.Series
    raw: pl.Series
    code: np.ndarray
    count: np.ndarray

    @classmethod
    def of(cls, column: pl.Series) -> Words:
        """The words of a column of text."""
        import polars as pl

        coded = column.alias("").cast(pl.String).to_arrow().dictionary_encode()
        code = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        raw = pl.Series(column.name, coded.dictionary, dtype=pl.String)
        text = raw.str.strip_chars(SPACES)
        text = text.set(text.is_in(list(NOTHING)), None)
        return cls(text, raw, code, np.bincount(code[code >= 0], minlength=len(raw)))

    @property
    def known(self) -> np.ndarray:
        """Which words stand for something."""
        return self.text.is_not_null().to_numpy()

    @property
    def rows(self) -> int:
        """Rows whose word stands for something."""
        return int(self.count[self.known].sum())

    def spread(self, values: pl.Series) -> pl.Series:
        """A value for each word as a value for each row."""
        if len(values) == 0:
            return values.extend_constant(None, len(self.code))
        taken = values.gather(np.maximum(self.code, 0))
        return taken.set(_mask(self.code < 0), None) if (self.code < 0).any() else taken

    def share(self, fits: np.ndarray) -> float:
        """Of the rows with a word, those whose word fits."""
        return float(self.count[self.known & fits].sum()) / max(self.rows, 1)

    def first(self, which: np.ndarray) -> tuple[str, int]:
        """The first word of some, as written, and its row, from 1."""
        word = int(np.flatnonzero(which)[0])
        return str(self.raw[word]), int(np.argmax(self.code == word)) + 1

    def nothings(self) -> dict[str, int]:
        """Words other than the empty one that stand for nothing, with their rows."""
        at = np.flatnonzero(~self.known)
        return {word: int(self.count[i]) for i in at if (word := str(self.raw[int(i)]).strip(SPACES))}


def _mask(values: np.ndarray) -> pl.Series:
    import polars as pl

    return pl.Series(values, dtype=pl.Boolean)


def truths(text: pl.Series) -> pl.Series | None:
    """Yes and no of a column that holds nothing else; None where it does. A single letter alone may be a name."""
    found = set(text.str.to_lowercase().drop_nulls().unique().to_list())
    for yes, no in YES.items():
        if found and found <= {yes, no} and (len(yes) > 1 or found == {yes, no}):
            return said(text)
    return None


def said(text: pl.Series) -> pl.Series:
    """Whether each word says yes, in any of the ways that are known; null where it says neither."""
    told = {**dict.fromkeys((*YES, "1", "1.0"), True), **dict.fromkeys((*YES.values(), "0", "0.0"), False)}
    import polars as pl

    return text.str.to_lowercase().replace_strict(told, default=None, return_dtype=pl.Boolean)
