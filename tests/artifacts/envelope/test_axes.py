from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.envelope import MONTHS, PHOTO_AXES, UNKNOWN, WEEKDAYS, Axis, season_of
from ninelives.artifacts.envelope.axes import axis_for, by_rank, common
from ninelives.errors import NinelivesError

HOUR, LIGHT, SHARPNESS, PLACE, DEVICE, WEATHER, SEASON = PHOTO_AXES
TENTHS = st.integers(-500, 500).map(lambda x: x / 10)


@pytest.mark.parametrize(
    ("axis", "value", "label", "words"),
    [
        (HOUR, 19.5, 9, "18–20 h"),
        (HOUR, 0.0, 0, "0–2 h"),
        (HOUR, 23.99, 11, "22–24 h"),
        (HOUR, 24.0, 0, "0–2 h"),
        (HOUR, -1.0, 11, "22–24 h"),
        (LIGHT, 0.05, 0, "light below 0.1"),
        (LIGHT, 0.3, 3, "light 0.3–0.4"),
        (LIGHT, 1.0, 9, "light above 0.9"),
        (LIGHT, 1.2, 9, "light above 0.9"),
        (SHARPNESS, 1.3, 5, "sharpness 1.25–1.5"),
        (PLACE, "48.2082;16.3738", "48.2;16.4", "place 48.2;16.4"),
        (PLACE, (48.2082, 16.3738), "48.2;16.4", "place 48.2;16.4"),
        (PLACE, "-0.01;0.02", "0.0;0.0", "place 0.0;0.0"),
        (PLACE, "99;16", UNKNOWN, "place unknown"),
        (PLACE, " home ", "home", "place home"),
        (DEVICE, "Pixel 7", "Pixel 7", "device Pixel 7"),
        (DEVICE, "", UNKNOWN, "device unknown"),
        (DEVICE, "half a letter \ud800", "half a letter ?", "device half a letter ?"),
        (WEATHER, "Windy", "windy", "windy"),
        (SEASON, "Winter", "winter", "winter"),
        (HOUR, None, UNKNOWN, "hour unknown"),
        (LIGHT, float("nan"), UNKNOWN, "light unknown"),
        (SHARPNESS, float("inf"), UNKNOWN, "sharpness unknown"),
    ],
)
def test_bins_and_their_words(axis, value, label, words):
    assert axis.bin(value) == label
    assert axis.words(label) == words


@pytest.mark.parametrize(
    ("axis", "first", "last", "words"),
    [
        (HOUR, 9, 3, "18–8 h"),
        (HOUR, 0, 11, "around the clock"),
        (HOUR, 10, 11, "20–24 h"),
        (LIGHT, 0, 2, "light below 0.3"),
        (LIGHT, 3, 9, "light above 0.3"),
        (SEASON, "autumn", "winter", "autumn to winter"),
    ],
)
def test_runs_are_said_as_one(axis, first, last, words):
    assert axis.words(first, last) == words


@pytest.mark.parametrize(
    ("axis", "bins", "runs"),
    [
        (HOUR, [0, 1, 11, 5], [[5], [11, 0, 1]]),
        (HOUR, range(12), [list(range(12))]),
        (LIGHT, [9, 0, 8], [[0], [8, 9]]),
        (SEASON, ["winter", "autumn"], [["autumn", "winter"]]),
        (DEVICE, ["a", "b"], [["a"], ["b"]]),
        (HOUR, [UNKNOWN, 3], [[3], [UNKNOWN]]),
        (LIGHT, [], []),
    ],
)
def test_runs_of_neighbours(axis, bins, runs):
    assert axis.runs(bins) == runs


@given(st.lists(st.none() | st.floats(-1e300, 1e300)))
def test_numbers_are_coded_by_the_bin_they_lie_in(values):
    axis = Axis("t", "continuous", step=0.5)
    code, labels = axis.encode(values)
    assert [labels[c] for c in code] == [axis.bin(v) for v in values]
    assert all(i < j for i, j in pairwise(labels) if UNKNOWN not in (i, j))


