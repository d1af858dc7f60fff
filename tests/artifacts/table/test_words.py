"""Tests of the different words of a column."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.table.words import Words, said, truths


@given(st.lists(st.none() | st.text(max_size=3), min_size=1))
def test_each_word_once_is_every_row(values: list[str | None]) -> None:
    words = Words.of(pl.Series("x", values, dtype=pl.String))
    assert words.spread(words.raw).to_list() == values
    assert len(set(words.raw.to_list())) == len(words.raw)
    assert int(words.count.sum()) == sum(value is not None for value in values)


def test_what_stands_for_nothing_is_nothing() -> None:
    words = Words.of(pl.Series("x", ["a", " NA ", "", None, "\u00a0b", "#DIV/0!", "NA"]))
    assert words.spread(words.text).to_list() == ["a", None, None, None, "b", None, None]
    assert words.rows == 2
    assert words.nothings() == {"NA": 1, "#DIV/0!": 1} | {"NA": 1}


def test_the_first_row_of_a_word_is_found() -> None:
    words = Words.of(pl.Series("x", [None, "a", "b", "b"]))
    assert words.first((words.raw == "b").to_numpy()) == ("b", 3)
    assert words.share((words.raw == "b").to_numpy()) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("values", "want"),
    [
        (["true", "False", None], [True, False, None]),
        (["yes", "no"], [True, False]),
        (["YES"], [True]),
        (["WAHR", "FALSCH"], [True, False]),
        (["y", "n"], [True, False]),
        (["y"], None),
        (["yes", "false"], None),
        (["1", "0"], None),
        (["yes", "no", "maybe"], None),
        ([None], None),
    ],
)
def test_yes_and_no(values: list[str | None], want: list[bool | None] | None) -> None:
    found = truths(pl.Series("x", values, dtype=pl.String))
    assert (None if found is None else found.to_list()) == want


def test_each_way_to_say_it() -> None:
    assert said(pl.Series(["Ja", "0", "1.0", "N", "perhaps", None])).to_list() == [True, False, True, False, None, None]
