from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, Along, Axis, Bin, along
from tests.report.charts.drawn import SVG, assert_legible, labels, parse

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False)
SIZES = st.sampled_from([424, 880, NARROW])


def told(values, *, line=True, ends=(), named=False, share=False):
    bins = [
        Bin(f"b{at}", float(at), at + 1.0, "unseen" if value is None else "seen", 0 if value is None else 40)
        for at, value in enumerate(values)
    ]
    return Along(Axis("size", "size", tuple(bins), named=named), tuple(values), "what it says", share, ends, line)


@given(st.lists(st.none() | NUMBERS, min_size=1, max_size=10), st.booleans(), SIZES)
def test_no_label_ever_lies_on_another(values, line, width):
    assert_legible(along(told(values, line=line, named=not line), width))


def test_nothing_is_drawn_where_nothing_was_seen():
    root = parse(along(told([1.0, 2.0, None, 4.0, 5.0]), 424))
    assert len(list(root.iter(f"{SVG}circle"))) == 4
    assert len([each for each in root.iter(f"{SVG}polyline") if each.get("class") == "line"]) == 2  # none over the gap
    assert "b2: nothing was seen" in root[1].text


def test_higher_numbers_stand_higher_and_names_are_rows():
    heights = [float(dot.get("cy", 0)) for dot in parse(along(told([1.0, 3.0, 2.0]), 424)).iter(f"{SVG}circle")]
    assert heights[1] < heights[2] < heights[0]
    root = parse(along(told([0.2, 0.9], line=False, named=True, share=True, ends=((0.1, 0.3), None)), 424))
    one, two = (float(dot.get("cx", 0)) for dot in root.iter(f"{SVG}circle"))
    assert one < two
    assert {"b0", "b1", "20 %", "90 %", "40 scenes"} <= set(labels(root))


def test_charts_of_one_scale_can_be_compared():
    def marks(values):
        return [each for each in labels(parse(along(told(values), 424))) if each.replace(".", "").isdigit()]

    assert marks([1.0, 2.0]) != marks([1.0, 50.0])
    shared = [
        labels(parse(along(Along(each.axis, each.values, each.what, scale=(0.0, 50.0)), 424)))
        for each in (told([1.0, 2.0]), told([1.0, 50.0]))
    ]
    assert "50" in shared[0]
    assert "50" in shared[1]


@pytest.mark.parametrize("days", [0.0, 15000.0])
def test_days_are_told_as_dates(days):
    bins = (Bin("d", days, days + 50, "seen", 40), Bin("e", days + 50, days + 100, "seen", 40))
    told = Along(Axis("at days", "at days", bins, dated=True), (1.0, 2.0), "what it says")
    assert ("1970-01-01" if days == 0 else "2011-01-26") in labels(parse(along(told, 880)))
