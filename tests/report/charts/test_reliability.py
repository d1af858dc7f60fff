from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, Sureness, reliability
from tests.report.charts.drawn import SVG, assert_legible, labels, parse


@st.composite
def surenesses(draw) -> Sureness:
    right = draw(st.floats(0, 1))
    ends = (right * draw(st.floats(0, 1)), right + (1 - right) * draw(st.floats(0, 1)))
    return Sureness(draw(st.floats(0, 1)), right, draw(st.integers(0, 10**6)), ends)


@given(st.lists(surenesses(), max_size=10), st.sampled_from([430, NARROW]))
def test_no_label_ever_lies_on_another(bins, width):
    assert_legible(reliability(bins, width))


def test_the_fullest_bin_is_said_in_words():
    bins = [Sureness(0.6, 0.5, 8, (0.2, 0.8)), Sureness(0.9, 0.88, 700, (0.85, 0.9))]
    assert "says 90 %, is right in 88 %" in labels(parse(reliability(bins, 430)))


def test_no_words_lie_outside_the_plot():
    bins = [Sureness(0.55, 0.51, 12, (0.2, 0.8)), Sureness(0.62, 0.5, 11, (0.2, 0.8)), Sureness(0.9, 0.5, 10, (0, 1))]
    root = parse(reliability(bins, NARROW))
    floor = max(float(line.get("y1", 0)) for line in root.iter(f"{SVG}line") if line.get("class") == "grid")
    said = [text for text in root.iter(f"{SVG}text") if "→" in (text.text or "") or "is right in" in (text.text or "")]
    assert said
    assert all(float(text.get("y", 0)) < floor for text in said)


def test_what_is_as_sure_as_right_lies_on_the_slanted_line():
    root = parse(reliability([Sureness(0.5, 0.5, 5, (0.4, 0.6)), Sureness(0.8, 0.8, 9, (0.7, 0.9))], 430))
    (x1, y1), (x2, y2) = (
        map(float, point.split(",")) for point in next(root.iter(f"{SVG}polyline")).get("points", "").split()
    )
    for dot in root.iter(f"{SVG}circle"):
        x, y = float(dot.get("cx", 0)), float(dot.get("cy", 0))
        assert (y - y1) / (y2 - y1) == pytest.approx((x - x1) / (x2 - x1), abs=0.01)


def test_a_bin_that_holds_nothing_is_left_out():
    assert not list(parse(reliability([Sureness(0.5, 0.0, 0, (0.0, 1.0))], 430)).iter(f"{SVG}circle"))
