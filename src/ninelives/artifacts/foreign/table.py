"""A table of probabilities that a model elsewhere gave: read, and checked to the last row before it is believed.

``item`` names the photo or row, and one column a class holds a number: ``p_cat``, ``prob_cat``, ``logit_cat`` or
plainly ``cat``. Everything else in it is left alone. All faults are told at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninelives.artifacts.archive.tables import PATHS, framed
from ninelives.artifacts.foreign.columns import Columns, choose
from ninelives.artifacts.sheets import Sheet, read_sheet
from ninelives.kernels.nets.foreign.faults import Fault, named, refuse
from ninelives.kernels.nets.rungs import softmax

if TYPE_CHECKING:
    import polars as pl

ROUNDING: Final = 1e-6  # of float32, below 0 and above 1
CLOSE: Final = 0.01  # of a sum to 1: a hundred classes of four decimals lose half of it
NAMED: Final = 3  # rows told by name


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What a model elsewhere said, one row an item.

    Attributes:
        items: their names, in the order that was asked for, or else the table's.
        classes: their names.
        probabilities: float64 ``(items, classes)``, each row summing to 1.
        notes: what was left out, or put right, in words.
    """

    items: tuple[str, ...]
    classes: tuple[str, ...]
    probabilities: NDArray[np.float64]
    notes: tuple[str, ...]


def read_given(
    path: Path,
    *,
    classes: Sequence[str] | None = None,
    items: Sequence[str] | None = None,
    logits: bool = False,
) -> Given:
    """Read a Parquet, CSV, TSV or JSON-lines table of probabilities.

    Args:
        path: the table.
        classes: the classes that it must have, in this order; those that its columns name where left out.
        items: the items that it must have, in this order; those that it has where left out.
        logits: its numbers are logits, and are turned into probabilities by softmax.

    Raises:
        NinelivesError: it cannot be read, or has any fault; all at once.
    """
    return given_of(read_sheet(path), classes=classes, items=items, logits=logits)


def given_of(
    sheet: Sheet, *, classes: Sequence[str] | None = None, items: Sequence[str] | None = None, logits: bool = False
) -> Given:
    """As :func:`read_given`, of what was read already; the sheet is empty then.

    Raises:
        NinelivesError: it has any fault; all at once.
    """
    frame = framed(sheet)
    key = next((name for name in ("item", *PATHS) if name in frame.columns), None)
    columns = choose(frame, key, classes)
    faults = list(columns.faults)
    if key is None:
        faults.append(Fault("it has no column that names the items", "name one of its columns 'item'"))
    names = frame.get_column(key).cast(_text()).to_list() if key else []
    faults += _check_items(names, items)
    values = _numbers(frame, columns)
    faults += _check_numbers(values, names or [f"row {at + 1}" for at in range(len(values))], logits=logits)
    if logits and columns.second:
        faults.append(Fault("one column of logits is not enough", "give a column for each of the two classes"))
    refuse(sheet.where, faults, verdict="cannot be used")
    found = _shared(values, logits=logits)
    order, notes = list(range(len(names))), []
    if items is not None:
        at = {name: row for row, name in enumerate(names)}
        order = [at[item] for item in items]
        if strangers := sorted(set(names) - set(items)):
            notes.append(
                f"{_counted(len(strangers), 'row names', 'rows name')} no item that is there: {few(strangers)}"
            )
    return Given(tuple(names[row] for row in order), columns.classes, found[order], (*columns.notes, *notes))


def shares(values: ArrayLike, names: Sequence[str], *, logits: bool = False) -> NDArray[np.float64]:
    """Probabilities that a function gave, checked as those of a table are.

    Args:
        values: shape (items, classes); or (items,) or (items, 1), the probability of the second of two classes.
        names: of the items.
        logits: they are logits, and are turned into probabilities by softmax.

    Raises:
        NinelivesError: they are of another shape, or no probabilities.
    """
    try:
        found = np.asarray(values, np.float64)
    except (TypeError, ValueError) as error:
        fault = Fault(f"it gives {type(values).__name__}, and no numbers: {error}", "return an array of probabilities")
        refuse("the function", [fault], verdict="cannot be used")
        raise
    found = found.reshape(len(names), 1) if found.shape == (len(names),) else found
    if found.ndim != 2 or len(found) != len(names) or not found.size:
        got = " x ".join(f"{size:,}" for size in found.shape) or "one number"
        fault = Fault(f"for {len(names):,} items it gives {got}", "return one row an item, and one column a class")
        refuse("the function", [fault], verdict="cannot be used")
    if found.shape[1] == 1:
        found = np.concatenate([0 * found if logits else 1 - found, found], axis=1)
    refuse("the function", _check_numbers(found, names, logits=logits), verdict="cannot be used")
    return _shared(found, logits=logits)


