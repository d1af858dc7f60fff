"""How right a model was since it was made, as a loop that a reader can trust tells it."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.artifacts.model.series.onward import known
from ninelives.artifacts.series import SeriesRows
from ninelives.stages.train.series.since import judge
from tests.series import made, months, of_months, of_shops, shops, walk


def test_new_values_are_foreseen_from_what_was_known_before_each() -> None:
    model = made(walk(120), "price", "day", horizon=5, rungs=("drift",))
    rows = walk(150)
    found = judge(model, known(model, SeriesRows.of(rows, model.asked, new=True)))
    values, off = rows["price"].to_numpy(), []
    for origin in range(120, 150, 5):
        off += np.abs(values[origin : origin + 5] - values[origin - 1]).tolist()
    assert model.chosen == "persistence"
    assert found is not None
    assert (found.steps, found.origins) == (30, 6)
    assert found.mean_absolute_error == pytest.approx(np.mean(off))
    assert found.interval is not None
    assert found.interval[0] < found.mean_absolute_error < found.interval[1]
    assert found.coverage is not None
    assert 0.3 < found.coverage <= 1


def test_a_delay_leaves_the_steps_between_alone() -> None:
    model = made(walk(120), "price", "day", horizon=5, delay=2, rungs=("drift",))
    found = judge(model, known(model, SeriesRows.of(walk(130), model.asked, new=True)))
    assert found is not None
    assert found.steps == 8


def test_what_is_not_new_proves_nothing() -> None:
    assert judge(of_months(), known(of_months(), SeriesRows.of(months(), of_months().asked, new=True))) is None
    assert judge(of_months(), known(of_months(), None)) is None


def test_several_series_are_told_of_in_their_own_errors_too() -> None:
    found = judge(of_shops(), known(of_shops(), SeriesRows.of(shops(150), of_shops().asked, new=True)))
    assert found is not None
    assert (found.steps, found.origins) == (54, 3)
    assert found.mase is not None
    assert found.mase < 2 < found.mean_absolute_error
    assert found.mase_interval is not None
