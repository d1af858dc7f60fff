"""Tests of what is to be learned."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from ninelives.artifacts.table.target import Target, target_of, truth_of
from ninelives.errors import NinelivesError


def read(*values: Any, dtype: Any = None, **options: Any) -> Target:
    return target_of(pl.Series("y", values, dtype=dtype), "the table 't.csv'", **options)


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        (("cat", "dog", "cat"), ("cat", "dog")),
        ((True, False, True), ("false", "true")),
        (("yes", "no", "yes"), ("no", "yes")),
        ((0, 1, 0), ("0", "1")),
        (("1.0", "0.0", "1.0"), ("0", "1")),
        ((0.0, 1.0, 0.0), ("0", "1")),
        ((1, 2, 3) * 5, ("1", "2", "3")),
        (("007", "008", "007"), ("007", "008")),
        (("a", "1", "a"), ("1", "a")),
    ],
)
def test_words_and_few_whole_numbers_are_classes(values: tuple[Any, ...], classes: tuple[str, ...]) -> None:
    found = read(*values)
    assert (found.task, found.classes) == ("classification", classes)
    assert found.values.null_count() == 0


@pytest.mark.parametrize(
    "values", [(1.5, 2.5, 1.5), ("1,5", "2,5", "3"), tuple(range(0, 300, 3)), (1, 2, 3, 4), ("3 %", "4 %", "5 %")]
)
def test_fractions_and_many_whole_numbers_are_amounts(values: tuple[Any, ...]) -> None:
    found = read(*values)
    assert (found.task, found.classes) == ("regression", None)
    assert found.values.dtype == pl.Float64


def test_numbers_that_are_taken_for_classes_are_told_with_the_other_way() -> None:
    assert read(*(1, 2, 3) * 5).notes == [
        "'y' has 3 different numbers, taken for classes; --task regression takes them for amounts"
    ]


def test_the_user_decides() -> None:
    assert read(*(1, 2, 3) * 5, task="regression").notes == []
    assert read(1.5, 2.5, 1.5, task="classification").classes == ("1.5", "2.5")


def test_rows_without_an_answer_are_named_with_the_reason() -> None:
    found = read("1.5", "", None, "inf", "abc", *["2.5", "3.5", "4.5"] * 10)
    assert found.refused == {
        1: "its 'y' is missing",
        2: "its 'y' is missing",
        3: "its 'y' is infinite or too large",
        4: "its 'y' is no number: 'abc'",
    }
    assert found.notes == ["4 rows without a usable 'y' set aside"]
    assert found.values.is_null().arg_true().to_list() == [1, 2, 3, 4]
    assert read("a", "NA", "b", "a").refused == {1: "its 'y' is missing"}


def test_numbers_among_words_are_told() -> None:
    assert "holds numbers and words ('x' first in row 3)" in read("1", "2", "x", "1", "2").notes[0]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((None, ""), "has no value in 'y'"),
        (("a", "a", "a"), "'y' is 'a' in all 3 rows of the table 't.csv': there is nothing to tell apart"),
        ((2.5, 2.5), "'y' is 2.5 in all 2 rows"),
        (("a",), "'y' is 'a' in the only row"),
        (("a", "b", "c"), "another value in each of the 3 rows"),
        (tuple(range(7, 27)), "'y' only counts the rows"),
        (([1], [2]), "holds lists or bytes as 'y'"),
        ((date(2026, 1, 1), date(2026, 1, 2)), "holds dates or times as 'y'"),
    ],
)
def test_what_cannot_be_learned_is_told_with_what_to_do(values: tuple[Any, ...], words: str) -> None:
    with pytest.raises(NinelivesError, match=words) as error:
        read(*values)
    assert error.value.fix is not None
    assert "--t" in error.value.fix


def test_words_cannot_be_amounts() -> None:
    with pytest.raises(NinelivesError, match=r"no value of 'y' in the table 't\.csv' is a number"):
        read("a", "b", "a", task="regression")


@pytest.mark.parametrize(
    ("values", "task", "want"),
    [
        (("a",), None, ["a"]),
        (("a", None), "classification", ["a", None]),
        ((None, None), "classification", [None, None]),
        (("1", "x", ""), "regression", [1, None, None]),
        (([1],), "regression", [None]),
    ],
)
def test_nothing_is_asked_of_the_truth_of_new_rows(values: tuple[Any, ...], task: str | None, want: list[Any]) -> None:
    assert truth_of(pl.Series("y", values), task=task).values.to_list() == want
