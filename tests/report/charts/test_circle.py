"""Columns that come round."""

from __future__ import annotations

from ninelives.report.charts import NARROW, WIDE, circle

NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def test_what_is_told_of_is_full_and_what_is_left_out_is_hatched() -> None:
    for width in (WIDE, NARROW):
        svg = circle((1, 2, 3, 4, 5, 6, 0), (1 / 6,) * 6 + (0.0,), NAMES, {4, 5}, width, "Days of the week")
        assert svg.count('class="use"') == 2
        assert svg.count('class="count"') == 4
        assert 'class="hatch"' in svg
        assert "Sat: 28.6 %, expected 16.7 %" in svg


def test_no_event_at_all_is_drawn() -> None:
    assert "<svg" in circle((0,) * 7, (1 / 7,) * 7, NAMES, (), NARROW, "Days")
