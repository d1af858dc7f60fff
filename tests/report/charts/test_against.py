from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, against
from ninelives.report.charts.against import MOST, steps
from tests.report.charts.drawn import SVG, assert_legible, parse

NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=12), st.sampled_from([460, NARROW]))
def test_no_label_ever_lies_on_another(pairs, width):
    assert_legible(against(pairs, width))


def test_what_is_right_lies_on_the_slanted_line():
    root = parse(against([(3.0, 3.0), (40.0, 40.0), (95.0, 95.0)], 460))
    (x1, y1), (x2, y2) = (
        map(float, point.split(",")) for point in next(root.iter(f"{SVG}polyline")).get("points", "").split()
    )
    dots = list(root.iter(f"{SVG}circle"))
    assert len(dots) == 3
    for dot in dots:
        x, y = float(dot.get("cx", 0)), float(dot.get("cy", 0))
        assert (y - y1) / (y2 - y1) == pytest.approx((x - x1) / (x2 - x1), abs=0.01)


def test_of_many_rows_some_are_drawn_and_what_is_no_number_is_not():
    many = [(float(at), float(at % 97)) for at in range(5 * MOST)]
    assert len(list(parse(against(many, 460)).iter(f"{SVG}circle"))) <= MOST
    assert len(list(parse(against([(1.0, 2.0), (float("nan"), 1.0)], 460)).iter(f"{SVG}circle"))) == 1


@pytest.mark.parametrize("pairs", [[], [(5.0, 5.0)], [(0.0, 0.0)], [(1e-9, 2e-9)], [(-3.0, -2.9)]])
def test_few_or_equal_numbers_have_an_axis(pairs):
    assert_legible(against(pairs, 460))


@pytest.mark.parametrize("tiny", [5e-324, 1e-310, 0.0])
def test_what_is_smaller_than_any_step_is_drawn_as_nothing(tiny: float) -> None:
    assert steps(0.0, tiny)[0] == 0
    assert len(steps(-tiny, tiny)) <= 7
