from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, payoff
from tests.report.charts.drawn import SVG, assert_legible, labels, parse

cost = st.floats(0, 1e6)


@given(cost, cost, cost, st.none() | st.floats(1, 1e9), st.none() | st.floats(1, 1e9), st.sampled_from([WIDE, NARROW]))
def test_no_label_ever_lies_on_another(fixed, with_it, by_hand, cases, there, width):
    assert_legible(payoff(fixed, with_it, by_hand, width, currency="€", cases=cases, there=there))


def test_the_lines_meet_where_it_pays():
    root = parse(payoff(3000, 1, 4, WIDE, currency="€", cases=1000, there=500))
    hand, machine = (each.get("points", "").split() for each in root.iter(f"{SVG}polyline"))
    (x0, h0), (x1, h1) = (tuple(map(float, spot.split(","))) for spot in hand)
    (_, m0), (_, m1) = (tuple(map(float, spot.split(","))) for spot in machine)
    meet = x0 + (x1 - x0) * (m0 - h0) / ((m0 - h0) + (h1 - m1))
    (at,) = (float(line.get("x1", 0)) for line in list(root.iter(f"{SVG}line"))[2:])
    assert meet == pytest.approx(at, abs=1)


def test_what_it_says_stands_in_its_description_and_at_the_lines():
    root = parse(payoff(3000, 1, 4, WIDE, currency="€", cases=1000, there=500))
    assert {"by hand", "with a machine", "pays from 1,000", "yours: 500"} <= set(labels(root))
    assert "a machine costs 3,000 € a year and 1 € a case, which is less from 1,000 cases a year on" in (
        root[1].text or ""
    )
    assert "never less" in (parse(payoff(1, 5, 4, WIDE, currency="€"))[1].text or "")
