"""A declared use in words."""

from __future__ import annotations

import numpy as np

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import Envelope
from ninelives.report.use import MOST, outside


def by_day(scenes: int = 400) -> Envelope:
    hours = 8 + 10 * np.arange(scenes) / scenes
    return Envelope.of({"hour": hours, "light": np.full(scenes, 0.55)}, np.arange(scenes))


def test_nothing_declared_nothing_said() -> None:
    assert outside(by_day(), None) == []


def test_a_night_that_was_never_seen_is_told_with_what_was_assumed() -> None:
    lines = outside(by_day(), Deployment.parse("hour=20-6"))
    assert lines[0].startswith("  never seen  20–6 h: 100 %")
    assert any("light below 0.1" in line for line in lines)
    assert sum("assumed" in line for line in lines) >= 2


def test_a_use_that_was_seen_has_no_gap() -> None:
    assert outside(by_day(), Deployment.parse("light=0.5-0.6")) == [
        "  inside      no gap was found in the declared use"
    ]


def test_many_gaps_are_cut_to_a_few_and_the_rest_counted() -> None:
    corners = "|".join(f"{latitude};{longitude}" for latitude in (10, 20, 30) for longitude in (0, 40, 80))
    scenes = np.arange(400)
    here = Envelope.of({"place": np.full(400, "48.2;16.4")}, scenes)
    lines = outside(here, Deployment.parse(f"place={corners}"))
    assert sum("never seen" in line for line in lines) == MOST
    assert lines[MOST] == "              and 5 regions more, all in the report"


def test_what_was_never_recorded_is_never_green() -> None:
    told = "  cannot tell: weather was never recorded"
    assert outside(by_day(), Deployment.parse("weather=windy")) == [told]
    assert outside(by_day(), Deployment.parse("weather=windy, light=0.5-0.6"))[0] == told
    assert outside(by_day(), Deployment.parse("weather=windy, light=0-0.1"))[1] == told


def test_a_use_without_a_condition_is_never_green() -> None:
    assert outside(by_day(), Deployment.parse("from=2026-12-01")) == ["  cannot tell: no condition was declared"]
    assert outside(by_day(), Deployment.parse("world=garden")) == [
        "  never seen  all of the garden: 100 % of the declared use, simulated only"
    ]