def _shared(values: NDArray[np.float64], *, logits: bool) -> NDArray[np.float64]:
    if logits:
        return softmax(values)
    whole = np.clip(values, 0, None)
    return np.asarray(whole / whole.sum(axis=1, keepdims=True))


def few(names: Sequence[str]) -> str:
    """A few names of many."""
    return ", ".join(named(name) for name in names[:NAMED]) + (", …" if len(names) > NAMED else "")


def _text() -> pl.DataType:
    import polars as pl

    return pl.String()


def _check_items(names: list[str | None], items: Sequence[str] | None) -> Iterator[Fault]:
    if empty := [row + 1 for row, name in enumerate(names) if not name]:
        yield Fault(f"{_counted(len(empty), 'row names', 'rows name')} no item, row {empty[0]:,}", "drop these rows")
    seen: set[str | None] = set()
    twice = sorted({name for name in names if name and (name in seen or seen.add(name))})  # type: ignore[func-returns-value]
    if twice:
        yield Fault(f"{_counted(len(twice), 'item stands', 'items stand')} twice: {few(twice)}", "keep one row an item")
    if names and items is not None and (missing := [item for item in items if item not in seen]):
        told = f"{_counted(len(missing), 'item has', 'items have')} no row: {few(missing)}"
        yield Fault(told, "add these rows, or leave these items out of DATA")


def _numbers(frame: pl.DataFrame, columns: Columns) -> NDArray[np.float64]:
    """The classes' columns, ``(rows, classes)``; NaN where a number is missing."""
    import polars as pl

    parts = [
        frame.get_column(name).cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy() for name in columns.names
    ]
    values = np.stack(parts, axis=1) if parts else np.zeros((frame.height, 0))
    return np.concatenate([1 - values, values], axis=1) if columns.second else values


def _check_numbers(values: NDArray[np.float64], names: Sequence[str | None], *, logits: bool) -> Iterator[Fault]:
    if not values.shape[1]:
        return
    finite = np.isfinite(values).all(axis=1)
    if not finite.all():
        told = f"{_counted(int((~finite).sum()), 'row holds', 'rows hold')} no number, NaN or infinity"
        yield Fault(f"{told}: {_rows(~finite, names)}", "drop these rows, or predict these items again")
    if logits:
        return
    outside = finite & ((values < -ROUNDING) | (values > 1 + ROUNDING)).any(axis=1)
    total = values.sum(axis=1)
    if finite.any() and outside.any() and (np.abs(total[finite] - 100) <= 100 * CLOSE).all():
        yield Fault("its rows sum to 100: they are percentages", "divide them by 100")
        return
    if outside.any():
        told = f"{_counted(int(outside.sum()), 'row holds', 'rows hold')} numbers below 0 or above 1"
        yield Fault(f"{told}: {_rows(outside, names)}", "are they logits? ninelives adopt TABLE --logits")
    off = finite & ~outside & (np.abs(total - 1) > CLOSE)
    if off.any():
        first = total[int(off.argmax())]
        told = f"{_counted(int(off.sum()), 'row sums', 'rows sum')} not to 1 but to {first:.3f} or the like"
        yield Fault(
            f"{told}: {_rows(off, names)}", "give a column for every class; logits: ninelives adopt TABLE --logits"
        )


def _rows(where: ArrayLike, names: Sequence[str | None]) -> str:
    return few([names[row] or f"row {row + 1}" for row in np.flatnonzero(np.asarray(where))[: NAMED + 1]])


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
