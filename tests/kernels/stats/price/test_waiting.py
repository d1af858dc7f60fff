"""How long one waits, against a queue that is played."""

from __future__ import annotations

import heapq

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats.price import waiting

loads = st.floats(0.01, 0.98)
staff = st.integers(1, 50)


def played(arrivals: float, capacity: float, people: int, cases: int, seed: int) -> float:
    """Mean days until an answer: each case is taken by whoever is free first."""
    rng = np.random.default_rng(seed)
    came = np.cumsum(rng.exponential(1 / arrivals, cases))
    takes = rng.exponential(people / capacity, cases)
    free, total = [0.0] * people, 0.0
    for at, long in zip(came.tolist(), takes.tolist(), strict=True):
        done = max(at, heapq.heappop(free)) + long
        heapq.heappush(free, done)
        total += done - at
    return total / cases


@pytest.mark.parametrize(("arrivals", "capacity", "people"), [(30, 60, 1), (80, 100, 3), (5, 40, 4)])
def test_it_is_what_a_played_queue_waits(arrivals: float, capacity: float, people: int) -> None:
    told = waiting(arrivals, capacity, people=people, hours=24).hours
    assert told == pytest.approx(24 * played(arrivals, capacity, people, 30_000, 1), rel=0.08)


@given(loads, st.floats(1, 1000))
def test_of_one_person_it_is_the_well_known_formula(load: float, capacity: float) -> None:
    told = waiting(load * capacity, capacity, hours=8)
    assert told.hours == pytest.approx(8 / (capacity - load * capacity))
    assert told.utilisation == pytest.approx(load)
    assert not told.grows


@given(loads, staff, st.floats(1, 1000))
def test_it_grows_with_what_comes_and_is_at_least_one_answer(load: float, people: int, capacity: float) -> None:
    own = waiting(load * capacity, capacity, people=people)
    more = waiting(load * capacity * 1.01, capacity, people=people)
    assert own.hours is not None
    assert more.hours is not None
    assert 8 * people / capacity <= own.hours * (1 + 1e-12) <= more.hours * (1 + 1e-9)


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_queue_that_only_grows_is_foretold(capacity: float, more: float) -> None:
    told = waiting(capacity + more, capacity)
    assert told.grows
    assert told.utilisation >= 1
    assert told.more == pytest.approx(more, abs=1e-9)


@pytest.mark.parametrize("bad", [(-1, 5, 1, 8), (1, -5, 1, 8), (1, 5, 0, 8), (1, 5, 1, 0), (float("nan"), 5, 1, 8)])
def test_what_cannot_be_counted_is_refused(bad: tuple[float, float, int, float]) -> None:
    with pytest.raises(ValueError, match="are counted"):
        waiting(bad[0], bad[1], people=bad[2], hours=bad[3])
