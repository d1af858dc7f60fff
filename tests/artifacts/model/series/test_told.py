"""What a model of series tells of itself."""

from __future__ import annotations

import json

import numpy as np
import pytest

from ninelives.artifacts.model.series import told
from ninelives.kernels.series import Grid
from tests.series import of_months, of_shops, of_walk

PLACE = np.zeros(1, np.int64)


@pytest.mark.parametrize(
    ("step", "unit", "one", "twelve"),
    [
        (3600, "s", "an hour", "12 hours"),
        (900, "s", "15 minutes", "3 hours"),
        (86_400, "s", "a day", "12 days"),
        (604_800, "s", "a week", "12 weeks"),
        (1, "M", "a month", "12 months"),
        (3, "M", "3 months", "36 months"),
        (12, "M", "a year", "12 years"),
        (50, "s", "50 seconds", "10 minutes"),
        (0.3, "s", "0.3 seconds", "12 steps"),
        (2, "", "2", "12 steps"),
    ],
)
def test_steps_are_said_as_people_say_them(step: float, unit: str, one: str, twelve: str) -> None:
    grid = Grid(0.0, step, unit, PLACE)
    assert told.step(grid) == one
    assert told.span(12, grid) == twelve


def test_items_are_as_fine_as_their_steps() -> None:
    times = np.array(["2026-01-02T03:04:05"], "datetime64[s]")
    for step, unit, item in ((1, "M", "2026-01"), (86_400, "s", "2026-01-02"), (60, "s", "2026-01-02T03:04")):
        assert told.items(["a"], times, Grid(0.0, step, unit, PLACE)) == [f"a {item}"]
    assert told.items([""], np.array([3.5]), Grid(0.0, 0.5, "", PLACE)) == ["3.5"]


def test_the_summary_is_one_json_object_of_all_that_a_program_needs() -> None:
    facts = json.loads(json.dumps(of_shops().summary(), allow_nan=False))
    assert (facts["task"], facts["target"], facts["by"], facts["series"]) == ("forecast", "sold", "shop", 3)
    assert (facts["horizon"], facts["season"], facts["step"], facts["unit"]) == (6, [12], 1, "M")
    assert facts["mase"] < 1.2
    assert 0.6 < facts["interval_coverage"] <= 1
    assert facts["interval_level"] == 0.8
    scores = {rung["name"]: rung["score"] for rung in facts["rungs"]}
    assert scores["persistence"] == 0 < scores["linear"]  # every score points up
    assert facts["rungs"][0]["p"] == 1
    assert of_walk().summary()["chosen"] == "persistence"


def test_the_band_is_the_one_nearest_to_eight_in_ten() -> None:
    assert [told.main_level(levels) for levels in ((0.5, 0.8, 0.95), (0.5, 0.95), (0.75, 0.9))] == [0.8, 0.95, 0.75]
    assert told.main_band(of_months())["level"] == 0.8


def test_a_name_that_is_taken_gives_way() -> None:
    assert [told.column(by) for by in ("shop", "time", None)] == ["shop", "series", "series"]
    assert told.rung(of_months().scores[0]).startswith("persistence ")
    assert "MASE" in told.off(of_months())
