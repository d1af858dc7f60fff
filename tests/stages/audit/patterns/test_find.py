"""Nothing is found where nothing is, and what cannot be told says why."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from tests.events import START, at_random, found


def test_events_at_random_have_no_pattern() -> None:
    """Forty lists of all sizes, some with groups: more than binomial chance allows would be a broken promise."""
    count, rng = 0, np.random.default_rng(7)
    for draw in range(40):
        events, days = int(rng.choice([12, 60, 300])), float(rng.choice([3, 30, 200]))
        table = {"when": at_random(1000 + draw, events, days), "kind": rng.integers(0, 3, events)}
        count += bool(found(table, by=("kind",) if draw % 2 else ()).patterns)
    assert count <= binom.ppf(0.99, 40, 0.05)


@pytest.mark.parametrize(
    ("when", "says"),
    [
        (at_random(0, 9, 30), "cannot tell, because there are 9 events, and 10 would do"),
        (np.repeat(START, 50), "cannot tell, because all 50 events have the same time, 2024-01-03T00:00:00"),
    ],
)
def test_too_few_and_all_alike_cannot_be_told(when: np.ndarray, says: str) -> None:
    looked = found({"when": when})
    assert looked.patterns == ()
    assert looked.cannot_tell == (says,)


def test_what_the_span_does_not_hold_is_said() -> None:
    told = " ".join(found({"when": at_random(0, 100, 2)}).cannot_tell)
    for what in ("hours", "weekdays", "seasons"):
        assert f"{what}: cannot tell, because" in told
    assert found({"when": at_random(0, 100, 900)}).cannot_tell == ()


def test_a_season_is_found_where_it_comes_round() -> None:
    when = at_random(0, 900, 1460)
    summer = np.isin(when.astype("datetime64[M]").astype("int64") % 12, (5, 6, 7))
    keep = summer | (np.random.default_rng(0).random(900) < 0.4)
    told = found({"when": when[keep]}).patterns
    assert told[0].kind == "months"
    assert "from June to August" in told[0].sentence


def test_the_same_seed_finds_the_same() -> None:
    table = {"when": at_random(5, 80, 60)}
    assert found(table, seed=3).summary() == found(table, seed=3).summary()
