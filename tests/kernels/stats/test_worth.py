"""What deciding costs, against counted cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats import break_even, clearing, mean_mistake, saved, sure_enough, wrong_alarms

shares = st.floats(0.01, 0.99)
costs = st.floats(0, 1000)


def test_one_in_ten_thousand_and_right_in_99_of_100_is_wrong_in_99_of_100_alarms() -> None:
    ill, well = 1, 9_999
    true, false = 0.99 * ill, 0.01 * well
    assert wrong_alarms(1e-4, 0.99, 0.99) == pytest.approx(false / (true + false))
    assert round(100 * wrong_alarms(1e-4, 0.99, 0.99)) == 99


@given(shares, shares, shares)
def test_what_must_be_let_pass_gives_just_so_many_wrong_alarms(share: float, found: float, wrong: float) -> None:
    cleared = clearing(share, found, wrong)
    if cleared >= 0:
        assert wrong_alarms(share, found, cleared) == pytest.approx(wrong, abs=1e-9)


@given(shares, costs, costs, shares, shares, costs)
def test_what_a_case_saves_is_the_difference_of_two_bills(
    alone: float, by_hand: float, human: float, right: float, risk: float, mistake: float
) -> None:
    hand = by_hand + (1 - right) * mistake
    machine = alone * risk * mistake + (1 - alone) * (human + (1 - right) * mistake)
    assert saved(alone, by_hand, human, right, risk, mistake) == pytest.approx(hand - machine, abs=1e-6)


@given(st.floats(1, 1e6), st.floats(0.01, 1e3))
def test_at_the_break_even_both_cost_the_same(fixed: float, each: float) -> None:
    cases = break_even(fixed, each)
    assert cases is not None
    assert cases * each == pytest.approx(fixed)


def test_what_saves_nothing_never_pays() -> None:
    assert break_even(100, 0) is None
    assert break_even(100, -1) is None


def test_the_mean_mistake_is_the_sum_over_all_pairs() -> None:
    errors = {"cat": {"dog": 100.0}}
    told = mean_mistake({"cat": 0.1, "dog": 0.4, "fox": 0.5}, errors, 2, ["cat", "dog", "fox"])
    assert told == pytest.approx(0.1 * (100 + 2) / 2 + 0.4 * 2 + 0.5 * 2)


@given(st.floats(0, 100), st.floats(0.01, 100))
def test_just_so_sure_a_person_costs_as_much_as_the_chance_of_a_mistake(human: float, mistake: float) -> None:
    sure = sure_enough(human, mistake)
    assert 0 <= sure <= 1
    assert (1 - sure) * mistake == pytest.approx(min(human, mistake), abs=1e-9)


@given(st.floats(0, 100), st.floats(0.01, 100), st.floats(0.01, 1), st.floats(0, 100))
def test_where_the_person_errs_too_it_need_be_less_sure(
    human: float, mistake: float, right: float, missed: float
) -> None:
    sure = sure_enough(human, mistake, right, missed)
    assert 0 <= sure <= sure_enough(human, mistake) + 1e-12
    doubt = 1 - sure
    asking = human + (1 - right) * (doubt * mistake + (1 - doubt) * missed)
    assert doubt * mistake == pytest.approx(asking) if sure else mistake <= asking + 1e-9