@given(st.lists(TENTHS, min_size=1), st.lists(TENTHS, min_size=1))
def test_a_column_that_grows_only_ever_joins_its_bins(column, more):
    fine, coarse = axis_for("t", column), axis_for("t", column + more)
    for x in column:
        same = [y for y in column if fine.bin(y) == fine.bin(x)]
        assert all(coarse.bin(y) == coarse.bin(x) for y in same) or coarse.step < fine.step
    if coarse.step < fine.step:  # whole numbers became fractions, or a constant became two: each bin held one value
        assert all(len({y for y in column if fine.bin(y) == fine.bin(x)}) == 1 for x in column)


@pytest.mark.parametrize(
    ("column", "step"),
    [
        ([0.0, 9.7], 1.0),
        ([0.0, 51.5], 10.0),
        ([0.0, 49.9], 5.0),
        ([0, 3], 1.0),
        ([-0.02, 0.03], 0.01),
        ([7.0, 7.0], 1.0),
    ],
)
def test_steps_are_round_and_leave_five_to_twenty_five_bins(column, step):
    assert axis_for("t", column).step == step


@pytest.mark.parametrize("column", [["a", "b"], [True, False], [None, None], [1, "b"], np.array(["x"])])
def test_other_columns_are_names(column):
    assert axis_for("kind", column).kind == "categorical"


@pytest.mark.parametrize("name", ["month", "sold month"])
def test_months_and_weekdays_come_round_in_their_own_order(name):
    months = axis_for(name, ["May", None, "January"])
    assert (months.kind, months.levels) == ("circular", MONTHS)
    assert axis_for(name, ["May", "Mai"]).kind == "categorical"
    assert axis_for("weekday", ["Sunday"]).levels == WEEKDAYS
    assert axis_for("weekday", [6, 0]).kind == "continuous"
    assert axis_for("monthly", ["May"]).kind == "categorical"


def test_a_photos_axes_are_fixed():
    assert axis_for("hour", [1.5, 2.5]) is HOUR
    assert [axis.name for axis in by_rank([Axis("zoom", "continuous", step=1.0), LIGHT, HOUR])] == [
        "hour",
        "light",
        "zoom",
    ]


@pytest.mark.parametrize(("a", "b", "step"), [(0.5, 5.0, 5.0), (2.0, 5.0, 10.0), (0.1, 0.25, 0.5), (1.0, 1.0, 1.0)])
def test_two_steps_join_at_their_least_multiple(a, b, step):
    assert common(Axis("t", "continuous", step=a), Axis("t", "continuous", step=b)).step == step


def test_numbers_and_names_never_join():
    with pytest.raises(NinelivesError, match="'t' is continuous in one envelope and categorical in the other"):
        common(Axis("t", "continuous", step=1.0), Axis("t", "categorical"))


@pytest.mark.parametrize("values", [["noon"], [date(2026, 1, 1)]])
def test_names_where_numbers_belong_are_refused(values):
    with pytest.raises(NinelivesError, match="'hour' should hold numbers, and holds"):
        HOUR.encode(values)


def test_dates_are_no_axis():
    with pytest.raises(NinelivesError, match="the future is always new"):
        axis_for("taken", np.array(["2026-01-01"], "datetime64[D]")).encode(np.array(["2026-01-01"], "datetime64[D]"))


@pytest.mark.parametrize("axis", PHOTO_AXES, ids=lambda a: a.name)
def test_json_round_trip(axis):
    assert Axis.from_json(axis.to_json()) == axis


@pytest.mark.parametrize(
    "facts", [{"kind": "odd"}, {"kind": "continuous", "step": 0}, {"kind": "circular", "step": 5.0, "period": 24.0}]
)
def test_an_axis_that_cannot_be_is_refused(facts):
    with pytest.raises(ValueError, match=r"axis|step|period"):
        Axis.from_json({"name": "t"} | facts)


def test_seasons_turn_round_south_of_the_equator():
    assert [season_of(date(2026, m, 15)) for m in (12, 1, 4, 7, 10)] == [
        "winter",
        "winter",
        "spring",
        "summer",
        "autumn",
    ]
    assert season_of(date(2026, 1, 15), -33.9) == "summer"
