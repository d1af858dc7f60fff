"""Rungs that tell a number."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.nets.rungs.tables import REGRESSORS, Linear, Mean
from tests.kernels.nets.rungs.tables.fitted import NUMBERS, table


@pytest.mark.parametrize("name", NUMBERS)
def test_every_row_has_a_finite_number(name: str) -> None:
    x = np.concatenate([table(), table() * 1e30, np.full((1, 3), np.nan, np.float32)]).astype(np.float32)
    said = NUMBERS[name].predict(x)
    assert said.shape == (81,)
    assert said.dtype == np.float64
    assert np.isfinite(said).all()


def test_sums_are_told_in_the_users_units() -> None:
    rung, x = NUMBERS["linear"], table()
    np.testing.assert_allclose(rung.predict(x), 40 + 2 * rung.machine.sums(x)[:, 0], rtol=1e-12)


def test_the_mean_is_the_same_for_every_row() -> None:
    assert Mean(np.asarray(4.0)).predict(table(3)).tolist() == [4, 4, 4]
    assert Mean(np.asarray(4.0)).reads(3).tolist() == []
    with pytest.raises(ValueError, match="shape"):
        Mean.from_arrays({"value": np.zeros(2)})


@pytest.mark.parametrize("value", [1e38, -1e38, 1e12])
def test_numbers_may_be_as_large_as_float32_holds(value: float) -> None:
    assert Mean.from_arrays({"value": np.asarray(value)}).predict(table(1))[0] == value
    held = {**NUMBERS["linear"].arrays(), "middle": np.asarray(value), "unit": np.asarray(abs(value) / 10)}
    assert np.isfinite(Linear.from_arrays(held).predict(table())).all()


@pytest.mark.parametrize(("name", "value"), [("unit", -1.0), ("unit", 1e39), ("middle", -1e39)])
def test_units_that_cannot_be_are_refused(name: str, value: float) -> None:
    with pytest.raises(ValueError, match="beyond"):
        Linear.from_arrays({**NUMBERS["linear"].arrays(), name: np.asarray(value)})


@pytest.mark.parametrize("name", ["linear", "kernel", "network"])
def test_several_sums_are_no_number(name: str) -> None:
    held = NUMBERS[name].arrays()
    wide = {"weights": np.repeat(held["weights"], 2, axis=1), "bias": np.zeros(2)}
    with pytest.raises(ValueError, match="shape is that of one"):
        REGRESSORS[name].from_arrays({**held, **wide})
