from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, voices
from tests.report.charts.drawn import SVG, assert_legible, labels, parse

name = st.text(min_size=1, max_size=60)


@given(
    st.lists(st.tuples(name, st.floats(-1e3, 1e3)), max_size=12), st.tuples(name, name), st.sampled_from([WIDE, NARROW])
)
def test_no_label_ever_lies_on_another(weights, classes, width):
    assert_legible(voices(weights, classes, width, title="t"))


def test_bars_point_to_the_class_that_they_speak_for_as_long_as_they_are_loud():
    root = parse(voices([("snout", 2.0), ("purr", -1.0)], ("cat", "dog"), WIDE, title="t"))
    right, left = ([float(bar.get(key, 0)) for key in ("x", "width")] for bar in root.iter(f"{SVG}rect"))
    assert abs(right[1] - 2 * left[1]) < 0.3
    assert abs(left[0] + left[1] - right[0]) < 0.3
    said = labels(root)
    assert said[:2] == ["speaks for cat", "speaks for dog"]
    assert {"snout", "+2.0", "purr", "+1.0"} <= set(said)


def test_it_is_told_to_those_who_hear_it():
    told = parse(voices([("snout", 2.1), ("purr", -0.04)], ("cat", "dog"), WIDE, title="t"))[1].text
    assert told == "snout +2.1: speaks for dog; purr +0.04: speaks for cat."
