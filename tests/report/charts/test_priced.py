"""Costs beside each other, and how they move."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, Priced, Swung, priced, swung
from tests.report.charts.drawn import SVG, assert_legible, labels, parse

NAMES = st.text("abc dé", max_size=40)
MONEY = st.floats(0, 1e6)
RULES = (
    Priced("as chosen", 0.09, "0.09 €", "94.8 % alone", chosen=True),
    Priced("always alone", 0.31, "0.31 €", "100 % alone, 1.4 % of it wrong", keeps=False),
    Priced("always a human", 0.52, "0.52 €", "the machine decides nothing"),
)
PRICES = (
    Swung("a case by hand", 0.08, 0.09, ("0.08 €", "0.09 €"), "another rule from 0.09 € on"),
    Swung("a mistake", 0.07, 0.14, ("0.07 €", "0.14 €"), "the same rule throughout"),
)


@st.composite
def rules(draw: Any) -> Priced:
    cost = draw(MONEY)
    return Priced(draw(NAMES), cost, f"{cost:.2f} €", draw(NAMES), draw(st.booleans()), draw(st.booleans()))


@st.composite
def prices(draw: Any) -> Swung:
    low, high = draw(MONEY), draw(MONEY)
    return Swung(draw(NAMES), low, high, (f"{low:.2f} €", f"{high:.2f} €"), draw(NAMES))


@given(st.lists(rules(), max_size=8), st.sampled_from([WIDE, NARROW]))
def test_no_label_of_a_rule_lies_on_another(told: list[Priced], width: int) -> None:
    assert_legible(priced(told, width))


@given(st.lists(prices(), max_size=6), MONEY, st.sampled_from([WIDE, NARROW]))
def test_no_label_of_a_price_lies_on_another(told: list[Swung], cost: float, width: int) -> None:
    assert_legible(swung(told, cost, f"{cost:.2f} €", width))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_bars_are_as_long_as_they_cost_and_what_breaks_is_marked(width: int) -> None:
    root = parse(priced(RULES, width))
    bars = [(one.get("class"), float(one.get("width", 0))) for one in root.iter(f"{SVG}rect")]
    assert [look for look, _ in bars] == ["bar", "rule broken", "rule"]
    assert bars[0][1] / bars[2][1] == pytest.approx(0.09 / 0.52, abs=0.01)
    assert "▲ always alone" in labels(root)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_what_matters_most_comes_first_and_now_is_said(width: int) -> None:
    said = labels(parse(swung(PRICES, 0.09, "0.09 €", width)))
    assert said.index("a mistake") < said.index("a case by hand")
    assert "now 0.09 €" in said
    assert {"0.07 €", "0.14 €"} <= set(said)
    assert "the same rule throughout" in said


def test_what_costs_nothing_is_drawn_too() -> None:
    free = (Priced("a", 0.0, "0 €"), Priced("b", 0.0, "0 €", chosen=True))
    assert_legible(priced(free, WIDE))
    assert_legible(swung((Swung("x", 0.0, 0.0, ("0 €", "0 €")),), 0.0, "0 €", WIDE))
