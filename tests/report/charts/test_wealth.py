"""The evidence on a scale of powers of ten: the line of alarm, the band in which the change began, no broken number."""

from __future__ import annotations

from math import log
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, Won, moved, power, wealth

LOGS = st.lists(st.floats(-700, 700), max_size=40)


@given(LOGS, st.integers(1, 1000), st.sampled_from([NARROW, WIDE]))
def test_any_way_of_the_evidence_is_drawn(logs: list[float], step: int, width: int) -> None:
    n = len(logs) * step
    alarm = n // 2 if n > 2 else None
    told = Won(tuple(logs), step, n, 0.05, alarm, (alarm // 2, 0, alarm) if alarm else None)
    drawn = ElementTree.fromstring(wealth(told, width))
    assert float(drawn.attrib["viewBox"].split()[2]) == width
    assert ("alarm at observation" in wealth(told, width)) == (alarm is not None)


def test_the_line_of_alarm_stands_where_alpha_says() -> None:
    told = wealth(Won((0.0, 2.0, 4.0), 10, 30, 0.01, 25, (12, 3, 18)), WIDE)
    assert ">100×<" in told
    assert "it changed after 12, between 3 and 18" in told
    assert ">changed after 12<" in told


def test_what_lies_far_beyond_is_cut_off_and_said_to_go_on() -> None:
    assert "goes on to 10²⁰⁰" in wealth(Won((0.0, 200 * log(10)), 10, 20, 0.05, 15, None), WIDE)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_columns_beyond_the_line_are_told_by_a_sign_and_not_by_colour_alone(width: int) -> None:
    told = moved([("light", 50.0), ("<b>", 1.0), ("c", -9.0)], 0.05, width)
    assert told.count("▲") == 1
    assert "&lt;b&gt;" in told
    assert ElementTree.fromstring(told) is not None


@pytest.mark.parametrize(("log_e", "words"), [(0, "1"), (log(1000), "1,000"), (log(1e54), "10⁵⁴"), (log(1e-9), "10⁻⁹")])
def test_evidence_is_said_as_people_write_it(log_e: float, words: str) -> None:
    assert power(log_e) == words
