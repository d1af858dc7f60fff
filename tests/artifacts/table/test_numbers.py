"""Tests of numbers as people write them."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.table.numbers import clocks, codes, doubted, numbers


def read(*words: str | None, comma: bool = False) -> list[float | None]:
    return numbers(pl.Series("x", words, dtype=pl.String), comma=comma).values.to_list()


@pytest.mark.parametrize(
    ("words", "want"),
    [
        (("1", "2.5", "-3e2", "+4", ".5"), [1, 2.5, -300, 4, 0.5]),
        (("1,5", "2", "-0,25"), [1.5, 2, -0.25]),
        (("1.234,5", "12"), [1234.5, 12]),
        (("1,234.5", "12"), [1234.5, 12]),
        (("1.234.567", "1"), [1234567, 1]),
        (("1,234,567", "1"), [1234567, 1]),
        (("1 234,5", "2"), [1234.5, 2]),
        (("1'234.5", "2"), [1234.5, 2]),
        (("1\u202f234", "2"), [1234, 2]),
        (("12 %", "3.5 %"), [12, 3.5]),
        (("12,5%", "3%"), [12.5, 3]),
        (("$1,234.50", "$3"), [1234.5, 3]),
        (("7,50 €", "1 €"), [7.5, 1]),
        (("0.998", "1.001"), [0.998, 1.001]),
    ],
)
def test_every_way_of_writing(words: tuple[str, ...], want: list[float]) -> None:
    assert read(*words) == want


def test_what_could_be_both_is_thousands_unless_the_file_has_decimal_commas() -> None:
    assert read("1,234", "5,678") == [1234, 5678]
    assert read("1,234", "5,678", comma=True) == [1.234, 5.678]
    assert read("1,234", "5,6", comma=False) == [1.234, 5.6]
    assert read("1,234", "5,678,901", comma=True) == [1234, 5678901]


def test_points_stay_points_in_a_file_with_decimal_commas_and_it_is_said() -> None:
    found = numbers(pl.Series(["1.234", "5.678"]), comma=True)
    assert found.values.to_list() == [1.234, 5.678]
    assert "1.234 is no thousand" in found.reading
    assert (
        doubted(pl.Series(["1.234", "5.6"]))
        == doubted(pl.Series(["0.234"]))
        == doubted(pl.Series([], dtype=pl.String))
        == ""
    )


@pytest.mark.parametrize("word", ["abc", "1,2,3", "12,34,567", "1.2.3", "0x10", "1_000", "--1", "", "1 2", "٣"])
def test_what_is_no_number_is_none(word: str) -> None:
    assert read(word) == [None]


def test_two_units_are_no_number() -> None:
    assert read("5 €", "5 $") == [None, None]


@given(st.lists(st.floats(-1e6, 1e6).map(lambda x: round(x, 2)), min_size=1))
def test_a_number_is_the_same_in_every_country(values: list[float]) -> None:
    english = [f"{value:,.2f}" for value in values]
    german = [word.translate(str.maketrans(",.", ".,")) for word in english]
    assert read(*english) == pytest.approx(values)
    assert read(*german) == pytest.approx(values)
    assert read(*map(repr, values)) == values


@pytest.mark.parametrize(
    ("words", "want"),
    [
        (("007", "12"), True),
        (("01", "02"), False),
        (("12345678901234567",), True),
        (("0.5", "007"), False),
        (("a",), False),
        ((None,), False),
        (("0", "10"), False),
    ],
)
def test_digits_that_are_names(words: tuple[str | None, ...], want: bool) -> None:
    assert codes(pl.Series("x", words, dtype=pl.String)) is want


def test_clock_times_are_hours() -> None:
    found = clocks(pl.Series(["14:30", "9:05", "00:00:36", "14:60", "noon", None]))
    assert found.values.to_list() == pytest.approx([14.5, 9 + 5 / 60, 0.01, None, None, None])
