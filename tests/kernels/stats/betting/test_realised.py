"""Spot checks move a threshold: down the ladder as the bound is lost, back as evidence returns, and never by order."""

from __future__ import annotations

import json
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import binom

from ninelives.kernels.stats.betting import Bets, Realised, upper_bound
from ninelives.kernels.stats.betting.odds import BETTER, WORSE

LADDER = (0.5, 0.6, 0.8)
scores = st.floats(0.3, 1.0)
checks = st.lists(st.tuples(scores, st.booleans()), max_size=60)


def said(told: list[tuple[float, bool]]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    return np.array([score for score, _ in told], float), np.array([wrong for _, wrong in told], bool)


class Slow:
    """The same, one level at a time, from the bets alone."""

    def __init__(self, risk: float, delta: float) -> None:
        self.risk, self.enough = risk, log(1 / delta)
        self.levels = {each: (True, Bets.start(risk, WORSE)) for each in LADDER}

    def learn(self, score: float, wrong: bool) -> None:
        for each, (opened, bets) in self.levels.items():
            if score >= each:
                bets.bet(wrong=wrong)
                if bets.evidence >= self.enough:
                    self.levels[each] = (not opened, Bets.start(self.risk, BETTER if opened else WORSE))

    @property
    def threshold(self) -> float | None:
        return min((each for each, (opened, _) in self.levels.items() if opened), default=None)


@given(checks, st.floats(0.01, 0.4), st.floats(0.01, 0.9))
def test_it_does_what_each_level_does_by_itself(told: list[tuple[float, bool]], risk: float, delta: float) -> None:
    fast, slow = Realised.of(LADDER, risk, delta), Slow(risk, delta)
    for score, wrong in told:
        before = fast.threshold
        changes = fast.learn(score, wrong)
        slow.learn(score, wrong)
        assert fast.threshold == slow.threshold
        assert [(each.before, each.after) for each in changes] == [(before, fast.threshold)] * (
            before != fast.threshold
        )
    assert [each.open for each in fast.levels] == [opened for opened, _ in slow.levels.values()]
    assert fast.checks == sum(score >= LADDER[0] for score, _ in told)


@given(checks, st.integers(0, 60))
def test_a_batch_a_check_at_a_time_and_a_restart_give_the_same_bits(told: list[tuple[float, bool]], at: int) -> None:
    whole, parts = Realised.of(LADDER, 0.1, 0.3), Realised.of(LADDER, 0.1, 0.3)
    changes = whole.learn(*said(told))
    found = parts.learn(*said(told[:at]))
    parts = Realised.from_json(json.loads(json.dumps(parts.to_json())))
    for score, wrong in told[at:]:
        found += parts.learn([score], [wrong])
    assert parts.to_json() == whole.to_json()
    assert found == changes


@given(checks)
def test_what_reaches_no_level_moves_nothing(told: list[tuple[float, bool]]) -> None:
    state = Realised.of(LADDER, 0.1)
    state.learn(*said([(score - 0.71, wrong) for score, wrong in told]))
    assert state.learn([], []) == []
    assert state.to_json() == Realised.of(LADDER, 0.1).to_json()


def test_a_risk_that_rises_closes_level_after_level_and_the_machine_comes_back_as_it_falls() -> None:
    state, rng = Realised.of(LADDER, 0.02), np.random.default_rng(1)
    assert state.threshold == 0.5
    down = state.learn(rng.uniform(0.5, 1, 1500), rng.random(1500) < 0.3)
    assert [each.after for each in down][-1] is None
    assert state.threshold is None
    assert state.active is None
    assert -20 < state.evidence < log(20)
    up = state.learn(rng.uniform(0.5, 1, 4000), rng.random(4000) < 0.001)
    assert up[0].before is None
    assert state.threshold == 0.5
    assert state.bound() < 0.02


def test_where_only_the_less_sure_ones_are_wrong_it_keeps_the_others() -> None:
    state, rng = Realised.of(LADDER, 0.02), np.random.default_rng(2)
    had = rng.uniform(0.5, 1, 6000)
    state.learn(had, rng.random(6000) < np.where(had < 0.7, 0.2, 0.002))
    assert state.threshold == 0.8


def test_a_level_that_is_opened_again_has_nothing_of_before() -> None:
    state, rng = Realised.of([0.5], 0.1), np.random.default_rng(3)
    state.learn(np.ones(200), rng.random(200) < 0.6)
    state.learn(np.ones(300), np.zeros(300, bool))
    level = state.levels[0]
    assert level.open
    assert level.wrong == 0
    fresh = Bets.start(0.1, WORSE)
    for _ in range(level.checks):
        fresh.bet(wrong=False)
    assert level.bets.to_json() == fresh.to_json()
    assert state.bound() == upper_bound(0, level.checks, 0.05)


def stream(seed: int, risk: float, most: int) -> int | None:
    """The check at which the threshold first changes."""
    rng, state = np.random.default_rng(seed), Realised.of([0.5, 0.625], 0.02)
    changes = state.learn(rng.uniform(0.5, 1, most), rng.random(most) < risk)
    return changes[0].check if changes else None


def test_it_reacts_within_150_checks_and_seldom_for_nothing() -> None:
    runs = 60
    assert sum(stream(seed, 0.10, 150) is not None for seed in range(runs)) >= binom.ppf(0.01, runs, 0.93)
    assert sum(stream(seed, 0.02, 300) is not None for seed in range(runs)) <= binom.ppf(0.99, runs, 0.05)


@pytest.mark.parametrize(
    ("thresholds", "risk", "delta"),
    [
        ([], 0.1, 0.05),
        ([0.5, 0.5], 0.1, 0.05),
        ([0.6, 0.5], 0.1, 0.05),
        ([float("nan")], 0.1, 0.05),
        ([float("-inf")], 0.1, 0.05),
        (list(range(65)), 0.1, 0.05),
        ([0.5], 0.0, 0.05),
        ([0.5], 0.1, 1.0),
    ],
)
def test_what_is_no_ladder_is_refused(thresholds: list[float], risk: float, delta: float) -> None:
    with pytest.raises(ValueError, match="got"):
        Realised.of(thresholds, risk, delta)


@pytest.mark.parametrize(
    ("scores", "wrong"), [([0.9, 0.8], [True]), ([float("nan")], [True]), ([0.9], [1]), ([[0.9]], [[True]])]
)
def test_checks_that_do_not_belong_together_teach_nothing(scores: list[float], wrong: list[bool]) -> None:
    state = Realised.of(LADDER, 0.1)
    with pytest.raises(ValueError, match="got"):
        state.learn(scores, wrong)
    assert state.checks == 0


def bent(told: dict[str, object]) -> list[object]:
    """States that cannot be, each from a true one by one value."""
    out: list[object] = [None, [], "state", 3, {}, {**told, "more": 1}]
    out += [{**told, name: bad} for name in told for bad in (None, "x", -1, [], float("nan"))]
    levels = told["levels"]
    assert isinstance(levels, list)
    for name in levels[0]:
        for bad in (None, "0.5", -1, [], float("nan"), 10**400, True if name != "open" else 1, [1e9] * 2, [1.0] * 3):
            if name != "threshold" or bad != -1:
                out.append({**told, "levels": [{**levels[0], name: bad}, *levels[1:]]})
    out.append({**told, "levels": [{**levels[0], "wrong": levels[0]["n"] + 1}, *levels[1:]]})
    return out


def test_a_state_that_cannot_be_is_refused() -> None:
    state = Realised.of(LADDER, 0.1)
    state.learn([0.9, 0.55, 0.7], [False, True, False])
    told = json.loads(json.dumps(state.to_json()))
    assert Realised.from_json(told).to_json() == state.to_json()
    for each in bent(told):
        with pytest.raises(ValueError, match=r"."):
            Realised.from_json(each)
