from __future__ import annotations

import math

import pytest

from ninelives.report.charts import Axis, Bin, stretches
from ninelives.report.charts.bins import ends, frame_of, known
from tests.report.samples import hours


@pytest.mark.parametrize(
    ("seen", "spans"), [((8, 18), [(8, 18)]), ((0, 24), [(0, 24)]), ((0, 0), []), ((0, 6), [(0, 6)])]
)
def test_stretches(seen, spans):
    assert stretches(hours(seen=seen)) == spans


def test_hours_go_on_over_midnight_and_other_axes_do_not():
    bins = tuple(Bin("", h, h + 6, "seen" if h in (0, 18) else "unseen") for h in (0, 6, 12, 18))
    assert stretches(Axis("hour", "", bins)) == [(18, 6)]
    assert stretches(Axis("wind", "", bins)) == [(0, 6), (18, 24)]


def test_a_share_that_is_no_number_is_not_known():
    bins = [Bin("", 0, 1, "seen", right=right) for right in (None, math.nan, 0.5)]
    assert known(bins) == bins[2:]
    assert ends(bins[2]) == (0.5, 0.5)


def test_the_frame_spans_both_axes_and_begins_under_the_lowest():
    one = Axis("wind", "", (Bin("", 2, 3, "seen", right=0.97, interval=(0.96, 0.98)),))
    other = Axis("wind", "", (Bin("", 5, 8, "seen", right=0.72, interval=(0.71, 0.73)),))
    frame = frame_of(one, other, 880)
    assert (frame.low, frame.high) == (2, 8)
    assert frame.start is not None
    assert 0.6 <= frame.start <= 0.71
    assert frame.y(1.0) < frame.y(0.72) < frame.middle
