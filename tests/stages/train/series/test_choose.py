"""Persistence stays unless another rung was surely better."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from ninelives.stages.train.series.choose import choose, detectable


def losses(gains: dict[str, float], n: int = 30, noise: float = 0.1, seed: int = 0) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(seed)
    shared = 1 + draw.gamma(4, 0.1, n)
    return {"persistence": shared} | {name: shared - gain + draw.normal(0, noise, n) for name, gain in gains.items()}


def test_where_nothing_is_better_persistence_stays_and_it_is_said() -> None:
    found = choose(losses({"drift": 0.0, "linear": -0.2}), 1)
    assert found.name == "persistence"
    assert "Nothing beats persistence at 30 origins: drift came nearest" in found.why
    assert 0 < found.detectable < 0.2
    assert f"better by {100 * found.detectable:.0f} % would have been found" in found.why


def test_the_lowest_that_is_as_good_as_the_best_is_chosen() -> None:
    found = choose(losses({"drift": 0.3, "seasonal": 0.6, "linear": 0.601}, noise=0.05), 1, unit="MASE")
    assert found.name == "seasonal"
    assert "MASE against" in found.why
    assert [score.beats for score in found.scores] == [False, True, True, True]


def test_one_that_is_surely_better_than_the_lower_ones_is_chosen() -> None:
    assert choose(losses({"drift": 0.3, "linear": 0.6}), 1).name == "linear"


def test_a_rung_that_owes_its_mean_to_one_origin_is_not_chosen() -> None:
    told = losses({"drift": 0.3})
    told["boosting"] = told["persistence"] - 30.0 * (np.arange(30) == 7)
    found = choose(told, 1)
    assert min(found.scores, key=lambda score: score.error).name == "boosting"
    assert found.name == "drift"


@given(st.lists(st.floats(-0.5, 0.5), min_size=1, max_size=4), st.integers(2, 40), st.integers(0, 99))
def test_origins_that_nothing_was_judged_at_play_no_part(gains: list[float], n: int, seed: int) -> None:
    told = losses({f"r{at}": gain for at, gain in enumerate(gains)}, n, seed=seed)
    holed = {name: np.insert(each, 1, np.nan) for name, each in told.items()}
    one, other = choose(told, 1), choose(holed, 1)
    assert (one.name, one.scores) == (other.name, other.scores)


@given(st.lists(st.floats(-0.5, 0.5), min_size=1, max_size=4), st.integers(0, 99), st.floats(0.01, 100))
def test_the_unit_plays_no_part(gains: list[float], seed: int, unit: float) -> None:
    told = losses({f"r{at}": gain for at, gain in enumerate(gains)}, seed=seed)
    one, other = choose(told, 1), choose({name: unit * each for name, each in told.items()}, 1)
    assert one.name == other.name
    assert [score.p for score in other.scores] == pytest.approx([score.p for score in one.scores])


@given(st.lists(st.floats(-0.5, 0.5), min_size=1, max_size=4), st.integers(0, 99))
def test_whoever_is_chosen_beats_it_or_is_it(gains: list[float], seed: int) -> None:
    found = choose(losses({f"r{at}": gain for at, gain in enumerate(gains)}, seed=seed), 1)
    better = {score.name for score in found.scores if score.beats}
    assert found.name in (better or {"persistence"})


def test_one_origin_cannot_tell() -> None:
    found = choose({"persistence": np.ones(1), "drift": np.zeros(1)}, 1)
    assert found.name == "persistence"
    assert "One origin cannot tell" in found.why
    assert np.isnan(found.detectable)


def test_few_overlapping_origins_cannot_tell_and_say_so() -> None:
    found = choose(losses({"drift": 0.3}, n=6, noise=2.0), 6)
    assert found.name == "persistence"
    assert "6 origins cannot tell" in found.why


def test_alone_it_stays() -> None:
    assert choose({"persistence": np.ones(5)}, 1).why == "No other rung was tried."


def test_of_six_rungs_none_of_which_is_better_one_is_chosen_in_5_percent_at_most() -> None:
    runs, none = 500, {f"r{at}": 0.0 for at in range(6)}
    left = sum(choose(losses(none, n=20, seed=seed), 1).name != "persistence" for seed in range(runs))
    assert left <= binom.ppf(0.999, runs, 0.05)


def test_what_could_be_found_shrinks_with_more_origins() -> None:
    few, many = (choose(losses({"drift": 0.0}, n=n), 1).detectable for n in (15, 50))
    assert many < few
    assert np.isnan(detectable({}, 0.05, 1.0))
