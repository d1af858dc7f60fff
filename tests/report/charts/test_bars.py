from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, bars
from tests.report.charts.drawn import SVG, assert_legible, labels, parse


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=60), st.integers(0, 10**9)), max_size=100),
    st.sampled_from([WIDE, 430, NARROW]),
)
def test_no_label_ever_lies_on_another(counts, width):
    assert_legible(bars(counts, width, title="What it said"))


def test_a_long_name_stands_whole_over_its_bar():
    name = "Polyphony Digital Inc. Gran Turismo 5"
    said = labels(parse(bars([(name, 3), ("NIKON D70s", 1)], 430, title="device")))
    assert name in said
    assert name not in labels(parse(bars([("x" * 300, 3)], 430, title="device")))


def test_a_bar_is_as_long_as_its_share_of_the_longest():
    root = parse(bars([("cat", 100), ("dog", 50), ("cow", 0)], WIDE, title="t"))
    long, half, none = (float(one.get("width", 0)) for one in root.iter(f"{SVG}rect"))
    assert abs(long / 2 - half) < 0.2
    assert none == 0


def test_the_small_are_told_together():
    said = labels(parse(bars([(f"c{at}", at) for at in range(40)], WIDE, title="t")))
    assert len(said) == 24
    assert said[0] == "c39"
    assert said[-2:] == ["29 others", str(sum(range(29)))]
