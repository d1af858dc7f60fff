"""nl.Watch: batches and kills change no number, night is told from day, and what is odd about a stream is said."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

import ninelives as nl
from ninelives.errors import NinelivesError


def noise(rows: int, columns: int = 3, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(rows, columns))


def drifting(rows: int = 1500, quiet: int = 500, columns: int = 3, seed: int = 1) -> np.ndarray:
    out = noise(rows, columns, seed)
    out[quiet:, 1] += 1.0
    return out


@settings(max_examples=15)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=6))
def test_batches_and_kills_in_between_change_no_number(tmp_path_factory: pytest.TempPathFactory, sizes: list) -> None:
    file = tmp_path_factory.mktemp("watch") / "state"
    rows, ends = drifting(sum(sizes), min(100, sum(sizes))), np.cumsum([0, *sizes]).tolist()
    whole, parts = (nl.Watch.of(noise(300), every=64, seed=4) for _ in range(2))
    want, found = whole.see_batch(rows), []
    for a, b in pairwise(ends):
        found += parts.see_batch(rows[a:b])
        parts.save(file)
        parts = nl.Watch.load(file)
    assert [line.to_json() for line in found] == [line.to_json() for line in want]
    assert parts.line() == whole.line()


def test_one_at_a_time_is_the_same_as_all_at_once() -> None:
    rows = drifting(700)
    alone, whole = nl.Watch.of(noise(300)), nl.Watch.of(noise(300))
    lines = [alone.see(row) for row in rows]
    whole.see_batch(rows)
    last = whole.line()
    assert lines[-1].e == last.e
    assert lines[-1].n == 700
    assert [line.alarm for line in lines].index(True) + 1 == whole.alarm


def test_a_drift_is_alarmed_at_with_when_since_and_which_column() -> None:
    watch = nl.Watch.of(pl.DataFrame(noise(1000), ["a", "light", "c"]))
    alarms = [line for line in watch.see_batch(pl.DataFrame(drifting(), ["a", "light", "c"])) if line.alarm]
    first = alarms[0]
    assert 500 < first.n == watch.alarm < 700
    assert first.e >= 20
    assert (first.column, first.columns) == ("light", ("light",))
    assert first.since_interval is not None
    assert first.since_interval[0] <= 500 <= first.since_interval[1]
    assert alarms[-1].since == first.since
    assert first.said == (f"alarm at observation {first.n:,}",)


def test_the_alarm_stands_at_its_own_observation_however_far_the_batch_goes() -> None:
    watch, rows = nl.Watch.of(noise(1000)), drifting()
    line = next(line for line in watch.see_batch(rows) if line.alarm)
    before = nl.Watch.of(noise(1000))
    assert not any(line.alarm for line in before.see_batch(rows[: line.n - 1]))
    assert before.see(rows[line.n - 1]).to_json() == line.to_json()


def test_false_alarms_in_one_stream_of_twenty_at_most_though_one_always_looks() -> None:
    """The full size is prove/watch.py."""
    runs, alarms = 60, 0
    for seed in range(runs):
        watch = nl.Watch.of(noise(400, 4, 2 * seed), seed=seed, every=10_000)
        watch.see_batch(noise(800, 4, 2 * seed + 1))
        alarms += watch.alarm is not None
    assert alarms <= binom.ppf(0.99, runs, 0.05)


def hours_of(rows: int, start: str = "2026-01-01T00:00:00") -> list[str]:
    first = np.datetime64(start)
    return [str(first + np.timedelta64(37 * at, "m")) for at in range(rows)]


def of_day(times: list[str], seed: int) -> pl.DataFrame:
    hour = np.array([int(time[11:13]) for time in times])
    light = np.random.default_rng(seed).normal(size=len(times)) + 10 * ((hour >= 8) & (hour < 18))
    return pl.DataFrame({"time": times, "light": light})


def test_night_is_no_alarm_where_the_reference_has_nights() -> None:
    watch = nl.Watch.of(of_day(hours_of(3000), 0))
    dark = of_day([time for time in hours_of(4000, "2026-05-01T00:10:00") if not 8 <= int(time[11:13]) < 18], 1)
    lines = watch.see_batch(dark)
    assert lines[-1].outside == 0
    assert not lines[-1].alarm
    day = dark.with_columns(light=pl.col("light") + 10)  # the light of day, by night
    assert any(line.alarm for line in watch.see_batch(day))


def test_an_hour_that_the_reference_never_saw_is_told_as_outside() -> None:
    day = [time for time in hours_of(3000) if 8 <= int(time[11:13]) < 18]
    watch = nl.Watch.of(of_day(day, 0))
    line = watch.see({"time": "2026-05-01T23:15:00", "light": -0.3})
    assert line.outside == 1
    assert line.e <= 1.0
    assert line.said == ("outside the envelope: the reference never saw 23–24 h",)
    assert watch.see({"time": "2026-05-01T23:20:00", "light": 0.1}).said == ()


def test_time_that_goes_backwards_is_told_once_and_counted() -> None:
    watch = nl.Watch.of(of_day(hours_of(500), 0))
    line = watch.see_batch(of_day(["2026-05-02T08:00:00", "2026-05-01T08:00:00", "2026-04-30T08:00:00"], 1)) or [
        watch.line()
    ]
    assert line[-1].said == ("time goes backwards: 2026-05-01T08:00:00 after 2026-05-02T08:00:00",)
    assert watch.counts["backwards"] == 2


def test_the_same_observation_over_and_over_is_told_and_proves_nothing_more() -> None:
    watch = nl.Watch.of(noise(500))
    rows = noise(100, seed=1)
    rows[40:] = rows[40]
    watch.see_batch(rows)
    after = watch.line()
    assert any("are all the same" in text for text in after.said)
    assert watch.counts["repeated"] == 100 - 41 - 29
    assert watch.see(rows[-1]).e == after.e


def test_a_whole_stretch_that_comes_again_is_told() -> None:
    watch, rows = nl.Watch.of(noise(500)), noise(200, seed=1)
    watch.see_batch(rows)
    watch.see_batch(rows)
    (told,) = watch.line().said
    assert "observations 201 to 230 repeat those of 200 before" in told


def test_where_the_reference_is_full_of_equal_rows_repetitions_tell_nothing() -> None:
    few = np.random.default_rng(0).integers(0, 2, (500, 2)).astype(float)
    watch = nl.Watch.of(few)
    watch.see_batch(np.ones((80, 2)))
    assert not any("repeats" in text for text in watch.line().said)
    assert watch.alarm is not None


def test_missing_values_are_values_of_their_own_and_infinities_are_missing() -> None:
    rows = noise(400, seed=2)
    rows[:, 0] = np.nan
    rows[::2, 0] = np.inf
    watch = nl.Watch.of(noise(400))
    watch.see_batch(rows)
    assert watch.counts["missing"] == 400
    assert watch.counts["infinite"] == 200
    assert watch.alarm is not None
    assert watch.line().column == "column 1"


def test_a_name_that_was_never_seen_is_seen_to_be_new() -> None:
    names = np.random.default_rng(0).choice(["wet", "dry", "snow"], 600)
    watch = nl.Watch.of(pl.DataFrame({"weather": names, "x": noise(600)[:, 0]}))
    watch.see_batch(pl.DataFrame({"weather": ["hail"] * 60, "x": noise(60, seed=3)[:, 0]}))
    assert watch.alarm is not None
    assert watch.line().column == "weather"


def test_a_constant_column_is_named_and_seen_to_move() -> None:
    reference = np.column_stack([noise(200)[:, 0], np.full(200, 3.0)])
    watch = nl.Watch.of(reference)
    assert watch.sketch.notes[0] == "'column 2' never changes in the reference: any other value is a change"
    watch.see_batch(np.column_stack([noise(40, seed=1)[:, 0], np.full(40, 2.0)]))
    assert watch.line().column == "column 2"


def test_a_reference_that_leans_on_itself_is_thinned_and_so_is_the_stream() -> None:
    steps = noise(3000, 1)
    for at in range(1, 3000):
        steps[at] += 0.9 * steps[at - 1]
    watch = nl.Watch.of(steps)
    assert watch.sketch.thin > 5
    assert "lean on each other" in watch.sketch.notes[0]
    watch.see_batch(noise(100, 1, 3))
    assert watch.wealth.n == -(-100 // watch.sketch.thin)
    assert nl.Watch.of(noise(3000)).sketch.thin == 1
    assert nl.Watch.of(steps, thin=2).sketch.thin == 2


def test_labels_count_once_in_whatever_order_they_come() -> None:
    labels = [(f"photo {at}", at % 4 > 0) for at in range(200)]
    found = []
    for order in (labels, labels[::-1], labels + labels):
        watch = nl.Watch.of(noise(100), risk=0.1)
        for item, right in order:
            line = watch.learn(item, right)
        found.append((line.risk_e, watch.risk.wrong, watch.risk.right))
    assert found[0] == found[1] == found[2]
    assert found[0][1:] == (50, 150)
    assert line.risk_alarm
    assert watch.risk.again == 200


def test_labels_survive_a_kill_and_count_no_second_time(tmp_path: Path) -> None:
    watch = nl.Watch.of(noise(100), risk=0.1)
    watch.risk.remember("a", 1)
    assert watch.risk.learn_truth("a", 0)
    watch.save(tmp_path / "state")
    again = nl.Watch.load(tmp_path / "state")
    assert not again.risk.learn_truth("a", 0)
    assert not again.risk.learn_truth("b", 0)
    assert (again.risk.wrong, again.risk.again, again.risk.unknown) == (1, 1, 1)


@pytest.mark.parametrize(
    ("reference", "what"),
    [
        (np.zeros((0, 2)), "a reference has rows and columns"),
        (np.zeros(5), "a reference has rows and columns"),
        (noise(9), "cannot tell, because the reference has 9 observations"),
        (pl.DataFrame({"item": ["a", "b"]}), "no column that can be watched"),
        (pl.DataFrame(noise(20), ["a", "b", "c"]).head(0), "cannot tell, because the reference has 0"),
    ],
)
def test_a_reference_that_tells_nothing_is_refused(reference: object, what: str) -> None:
    with pytest.raises(NinelivesError, match=what):
        nl.Watch.of(reference)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"a": 1.0, "bee": 2.0}, "no column 'b'"),
        ({"a": "red", "b": 2.0}, "'a' is 'red', and the reference holds numbers"),
        ([1.0], "rows need the 2 columns"),
        (["red", 2.0], "is no row of numbers"),
        ({}, "no column 'a', 'b'"),
    ],
)
def test_rows_with_other_columns_are_refused_and_counted_by_nobody(row: object, what: str) -> None:
    watch = nl.Watch.of(pl.DataFrame(noise(20, 2), ["a", "b"]))
    with pytest.raises(NinelivesError, match=what):
        watch.see(row)
    assert watch.n == 0


@pytest.mark.parametrize("options", [{"alpha": 0.0}, {"alpha": 0.9}, {"every": 0}, {"thin": 0}])
def test_options_that_cannot_be_are_refused(options: dict) -> None:
    with pytest.raises(NinelivesError, match="must"):
        nl.Watch.of(noise(20), **options)


def test_times_that_are_none_are_refused() -> None:
    watch = nl.Watch.of(noise(20))
    with pytest.raises(NinelivesError, match="'teatime' is no time"):
        watch.see([1.0, 2.0, 3.0], time="teatime")
    with pytest.raises(NinelivesError, match="2 rows and 1 times"):
        watch.see_batch(noise(2), times=["2026-01-01"])


def test_labels_where_nothing_is_claimed_are_refused() -> None:
    with pytest.raises(NinelivesError, match="how often the model may be wrong"):
        nl.Watch.of(noise(20)).learn("a", True)
