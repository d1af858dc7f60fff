"""Numbers as people write them: decimal points and commas, thousands, percent, money, clock times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

LARGEST = 3.4028234e38  # of a float32, which is what is learned from
_GAP = "[ '’\u00a0\u202f]"  # between thousands, besides the comma and the point
_POINT = rf"^[+-]?[1-9]\d{{0,2}}(?:(?:,\d{{3}})+|(?:{_GAP}\d{{3}})+)(?:\.\d+)?$"
_COMMA = rf"^[+-]?(?:\d*|[1-9]\d{{0,2}}(?:(?:\.\d{{3}})+|(?:{_GAP}\d{{3}})+)),\d+$"
_DOTS = r"^[+-]?[1-9]\d{0,2}(?:\.\d{3}){2,}$"  # 1.234.567: no decimal number
_THOUSANDS = r"^[+-]?[1-9]\d{0,2}(?:,\d{3})+$"  # or a decimal comma with three places
_UNIT = r"^(?:(?P<before>[€$£¥])\s*)?(?P<number>[^€$£¥%\s][^€$£¥%]*?)\s*(?P<after>%|[€$£¥]|EUR|USD|GBP|CHF)?$"
_CLOCK = r"^(\d{1,2}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?$"
_CODE = r"^0\d{2,}$"  # a postcode or a key: a number would lose its zeros


@dataclass(frozen=True, slots=True)
class Numbers:
    """Words as numbers.

    Attributes:
        values: Float64, null where a word is none.
        reading: how they are written, for people; empty where that is plain.
    """

    values: pl.Series
    reading: str = ""


def numbers(text: pl.Series, *, comma: bool = False) -> Numbers:
    """The words that are numbers, in the way of writing that fits most of them.

    Args:
        text: the words, stripped; null is none.
        comma: read 1,234 as a decimal number where nothing else tells; else as one thousand.
    """
    plain = Numbers(_cast(text))
    if _fits(plain) == _known(text):
        return Numbers(plain.values, doubted(text)) if comma else plain
    ways = [plain, _with_point(text), _with_comma(text)]
    if comma:
        ways.reverse()
    best = max(ways, key=_fits)  # the first of equals
    unit = _without_unit(text) if _fits(best) < _known(text) else None
    if unit is not None:
        bare, told = unit
        inner = numbers(bare, comma=comma)
        if _fits(inner) > _fits(best):
            return Numbers(inner.values, ", ".join(filter(None, (told, inner.reading))))
    return best


def doubted(text: pl.Series) -> str:
    """In a file with decimal commas, 1.234 may be one thousand: how it was read; empty where that is plain."""
    for known in (text.drop_nulls().head(100), text.drop_nulls()):
        if not len(known) or not known.str.contains(r"^[+-]?[1-9]\d{0,2}\.\d{3}$").all():
            return ""
    return f"points are decimal points ({known[0]} is no thousand)"


def clocks(text: pl.Series) -> Numbers:
    """Clock times as hours, 14:30 as 14.5."""
    import polars as pl

    parts = text.str.extract_groups(_CLOCK).struct.unnest().cast(pl.Float64)
    hour, minute, second = (parts.to_series(at) for at in range(3))
    return Numbers(hour + minute / 60 + second.fill_null(0) / 3600, "clock times, read as hours")


def codes(text: pl.Series) -> bool:
    """Whether all are digits, and would not be the same as numbers: some begin with zeros, or have too many digits."""
    known = text.drop_nulls()
    if not len(known) or not known.str.contains(r"^[+-]?\d+$").all():
        return False
    return bool(known.str.contains(_CODE).any()) or bool((known.str.len_bytes() > 15).any())


def _cast(text: pl.Series) -> pl.Series:
    import polars as pl

    return text.cast(pl.Float64, strict=False)


def _known(text: pl.Series) -> int:
    return len(text) - text.null_count()


def _fits(found: Numbers) -> int:
    return _known(found.values)


def _with_point(text: pl.Series) -> Numbers:
    bare = text.str.replace_all(rf"{_GAP}|,", "")
    fits = text.str.contains(_POINT) | _cast(text).is_not_null()
    return Numbers(_cast(bare.set(~fits, None)), "commas and spaces part thousands")


def _with_comma(text: pl.Series) -> Numbers:
    grouped = text.str.contains(_DOTS) | text.str.contains(rf"^[+-]?\d{{1,3}}(?:{_GAP}\d{{3}})+$")
    fits = text.str.contains(_COMMA) | text.str.contains(r"^[+-]?\d+$") | grouped
    bare = text.str.replace_all(rf"{_GAP}|\.", "").str.replace(",", ".", literal=True)
    told = "decimal commas" + (" (1,234 is a little over one)" if text.str.contains(_THOUSANDS).any() else "")
    return Numbers(_cast(bare.set(~fits, None)), told)


def _without_unit(text: pl.Series) -> tuple[pl.Series, str] | None:
    """The words without the one unit that all of them have; None where they have none or several."""
    parts = text.str.extract_groups(_UNIT).struct.unnest()
    units = parts["before"].fill_null("") + parts["after"].fill_null("")
    found = units.filter(parts["number"].is_not_null()).unique().to_list()
    if len(found) != 1 or not found[0]:
        return None
    return parts["number"].str.strip_chars(), f"in {found[0]}"
