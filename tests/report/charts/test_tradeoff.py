"""Risk over what is kept."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, Kept, tradeoff
from tests.report.charts.drawn import SVG, assert_legible, boxes, labels, parse

SHARES = st.floats(0, 1)
LINE = tuple(Kept(share, 0.02 * share**2, 0.02 * share**2 + 0.01) for share in (0.2, 0.4, 0.6, 0.8, 1.0))
CHOSEN = Kept(0.6, 0.0072, 0.0172)


@st.composite
def kept(draw: Any) -> Kept:
    risk, bound = sorted(draw(st.tuples(SHARES, SHARES)))
    return Kept(draw(SHARES), risk, bound)


@given(st.lists(kept(), max_size=60), st.none() | kept(), st.floats(0.0001, 0.9), st.sampled_from([WIDE, NARROW]))
def test_no_label_ever_lies_on_another(points: list[Kept], chosen: Kept | None, asked: float, width: int) -> None:
    assert_legible(tradeoff(tuple(points), asked, 0.95, width, chosen=chosen))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_what_is_chosen_is_said_and_marked(width: int) -> None:
    root = parse(tradeoff(LINE, 0.02, 0.95, width, chosen=CHOSEN))
    said = " ".join(labels(root))
    assert "keeps 60.0 %" in said
    assert "1.7 % wrong" in said
    assert "asked" in said
    assert [one.get("class") for one in root.iter(f"{SVG}circle")] == ["new in"]


def test_where_nothing_is_kept_nothing_is_marked() -> None:
    svg = tradeoff(LINE, 0.001, 0.95, WIDE)
    assert not list(parse(svg).iter(f"{SVG}circle"))
    assert "nothing is kept" in svg


def test_order_plays_no_part_and_the_level_lies_between_risk_and_bound() -> None:
    assert tradeoff(LINE[::-1], 0.02, 0.95, WIDE, chosen=CHOSEN) == tradeoff(LINE, 0.02, 0.95, WIDE, chosen=CHOSEN)
    root = parse(tradeoff(LINE, 0.02, 0.95, WIDE))
    level = next(float(one.get("y1", 0)) for one in root.iter(f"{SVG}line") if one.get("class") == "level")
    bound, risk = (
        [float(point.split(",")[1]) for point in (one.get("points") or "").split()]
        for one in root.iter(f"{SVG}polyline")
    )
    assert bound[-1] < level == pytest.approx(risk[-1])  # the last keeps all, with a risk of just 2 %
    assert sorted(risk, reverse=True) == risk


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("steep", [0.012, 0.05])
def test_no_line_runs_through_a_label(width: int, steep: float) -> None:
    line = tuple(Kept(at / 30, 0.02 * (at / 30) ** 9, 0.02 * (at / 30) ** 9 + steep * 3 / at) for at in range(2, 31))
    root = parse(tradeoff(line, 0.02, 0.95, width, chosen=line[26]))
    level = next(float(one.get("y1", 0)) for one in root.iter(f"{SVG}line") if one.get("class") == "level")
    said = [(words, box) for words, box in boxes(root) if not words[0].isdigit() and words != "kept"]
    assert {"its bound"} <= {words for words, _ in said}
    for words, (left, top, right, bottom) in said:
        assert not top < level < bottom, words
        for path in root.iter(f"{SVG}polyline"):
            points = [tuple(map(float, point.split(","))) for point in (path.get("points") or "").split()]
            for (x, y), (far, low) in pairwise(points):
                for part in range(101):
                    across, down = x + (far - x) * part / 100, y + (low - y) * part / 100
                    assert not (left < across < right and top < down < bottom), words
