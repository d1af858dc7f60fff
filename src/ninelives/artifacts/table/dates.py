"""Dates as people write them: which is the day and which the month, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.table.words import Words

if TYPE_CHECKING:
    import polars as pl

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PIVOT = 69  # years of two digits from here on are of the last century, as POSIX has it
_CLOCK = r"(?:[T ,]+(\d{1,2}:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*([AaPp]\.?[Mm]\.?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$"
_NAME = r"([A-Za-z]{3,9})\.?"
_ISO = r"^(\d{4})[-/.:](\d{1,2})[-/.:](\d{1,2})" + _CLOCK
_WRITTEN = r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)" + _CLOCK
_NAMED = rf"^(\d{{1,2}})[-./ ]*{_NAME}[-./, ]*(\d{{4}}|\d\d)" + _CLOCK
_ENGLISH = rf"^{_NAME}[ ]*(\d{{1,2}}),?[ ]+(\d{{4}})" + _CLOCK
_COMPACT = r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?Z?)?$"
_LIKELY = r"\d[-/.: ]\d|\d{8}|[A-Za-z]{3}.*\d"  # what no date lacks


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


def dates(words: Words, order: str = "") -> Dates | None:
    """The words that are dates; None where not one of them is.

    Args:
        words: of a column.
        order: ``dmy`` or ``mdy`` where somebody said it; else what a day over 12 tells.
    """
    text = words.text
    some = text.drop_nulls().head(100)
    if not len(some) or not some.str.contains(_LIKELY).any():
        return None
    parts = _parts(text)
    if not parts["kind"].is_not_null().any():
        return None
    chosen, reading, doubt = _order(words, parts, order)
    values = _moments(parts, chosen)
    zones, zone_doubt = _zones(words, parts)
    told = "; ".join(filter(None, (reading, _century(parts, values), zones)))
    return Dates(
        values, parts["clock"].is_not_null().to_numpy(), chosen, told, "; ".join(filter(None, (doubt, zone_doubt)))
    )


def _parts(text: pl.Series) -> pl.DataFrame:
    """One row a word: ``kind`` of writing, its three numbers ``a``, ``b``, ``c``, ``clock``, ``half``, ``zone``."""
    import polars as pl

    found = None
    for kind, pattern in (
        ("iso", _ISO),
        ("written", _WRITTEN),
        ("named", _NAMED),
        ("english", _ENGLISH),
        ("compact", _COMPACT),
    ):
        told = text.str.extract_groups(pattern).struct.unnest()
        if kind == "compact":
            hour, minute, second = (told.to_series(at) for at in (3, 4, 5))
            clock = hour + ":" + minute + ":" + second.fill_null("00")
            none = pl.lit(None, pl.String)
            told = told.select("1", "2", "3", clock.alias("4"), none.alias("half"), none.alias("zone"))
        told.columns = ["a", "b", "c", "clock", "half", "zone"]
        told = told.with_columns(pl.when(pl.col("a").is_not_null()).then(pl.lit(kind)).alias("kind"))
        found = (
            told
            if found is None
            else found.with_columns(
                pl.when(found["kind"].is_null()).then(told[name]).otherwise(found[name]).alias(name)
                for name in told.columns
            )
        )
        if not found["kind"].is_null().any():
            break
    assert found is not None
    return found


def _order(words: Words, parts: pl.DataFrame, said: str) -> tuple[str, str, str]:
    """The order of day and month, why it was taken, and what is doubtful about it."""
    import polars as pl

    written = parts["kind"].eq("written").fill_null(value=False).to_numpy()
    if not written.any():
        return "ymd", "", ""
    first, second = (parts[name].cast(pl.Int32, strict=False).fill_null(0).to_numpy() for name in "ab")
    dmy, mdy = written & (first > 12) & (second <= 12), written & (second > 12) & (first <= 12)
    names = {"dmy": "day/month/year", "mdy": "month/day/year"}
    if said in names:
        against = {"dmy": mdy, "mdy": dmy}[said]
        if against.any():
            word, row = words.first(against)
            return said, f"dates read as {names[said]}, as you said", f"'{word}' in row {row:,} cannot be that"
        return said, f"dates read as {names[said]}, as you said", ""
    if dmy.any() and mdy.any():
        (one, at), (two, there) = words.first(dmy), words.first(mdy)
        order = "dmy" if words.share(dmy) >= words.share(mdy) else "mdy"
        return (
            order,
            f"dates read as {names[order]}",
            f"two orders of day and month: '{one}' in row {at:,}, '{two}' in row {there:,}",
        )
    if dmy.any() or mdy.any():
        order, why = ("dmy", dmy) if dmy.any() else ("mdy", mdy)
        word, row = words.first(why)
        return order, f"dates read as {names[order]}, since '{word}' in row {row:,} has a day over 12", ""
    word, row = words.first(written)
    american = "/" in word or bool(parts["half"].is_not_null().any())
    order, other = ("mdy", "dmy") if american else ("dmy", "mdy")
    return (
        order,
        f"dates read as {names[order]}",
        (f"no day is over 12, so '{word}' in row {row:,} could be either; --dates {other} reads it the other way"),
    )


def _moments(parts: pl.DataFrame, order: str) -> pl.Series:
    import polars as pl

    kind, a, b, c = (pl.col(name) for name in ("kind", "a", "b", "c"))
    day_first = kind.eq("named") | (kind.eq("written") & (order == "dmy"))
    numbered = {name: f"{at + 1:02d}" for at, name in enumerate(MONTHS)}
    word = pl.when(kind.eq("named")).then(b).when(kind.eq("english")).then(a)
    named = word.str.to_lowercase().str.head(3).replace_strict(numbered, default=None, return_dtype=pl.String)
    year = pl.when(kind.is_in(["iso", "compact"])).then(a).otherwise(c)
    month = pl.coalesce(
        named, pl.when(kind.is_in(["iso", "compact"]) | day_first).then(b).when(kind.eq("written")).then(a)
    )
    day = pl.when(kind.is_in(["iso", "compact"])).then(c).when(day_first).then(a).otherwise(b)
    century = pl.when(year.str.len_bytes() == 2).then(
        pl.when(year.cast(pl.Int32, strict=False) >= PIVOT).then(pl.lit("19")).otherwise(pl.lit("20"))
    )
    hour = pl.col("clock").str.extract(r"^(\d+):").cast(pl.Int32)
    later = pl.col("half").str.to_lowercase().str.starts_with("p")
    hour = (
        pl.when(pl.col("half").is_null())
        .then(hour)
        .when(hour > 12)
        .then(99)
        .otherwise(hour % 12 + 12 * later.cast(pl.Int32))
    )
    rest = (pl.col("clock").str.extract(r"^\d+(:.*)$") + ":00").str.head(6)
    clock = pl.coalesce(hour.cast(pl.String).str.zfill(2) + rest, pl.lit("00:00:00"))
    told = (century.fill_null("") + year) + "-" + month.str.zfill(2) + "-" + day.str.zfill(2) + " " + clock
    return parts.select(told.str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False, time_unit="us").alias("at")).to_series()


def _century(parts: pl.DataFrame, values: pl.Series) -> str:
    """What a year of two digits was taken for."""
    short = parts["c"].str.len_bytes().eq(2) & ~parts["kind"].is_in(["iso", "compact"]) & values.is_not_null()
    if not short.any():
        return ""
    at = int(short.arg_max() or 0)
    return f"{parts['c'][at]} is {values[at].year}"


def _zones(words: Words, parts: pl.DataFrame) -> tuple[str, str]:
    """What the zones behind the times say, and whether they are of several kinds."""
    dated = parts["clock"].is_not_null().to_numpy()
    zones = parts["zone"].str.replace("^(UTC|GMT|Z)$", "+00:00").str.replace(r"^([+-]\d\d)(\d\d)$", "$1:$2")
    found = sorted(zones.filter(zones.is_not_null() & parts["clock"].is_not_null()).unique().to_list())
    if not found:
        return "", ""
    bare = dated & zones.is_null().to_numpy()
    if bare.any():
        word, row = words.first(bare)
        return (
            "",
            f"some times have a zone and some none ('{word}' in row {row:,}); all were taken for local clock times",
        )
    if len(found) == 1:
        return f"clock times of zone {found[0]}", ""
    other = (zones == found[1]).fill_null(value=False).to_numpy() & dated
    _, row = words.first(other)
    told = ", ".join(found[:3]) + (", …" if len(found) > 3 else "")
    return "", f"zones are mixed ({told}; {found[1]} first in row {row:,}); each time was taken as its own local clock"
