"""New rows, read as a model learned to read them: every column that is missing or of another kind is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninelives.artifacts.sheets import Sheet, close_to, listed
from ninelives.artifacts.table.column import BOOLEAN, CATEGORY, DATE, NUMBER
from ninelives.artifacts.table.readas import OtherKindError, read_as
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.table.coding import Coding


def guided(sheet: Sheet, coding: Coding) -> tuple[pl.DataFrame, list[str]]:
    """The columns of a coding, typed as it says, and notes.

    Args:
        sheet: new rows; what else it holds is told and not looked at.
        coding: of a model.

    Raises:
        NinelivesError: columns are missing or hold something else.
    """
    import polars as pl

    there, wanted = set(sheet.columns), set(coding.names)
    missing = [name for name in coding.names if name not in there]
    extra = [name for name in sheet.names if name not in wanted]
    taken, wrong, notes = [], [], list(sheet.notes)
    for column in coding.columns:
        if column.name in missing:
            continue
        try:
            told, odd = read_as(sheet.take(column.name), column, comma=sheet.comma)
        except OtherKindError as error:
            wrong.append(f"'{column.name}' should hold {_plural(column.kind)}, and {error}")
        else:
            taken.append(told)
            notes += [f"'{column.name}': {each}" for each in odd]
    if missing or wrong:
        raise _refused(sheet.where, missing, wrong, extra)
    if extra:
        many = f"the column {listed(extra)} was" if len(extra) == 1 else f"{len(extra):,} columns were"
        notes.append(f"{many} not learned from{'' if len(extra) == 1 else f': {listed(extra)}'}")
    return pl.DataFrame(taken), notes


def _refused(where: str, missing: list[str], wrong: list[str], extra: list[str]) -> NinelivesError:
    meant = {name: near for name in missing if (near := close_to(name, extra))}
    told = [f"{where} has no column {listed(missing)}"] if missing else []
    told += ["; ".join(wrong)] if missing or not wrong else [f"in {where} " + "; ".join(wrong)]
    hints = ", ".join(f"'{near}' for '{name}'" for name, near in meant.items())
    fix = f"did you mean {hints} ?" if hints else "give the columns that the model learned from"
    return NinelivesError("; ".join(filter(None, told)), fix=fix)


def _plural(kind: str) -> str:
    return {NUMBER: "numbers", BOOLEAN: "yes and no", CATEGORY: "names", DATE: "dates"}[kind]
