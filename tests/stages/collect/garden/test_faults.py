"""What is wrong with options."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.errors import NinelivesError
from ninelives.stages.collect.garden.faults import DAYS, LAUNCH, among, between, refuse, within


@given(st.integers(-100, 100), st.integers(-50, 0), st.integers(2, 50), st.booleans())
def test_what_mends_a_number_has_no_fault(value: int, low: int, high: int, even: bool) -> None:
    low, high = 2 * low, 2 * high
    for _, fix in within("size", value, low, high, "px", even=even):
        assert not low <= value <= high or (even and value % 2)
        option, mended = fix.split()
        assert option == "--size"
        assert within("size", int(mended), low, high, even=even) == []
    assert within("size", low, low, high, even=even) == []


def test_what_is_no_number_is_told() -> None:
    assert within("hour", float("nan"), 0, 24, "h") == [("hour must lie in 0 to 24 h, got nan", "--hour 0")]
    assert within("fog", 1.0, 0, 0.3) == [("fog must lie in 0 to 0.3, got 1", "--fog 0.3")]


def test_words_and_days() -> None:
    assert among("lamp", "on", ("on", "off")) == []
    assert among("lamp", "moon", ("on", "off")) == [
        ("lamp must be one of on, off, got 'moon' (did you mean 'on' ?)", "--lamp on")
    ]
    assert between("from", LAUNCH, "satellite") == between("from", DAYS[0], "drone") == []
    assert between("to", date(2101, 1, 1), None)[0][1] == "--to 2100-12-31"


def test_nothing_wrong_is_not_refused() -> None:
    refuse("look", [])
    with pytest.raises(NinelivesError, match="one; two") as told:
        refuse("look", [("one", "--a 1"), ("two", "--a 1")])
    assert told.value.fix == "ninelives garden look --a 1"
