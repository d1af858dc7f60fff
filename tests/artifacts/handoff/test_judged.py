"""Items that something was said of."""

from __future__ import annotations

import numpy as np
import polars as pl

from ninelives.artifacts.envelope import UNKNOWN, Axis
from ninelives.artifacts.handoff.judged import Judged, places_of


def five() -> Judged:
    return Judged(
        items=list("abcde"),
        scenes=np.arange(5),
        conditions={"hour": pl.Series([1.0, 2.0, None, 4.0, 5.0]), "place": ["x", None, "y", "y", "x"]},
        outputs=np.array([[0.9, 0.1], [0.2, 0.8], [0.5, 0.5], [0.4, 0.6], [1.0, 0.0]]),
        truth=places_of(["cat", "cat", None, "dog", "bird"], ("cat", "dog")),
    )


def test_some_of_them_keep_all_that_is_theirs() -> None:
    some = five().select(np.array([True, False, True, False, False]))
    assert some.items == ["a", "c"]
    assert some.conditions["hour"].to_list() == [1.0, None]
    assert list(some.conditions["place"]) == ["x", "y"]
    turned = five().select(np.array([4, 0]))
    assert turned.items == ["e", "a"]
    assert turned.outputs.tolist() == [[1.0, 0.0], [0.9, 0.1]]


def test_a_condition_that_was_never_recorded_is_unknown_of_each() -> None:
    code, labels = five().bins(Axis("place", "categorical"))
    assert [labels[at] for at in code.tolist()] == ["x", UNKNOWN, "y", "y", "x"]
    code, labels = five().bins(Axis("weather", "categorical"))
    assert [labels[at] for at in code.tolist()] == [UNKNOWN] * 5


def test_the_truth_of_what_is_no_class_is_unknown() -> None:
    assert five().known.tolist() == [True, True, False, True, False]
    assert five().wrong(None)[[0, 1, 3]].tolist() == [False, True, False]


def test_a_number_is_wrong_where_it_is_off_by_more_than_it_may() -> None:
    numbers = Judged(
        items=list("abc"),
        scenes=np.arange(3),
        conditions={},
        outputs=np.array([[1.0], [2.0], [np.nan]]),
        truth=np.array([1.5, 2.6, 1.0]),
    )
    assert numbers.wrong(0.5).tolist() == [False, True, True]
