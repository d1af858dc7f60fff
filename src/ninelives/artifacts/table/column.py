"""One column that is learned from: what it holds, and how it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NUMBER, BOOLEAN, CATEGORY, DATE = "number", "boolean", "category", "date"
KINDS: Final = (NUMBER, BOOLEAN, CATEGORY, DATE)
PARTS: Final = ("year", "month", "day of week", "hour", "days")  # of a date, as numbers: see ``coding``
ORDERS: Final = ("", "ymd", "dmy", "mdy")  # in which a written date has its day, month and year


@dataclass(frozen=True, slots=True)
class Column:
    """An input of a table.

    Attributes:
        name: as the table has it.
        kind: ``number``, ``boolean``, ``category`` or ``date``.
        categories: of a category, sorted.
        parts: of a date, those of ``PARTS`` that it tells.
        order: of a date that was written in words, ``dmy``, ``mdy`` or ``ymd``.
        reading: how it was read where that is not plain, for people; or empty.
        missing: rows without a value.
    """

    name: str
    kind: str
    categories: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    order: str = ""
    reading: str = ""
    missing: int = 0
