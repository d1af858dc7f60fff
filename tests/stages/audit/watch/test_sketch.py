"""A reference is thinned where neighbours lean on each other beyond what the hour explains, and only there."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import lfilter

from ninelives.errors import NinelivesError
from ninelives.stages.audit.watch.clock import HOURS
from ninelives.stages.audit.watch.sketch import sketch


def noise(rows: int, columns: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(rows, columns))


def names(columns: int) -> tuple[str, ...]:
    return tuple(f"c{at}" for at in range(columns))


def test_independent_rows_are_never_thinned() -> None:
    for seed in range(30):
        rows = noise(300, 32, seed)
        assert sketch(rows, np.full(300, HOURS), names(32), None).thin == 1


def test_the_hours_of_the_day_alone_are_no_reason() -> None:
    hour = np.arange(3000) // 20 % 24
    rows = noise(3000, 2) + 10 * (hour >= 12)[:, None]
    assert sketch(rows, hour, names(2), None).thin == 1
    assert sketch(rows, np.full(3000, HOURS), names(2), None).thin > 20


def test_rows_that_lean_are_thinned_until_they_hardly_do() -> None:
    rows = lfilter([1.0], [1.0, -0.8], noise(4000, 1), axis=0)
    told = sketch(rows, np.full(4000, HOURS), names(1), None)
    kept = rows[:: told.thin, 0]
    assert abs(np.corrcoef(kept[1:], kept[:-1])[0, 1]) < 0.2
    assert told.ranks.counts[HOURS, 0, -1] == len(kept)
    assert f"one observation in {told.thin:,} is bet on" in told.notes[0]


def test_of_few_rows_nobody_can_say_and_of_fewer_nothing() -> None:
    rows = np.cumsum(noise(20, 1), axis=0)
    assert sketch(rows, np.full(20, HOURS), names(1), None).thin == 1
    with pytest.raises(NinelivesError, match="has 1 observation: at least 10"):
        sketch(rows[:1], np.full(1, HOURS), names(1), None)


def test_columns_that_never_change_and_hours_that_are_not_there_are_told() -> None:
    told = sketch(np.zeros((30, 2)), np.full(30, HOURS), names(2), None)
    assert told.notes == [
        "2 columns never change in the reference: any other value is a change",
        "the reference records no hours, so day and night are not told apart",
    ]
