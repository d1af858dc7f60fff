"""Tests of columns that tell the target alone."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.table import values
from ninelives.artifacts.table.leaks.alone import MOST, alone, some

DRAW = np.random.default_rng(0)
X = DRAW.normal(size=600)
FAR = pl.Series("x", X)


def classes(labels: np.ndarray) -> pl.Series:
    return values.category(pl.Series("y", labels), "y")[0]


def test_a_threshold_that_tells_nearly_all_is_suspected() -> None:
    found = alone(FAR, classes(np.where(X > 0.3, "hot", "cold")))
    assert found is not None
    assert found.kind == "alone"
    assert "'x' alone tells 'y' in " in found.words
    assert float(found.evidence["right"]) >= 0.99


def test_so_is_a_band_and_a_name() -> None:
    assert alone(FAR, classes(np.where(abs(X) < 0.5, "in", "out"))) is not None
    word = np.where(X > 0, "a", np.where(X > -1, "b", "c"))
    assert alone(values.category(pl.Series("x", word), "x")[0], classes(np.where(X > -1, "up", "low"))) is not None


def test_a_good_column_is_not() -> None:
    noisy = np.where(X + DRAW.normal(size=600) * 0.2 > 0, "hot", "cold")
    assert alone(FAR, classes(noisy)) is None


def test_what_is_rare_must_be_seen_to_be_told() -> None:
    labels = np.full(600, "common", dtype=object)
    labels[:4] = "rare"
    assert alone(FAR, classes(labels.astype(str))) is None


@pytest.mark.parametrize("bent", [X**3 + X, np.sin(X), X])
def test_a_number_that_follows_from_one_is_suspected(bent: np.ndarray) -> None:
    found = alone(FAR, pl.Series("y", bent))
    assert found is not None
    assert "'x' alone explains " in found.words
    assert alone(FAR, pl.Series("y", bent + DRAW.normal(size=600) * bent.std() * 0.3)) is None


def test_a_number_that_follows_from_a_name_is_suspected() -> None:
    word = DRAW.choice(["a", "b", "c"], 600)
    target = pl.Series("y", np.char.translate(word, str.maketrans("abc", "159")).astype(float))
    named = values.category(pl.Series("x", word), "x")[0]
    assert alone(named, target) is not None
    assert alone(named, pl.Series("y", X)) is None


def test_gaps_and_few_rows_are_no_trouble() -> None:
    assert alone(FAR.head(40), classes(np.where(X > 0, "a", "b")).head(40)) is None
    holes = FAR.set(pl.Series(DRAW.random(600) < 0.3), None)
    assert alone(holes, classes(np.where(X > 0, "a", "b"))) is None
    assert alone(pl.Series("x", [None] * 600, dtype=pl.Float64), pl.Series("y", X)) is None


def test_of_many_rows_some_are_judged() -> None:
    found = some(3 * MOST)
    assert len(found) == MOST
    assert (np.diff(found) > 0).all()
    assert np.array_equal(found, some(3 * MOST))
    assert some(5).tolist() == [0, 1, 2, 3, 4]
