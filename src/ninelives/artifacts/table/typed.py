"""What a column holds: numbers, yes and no, names or dates, and what of it is odd."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.table import values
from ninelives.artifacts.table.column import Column
from ninelives.artifacts.table.dates import Dates, dates
from ninelives.artifacts.table.numbers import Numbers, clocks, codes, doubted, numbers
from ninelives.artifacts.table.words import NOTHING, SPACES, Words, truths

if TYPE_CHECKING:
    import polars as pl

SURE = 0.9  # of the rows with a value must be numbers, or dates, for the others to be taken as missing
HALF = 0.5  # from this share on, names that are numbers are worth a word
MOST = 10_000  # different names of a column that is learned from
DIGITS = 15  # of a whole number that a float holds exactly
NAMED = 3  # words for nothing that are told
PAIR = 12  # different words of a column that may be yes and no: with those for nothing


@dataclass(slots=True)
class Typed:
    """A column as it is learned from, or why it is not.

    Attributes:
        values: Float64, Boolean, Enum or Datetime; None where it is left out.
        column: what it is; None where it is left out.
        left_out: why, or empty.
        notes: what a person should hear of it, without its name.
    """

    values: pl.Series | None = None
    column: Column | None = None
    left_out: str = ""
    notes: list[str] = field(default_factory=list)


def typed(column: pl.Series, *, comma: bool = False, order: str = "") -> Typed:
    """Find out what a column holds.

    Args:
        column: of any type.
        comma: whether a decimal comma is likely.
        order: ``dmy`` or ``mdy`` where the user said it.
    """
    import polars as pl

    kind, name = column.dtype, column.name
    if column.null_count() == len(column):
        return Typed(left_out="it is empty")
    if kind == pl.String:
        return _of_text(column, comma=comma, order=order)
    if isinstance(kind, pl.Categorical | pl.Enum):
        return _named(column.cast(pl.String), name)
    if kind == pl.Boolean:
        return Typed(*values.boolean(column, name))
    if (told := plain_number(column)) is not None:
        return _numbered(told[0], name, told[1])
    if kind in (pl.Date, pl.Datetime):
        return Typed(*values.date(local(column), name, clock=kind != pl.Date))
    return Typed(left_out="it holds lists or bytes; write one word or number a row")


def plain_number(column: pl.Series) -> tuple[pl.Series, str] | None:
    """A column whose type is of numbers or spans of time, as Float64, and how it was read; None if it is none."""
    import polars as pl

    if column.dtype.is_numeric():
        return column.cast(pl.Float64), ""
    if column.dtype == pl.Duration:
        return column.dt.total_microseconds() / 1e6, "spans of time, in seconds"
    if column.dtype == pl.Time:
        return column.cast(pl.Int64) / 3.6e12, "clock times, read as hours"
    return None


def local(column: pl.Series) -> pl.Series:
    """Moments as the clock of their own zone shows them."""
    zoned = getattr(column.dtype, "time_zone", None)
    return column.dt.replace_time_zone(None) if zoned else column


def _numbered(told: pl.Series, name: str, reading: str, notes: list[str] | None = None) -> Typed:
    taken, column, more = values.number(told, name, reading)
    if column.missing == len(taken):
        return Typed(left_out="it holds no finite number")
    return Typed(taken, column, notes=[*(notes or []), *more])


def _named(text: pl.Series, name: str, reading: str = "", notes: list[str] | None = None) -> Typed:
    taken, column = values.category(text, name, reading)
    many = len(column.categories)
    if many > MOST:
        return Typed(left_out=f"it has {many:,} different names: free text is not learned from")
    notes = [*(notes or []), *_alike(column.categories)]
    return Typed(taken, column, notes=notes)


def _of_text(column: pl.Series, *, comma: bool, order: str) -> Typed:
    plain = _plainly(column, comma=comma)
    if plain is not None:
        return plain
    words = Words.of(column)
    if not words.rows:
        return Typed(left_out="it is empty")
    nothing = _nothings(words.nothings())
    if len(words.text) <= PAIR and (yes := truths(words.text)) is not None:
        return Typed(*values.boolean(words.spread(yes), column.name), notes=nothing)
    if codes(words.text):
        told = "digits that are names: some begin with zeros, or are too long for a number"
        return _named(words.spread(words.text), column.name, told, nothing)
    return _numbers_or_dates(words, column.name, nothing, comma=comma, order=order)


def _plainly(column: pl.Series, *, comma: bool) -> Typed | None:
    """A column of plain numbers and words for nothing, without a look at each of a million; None if it is not."""
    import polars as pl

    told = column.cast(pl.Float64, strict=False)
    known = told.is_not_null()
    odd = column.alias("word").filter(~known & column.is_not_null()).value_counts()
    words = odd["word"].str.strip_chars(SPACES)
    digits = column if known.all() else column.filter(known)
    if not len(digits) or not words.is_in(list(NOTHING)).all() or _odd_digits(digits):
        return None
    nothing: dict[str, int] = {}
    for word, rows in zip(words, odd["count"], strict=True):
        nothing[word] = nothing.get(word, 0) + rows
    return _numbered(told, column.name, doubted(digits) if comma else "", _nothings(nothing))


def _odd_digits(column: pl.Series) -> bool:
    """Whether numbers may be names or days: 007, 20110131, or more digits than a number keeps."""
    sizes = column.str.len_bytes()
    least, most = sizes.min(), sizes.max()
    if least == most and most in (8, 14) and column.str.contains(r"^(19|20)\d+$").all():
        return True
    zeros = column.str.starts_with("0")
    if not zeros.any() and isinstance(most, int) and most <= DIGITS:
        return False
    return bool(column.filter(zeros | (sizes > DIGITS)).str.contains(rf"^(0\d+|[+-]?\d{{{DIGITS + 1},}})$").any())


def _numbers_or_dates(words: Words, name: str, notes: list[str], *, comma: bool, order: str) -> Typed:
    found = dates(words, order)
    if found is not None and words.share(_has(found.values)) >= SURE:
        return _dated(words, found, name, notes)
    best = max((numbers(words.text, comma=comma), clocks(words.text)), key=lambda each: words.share(_has(each.values)))
    share = words.share(_has(best.values))
    if share >= SURE:
        odd = _odd(words, best.values, "number")
        return _numbered(words.spread(best.values), name, best.reading, [*notes, *odd])
    return _named(words.spread(words.text), name, "", [*notes, *_mixed(words, best, found, share)])


def _dated(words: Words, found: Dates, name: str, notes: list[str]) -> Typed:
    clock = bool(found.clock.any())
    notes = [*notes, *filter(None, (found.doubt,)), *_odd(words, found.values, "date")]
    taken = values.date(words.spread(found.values), name, clock=clock, order=found.order, reading=found.reading)
    return Typed(*taken, notes=notes)


def _has(found: pl.Series) -> np.ndarray:
    has: np.ndarray = found.is_not_null().to_numpy()
    return has


def _nothings(counts: Mapping[str, int]) -> list[str]:
    """What was written for nothing, where it is more than an empty cell."""
    counted = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    told = [f"'{word}' in {rows:,} row{'s' * (rows != 1)}" for word, rows in counted if word]
    return [f"{' and '.join(told[:NAMED])} read as missing"] if told else []


def _odd(words: Words, found: pl.Series, what: str) -> list[str]:
    """The words among numbers or dates, which are taken as missing."""
    odd = words.known & ~_has(found)
    if not odd.any():
        return []
    word, row = words.first(odd)
    rows = int(words.count[odd].sum())
    which = f"{rows:,} value is no {what}" if rows == 1 else f"{rows:,} values are no {what}"
    return [f"{which} and taken as missing ('{word}' {'' if rows == 1 else 'first '}in row {row:,})"]


def _mixed(words: Words, best: Numbers, found: Dates | None, share: float) -> list[str]:
    """Why a column that is half numbers or dates was read as names."""
    if found is not None and words.share(_has(found.values)) >= HALF:
        word, row = words.first(words.known & ~_has(found.values))
        because = f" ({found.doubt})" if found.doubt else ""
        return [f"dates and other words ('{word}' first in row {row:,}) are mixed; read as names{because}"]
    if share < HALF:
        return []
    number, at = words.first(words.known & _has(best.values))
    word, row = words.first(words.known & ~_has(best.values))
    return [
        f"numbers ('{number}' first in row {at:,}) and words ('{word}' first in row {row:,}) are mixed; read as names"
    ]


def _alike(names: tuple[str, ...]) -> list[str]:
    """Names that only their letters' case or the spaces in them tell apart."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(" ".join(name.lower().split()), name)
        if other != name:
            return [f"'{other}' and '{name}' are two names"]
    return []
