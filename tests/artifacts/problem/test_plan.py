"""A plan to collect, as an envelope."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import speak
from ninelives.artifacts.problem.plan import hidden, planned

hours = st.tuples(st.integers(0, 23), st.integers(1, 23)).map(lambda t: f"hour={t[0]}-{(t[0] + t[1]) % 24}")


def gaps(plan: str, use: str) -> list[str]:
    return speak(planned(Deployment.parse(plan)).gaps(Deployment.parse(use)))


def test_collecting_for_five_hours_from_13_and_flying_at_20_is_a_gap_at_hour_0() -> None:
    assert gaps("hour=13-18", "hour=20") == ["20–22 h: 100 % of the declared use"]
    assert gaps("hour=13-18", "hour=12-20") == ["18–20 h: 25 % of the declared use"]
    assert gaps("hour=13-18", "hour=14") == []


@given(hours)
def test_a_use_at_the_very_hours_has_no_gap(text: str) -> None:
    assert gaps(text, text) == []


@given(hours, hours)
def test_gaps_are_the_bins_that_the_use_visits_and_the_plan_does_not(plan: str, use: str) -> None:
    made, used = Deployment.parse(plan), Deployment.parse(use)
    envelope = planned(made)
    axis = envelope.axis("hour")
    want = {label for label, share in used.shares(axis).items() if share > 0} - set(made.shares(axis))
    assert {gap.conditions[0][1] for gap in envelope.gaps(used)} == want


def test_pairs_that_were_declared_vary_independently() -> None:
    plan = "hour=13-18, place=home|garden"
    assert gaps(plan, "hour=14, place=garden") == []
    assert gaps(plan, "hour=14, place=roof") == ["place roof: 100 % of the declared use"]


def test_a_season_without_data_is_a_gap() -> None:
    plan = "hour=13-18, from=2026-11-01, to=2026-11-20"
    assert gaps(plan, "hour=14, from=2026-12-05, to=2026-12-20") == ["winter: 100 % of the declared use"]


@pytest.mark.parametrize(("use", "names"), [("place=home", ("place",)), ("hour=14", ())])
def test_what_the_plan_does_not_tell_is_named(use: str, names: tuple[str, ...]) -> None:
    assert planned(Deployment.parse("hour=13-18")).gaps(Deployment.parse(use)).unrecorded == names


def test_what_is_collected_in_the_garden_is_simulated_elsewhere() -> None:
    found = planned(Deployment.parse("hour=13-18, world=garden")).gaps(Deployment.parse("hour=14"))
    assert [gap.kind for gap in found] == ["simulated"]


@pytest.mark.parametrize(
    ("plan", "use", "want"),
    [
        ("hour=13-20:30", "hour=21-22", ["20–22 h"]),
        ("hour=13-20:30", "hour=20-22", []),
        ("hour=13-18", "hour=20-22", []),  # a gap of the envelope, told as such
        ("hour=22:30-1", "hour=1:30-2|22-22:15", ["0–2 h", "22–24 h"]),
        ("place=1;1", "hour=20-22", []),
    ],
)
def test_a_gap_within_one_bin_is_found(plan: str, use: str, want: list[str]) -> None:
    assert hidden(Deployment.parse(plan), Deployment.parse(use)) == want
