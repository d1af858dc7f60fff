"""The ways in which people and programs write a date, and the parts of each word that is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PIVOT = 69  # years of two digits from here on are of the last century, as POSIX has it
FIELDS = ("year", "month", "day", "name", "first", "second", "clock", "half", "zone")
_CLOCK = r"(?:[T ,]+(\d{1,2}:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*([AaPp]\.?[Mm]\.?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$"
_NAME = r"([A-Za-z]{3,9})\.?"
# Each way with what its groups are; ``first`` and ``second`` are day and month, in an order that others must tell.
WAYS: Final = (
    (r"^(\d{4})[-/.:](\d{1,2})[-/.:](\d{1,2})" + _CLOCK, ("year", "month", "day", "clock", "half", "zone")),
    (r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)" + _CLOCK, ("first", "second", "year", "clock", "half", "zone")),
    (rf"^(\d{{1,2}})[-./ ]*{_NAME}[-./, ]*(\d{{4}}|\d\d)" + _CLOCK, ("day", "name", "year", "clock", "half", "zone")),
    (rf"^{_NAME}[ ]*(\d{{1,2}}),?[ ]+(\d{{4}})" + _CLOCK, ("name", "day", "year", "clock", "half", "zone")),
    (r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d{4}|\d{6})Z?)?$", ("year", "month", "day", "clock")),
)
_LIKELY = r"\d[-/:]\d|\d[. ]\d+[. ]\d|^\d{8}|[A-Za-z]{3}.*\d|\d.*[A-Za-z]{3}"  # what no date lacks, and a number does


def parts_of(text: pl.Series) -> pl.DataFrame:
    """The ``FIELDS`` of each word as text; a word that is no date has none, and no ``year``."""
    import polars as pl

    nothing = pl.Series([None] * len(text), dtype=pl.String)
    found = pl.DataFrame(dict.fromkeys(FIELDS, nothing))
    if not text.drop_nulls().head(100).str.contains(_LIKELY).any():
        return found
    for pattern, names in WAYS:
        told = text.str.extract_groups(pattern).struct.unnest()
        told.columns = list(names)
        told = told.with_columns(pl.lit(None, pl.String).alias(name) for name in FIELDS if name not in names)
        free = found["year"].is_null()
        found = found.select(found[name].zip_with(~free, told[name]).alias(name) for name in FIELDS)
    return found


def moments(parts: pl.DataFrame, order: str) -> pl.Series:
    """The parts as Datetime("us"), null where the calendar has no such day.

    Args:
        parts: as ``parts_of`` gives them.
        order: ``dmy`` or ``mdy``, of those that do not tell it.
    """
    import polars as pl

    named = {name: str(at) for at, name in enumerate(MONTHS, 1)}
    month = pl.col("name").str.to_lowercase().str.head(3).replace_strict(named, default=None, return_dtype=pl.String)
    day_first = order == "dmy"
    month = pl.coalesce("month", month, "second" if day_first else "first")
    day = pl.coalesce("day", "first" if day_first else "second")
    told = _whole_year() + "-" + month.str.zfill(2) + "-" + day.str.zfill(2) + " " + _clock()
    return parts.select(told.str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False, time_unit="us").alias("at")).to_series()


def _whole_year() -> pl.Expr:
    import polars as pl

    year = pl.col("year")
    century = pl.when(year.cast(pl.Int32, strict=False) >= PIVOT).then(pl.lit("19")).otherwise(pl.lit("20"))
    return pl.when(year.str.len_bytes() == 2).then(century + year).otherwise(year)


def _clock() -> pl.Expr:
    """Hours, minutes and seconds of 24 hours; midnight where none are told, 99 where there is no such hour."""
    import polars as pl

    clock = pl.col("clock").str.replace(r"^(\d\d)(\d\d)(\d\d)$", "$1:$2:$3").str.replace(r"^(\d\d)(\d\d)$", "$1:$2")
    hour, half = clock.str.extract(r"^(\d+):").cast(pl.Int32), pl.col("half").str.to_lowercase()
    later = pl.when(half.str.starts_with("p")).then(12).otherwise(0)
    twelve = pl.when(hour.is_between(1, 12)).then(hour % 12 + later).otherwise(99)
    told = pl.when(half.is_null()).then(hour).otherwise(twelve).cast(pl.String).str.zfill(2)
    rest = (clock.str.extract(r"^\d+(:.*)$") + ":00").str.head(6)
    return pl.coalesce(told + rest, pl.lit("00:00:00"))
