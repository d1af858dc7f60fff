"""Tests of columns that are filled for one answer."""

from __future__ import annotations

import numpy as np
import polars as pl

from ninelives.artifacts.table import values
from ninelives.artifacts.table.leaks.afterwards import afterwards

DRAW = np.random.default_rng(0)
ANSWERS = values.category(pl.Series("y", DRAW.choice(["alive", "dead"], 300)), "y")[0]
DEAD = (ANSWERS.cast(pl.String) == "dead").to_numpy()


def column(filled: np.ndarray) -> pl.Series:
    return pl.Series("x", np.where(filled, 1.0, np.nan)).fill_nan(None)


def test_what_is_filled_for_one_answer_is_told() -> None:
    found = afterwards(column(DEAD & (DRAW.random(300) < 0.5)), ANSWERS, columns=20)
    assert found is not None
    assert found.kind == "afterwards"
    assert "'x' is filled in " in found.words
    assert "all of them are 'dead': it may be known only afterwards" in found.words


def test_what_is_empty_for_one_answer_is_told() -> None:
    found = afterwards(column(~(DEAD & (DRAW.random(300) < 0.5))), ANSWERS, columns=20)
    assert found is not None
    assert "'x' is empty in " in found.words


def test_nearly_all_are_enough() -> None:
    filled = DEAD.copy()
    filled[np.flatnonzero(~DEAD)[:3]] = True
    found = afterwards(column(filled), ANSWERS, columns=20)
    assert found is not None
    assert f"{DEAD.sum():,} of them are 'dead'" in found.words


def test_chance_gaps_are_not_told() -> None:
    assert afterwards(column(DRAW.random(300) < 0.5), ANSWERS, columns=1) is None
    assert afterwards(column(np.ones(300, bool)), ANSWERS, columns=1) is None
    few = np.zeros(300, bool)
    few[np.flatnonzero(DEAD)[:9]] = True
    assert afterwards(column(few), ANSWERS, columns=1) is None


def test_gaps_that_tell_a_number_are_told() -> None:
    filled = DRAW.random(300) < 0.5
    target = pl.Series("y", np.where(filled, 100.0, 0.0) + DRAW.normal(size=300))
    found = afterwards(column(filled), target, columns=20)
    assert found is not None
    assert "whether 'x' is filled tells 'y' (" in found.words
    assert afterwards(column(filled), pl.Series("y", DRAW.normal(size=300)), columns=1) is None
