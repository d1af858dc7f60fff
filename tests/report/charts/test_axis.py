from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, Axis, Bin, by_axis
from tests.report.charts.drawn import SVG, assert_legible, labels, parse
from tests.report.samples import hours, lights


def test_no_false_total_is_drawn_over_bins_that_share_scenes():
    bins = (*(Bin(f"{at}", at, at + 1, "thin", 7, use=0.5) for at in range(2)), Bin("2", 2, 3, "seen", 40))
    shared = Axis("wind", "wind", bins, apart=False, use_apart=False, scenes=41)
    said = labels(parse(by_axis(shared, WIDE)))
    assert "thin" in said
    assert not any("14" in text for text in said)
    assert "at least 50 % of the declared use" in said
    whole = Axis("wind", "wind", bins[:2], apart=False, scenes=7)
    assert "thin: 7 scenes" in labels(parse(by_axis(whole, WIDE)))


KINDS = st.sampled_from(["seen", "thin", "simulated", "unseen", "unknown"])
SHARES = st.floats(0, 1)


@st.composite
def axes(draw, named: bool = False) -> Axis:
    count = draw(st.integers(1, 24))
    bins = [draw(bins_at(at)) for at in range(count)]
    return Axis("wind", "wind", tuple(bins), named=named)


@st.composite
def bins_at(draw, at: int) -> Bin:
    right = draw(st.none() | SHARES | st.just(float("nan")))
    ends = None if right is None else (max(0.0, right - draw(SHARES)), min(1.0, right + draw(SHARES)))
    kind, scenes = draw(KINDS), draw(st.integers(0, 10**6))
    use, gap = draw(st.just(0.0) | SHARES), draw(st.booleans())
    return Bin(f"wind {at}–{at + 1}", at, at + 1, kind, scenes, right, ends, draw(st.booleans()), use, gap)


@given(axes(), st.sampled_from([WIDE, 430, NARROW]), st.booleans(), st.none() | axes())
def test_no_label_ever_lies_on_another(axis, width, new, made):
    assert_legible(by_axis(axis, width, made=made, new=new, label="98.6 %"))


@given(axes(named=True), st.sampled_from([WIDE, NARROW]))
def test_nor_on_an_axis_of_names(axis, width):
    assert_legible(by_axis(axis, width))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_what_was_never_seen_and_what_it_is_used_for_is_said_at_its_place(width):
    svg = by_axis(hours(estimate=True), width, label="98.6 %")
    said = labels(parse(svg))
    assert "▲ never seen" in said
    assert "98.6 %" in said
    assert any(words.startswith("seen: 460 scenes") for words in said)
    assert "33 %" in said or "33 % of the declared use" in said


def test_an_estimate_is_dashed_and_called_one():
    svg = by_axis(hours(estimate=True), WIDE)
    assert 'class="line est"' in svg
    assert any("≈ 89 %, an estimate" in words or "≈ 89 % est." in words for words in labels(parse(svg)))
    assert 'class="line est"' not in by_axis(hours(), WIDE)


def test_without_any_share_right_there_is_no_axis_of_it():
    bare = Axis(
        "hour", "hour of the day", tuple(Bin(b.words, b.start, b.stop, b.kind, b.scenes) for b in hours(use=0).bins)
    )
    assert not [words for words in labels(parse(by_axis(bare, WIDE))) if words.endswith("%")]


def test_new_data_are_points_that_differ_in_shape_outside():
    svg = by_axis(lights((7, 2, 6, 2, 0, 0, 0, 0, 0, 0), dark=0.87), WIDE, new=True)
    root = parse(svg)
    assert len([one for one in root.iter(f"{SVG}polygon") if one.get("class") == "new out"]) == 2
    assert len([one for one in root.iter(f"{SVG}circle") if one.get("class") == "new in"]) == 2
    assert "line" not in {one.get("class") for one in root.iter(f"{SVG}polyline")}


def test_the_axis_starts_where_it_helps_and_says_so():
    ticks = [int(words[:-2]) for words in labels(parse(by_axis(hours(), WIDE))) if re.fullmatch(r"\d+ %", words)]
    assert (min(ticks), max(ticks)) == (96, 100)


def test_hours_are_named_as_on_a_clock():
    said = labels(parse(by_axis(hours(), WIDE)))
    assert [words for words in said if words.endswith(":00")] == [f"{hour:02}:00" for hour in range(0, 25, 3)]
    assert len([words for words in labels(parse(by_axis(hours(), NARROW))) if words.endswith(":00")]) == 5


def test_a_bin_without_scenes_draws_no_bar_and_more_scenes_a_higher_one():
    root = parse(by_axis(lights((0, 0, 1, 50, 200, 0, 0, 0, 0, 0)), WIDE))
    bars = [float(one.get("height", 0)) for one in root.iter(f"{SVG}rect") if one.get("class") == "count"]
    assert bars[0] == 0
    assert 0 < bars[2] < bars[3] < bars[4]
