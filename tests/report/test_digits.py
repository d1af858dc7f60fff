"""Numbers of properties, as a rule says them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.digits import threshold


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2004.5, "2004.5"),
        (2004.0, "2004"),
        (2000.0, "2000"),
        (1000.125, "1000.12"),
        (12.345678, "12.35"),
        (0.45, "0.45"),
        (0.00012345, "0.0001234"),
        (1.2e-7, "1.2e-07"),
        (-51.5074, "-51.51"),
        (9.99996, "10"),
        (123456.75, "123456.8"),
        (1e9, "1000000000"),
        (0.0, "0"),
        (-0.0, "0"),
    ],
)
def test_a_number_that_a_user_told_has_the_digits_that_tell_it(value: float, text: str) -> None:
    assert threshold("year", value) == text


@pytest.mark.parametrize(("value", "text"), [(0.06234, "0.062"), (0.4812, "0.48"), (123.4, "123"), (2.5, "2.5")])
def test_what_is_measured_is_said_shortly(value: float, text: str) -> None:
    assert threshold("mean brightness", value) == text


@given(st.floats(-1e9, 1e9))
def test_what_is_read_back_is_the_number_to_four_digits(value: float) -> None:
    text = threshold("year", value)
    assert float(text) == pytest.approx(value, rel=5.1e-4)
    assert "e" not in text or abs(value) < 1e-4
