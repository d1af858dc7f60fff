"""The strongest is found first, and what it explains is not told again."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.stats.moments import Found
from ninelives.stages.audit.patterns.peel import rate
from tests.events import at_random, evenings, found


def test_a_habit_is_no_burst_and_a_burst_is_no_habit() -> None:
    assert {each.kind for each in found({"when": evenings(0)}).patterns} == {"hours"}
    when = at_random(4, 150, 120)
    one = when[0].astype("datetime64[D]") + np.timedelta64(50 * 24 + 17, "h")
    crowd = one + (np.arange(80) * 31_000_000).astype("timedelta64[us]")
    told = found({"when": np.concatenate([when, crowd])}).patterns
    assert [each.kind for each in told] == ["burst"]
    assert told[0].share == pytest.approx(80 / 230, abs=0.05)
    assert told[0].start[:10] == str(one)[:10]


def test_a_change_of_the_rate_has_an_interval_around_it() -> None:
    early, late = at_random(5, 100, 100), at_random(6, 300, 100) + np.timedelta64(100, "D")
    told = [each for each in found({"when": np.concatenate([early, late])}).patterns if each.kind == "turn"]
    assert len(told) == 1
    day = "2024-04-12"  # a hundred days after the start
    assert told[0].interval[0][:10] <= day <= told[0].interval[1][:10]
    assert "times as often as before" in told[0].sentence


def test_a_gap_is_told_as_silence() -> None:
    when = at_random(7, 400, 200)
    gap = (when > when[0] + np.timedelta64(80, "D")) & (when < when[0] + np.timedelta64(95, "D"))
    told = found({"when": when[~gap]}).patterns
    assert "silence" in {each.kind for each in told}


def test_rates_before_and_after() -> None:
    assert rate(Found(np.zeros(1), 0, 1, 0.5, 0.5)) == 1
    assert rate(Found(np.zeros(1), 0, 1, 0.75, 0.5)) == pytest.approx(3)
    assert rate(Found(np.zeros(1), 0, 1, 1.0, 0.5)) == float("inf")
