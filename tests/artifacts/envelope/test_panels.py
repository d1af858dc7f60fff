"""The panels: one mark a bin, shapes that differ by kind, and words that fit."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.envelope.panels import BARS, PANEL, Cell, Panel, bars, heat, ring, strip, swatch
from ninelives.kernels.pages.letters import reach

KINDS = ("seen", "thin", "simulated", "unseen", "unknown")
CELLS = st.builds(
    Cell, st.text(st.characters(codec="utf-8", categories=("L", "P", "N", "S", "Zs")), max_size=40),
    st.integers(0, 10**8), st.integers(0, 100), st.sampled_from(KINDS),
)  # fmt: skip


def parse(body: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<g>{body}</g>")


def texts(body: str) -> list[str]:
    return ["".join(element.itertext()) for element in parse(body).iter("text")]


def titles(body: str) -> list[str]:
    return [element.text or "" for element in parse(body).iter("title")]


def cells(*scenes: int) -> list[Cell]:
    return [Cell(f"{2 * n}-{2 * n + 2} h", count, 0, "seen" if count else "unseen") for n, count in enumerate(scenes)]


@given(st.lists(CELLS, min_size=1, max_size=24))
def test_every_bin_is_drawn_once_and_told_when_pointed_at(some: list[Cell]) -> None:
    drawn = [ring("hour", some, ["0 h", "6 h", "12 h", "18 h"], ""), strip("light", some, [], "")]
    for panel in drawn:
        assert titles(panel.body) == [cell.told for cell in some]
        assert 0 < panel.height < 400
    assert len(titles(bars("device", some, "").body)) == min(BARS, len(some))


@given(st.lists(CELLS, min_size=1, max_size=30))
def test_a_bar_stays_on_its_panel(some: list[Cell]) -> None:
    for box in parse(bars("device", some, "").body).iter("rect"):
        assert float(box.get("x", 0)) + float(box.get("width", 0)) <= PANEL


def test_the_fullest_bars_come_first_and_the_rest_is_counted() -> None:
    some = [Cell(f"device camera {n}", n, 0, "seen") for n in range(30, 42)]
    said = texts(bars("device", some, "").body)
    assert said[1] == "camera 41"
    assert f"and {12 - BARS} more" in said


def test_a_ring_counts_the_parts_that_were_seen() -> None:
    said = texts(ring("hour", cells(40, 0, 31, 0), ["0 h", "12 h"], "local time").body)
    assert {"2 of 4", "40", "31", "local time"} <= set(said)


def test_a_pair_names_both_axes_and_draws_one_path_a_look() -> None:
    rows = [cells(40, 0, 40), cells(0, 40, 0)]
    panel = heat("hour and light", rows, (["0 h", "2 h", "4 h"], ["dark", "bright"]))
    assert {"dark", "bright", "0 h", "4 h", "40"} <= set(texts(panel.body))
    assert len(list(parse(panel.body).iter("path"))) == 2
    assert sum((path.get("d") or "").count("M") for path in parse(panel.body).iter("path")) == 6


def test_no_two_kinds_look_alike() -> None:
    looks = {kind: re.sub(r"<text.*", "", swatch(0, 0, kind, "x")) for kind in KINDS[:4]}
    assert len(set(looks.values())) == 4
    assert "stroke-dasharray" in looks["simulated"]
    assert "url(#hatch)" in looks["unseen"]


@pytest.mark.parametrize(
    ("count", "said"), [(999, "999"), (1_000, "1.0k"), (12_345, "12k"), (1_200_000, "1.2M"), (40_000_000, "40M")]
)
def test_a_count_without_room_takes_four_characters_at_most(count: int, said: str) -> None:
    row = [Cell("x", count, 0, "seen"), *cells(*[0] * 13)]
    assert said in texts(strip("light", row, [], "", 280).body)


def test_words_are_cut_to_their_room_and_escaped() -> None:
    long = Cell("device <b>&" + "x" * 60, 40, 0, "seen")
    said = texts(bars("device", [long], "").body)
    assert said[1].startswith("<b>&x")
    assert said[1].endswith("…")


def test_an_empty_axis_is_an_empty_panel() -> None:
    assert isinstance(strip("light", [], [], ""), Panel)
    assert texts(bars("device", [], "never recorded").body) == ["device", "never recorded"]


def lefts(body: str) -> list[float]:
    """Where each text that ends at its x begins, at the least."""
    ends = [text for text in parse(body).iter("text") if text.get("text-anchor") == "end"]
    return [float(text.get("x", 0)) - reach(text.text or "", float(text.get("font-size", 13))) for text in ends]


def test_no_name_beside_a_heat_map_leaves_its_panel() -> None:
    names = ["winter", "spring", "summer", "autumn"]
    panel = heat("light and season", [cells(3, 4)] * 4, (["0.1", "0.2"], names))
    assert set(names) <= set(texts(panel.body))
    assert min(lefts(panel.body)) >= 0


def test_a_long_name_stands_whole_over_its_bar() -> None:
    name = "ninelives made-up scanner 2000"
    panel = bars("device", [Cell(f"device {name}", 1200, 0, "seen"), Cell("device b", 3, 0, "thin")], "", 420)
    assert name in texts(panel.body)
    (long, short) = parse(panel.body).iter("rect")
    assert float(long.get("y", 0)) > 14 + 20
    assert long.get("x") == short.get("x") == "0.0"


@pytest.mark.parametrize(("room", "said"), [(426, ["1,200", "999"]), (336, ["1.2k", "999"])])
def test_counts_are_said_in_full_where_all_have_room(room: int, said: list[str]) -> None:
    row = cells(1200, 999, *[0] * 10)
    shown = texts(heat("hour and light", [row], ([str(n) for n in range(12)], ["0.1"]), room).body)
    assert [text for text in shown if text in {"1,200", "1.2k", "999"}] == said
    assert "1,200" in texts(strip("light", row[:2], ["0", "1", "2"], "", room).body)
