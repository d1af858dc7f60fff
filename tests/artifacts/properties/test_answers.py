"""Answers as numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.properties import Property, fitting, kind_of, lacking, matrix, put_on, read
from ninelives.errors import NinelivesError


def frame(*values: Any) -> pl.DataFrame:
    return pl.DataFrame({"item": [f"{at}.png" for at in range(len(values))], "it": values})


def numbers(*values: Any, kind: str = "number") -> list[float]:
    return list(matrix(frame(*values), [Property("it", kind, "column")])[:, 0].tolist())


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (("yes", "no"), "yes/no"),
        (("Yes", "FALSE", " no ", None), "yes/no"),
        ((True, False), "yes/no"),
        ((1, 0, None), "yes/no"),
        (("1", "0"), "yes/no"),
        ((1, 0, 2), "number"),
        ((0.5, None), "number"),
        (("3.5", "1e3", "?"), "number"),
    ],
)
def test_the_kind_follows_from_all_answers(values: tuple[Any, ...], kind: str) -> None:
    assert kind_of(frame(*values), "it") == kind


def test_yes_is_1_and_no_is_0_in_any_words() -> None:
    assert numbers("yes", "No", "true", "FALSE", "1", "0", kind="yes/no") == [1, 0, 1, 0, 1, 0]
    assert numbers(True, False, kind="yes/no") == [1, 0]
    assert numbers(1.0, 0.0, kind="yes/no") == [1, 0]


@given(st.lists(st.floats(-1e9, 1e9, width=32), min_size=1))
def test_numbers_are_themselves(values: list[float]) -> None:
    assert numbers(*values) == values


@pytest.mark.parametrize("nothing", ["", " ", "?", "Unknown", "NaN", None])
def test_what_nobody_knows_is_missing_and_never_a_no(nothing: str | None) -> None:
    for kind in ("yes/no", "number"):
        got = matrix(frame("1", nothing), [Property("it", kind, "answers")])
        assert np.isnan(got).tolist() == [[False], [True]]
        assert lacking(got, [Property("it", kind, "answers")]) == {1: "nobody told its 'it'"}


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (("yes", "maybe"), "yes/no"),
        (("1", "2"), "yes/no"),
        (("1", "yes"), "number"),
        ((1.0, float("inf")), "number"),
        ((1.0, 1e12), "number"),
        ((1.0, "2026-01-01"), "number"),
        (([1], [2]), "number"),
    ],
)
def test_an_answer_of_another_kind_is_told_with_its_photo(values: tuple[Any, ...], kind: str) -> None:
    told = pl.DataFrame({"item": ["a.png", "b.png"], "it": pl.Series(values, strict=False)})
    with pytest.raises(NinelivesError, match=r"the property 'it' of '[ab].png' is '.*', and should be"):
        matrix(told, [Property("it", kind, "column")])


@pytest.mark.parametrize(("said", "mended"), [(1_764_000_000_000, "a larger unit"), ("soon", "the same kind for all")])
def test_a_number_too_large_has_a_line_of_its_own_that_mends_it(said: Any, mended: str) -> None:
    with pytest.raises(NinelivesError) as caught:
        numbers(str(said))
    assert mended in str(caught.value.fix)


def test_what_nothing_is_learned_from_may_have_misfits_but_not_be_made_of_them() -> None:
    both = [Property("it", "yes/no", "column"), Property("weight", "number", "column")]
    told = frame("1", "2", None, "maybe").with_columns(weight=pl.Series(["1", "big", "2", ""]))
    answers, reasons = fitting(told, both)
    np.testing.assert_array_equal(answers, [[1, 1], [np.nan, np.nan], [np.nan, 2], [np.nan, np.nan]])
    assert reasons == {
        1: "its 'it' is '2', and should be yes or no; its 'weight' is 'big', and "
        "should be a number of 1,000,000,000 or less",
        2: "nobody told its 'it'",
        3: "its 'it' is 'maybe', and should be yes or no",
    }
    with pytest.raises(NinelivesError, match=r"the property 'it' of '0\.png' is '2', and should be yes or no"):
        fitting(frame("2", None, "3"), both[:1])


def test_an_answer_that_is_neither_has_no_kind() -> None:
    with pytest.raises(NinelivesError, match=r"'1\.png' is 'maybe'"):
        kind_of(frame("yes", "maybe", "3"), "it")
    with pytest.raises(NinelivesError, match="no value for any photo"):
        kind_of(frame(None, ""), "it")


def test_files_become_columns_and_win_over_those(tmp_path: Path) -> None:
    (tmp_path / "it.csv").write_text("item,label\n1.png,yes\n0.png,no\n9.png,yes\n")
    told = put_on(frame(7, 8, 9), read([tmp_path / "it.csv", "weight"]))
    assert told["it"].to_list() == ["no", "yes", None]


def test_two_missing_answers_are_told_together() -> None:
    both = [Property("a", "number", "column"), Property("b", "number", "column")]
    assert lacking(np.array([[1, np.nan], [np.nan, np.nan], [0, 0]]), both) == {
        0: "nobody told its 'b'",
        1: "nobody told its 'a' and 'b'",
    }
