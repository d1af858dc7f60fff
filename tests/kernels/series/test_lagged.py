"""Rungs on lags: saved and loaded they are the same, and what is none is refused."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.series import RUNGS, Boosting, LagNetwork, Linear, Past
from ninelives.kernels.series.lags import look, spelled
from ninelives.stages.train.series.learned import Task, fit_boosting, fit_linear, fit_network
from tests.kernels.series.test_lags import past

TASK = Task(5, (4,))
FITTED = {"linear": fit_linear([past(150)], TASK), "boosting": fit_boosting([past(150)], TASK)}
FITTED["network"] = fit_network([past(150)], TASK)  # type: ignore[assignment]


@pytest.mark.parametrize("name", FITTED)
def test_saved_and_loaded_it_foresees_the_same_to_the_last_bit(name: str) -> None:
    one = FITTED[name]
    one.check()
    other = RUNGS[name].from_arrays({key: array.copy() for key, array in one.arrays().items()})
    assert other.forecast(past(170), 9).tobytes() == one.forecast(past(170), 9).tobytes()
    assert other.parameters == one.parameters > 10


@pytest.mark.parametrize("name", FITTED)
def test_fitted_again_it_is_the_same(name: str) -> None:
    fit = {"linear": fit_linear, "boosting": fit_boosting, "network": fit_network}[name]
    again = fit([past(150)], TASK).arrays()
    assert {key: array.tobytes() for key, array in again.items()} == {
        key: array.tobytes() for key, array in FITTED[name].arrays().items()
    }


@pytest.mark.parametrize("name", FITTED)
def test_level_and_unit_of_the_series_come_out_as_they_went_in(name: str) -> None:
    one, two = past(170), past(170)
    other = Past(10 * two.values - 300, 0, two.phases, two.sizes, two.known)
    assert FITTED[name].forecast(other, 5) == pytest.approx(10 * FITTED[name].forecast(one, 5) - 300, abs=1e-6)


@pytest.mark.parametrize("name", FITTED)
def test_too_short_a_past_or_calendar_is_refused(name: str) -> None:
    for given, horizon in ((past(4), 3), (past(150, ahead=2), 3)):
        with pytest.raises(ValueError, match="needs"):
            FITTED[name].forecast(given, horizon)


def test_the_sums_are_those_of_a_loop() -> None:
    net, plain, one = FITTED["network"], FITTED["linear"], past(150)
    assert isinstance(net, LagNetwork)
    assert isinstance(plain, Linear)
    seen = look(one, net.recipe, np.array([149]), np.array([2]))
    row = spelled(seen, net.sizes, net.recipe.recent)[0]
    hidden = [
        max(0.0, sum(x * w for x, w in zip(row, net.inner[:, unit], strict=True)) + net.lean[unit])
        for unit in range(len(net.lean))
    ]
    want = sum(h * w for h, w in zip(hidden, net.outer, strict=True)) + row @ net.direct + net.bias
    assert net.answers(seen)[0] == pytest.approx(float(want))
    assert plain.answers(seen)[0] == pytest.approx(float(row @ plain.weights + plain.bias))


HOSTILE = [
    ("seasons", np.array([0])),
    ("seasons", np.array([4.0])),
    ("seasons", np.array([10**9])),
    ("depth", np.array([1, 1])),
    ("depth", np.array([10**6])),
    ("sizes", np.array([-4])),
    ("sizes", np.array([10**5])),
    ("bias", np.zeros(3)),
    ("bias", np.asarray(np.inf)),
]


@pytest.mark.parametrize(("key", "array"), HOSTILE)
@pytest.mark.parametrize("name", FITTED)
def test_arrays_that_are_no_rung_are_refused(name: str, key: str, array: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"."):
        RUNGS[name].from_arrays(FITTED[name].arrays() | {key: array})


@pytest.mark.parametrize(
    ("name", "key"), [("linear", "weights"), ("network", "inner"), ("network", "direct"), ("boosting", "left")]
)
def test_arrays_that_do_not_fit_each_other_are_refused(name: str, key: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        RUNGS[name].from_arrays(FITTED[name].arrays() | {key: FITTED[name].arrays()[key][None]})


def test_trees_are_told_one_by_one() -> None:
    boosting = FITTED["boosting"]
    assert isinstance(boosting, Boosting)
    assert len(boosting.trees.root) == 150


def test_a_tree_that_asks_about_a_column_that_is_not_there_is_refused() -> None:
    arrays = FITTED["boosting"].arrays()
    feature = np.where(arrays["feature"] >= 0, 99, -1)
    with pytest.raises(ValueError, match="column 99"):
        Boosting.from_arrays(arrays | {"feature": feature}).forecast(past(150), 3)
