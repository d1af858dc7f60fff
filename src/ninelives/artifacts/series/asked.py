"""What the user said of the columns of series, and whether the table has them and they hold what they should."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.sheets import Sheet, close_to, listed
from ninelives.artifacts.table.target import REGRESSION, truth_of
from ninelives.artifacts.table.typed import SURE, typed
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

DATES = ("", "dmy", "mdy", "ymd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which columns hold what.

    Attributes:
        target: what is foreseen.
        time: when each row was; a date and the hours beside it are two.
        by: what tells series apart, if there are several.
        known: what is known beforehand.
        order: ``dmy`` or ``mdy``, how dates such as 1/2/11 are meant; empty where the table tells.
        zone: whose clocks the times were read from.
    """

    target: str
    time: tuple[str, ...]
    by: str | None = None
    known: tuple[str, ...] = ()
    order: str = ""
    zone: str = ""


def check(sheet: Sheet, asked: Asked, *, new: bool = False) -> None:
    """Whatever was asked for is there, once.

    Raises:
        NinelivesError: it is not; all of it is told.
    """
    named = [("--time", name) for name in asked.time]
    named += [("--by", asked.by)] if asked.by is not None else []
    named += [("--known", name) for name in asked.known]
    named += [] if new and asked.known else [("--target", asked.target)]
    faults, fixes = list[str](), list[str]()
    if lost := [(option, name) for option, name in named if name not in sheet.names]:
        faults.append(f"{sheet.where} has no column {listed([name for _, name in lost])}: it has {listed(sheet.names)}")
        near = [f"{option} {close}" for option, name in lost if (close := close_to(name, sheet.names))]
        fixes.append(f"did you mean {', '.join(near)} ?" if near else "name one of these")
    every = [name for _, name in named]
    if twice := sorted({name for name in every if every.count(name) > 1}):
        faults.append(f"{listed(twice)} cannot be two things at once")
        fixes.append("name each column once")
    if len(asked.time) > 2:
        faults.append(f"times are one column, or a date and its hours, got {len(asked.time)}")
        fixes.append("--time date,hour")
    if asked.order not in DATES:
        faults.append(f"dates are dmy or mdy, got '{asked.order}'")
        fixes.append("--dates dmy for day/month/year")
    if faults:
        raise NinelivesError("; ".join(faults), fix=", ".join(fixes))


def target_of(column: pl.Series, where: str, *, comma: bool = False, new: bool = False) -> tuple[np.ndarray, list[str]]:
    """The target as numbers, NaN where there is none, and what a person should hear of it.

    Of ``new`` rows all may be empty: steps to be foreseen.

    Raises:
        NinelivesError: it holds words, or nothing.
    """
    name = column.name
    found = truth_of(column, task=REGRESSION, comma=comma)
    odd = {row: why for row, why in found.refused.items() if not why.endswith("is missing")}
    told = found.values.cast(float).fill_null(float("nan")).to_numpy()
    many = int((~np.isnan(told)).sum())
    if many < SURE * (many + len(odd)) or not (many or new):
        held = next(iter(odd.values()), f"its '{name}' is missing in every row")
        at = f" in row {next(iter(odd)) + 1:,}" if odd else ""
        raise NinelivesError(
            f"'{name}' of {where} should hold numbers, since a series is of numbers, and {held}{at}",
            fix="name a column of numbers with --target",
        )
    if not odd:
        return told, []
    row, why = next(iter(odd.items()))
    gaps = "1 value is taken as a gap" if len(odd) == 1 else f"{len(odd):,} values are taken as gaps"
    return told, [f"'{name}': {gaps}, the first in row {row + 1:,}: {why}"]


def known_of(column: pl.Series, *, comma: bool = False) -> np.ndarray:
    """What is known beforehand as numbers; yes is 1, no is 0, NaN where it is not told.

    Raises:
        NinelivesError: it holds words or dates.
    """
    import polars as pl

    found = typed(column, comma=comma)
    if found.values is None or found.values.dtype not in (pl.Float64, pl.Boolean):
        raise NinelivesError(
            f"'{column.name}' should hold numbers, or yes and no, to be known beforehand",
            fix=f"leave '{column.name}' out of --known, or write it as numbers",
        )
    return found.values.cast(pl.Float64).fill_null(float("nan")).to_numpy()
