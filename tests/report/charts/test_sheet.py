from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts.sheet import Sheet, fit, reach, two
from tests.report.charts.drawn import SVG, labels, parse


@given(st.text(), st.floats(0, 300))
def test_what_fits_keeps_to_its_room_and_says_where_it_was_cut(text, room):
    fitted = fit(text, room, 13)
    assert reach(fitted, 13) <= room
    assert fitted.endswith("…") or fitted == "" or reach(fitted, 13) <= room


def test_a_short_word_is_not_cut():
    assert fit("cat", 100, 13) == "cat"
    assert fit("x" * 50, 100, 13).endswith("x…")


@given(st.text())
def test_any_label_is_escaped_and_kept(text):
    sheet = Sheet(300, "t", "d")
    sheet.text((10, 20, "start"), text)
    sheet.height = 40
    assert len(list(parse(str(sheet)).iter(f"{SVG}text"))) == 1


def test_a_label_goes_to_the_first_spot_that_is_free():
    sheet = Sheet(300, "t", "d")
    sheet.height = 60
    sheet.text((10, 20, "start"), "taken")
    assert sheet.place(["later"], [(10, 20, "start"), (150, 20, "start")])
    assert not sheet.place(["nowhere"], [(150, 24, "start"), (290, 40, "start"), (10, 2, "start")])
    assert labels(parse(str(sheet))) == ["taken", "later"]


def test_a_label_is_shortened_before_it_is_dropped():
    sheet = Sheet(60, "t", "d")
    assert sheet.place(["far too long for this", "short"], [(5, 20, "start")])
    assert "short" in str(sheet)


def test_blocked_room_stays_empty():
    sheet = Sheet(300, "t", "d")
    sheet.block((0, 0, 300, 30))
    assert not sheet.place(["word"], [(10, 20, "start")])


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_number_that_is_none_is_refused(bad):
    with pytest.raises(ValueError, match="a chart was given"):
        Sheet(300, "t", "d").line(0, bad, 1, 1, "grid")


def test_hatching_stays_in_its_box():
    sheet = Sheet(300, "t", "d")
    sheet.hatch((20, 30, 90, 60), "hatch")
    path = next(parse(str(sheet)).iter(f"{SVG}path")).get("d", "")
    numbers = [float(number) for number in path.replace("M", " ").replace("L", " ").split()]
    assert all(20 <= x <= 90 for x in numbers[::2])
    assert all(30 <= y <= 60 for y in numbers[1::2])
    assert len(numbers) > 20


def test_two_draws_for_a_desk_and_for_a_phone():
    assert two(lambda width: f"<i>{width}</i>", 880, 338) == (
        '<div class="wide"><i>880</i></div><div class="narrow"><i>338</i></div>'
    )
