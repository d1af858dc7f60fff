"""Tests of columns that say what another says."""

from __future__ import annotations

import numpy as np
import polars as pl

from ninelives.artifacts.table.leaks.coded import Coded
from ninelives.artifacts.table.leaks.related import derived, same

DRAW = np.random.default_rng(0)
WHO = DRAW.choice(["man", "woman", "child"], 300)


def coded(**columns: object) -> dict[str, Coded]:
    return {name: Coded.of(pl.Series(name, values)) for name, values in columns.items()}


def test_a_column_under_other_names_is_told_once() -> None:
    numbers = np.unique(WHO, return_inverse=True)[1] * 7
    found = same(coded(who=WHO, length=numbers, other=DRAW.integers(0, 3, 300), again=WHO))
    assert [(leak.column, leak.evidence["other"]) for leak in found] == [("length", "who"), ("again", "who")]
    assert found[0].words == "'length' says the same as 'who'"


def test_two_columns_that_never_repeat_say_nothing_of_each_other() -> None:
    assert same(coded(a=np.arange(300), b=DRAW.permutation(300))) == []


def test_a_column_that_follows_is_told_once() -> None:
    columns = coded(man=WHO == "man", who=WHO, odd=DRAW.integers(0, 2, 300), other=np.char.add(WHO, "!"))
    found = derived(columns, ["other"])
    assert [(leak.column, leak.evidence["other"]) for leak in found] == [("man", "who")]


def test_few_rows_follow_by_chance() -> None:
    assert derived(coded(man=(WHO == "man")[:9], who=WHO[:9])) == []
    assert same(coded(a=WHO[:6], b=WHO[:6])) == []
