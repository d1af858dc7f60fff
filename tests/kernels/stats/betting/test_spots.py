"""The rate of spot checks that costs least, against all others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats.betting import noticed, spot_rate

risks = st.floats(0.001, 0.3)
prices = st.floats(0.001, 1000)


def bill(rate: float, risk: float, check: float, mistake: float, between: float, times: float) -> float:
    """Checks, and mistakes that nobody notices, a decision."""
    worse = min(1.0, times * risk)
    until = noticed(worse, risk, 0.05) / rate
    return rate * check + until * (worse - risk) * mistake / between


@given(risks, prices, prices, st.floats(1e3, 1e7), st.floats(1.5, 20), st.floats(0.001, 1))
def test_no_other_rate_in_bounds_is_cheaper(
    risk: float, check: float, mistake: float, between: float, times: float, other: float
) -> None:
    found = spot_rate(risk, 0.05, check=check, mistake=mistake, between=between, times=times)
    own = (risk, check, mistake, between, times)
    assert found.cost == pytest.approx(bill(found.rate, *own))
    least = min(1.0, found.checks / between)
    assert least <= found.rate <= 1
    assert found.cost <= bill(max(other, least), *own) * (1 + 1e-9)


def test_what_it_means_is_told() -> None:
    found = spot_rate(0.02, 0.05, check=0.5, mistake=10, between=1e6)
    assert found.rate == pytest.approx(np.sqrt(found.checks * 0.08 * 10 / (1e6 * 0.5)))
    assert found.until == pytest.approx(found.checks / found.rate)
    assert found.unnoticed == pytest.approx(found.until * 0.08)
    assert found.bound == ""


def test_bounds_are_named() -> None:
    assert spot_rate(0.02, 0.05, check=0, mistake=10, between=1e6).bound == "all"
    assert spot_rate(0.02, 0.05, check=0.01, mistake=1e6, between=1e3).rate == 1
    free = spot_rate(0.02, 0.05, check=1, mistake=0, between=1e4)
    assert free.bound == "least"
    assert free.until == pytest.approx(1e4)


@pytest.mark.parametrize(
    "bad", [{"risk": 0.0}, {"delta": 1.0}, {"check": -1}, {"mistake": float("inf")}, {"between": 0}, {"times": 1.0}]
)
def test_what_is_out_of_range_is_refused(bad: dict[str, float]) -> None:
    told = {"risk": 0.02, "delta": 0.05, "check": 1.0, "mistake": 10.0, "between": 1e4} | bad
    with pytest.raises(ValueError, match="got"):
        spot_rate(told.pop("risk"), told.pop("delta"), **told)
