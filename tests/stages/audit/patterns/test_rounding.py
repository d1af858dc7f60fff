"""What was rounded is told, and is no habit."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.stages.audit.patterns.rounding import DAY, HOUR, rounding
from tests.events import at_random, found

WHEN = at_random(3, 300, 400)


def heaped(share: float, unit: str) -> np.ndarray:
    some = np.random.default_rng(1).random(len(WHEN)) < share
    return np.sort(np.where(some, WHEN.astype(f"datetime64[{unit}]").astype("datetime64[us]"), WHEN))


def test_times_to_the_second_are_not_rounded() -> None:
    told = rounding(WHEN)
    assert told.shown == ()
    assert told.clock.all()
    assert told.day.all()


@pytest.mark.parametrize(
    ("when", "grain", "says"),
    [
        (heaped(1.0, "D"), DAY, "all times are at midnight: no clock was told"),
        (heaped(1.0, "D") + np.timedelta64(9, "h"), DAY, "all times are at 9:00: no clock was told"),
        (heaped(1.0, "h"), HOUR, "all times are on full hours"),
        (heaped(1.0, "M"), DAY, "first of a month: no day was told"),
        (heaped(0.3, "h"), None, "% of all times are on the full hour, where"),
        (heaped(0.3, "D"), None, "are at 0:00"),
        (heaped(0.3, "M"), None, "are on the first of a month, where 3."),
    ],
)
def test_every_way_of_rounding_is_told_and_no_habit(when: np.ndarray, grain: int | None, says: str) -> None:
    told = rounding(when)
    assert any(says in line for line in told.shown), told.shown
    assert grain is None or told.grain == grain
    assert found({"when": when}).patterns == ()


def test_few_months_show_an_unknown_day_by_those_of_no_hour() -> None:
    when = at_random(3, 150, 200)
    month = when.astype("datetime64[M]").astype("datetime64[us]")
    heap = np.sort(np.where(np.random.default_rng(11).random(150) < 0.05, month, when))
    first = heap.astype("datetime64[D]") == heap.astype("datetime64[M]").astype("datetime64[D]")
    assert any("on the first of a month" in line for line in rounding(heap).shown)
    np.testing.assert_array_equal(rounding(heap).day, ~first)
    clocked = np.where(first, heap + np.timedelta64(5, "h"), heap)  # the same days with a clock are not enough
    assert rounding(np.sort(clocked)).day.all()


def test_times_of_every_sixth_hour_are_no_habit() -> None:
    six = WHEN.astype("int64") // (6 * HOUR) * 6 * HOUR + 2 * HOUR
    told = rounding(six.astype("datetime64[us]"))
    assert (told.grain, told.phase) == (6 * HOUR, 2 * HOUR)
    assert found({"when": six.astype("datetime64[us]")}).patterns == ()
