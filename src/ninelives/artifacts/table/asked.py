"""What the user said of a table, and whether the table has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ninelives.artifacts.sheets import Sheet, close_to, listed
from ninelives.artifacts.table import values
from ninelives.artifacts.table.target import TASKS
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

ITEM, SCENE = "item", "scene"
SAYS = ("dmy", "mdy")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user said of a table. See ``Table.of``."""

    target: str | None = None
    id: str | None = None
    ignore: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    dates: str | None = None
    task: str | None = None


def check(sheet: Sheet, wanted: Wanted, *, new: bool = False) -> None:
    """Whatever was asked for is there; of new rows a target, or what is ignored, may be absent.

    Raises:
        NinelivesError: it is not; all of it is told.
    """
    faults = dict(filter(None, (_lost(sheet, wanted, new=new), _twice(wanted))))
    if wanted.dates not in (None, *SAYS):
        faults[f"dates are {' or '.join(SAYS)}, got '{wanted.dates}'"] = "--dates dmy for day/month/year"
    if wanted.task not in (None, *TASKS):
        faults[f"a task is {' or '.join(TASKS)}, got '{wanted.task}'"] = f"--task {TASKS[0]}"
    if faults:
        raise NinelivesError("; ".join(faults), fix=", ".join(faults.values()))


def _lost(sheet: Sheet, wanted: Wanted, *, new: bool) -> tuple[str, str] | None:
    """The columns that are not there, and what may have been meant."""
    asked = {"--id": [wanted.id]}
    if not new:
        asked |= {"--target": [wanted.target], "--ignore": [*wanted.ignore], "--keep": [*wanted.keep]}
    lost = {name: option for option, names in asked.items() for name in names if name and name not in sheet.columns}
    if not lost:
        return None
    near = {name: close for name in lost if (close := close_to(name, sheet.names))}
    hints = ", ".join(f"{lost[name]} {close}" for name, close in near.items())
    what = f"{sheet.where} has no column {listed(list(lost))}: it has {listed(sheet.names)}"
    return what, f"did you mean {hints} ?" if hints else "name one of these"


def _twice(wanted: Wanted) -> tuple[str, str] | None:
    """A target that is asked for as something else as well."""
    if wanted.target is None or wanted.target not in (wanted.id, ITEM, SCENE, *wanted.ignore):
        return None
    what = f"'{wanted.target}' is to be learned, and is what names rows or scenes, or is ignored"
    return what, "name another column with --target, or rename it"


def items_of(sheet: Sheet, named: str | None) -> pl.Series:
    """The name of each row: a column's, which must not repeat itself, or its number.

    Raises:
        NinelivesError: the column repeats itself, or has gaps.
    """
    import polars as pl

    name = named or (ITEM if ITEM in sheet.columns else None)
    if named is not None and named != ITEM and ITEM in sheet.columns:
        raise NinelivesError(
            f"{sheet.where} has a column '{ITEM}' beside its id",
            fix=f"rename it, or --ignore it and name it with --id {ITEM}",
        )
    if name is None:
        return pl.int_range(1, sheet.rows + 1, eager=True).cast(pl.String).alias(ITEM)
    told = values.text_of(sheet.take(name))
    told = told.set(told.str.strip_chars() == "", None)
    faults = []
    if empty := told.null_count():
        faults.append(
            f"is empty in {empty:,} row{'s' * (empty != 1)} (the first is {int(told.is_null().arg_max() or 0) + 1:,})"
        )
    if (again := told.drop_nulls().is_duplicated()).any():
        word = told.drop_nulls().filter(again)[0]
        rows = [row + 1 for row in (told == word).fill_null(value=False).arg_true().to_list()]
        faults.append(
            f"holds '{word}' in rows {', '.join(f'{row:,}' for row in rows[:3])}{', …' if len(rows) > 3 else ''}"
        )
    if faults:
        fix = "name another column with --id, or none" if named else f"rename the column '{ITEM}'"
        raise NinelivesError(f"'{name}' of {sheet.where} should name each row, and {' and '.join(faults)}", fix=fix)
    return told.alias(ITEM)
