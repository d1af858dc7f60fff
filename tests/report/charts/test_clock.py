from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, clock
from tests.report.charts.drawn import SVG, assert_legible, labels, parse

bins = st.dictionaries(st.sampled_from([2.0 * at for at in range(12)]), st.floats(0, 1))


@given(bins, bins, st.sets(st.sampled_from([2.0 * at for at in range(12)])), st.sampled_from([WIDE, NARROW]))
def test_no_label_ever_lies_on_another(made, used, gaps, width):
    assert_legible(clock(made, used, gaps, width, 2.0))


def test_a_gap_is_hatched_marked_and_said():
    root = parse(clock({12.0: 0.5, 14.0: 0.5}, {20.0: 1.0}, {20.0}, WIDE, 2.0))
    assert "Collected: 12–14 h, 14–16 h. Used: 20–22 h. Never seen: 20–22 h." in (root[1].text or "")
    assert "▲" in labels(root)
    assert [each.get("class") for each in root.iter(f"{SVG}rect")].count("use gap") == 1
    assert len(list(root.iter(f"{SVG}path"))) == 1
    calm = parse(clock({12.0: 1.0}, {12.0: 1.0}, (), WIDE, 2.0))
    assert "▲" not in labels(calm)
    assert "Never seen: none" in (calm[1].text or "")
