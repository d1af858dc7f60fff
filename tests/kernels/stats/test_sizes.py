"""How many trials show that something is wrong rarely enough."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats import enough, to_show


def at_most(errors: int, trials: int, share: float) -> float:
    """P(Binomial(trials, share) <= errors), term by term."""
    return math.fsum(math.comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(errors + 1))


@given(st.floats(0.02, 0.9), st.integers(0, 6), st.floats(0.5, 0.99))
def test_it_is_the_fewest_that_will_do(risk: float, errors: int, level: float) -> None:
    found = enough(risk, errors, level)
    assert at_most(errors, found, risk) <= (1 - level) * (1 + 1e-9)
    assert found == errors + 1 or at_most(errors, found - 1, risk) > (1 - level) * (1 - 1e-9)


@pytest.mark.parametrize(("risk", "want"), [(0.05, 59), (0.02, 149), (0.01, 299), (0.001, 2995), (1e-6, 2_995_731)])
def test_without_an_error_it_is_the_rule_of_three(risk: float, want: int) -> None:
    assert enough(risk) == want == math.ceil(math.log(0.05) / math.log1p(-risk))


@pytest.mark.parametrize(("risk", "rate"), [(0.1, 0.05), (0.05, 0.02), (0.02, 0.0)])
def test_a_design_keeps_what_it_promises_and_one_error_fewer_does_not(risk: float, rate: float) -> None:
    trials, errors = to_show(risk, rate)
    assert at_most(errors, trials, risk) <= 0.05 + 1e-12
    assert at_most(errors, trials, rate) >= 0.8
    if errors:
        assert at_most(errors - 1, enough(risk, errors - 1), rate) < 0.8


@pytest.mark.parametrize("wrong", [(0, 0), (1e-9, 0), (1, 0), (0.1, -1)])
def test_what_no_trials_can_show_is_refused(wrong: tuple[float, int]) -> None:
    with pytest.raises(ValueError, match="risk must lie in"):
        enough(*wrong)
    with pytest.raises(ValueError, match="rate must lie in"):
        to_show(0.1, 0.1)
