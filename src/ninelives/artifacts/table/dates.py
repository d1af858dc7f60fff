"""A column of dates in words: when each was, how that was found out, and what is doubtful about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.table.order import order_of
from ninelives.artifacts.table.words import Words
from ninelives.artifacts.table.written import moments, parts_of

if TYPE_CHECKING:
    import polars as pl

NAMED = 3  # zones that are told


@dataclass(frozen=True, slots=True)
class Dates:
    """Words as moments on a local clock.

    Attributes:
        values: Datetime("us"), null where a word is none.
        clock: which words tell a time of the day.
        order: ``ymd``, ``dmy`` or ``mdy``.
        reading: how they are written and why they were read so, for people; or empty.
        doubt: what a person should look at: nothing tells day from month, or zones are mixed; or empty.
    """

    values: pl.Series
    clock: np.ndarray
    order: str
    reading: str = ""
    doubt: str = ""


def dates(words: Words, said: str = "") -> Dates | None:
    """The words that are dates; None where not one of them is.

    Args:
        words: of a column.
        said: ``dmy`` or ``mdy`` where somebody said it; else what a day over 12 tells.
    """
    parts = parts_of(words.text)
    if not parts["year"].is_not_null().any():
        return None
    order = order_of(words, parts, said)
    values = moments(parts, order.name)
    zone, mixed = _zones(words, parts)
    return Dates(
        values,
        parts["clock"].is_not_null().to_numpy(),
        order.name,
        "; ".join(filter(None, (order.reading, century(parts, values), zone))),
        "; ".join(filter(None, (order.doubt, mixed))),
    )


def century(parts: pl.DataFrame, values: pl.Series) -> str:
    """What a year of two digits was taken for."""
    short = parts["year"].str.len_bytes().eq(2).fill_null(value=False) & values.is_not_null()
    at = int(short.arg_max() or 0)
    return f"{parts['year'][at]} is {values[at].year}" if short.any() else ""


def _zones(words: Words, parts: pl.DataFrame) -> tuple[str, str]:
    """The zone behind the times, or that there are several."""
    timed = parts["clock"].is_not_null()
    zones = parts["zone"].str.replace("^(UTC|GMT|Z)$", "+00:00").str.replace(r"^([+-]\d\d)(\d\d)$", "$1:$2")
    found = sorted(zones.filter(timed).drop_nulls().unique().to_list())
    if not found:
        return "", ""
    bare = (timed & zones.is_null()).to_numpy()
    if bare.any():
        word, row = words.first(bare)
        some = f"some times have a zone and some none ('{word}' in row {row:,})"
        return "", f"{some}; all were taken for local clock times"
    if len(found) == 1:
        return f"clock times of zone {found[0]}", ""
    _, row = words.first(((zones == found[1]) & timed).fill_null(value=False).to_numpy())
    told = ", ".join(found[:NAMED]) + (", …" if len(found) > NAMED else "")
    mixed = f"zones are mixed ({told}; {found[1]} first in row {row:,})"
    return "", f"{mixed}; each time was taken as its own local clock"
