"""What browsers send is read strictly."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.exceptions import HTTPException

from ninelives.stages.defer.page.sent import field, number, text


@pytest.mark.parametrize("value", ["", "x" * 65, "\0", "\ud800", 5, None])
def test_a_text_is_short_and_can_be_kept(value: Any) -> None:
    with pytest.raises(HTTPException):
        text({"name": value}, "name")
    assert text({"name": "ann"}, "name") == "ann"


@pytest.mark.parametrize("value", [0, 11, True, "5", 5.0, None])
def test_a_number_lies_between(value: Any) -> None:
    with pytest.raises(HTTPException):
        number({"count": value}, "count", 1, 10)
    assert number({}, "count", 1, 10, 3) == 3


def test_a_field_that_is_missing_is_told() -> None:
    with pytest.raises(HTTPException) as told:
        field({}, "task", int)
    assert "'task'" in told.value.detail
