"""Which of two numbers is the day and which the month, and what tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ninelives.artifacts.table.words import Words

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

DMY, MDY, YMD = "dmy", "mdy", "ymd"
SPOKEN = {DMY: "day/month/year", MDY: "month/day/year"}
OPEN = "no day is over 12"  # where a doubt begins so, nothing but custom tells day from month
OTHER = {DMY: MDY, MDY: DMY}


@dataclass(frozen=True, slots=True)
class Order:
    """How dates of three numbers are meant.

    Attributes:
        name: ``dmy``, ``mdy``; or ``ymd`` where no date leaves it open.
        reading: what was taken and why, for people; or empty.
        doubt: what they should look at; or empty.
    """

    name: str
    reading: str = ""
    doubt: str = ""


def order_of(words: Words, parts: pl.DataFrame, said: str = "") -> Order:
    """What the user said, what a day over 12 tells, or else what is customary.

    Args:
        words: of the column.
        parts: of each word, as ``written.parts_of`` gives them.
        said: ``dmy`` or ``mdy``; or empty.
    """
    import polars as pl

    first, second = (parts[name].cast(pl.Int32).fill_null(0).to_numpy() for name in ("first", "second"))
    if not first.any():
        return Order(YMD)
    tells = {DMY: (first > 12) & (second <= 12), MDY: (second > 12) & (first <= 12)}
    if said in SPOKEN:
        return _said(words, said, tells[OTHER[said]])
    if tells[DMY].any() and tells[MDY].any():
        return _torn(words, tells)
    for name, which in tells.items():
        if which.any():
            word, row = words.first(which)
            return Order(name, f"dates read as {SPOKEN[name]}, since '{word}' in row {row:,} has a day over 12")
    word, row = words.first(first > 0)
    american = "/" in word or bool(parts["half"].is_not_null().any())
    name = MDY if american else DMY
    open_ = f"{OPEN}, so '{word}' in row {row:,} could be either"
    return Order(name, f"dates read as {SPOKEN[name]}", f"{open_}; --dates {OTHER[name]} reads it the other way")


def _said(words: Words, said: str, against: np.ndarray) -> Order:
    doubt = ""
    if against.any():
        word, row = words.first(against)
        doubt = f"'{word}' in row {row:,} cannot be that"
    return Order(said, f"dates read as {SPOKEN[said]}, as you said", doubt)


def _torn(words: Words, tells: dict[str, np.ndarray]) -> Order:
    """Some dates can only be the one, and some only the other: the more often one is taken."""
    name = max(tells, key=lambda each: words.share(tells[each]))
    (one, at), (two, there) = (words.first(which) for which in tells.values())
    doubt = f"two orders of day and month: '{one}' in row {at:,}, '{two}' in row {there:,}"
    return Order(name, f"dates read as {SPOKEN[name]}", doubt)
