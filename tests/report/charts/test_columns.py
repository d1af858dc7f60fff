"""How far off under each condition, column by column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, Column, columns
from tests.report.charts.drawn import assert_legible, labels, parse

HOURS = [Column(f"{hour} h", 10.0 + hour, (8.0 + hour, 14.0 + hour), 60) for hour in range(24)]
PARTS = st.builds(Column, st.just("Monday"), st.floats(0, 1e9), st.none(), st.integers(1, 100))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_columns_are_named_where_there_is_room(width: int) -> None:
    drawn = columns(HOURS, width, "By the hour")
    assert "0 h" in labels(parse(drawn))
    assert_legible(drawn)
    bars = [each for each in parse(drawn).iter() if each.tag.endswith("rect")]
    assert len(bars) == 24
    heights = [float(each.attrib["height"]) for each in bars]
    assert heights == sorted(heights)


@given(st.lists(PARTS, min_size=1, max_size=48), st.sampled_from([WIDE, NARROW]))
def test_any_errors_stay_on_the_sheet(parts: list[Column], width: int) -> None:
    for each in parse(columns(parts, width, "any")).iter():
        if each.tag.endswith("rect"):
            assert float(each.attrib["y"]) >= -1
            assert 0 <= float(each.attrib["x"]) <= width
