"""Groups with times of their own, habits that change, and what cannot be told."""

from __future__ import annotations

import numpy as np

from tests.events import at_random, evenings, found


def test_the_group_with_evenings_is_named_and_no_other() -> None:
    when = np.concatenate([at_random(0, 300, 120), evenings(1, 100)])
    kind = np.array(["b", "c", "d"] * 100 + ["a"] * 100)
    told = [each for each in found({"when": when, "kind": kind}, by=("kind",)).patterns if each.kind == "group"]
    assert "a" in {each.group for each in told}
    assert told[0].column == "kind"
    assert told[0].share > told[0].expected + 0.2
    assert "of all others" in told[0].sentence


def test_one_group_and_twenty_thousand_cannot_be_told() -> None:
    when = at_random(0, 60, 90)
    told = found({"when": when, "kind": ["a"] * 60}, by=("kind",)).cannot_tell
    assert "groups of 'kind': cannot tell, because every event has the value 'a'" in told
    many = at_random(0, 20_000, 90)
    told = found({"when": many, "id": np.arange(20_000)}, by=("id",)).cannot_tell
    assert "groups of 'id': cannot tell, because its 20,000 values have at most 1 events each, and 10 would do" in told


def test_a_habit_that_changes_has_its_day_and_an_interval() -> None:
    rng = np.random.default_rng(0)
    day = np.sort(rng.integers(0, 200, 400))
    hour = np.where(day < 120, rng.normal(20, 2, 400), rng.normal(4, 2, 400)) % 24
    when = np.datetime64("2024-01-01", "us") + (day * 24 + hour).astype("timedelta64[h]")
    told = [each for each in found({"when": when}).patterns if each.kind == "habit"]
    assert told
    assert told[0].interval[0] <= "2024-04-30" <= told[0].interval[1]
    assert abs((np.datetime64(told[0].start) - np.datetime64("2024-04-30")).astype(int)) <= 3
    assert "the habit is another" in told[0].sentence
