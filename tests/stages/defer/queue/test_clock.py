"""A clock that is set is not followed; one that drifts is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ninelives.stages.defer.queue.clock import SLEW, Clock

steps = st.lists(st.tuples(st.floats(0, 1e4), st.floats(-1e9, 1e9)), max_size=30)


@given(steps)
def test_time_passes_as_it_does_whatever_somebody_sets(steps: list[tuple[float, float]]) -> None:
    wall, passed = [1e9], [0.0]
    clock = Clock(lambda: wall[0], lambda: passed[0])
    last = clock()
    for seconds, set_by in steps:
        passed[0] += seconds
        wall[0] += seconds + set_by
        now = clock()
        assert last <= now
        assert abs(now - last - seconds) <= SLEW + 1e-3
        last = now


def test_a_drift_is_followed() -> None:
    wall, passed = [1e9], [0.0]
    clock = Clock(lambda: wall[0], lambda: passed[0])
    for _ in range(1000):
        passed[0] += 1.0
        wall[0] += 1.01
        now = clock()
    assert abs(now - wall[0]) < 0.1


def test_a_jump_is_not() -> None:
    wall = [1e9]
    clock = Clock(lambda: wall[0], lambda: 0.0)
    wall[0] += 3600
    assert clock() == 1e9
