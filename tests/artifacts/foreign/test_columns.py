from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from ninelives.artifacts.foreign.columns import Columns, choose


def chosen(columns: dict[str, Any], classes: list[str] | None = None) -> Columns:
    return choose(pl.DataFrame({"item": ["a"], **{name: [value] for name, value in columns.items()}}), "item", classes)


@pytest.mark.parametrize("prefix", ["", "p_", "prob_", "probability_", "logit_", "score_"])
def test_each_way_of_naming_columns_is_read(prefix: str) -> None:
    found = chosen({f"{prefix}cat": 0.5, f"{prefix}dog": 0.5, "label": "cat", "confidence": 0.5, "hour": 3.0})
    assert (found.classes, found.faults, found.notes) == (("cat", "dog"), (), ())
    assert found.names == (f"{prefix}cat", f"{prefix}dog")


def test_the_order_is_that_of_the_classes() -> None:
    assert chosen({"p_cat": 0.5, "p_dog": 0.5}, ["dog", "cat"]).names == ("p_dog", "p_cat")
    assert chosen({"cat": 0.5, "dog": 0.5, "seconds": 3.0}, ["dog", "cat"]).names == ("dog", "cat")


def test_a_class_that_begins_like_a_prefix_is_found() -> None:
    assert chosen({"p_47": 0.5, "cat": 0.5}, ["p_47", "cat"]).names == ("p_47", "cat")


def test_other_numbers_are_left_alone_and_named() -> None:
    found = chosen({"p_cat": 0.5, "p_dog": 0.5, "seconds": 3.0})
    assert found.notes == ("columns of numbers that name no class were left alone: 'seconds'",)


def test_one_column_is_the_second_of_two_classes() -> None:
    found = chosen({"p_dog": 0.5}, ["cat", "dog"])
    assert (found.second, found.classes, found.faults) == (True, ("cat", "dog"), ())
    assert chosen({"p_cat": 0.5}, ["cat", "dog"]).faults
    assert chosen({"p_dog": 0.5}).faults


@pytest.mark.parametrize(
    ("columns", "classes", "says"),
    [
        ({"label": "cat"}, None, "no column for each class: it has 'item', 'label'"),
        ({"p_cat": "much", "p_dog": 0.5}, None, "no numbers stand in 'p_cat'"),
        ({"p_cat": 0.5, "p_dog": 0.5, "p_cow": 0.0}, ["cat", "dog"], "for classes that are not there: 'cow'"),
        ({"p_cat": 0.5, "p_dog": 0.5}, ["cat", "dog", "cow"], "no column for 'cow'"),
    ],
)
def test_what_is_wrong_is_told(columns: dict[str, Any], classes: list[str] | None, says: str) -> None:
    faults = chosen(columns, classes).faults
    assert any(says in fault.text for fault in faults)
    assert all(fault.fix for fault in faults)
