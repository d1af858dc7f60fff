"""Who decides along an axis: shares drawn where they are, and labels apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.artifacts.envelope import MONTHS
from ninelives.report.charts import NARROW, WIDE, Axis, Bin, Handed, handed
from ninelives.report.charts.sheet import reach
from tests.report.charts.drawn import SVG, assert_legible, labels, parse

KINDS = st.sampled_from(["seen", "thin", "simulated", "unseen", "unknown"])
SHARES = st.floats(0, 1)


@st.composite
def drawn(draw: Any) -> Handed:
    bins, kept, items = [], [], []
    for at in range(draw(st.integers(1, 24))):
        right = draw(st.none() | SHARES)
        ends = None if right is None else (max(0.0, right - draw(SHARES)), min(1.0, right + draw(SHARES)))
        kind = draw(KINDS)
        words = f"light {at}–{at + 1}"
        bins.append(Bin(words, at, at + 1, kind, 0, right, ends, kind == "simulated", gap=draw(st.booleans())))
        kept.append(draw(st.none() | SHARES))
        items.append(draw(st.integers(0, 10**6)))
    axis = Axis("light", "light", tuple(bins), named=draw(st.booleans()))
    return Handed(axis, tuple(kept), tuple(items), label=draw(st.sampled_from(["", "98.6 % right"])))


def day(*, estimate: bool = False) -> Handed:
    """By day it keeps most, by night it keeps none; nothing came between 2 and 3."""
    kinds = ("simulated" if estimate else "unseen", "seen", "seen", "seen")
    right = (0.9 if estimate else None, 0.98, 0.99, 0.98)
    bins = tuple(
        Bin(f"light {at}–{at + 1}", at, at + 1, kind, 0, share, None, kind == "simulated", gap=kind == "unseen")
        for at, (kind, share) in enumerate(zip(kinds, right, strict=True))
    )
    kept = (0.75 if estimate else 0.0, 0.9, None, 1.0)
    return Handed(Axis("light", "light", bins), kept, (100, 10, 0, 30), label="98.3 % right")


def strip(svg: str, look: str) -> list[tuple[float, float]]:
    """Tops and heights of the bars of one look."""
    rects = [one for one in parse(svg).iter(f"{SVG}rect") if (one.get("class") or "").startswith(f"who {look}")]
    return [(float(one.get("y", 0)), float(one.get("height", 0))) for one in rects]


@settings(max_examples=40)
@given(drawn(), st.sampled_from([WIDE, 430, NARROW]))
def test_no_label_ever_lies_on_another(told: Handed, width: int) -> None:
    assert_legible(handed(told, width))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_shares_are_drawn_as_parts_of_one_height(width: int) -> None:
    svg = handed(day(), width)
    alone, human = strip(svg, "alone"), strip(svg, "human")
    assert len(alone) == len(human) == 3  # nothing came to the third bin
    tall = {round(one[1] + other[1], 1) for one, other in zip(alone, human, strict=True)}
    assert len(tall) == 1
    whole = tall.pop()
    assert [height / whole for _, height in alone] == pytest.approx([0, 0.9, 1], abs=0.01)


def test_who_decides_is_said_over_each_stretch_with_its_share() -> None:
    said = labels(parse(handed(day(), WIDE)))
    assert "100 % to a human" in said
    assert "▲ never seen" in said
    assert "98.3 % right" in said
    halves = Handed(day().axis, (0.0, 0.9, 0.9, 1.0), (100, 30, 0, 10))
    assert "decides 92.5 % alone" in labels(parse(handed(halves, WIDE)))


def test_an_estimate_is_pale_and_told() -> None:
    svg = handed(day(estimate=True), WIDE)
    assert svg.count('class="who alone est"') == 1
    assert "75.0 % are decided alone" in svg
    assert "90.0 %, an estimate" in svg
    assert 'class="who alone est"' not in handed(day(), WIDE)


def test_where_nobody_knows_how_good_it_is_who_decides_is_drawn_all_the_same() -> None:
    bins = tuple(Bin(f"{at}", at, at + 1, "unknown", 0) for at in range(3))
    svg = handed(Handed(Axis("wind", "wind", bins), (0.0, 0.0, 0.0), (1, 1, 1)), WIDE)
    assert "100 % to a human" in labels(parse(svg))


@pytest.mark.parametrize(("width", "every"), [(WIDE, 1), (NARROW, 2)])
def test_months_are_named_by_their_first_letters_and_stand_apart(width: int, every: int) -> None:
    bins = tuple(Bin(name, at, at + 1, "seen", 40, 0.9, (0.8, 0.95)) for at, name in enumerate(MONTHS))
    svg = handed(Handed(Axis("month", "month", bins, named=True), (0.9,) * 12, (10,) * 12), width)
    assert_legible(svg)
    said = labels(parse(svg))
    assert [name for name in said if name in {each[:3] for each in MONTHS}] == [each[:3] for each in MONTHS[::every]]
    assert not [one for one in parse(svg).iter(f"{SVG}polyline") if len((one.get("points") or "").split()) > 1]


def test_who_decides_never_spills_over_its_stretch() -> None:
    bins = tuple(Bin(f"{at}", at, at + 1, "thin", 4) for at in range(10))
    told = Handed(Axis("light", "light", bins), (*(1.0,) * 8, 0.0, None), (9,) * 9 + (0,))
    step = (WIDE - 70) / 10
    (human,) = [each for each in parse(handed(told, WIDE)).iter(f"{SVG}text") if each.get("class") == "bigest"]
    assert reach(human.text or "", 13, bold=True) <= step
    assert float(human.get("x", 0)) == pytest.approx(58 + 8.5 * step, abs=0.1)
    assert "bigest" not in handed(told, NARROW)  # there is no room for a word


def test_what_is_an_estimate_is_not_told_in_one_figure_with_what_is_not() -> None:
    told = Handed(day(estimate=True).axis, (0.75, 0.9, 0.9, 1.0), (100, 30, 0, 10))
    said = labels(parse(handed(told, WIDE)))
    assert [words for words in said if words.endswith(" alone")] == ["decides 92.5 % alone", "decides 75.0 % alone"]
