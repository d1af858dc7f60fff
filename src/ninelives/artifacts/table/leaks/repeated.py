"""Rows that are the same as others, as a leak across a split."""

from __future__ import annotations

from ninelives.artifacts.table.leaks.leak import TWINS, Leak
from ninelives.artifacts.table.twins import Twins

_ONE = "rows that are the same form one scene, and are never on both sides of a split"
_CHANCE = "so coarse are the columns that this is no sign of copies, and each row counts on its own"


def repeated(double: Twins, target: str | None) -> Leak | None:
    """What a person should hear of rows that are the same in all inputs; None where there are none."""
    if not double.rows:
        return None
    rows = "1 row repeats an earlier one" if double.rows == 1 else f"{double.rows:,} rows repeat an earlier one"
    torn = f" ({double.torn:,} rows are the same as one with another '{target}')" if double.torn else ""
    evidence = {"rows": double.rows, "torn": double.torn, "chance": int(double.chance)}
    words = f"{rows} in all columns that are learned from{torn}: {_CHANCE if double.chance else _ONE}"
    return Leak(target or "", TWINS, words, evidence)
