"""Tests of the options of photos of the garden."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from ninelives.errors import NinelivesError
from ninelives.kernels.world.oak.sets import SETS
from ninelives.stages.collect.garden.spec import LAUNCH, TREES, PhotosSpec


def test_text_is_read_as_it_is_typed() -> None:
    told = {"n": 5, "view": "satellite", "from": "1961-01-20", "to": "1961-01-21", "hours": "20-6.5"}
    spec = PhotosSpec.of(told)
    assert (spec.since, spec.until, spec.hours) == (date(1961, 1, 20), date(1961, 1, 21), (20.0, 6.5))
    assert spec.days == (-3268, -3266)
    assert spec == PhotosSpec(n=5, view="satellite", since=LAUNCH, until=date(1961, 1, 21), hours=(20, 6.5))


def test_the_usual_days_are_those_of_the_view() -> None:
    assert (PhotosSpec().since, PhotosSpec().until) == (date(2025, 1, 1), date(2025, 12, 31))
    assert PhotosSpec(view="satellite").since == LAUNCH
    assert PhotosSpec(since=datetime(2025, 3, 1, 12), until=date(2025, 3, 1)).days == (20148, 20149)
    assert PhotosSpec(view="ground", since="1950-05-01").since == date(1950, 5, 1)  # there were cats before satellites


def test_the_sets_of_trees_are_those_of_the_garden() -> None:
    assert TREES == SETS


@pytest.mark.parametrize(
    ("options", "says", "mended"),
    [
        ({"hours": "7-25"}, "hours must lie in 0 to 24, got 7-25", "--hours 7-17"),
        ({"hours": "7-7"}, "hours are none, got 7-7", "--hours 7-17"),
        ({"hours": "25"}, "hours are told as 7-17 or 20-6, in 0 to 24, got '25'", "--hours 7-17"),
        ({"hours": (1, 2, 3)}, r"hours are two numbers, from and to, got \(1, 2, 3\)", "--hours 7-17"),
        ({"hours": (1, float("nan"))}, "hours are two numbers", "--hours 7-17"),
        (
            {"since": "2026-05-01", "until": "2026-04-01"},
            "to must not be before from, got 2026-05-01 to 2026-04-01",
            "--from 2026-04-01 --to 2026-05-01",
        ),
        ({"since": "yesterday"}, "from must be a day such as 2025-01-01, got 'yesterday'", "--from 2025-01-01"),
        ({"since": "2025-02-30"}, "from must be a day such as 2025-01-01, got '2025-02-30'", "--from 2025-01-01"),
        ({"until": 3}, "to must be a day such as 2025-12-31, got 3", "--to 2025-12-31"),
        ({"since": "1800-01-01"}, "from must lie in 1900-01-01 to 2100-12-31, got 1800-01-01", "--from 1900-01-01"),
        ({"until": "2525-01-01"}, "to must lie in 1900-01-01 to 2100-12-31, got 2525-01-01", "--to 2100-12-31"),
        (
            {"view": "satellite", "since": "1960-12-31"},
            "from must lie in 1961-01-20 to 2100-12-31: no satellite looked down before, got 1960-12-31",
            "--from 1961-01-20",
        ),
        (
            {"view": "satellite", "until": "1960-12-31"},
            "to must lie in 1961-01-20 to 2100-12-31: no satellite looked down before, got 1960-12-31",
            "--to 1961-01-20",
        ),
        (
            {"view": "sattelite"},
            r"view must be one of drone, ground, satellite, got 'sattelite' \(did you mean 'satellite' \?\)",
            "--view satellite",
        ),
        ({"view": "eagle"}, "got 'eagle'", "--view drone"),
        (
            {"trees": "finale"},
            r"trees must be one of train, test, final, got 'finale' \(did you mean 'final' \?\)",
            "--trees final",
        ),
        ({"n": 0}, "n must lie in 1 to 100,000,000 pictures, got 0", "-n 1"),
        ({"n": 2.5}, "n must be a whole number, got 2.5", "-n 20000"),
        ({"n": True}, "n must be a whole number, got True", "-n 20000"),
        ({"cats": 1.01}, "cats must lie in 0 to 1, got 1.01", "--cats 1"),
        ({"cats": -0.1}, "cats must lie in 0 to 1, got -0.1", "--cats 0"),
        ({"cats": float("nan")}, "cats must be a number, got nan", "--cats 0.5"),
        ({"size": 0}, "size must lie in 16 to 512 px, got 0", "--size 16"),
        ({"size": 100_000}, "size must lie in 16 to 512 px, got 100,000", "--size 512"),
        ({"seed": -1}, "seed must lie in 0 to 2\\^63 - 1, got -1", "--seed 0"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(options: dict[str, Any], says: str, mended: str) -> None:
    with pytest.raises(NinelivesError, match=says) as told:
        PhotosSpec(**options)
    assert told.value.fix == f"ninelives garden photos {mended}"


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(NinelivesError) as told:
        PhotosSpec(n=0, hours="7-25", cats=2, view="dron", trees="tests", size=1)
    for part in ("n must", "hours must", "cats must", "'drone' ?", "'test' ?", "size must"):
        assert part in told.value.message
    assert told.value.fix == ("ninelives garden photos -n 1 --hours 7-17 --cats 1 --size 16 --view drone --trees test")


def test_an_unknown_option_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(NinelivesError, match=r"there is no option 'hour' \(did you mean 'hours' \?\), 'tree' \(did"):
        PhotosSpec.of({"hour": "7-17", "tree": "test"})


def test_the_same_options_are_the_same_lineage_however_they_are_told() -> None:
    assert PhotosSpec(hours="7-17").to_json() == PhotosSpec(hours=(7, 17), since=date(2025, 1, 1)).to_json()
    assert PhotosSpec(hours="7-18").to_json() != PhotosSpec().to_json()
    assert "seed" not in PhotosSpec().to_json()
