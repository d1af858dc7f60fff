"""What was, what is foreseen, and how far off that may be."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, Fanned, fan, when
from ninelives.report.charts.fan import levels
from tests.report.charts.drawn import SVG, assert_legible, labels, parse

VALUES = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))


@st.composite
def fans(draw: Any) -> Fanned:
    behind = [*draw(st.lists(st.one_of(VALUES, st.none()), max_size=60)), draw(VALUES)]
    median = draw(st.lists(VALUES, min_size=1, max_size=40))
    half = [0.0] * len(median)
    bands = []
    for share in (0.5, 0.8, 0.95):
        half = [size + draw(st.floats(0, 1e5)) for size in half]
        known = draw(st.sampled_from([True, True, False]))
        low = tuple(value - size if known else None for value, size in zip(median, half, strict=True))
        high = tuple(value + size if known else None for value, size in zip(median, half, strict=True))
        bands.append((share, low, high))
    start, step = datetime(2026, 11, 27), draw(st.sampled_from([timedelta(minutes=15), timedelta(1), timedelta(31)]))
    words = when([start + step * at for at in range(len(behind) + len(median))])
    return Fanned("bikes an hour", tuple(behind), tuple(median), tuple(bands), words)


TOLD = Fanned(
    "bikes an hour",
    (10.0, 12.0, None, 15.0, 14.0),
    (16.0, 17.0, 15.0),
    ((0.5, (15.0, 15.5, 13.0), (17.0, 18.5, 17.0)), (0.95, (12.0, None, 9.0), (20.0, None, 21.0))),
    when([datetime(2026, 11, 27, hour) for hour in range(8)]),
)


@given(fans(), st.sampled_from([WIDE, NARROW]))
def test_no_label_ever_lies_on_another(told: Fanned, width: int) -> None:
    assert_legible(fan(told, width))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_it_is_called_an_estimate_and_each_band_tells_what_it_promises(width: int) -> None:
    said = labels(parse(fan(TOLD, width)))
    assert {"an estimate", "the last value"} <= set(said)
    wide = Fanned(TOLD.title, TOLD.behind, TOLD.median, TOLD.bands[:1], TOLD.words)
    assert "50 %" in labels(parse(fan(wide, width)))


def test_the_line_breaks_at_a_gap_and_a_band_where_none_is_known() -> None:
    root = parse(fan(TOLD, WIDE))
    looks = [(one.tag.removeprefix(SVG), one.get("class")) for one in root]
    assert looks.count(("polyline", "line was")) == 2
    assert looks.count(("polyline", "line est")) == 1
    assert looks.count(("polygon", "band est")) == 1 + 2


def test_every_point_stands_at_its_value() -> None:
    root = parse(fan(TOLD, WIDE))
    dots = [float(one.get("cy", 0)) for one in root.iter(f"{SVG}circle")]
    assert dots[1] < dots[0] < dots[2]
    assert dots[2] - dots[0] == pytest.approx(dots[0] - dots[1], abs=0.2)
    told = [one[0].text for one in root.iter(f"{SVG}circle")]
    assert told[0] == "27 Nov 05:00: 16, an estimate"


def test_who_cannot_see_is_told_the_last_step_with_its_bands() -> None:
    told = parse(fan(TOLD, WIDE))[1].text
    assert told == (
        "The last of 4 values is 14; 15 is foreseen 3 steps ahead, an estimate; 50 %: 13 to 17, 95 %: 9 to 21."
    )


def test_of_a_long_past_the_end_is_shown_and_on_a_phone_less_of_it() -> None:
    words = when([datetime(2026, 11, 1) + timedelta(hours=at) for at in range(500)])
    long = Fanned("bikes", tuple(float(at % 24) for at in range(476)), (5.0,) * 24, (), words)
    counts = []
    for width in (WIDE, NARROW):
        root = parse(fan(long, width))
        line = next(one for one in root if one.get("class") == "line was")
        counts.append(len(line.get("points", "").split()))
        assert words[-1] in labels(root)
    assert counts == [56, 24]


@given(VALUES, VALUES, st.integers(3, 9))
def test_levels_are_round_and_hold_what_they_must(one: float, other: float, most: int) -> None:
    low, high = min(one, other), max(one, other)
    found = levels(low, high, most)
    assert found[0] <= low + 1e-6 * abs(low)
    assert found[-1] >= high - 1e-6 * abs(high)
    assert 2 <= len(found) <= most + 2


def test_times_are_said_no_finer_than_their_step() -> None:
    start = datetime(2026, 11, 27, 14)
    assert when([start, start + timedelta(hours=1)]) == ("27 Nov 14:00", "27 Nov 15:00")
    assert when([start, start + timedelta(7)]) == ("27 Nov", "4 Dec")
    assert when([start, start + timedelta(31)]) == ("Nov 2026", "Dec 2026")
    assert when([1, 2.5]) == ("1", "2.5")
