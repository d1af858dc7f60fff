from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, Mark, Marked, marks
from ninelives.report.words import figure, percent
from tests.report.charts.drawn import SVG, assert_legible, labels, parse

SHARES = st.floats(0, 1)
ROWS = st.lists(
    st.tuples(st.text(min_size=1, max_size=40), SHARES, SHARES, st.tuples(SHARES, SHARES).map(sorted)),
    min_size=1,
    max_size=4,
)


def drawn(rows, width=WIDE):
    told = [
        Marked(name, (Mark(was, None, "was"), Mark(now, tuple(ends))), percent(now)) for name, was, now, ends in rows
    ]
    return marks(told, width, title="t", say=lambda value: percent(value, 0), most=1.0)


@settings(max_examples=40)
@given(ROWS, st.sampled_from([WIDE, NARROW]))
def test_no_label_ever_lies_on_another(rows, width):
    assert_legible(drawn(rows, width))


@pytest.mark.parametrize("value", [0.0, 1.0, 22.8, -4.0, 1e-9, 1e12])
def test_numbers_of_any_size_find_their_place(value):
    for width in (WIDE, NARROW):
        assert_legible(marks([Marked("here", (Mark(value),), figure(value))], width, title="t", say=figure))


def test_more_lies_to_the_right_and_an_estimate_is_dashed():
    rows = [
        Marked("before", (Mark(0.9, (0.8, 0.95), "was"),), "90 %"),
        Marked("here", (Mark(0.5, None, "est"),), "50 %"),
    ]
    root = parse(marks(rows, WIDE, title="t", say=percent, most=1.0))
    was, now = root.iter(f"{SVG}circle")
    assert float(was.get("cx", 0)) > float(now.get("cx", 0))
    assert (was.get("class"), now.get("class")) == ("spot was", "spot est")
    assert len([line for line in root.iter(f"{SVG}line") if "span" in line.get("class", "")]) == 1


def test_an_axis_of_shares_ends_at_all():
    said = labels(parse(drawn([("cat", 0.97, 0.99, [0.98, 1.0])])))
    assert "100 %" in said
    assert not {"102 %", "105 %"} & set(said)
