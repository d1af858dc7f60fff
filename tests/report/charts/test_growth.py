"""A list that grows one by one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, Growth, growth
from ninelives.report.charts.growth import bounds
from tests.report.charts.drawn import SVG, assert_legible, labels, parse

SHARES = st.floats(0, 1)
TOLD = Growth(((0.5, (0.45, 0.55)), (0.8, (0.75, 0.83)), (0.82, (0.78, 0.86)), (0.81, (0.77, 0.85))), 2, 1, 0.03)


@st.composite
def lists(draw: Any) -> Growth:
    steps = []
    for _ in range(draw(st.integers(1, 80))):
        low, score, high = sorted(draw(st.tuples(SHARES, SHARES, SHARES)))
        steps.append((score, (low, high)))
    many = len(steps)
    return Growth(tuple(steps), draw(st.integers(1, many)), draw(st.integers(0, many - 1)), draw(st.floats(0, 0.3)))


@given(lists(), st.sampled_from([WIDE, NARROW]))
def test_no_label_ever_lies_on_another(told: Growth, width: int) -> None:
    assert_legible(growth(told, width))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_list_that_does_the_job_is_said_and_green(width: int) -> None:
    root = parse(growth(TOLD, width))
    assert {"2 of 4 are enough: 80.0 %", "written", "learned", "rules"} <= set(labels(root))
    looks = [one.get("class") for one in root.iter(f"{SVG}circle")]
    assert looks == ["pt other", "pt chosen", "pt other", "pt other"]


def test_each_dot_stands_at_its_share_and_the_stripe_below_the_best() -> None:
    root = parse(growth(TOLD, WIDE))
    heights = [float(one.get("cy", 0)) for one in root.iter(f"{SVG}circle")]
    unit = (heights[0] - heights[1]) / 0.3
    assert heights[1] - heights[2] == pytest.approx(0.02 * unit, abs=0.2)
    stripe = next(one for one in root.iter(f"{SVG}rect") if one.get("class") == "stripe")
    assert float(stripe.get("y", 0)) == pytest.approx(heights[2], abs=0.1)
    assert float(stripe.get("height", 0)) == pytest.approx(0.03 * unit, abs=0.2)


def test_the_axis_holds_every_interval_between_round_tenths() -> None:
    assert bounds(TOLD) == (0.4, 0.9)
    assert bounds(Growth(((1.0, (1.0, 1.0)),), 1, 0, 0.0)) == (0.9, 1.0)


def test_where_nothing_was_written_or_learned_nothing_is_said_of_it() -> None:
    said = labels(parse(growth(Growth(TOLD.steps, 2, 0, 0.03), WIDE)))
    assert "written" not in said
    assert "learned" not in labels(parse(growth(Growth(TOLD.steps, 2, 3, 0.03), WIDE)))
