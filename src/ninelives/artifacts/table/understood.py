"""All columns of a sheet by their kinds, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ninelives.artifacts.archive.measure import Progress
from ninelives.artifacts.sheets import Sheet
from ninelives.artifacts.table.column import Column
from ninelives.artifacts.table.typed import Typed, typed

if TYPE_CHECKING:
    import polars as pl

NAMED = 8  # columns that are told of many alike
STEP = 50  # columns between two words of progress


@dataclass(slots=True)
class Understood:
    """The columns that something can be learned from.

    Attributes:
        values: typed, one a column.
        columns: what they are.
        notes: how they were read, and which were left out.
    """

    values: list[pl.Series] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def understood(sheet: Sheet, usable: pl.Series, *, order: str = "", progress: Progress | None = None) -> Understood:
    """Read every column that is left in a sheet, which is empty then.

    Args:
        sheet: without the columns that name rows or are learned.
        usable: whether a row has an answer; without any a column may have one value only.
        order: ``dmy`` or ``mdy`` where the user said how dates are meant.
        progress: called with (stage, done, of how many).
    """
    out = Understood()
    left, told = list[tuple[str, str]](), list[tuple[str, str]]()
    for at, name in enumerate(names := sheet.names):
        found = typed(sheet.take(name), comma=sheet.comma, order=order)
        if why := found.left_out or _constant(found, usable):
            left.append((name, why))
        elif found.values is not None and found.column is not None:
            out.values.append(found.values)
            out.columns.append(found.column)
            told += [(name, note) for note in (found.column.reading, *found.notes) if note]
        if progress and (at + 1 == len(names) or not at % STEP):
            progress("columns", at + 1, len(names))
    out.notes = [*grouped(told), *(f"{each}; left out" for each in grouped(left))]
    return out


def _constant(found: Typed, usable: pl.Series) -> str:
    """Why a column without any difference is left out; empty where it has one."""
    if found.values is None:
        return ""
    rows = found.values if usable.all() else found.values.filter(usable)
    if len(rows) < 2 or rows.head(100).n_unique() > 1 or rows.n_unique() > 1:
        return ""
    return "it is empty" if rows.null_count() else "it has one value only"


def grouped(told: Iterable[tuple[str, str]]) -> list[str]:
    """What is true of several columns, said once.

    Example:
        >>> grouped([("a", "it is empty"), ("b", "in %"), ("c", "it is empty")])
        ["'a', 'c': it is empty", "'b': in %"]
    """
    names: dict[str, list[str]] = {}
    for name, what in told:
        names.setdefault(what, []).append(f"'{name}'")
    more = {what: f" and {len(of) - NAMED:,} more" if len(of) > NAMED else "" for what, of in names.items()}
    return [f"{', '.join(of[:NAMED])}{more[what]}: {what}" for what, of in names.items()]
