"""The line of time: every event in one slot, and what is due."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.stages.audit.patterns.line import line
from ninelives.stages.audit.patterns.rounding import rounding
from tests.events import at_random


@pytest.mark.parametrize(("events", "days"), [(20, 0.4), (100, 5), (300, 90), (300, 900)])
@pytest.mark.parametrize("unit", ["s", "h", "D", "M"])
def test_every_event_has_its_slot_and_shares_sum_to_one(events: int, days: float, unit: str) -> None:
    when = at_random(1, events, days).astype(f"datetime64[{unit}]").astype("datetime64[us]")
    if len(np.unique(when)) < 3:
        return
    row = line(when, rounding(when))
    assert row.counts.sum() == row.events.sum() == len(row.of)
    assert row.base.sum() == pytest.approx(1)
    inside = when[row.events] - row.start[row.of]
    assert (inside.astype("int64") >= 0).all()
    assert (inside.astype("int64") < row.width[row.of]).all()
    for name in row.labels:
        assert row.due(row.base, name).sum() == pytest.approx(1)


def test_what_is_fitted_holds_what_was_found() -> None:
    when = at_random(2, 300, 60)
    row = line(when, rounding(when))
    parts = [row.labels["hours"], (row.scan > row.scans // 2).astype(int)]
    share = row.fitted(parts)
    for part in parts:
        assert np.bincount(part, share) == pytest.approx(np.bincount(part, row.counts) / 300, abs=1e-3)
    circles, along = row.drawn(share, 50, 0)
    assert (along.sum(axis=1) == 300).all()
    assert (circles["hours"][0] == np.bincount(row.labels["hours"], row.counts)).all()
    assert circles["hours"][1:].mean(axis=0) == pytest.approx(circles["hours"][0], abs=3)
