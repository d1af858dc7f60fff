"""A sheet: the columns of one file or frame as they came, each taken out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

FEW = 8  # names told of many


@dataclass(slots=True)
class Sheet:
    """Columns by name, read and not yet understood.

    Attributes:
        where: what it is called in an error: ``the table 't.csv'``.
        columns: Arrow or Polars columns of one length; of a CSV file all are text.
        rows: that length.
        written: whether numbers and dates come as somebody wrote them (CSV), and not with types of their own.
        comma: whether a decimal comma is likely: the fields are parted by semicolons.
        notes: how it was read, where that is not plain.
    """

    where: str
    columns: dict[str, Any]
    rows: int
    written: bool = False
    comma: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Of the columns that are still there."""
        return list(self.columns)

    def take(self, name: str) -> pl.Series:
        """A column, which the sheet then lets go of: a large table is never there twice."""
        column = self.column(name)
        del self.columns[name]
        return column

    def column(self, name: str) -> pl.Series:
        """A column, which stays."""
        import polars as pl

        column = self.columns[name]
        if isinstance(column, pl.Series):
            return column.alias(name)
        taken = pl.from_arrow(column)
        assert isinstance(taken, pl.Series)
        return taken.alias(name)

    def frame(self) -> pl.DataFrame:
        """All columns; the sheet is empty then."""
        import polars as pl

        return pl.DataFrame([self.take(name) for name in self.names])


def listed(names: Sequence[str], most: int = FEW) -> str:
    """Names in quotes, the first few of many."""
    return ", ".join(f"'{name}'" for name in names[:most]) + (", …" if len(names) > most else "")


def refuse_twins(where: str, names: Iterable[str]) -> None:
    """Two columns of one name are none that can be asked for.

    Raises:
        NinelivesError: there are such.
    """
    if twins := [name for name, times in Counter(names).items() if times > 1]:
        raise NinelivesError(f"{where} has two columns named {listed(twins)}", fix="rename one of them")


def close_to(name: str, names: Sequence[str]) -> str | None:
    """The name that may have been meant, whatever its letters' case."""
    import difflib

    lower = {each.lower(): each for each in reversed(names)}
    close = difflib.get_close_matches(name.lower(), list(lower), n=1)
    return lower[close[0]] if close else None
