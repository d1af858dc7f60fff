"""Errors of a rung of numbers, there and back."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.artifacts.model.tables import Errors

GOOD: dict[str, Any] = {"mean_absolute_error": 2.0, "interval": [1.5, 2.5], "root_mean_squared_error": 3.0}


def test_they_come_back_as_they_were() -> None:
    found = Errors.from_json(GOOD)
    assert found == Errors(mean_absolute_error=2.0, interval=(1.5, 2.5), root_mean_squared_error=3.0)
    assert found.to_json() == GOOD


@pytest.mark.parametrize(
    "wrong",
    [
        {"mean_absolute_error": -1},
        {"mean_absolute_error": float("nan")},
        {"mean_absolute_error": "2"},
        {"mean_absolute_error": True},
        {"mean_absolute_error": 3},
        {"interval": [1.5]},
        {"interval": [2.5, 1.5]},
        {"interval": [-1, 2.5]},
        {"root_mean_squared_error": float("inf")},
        {"more": 1},
    ],
)
def test_what_is_no_error_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        Errors.from_json({**GOOD, **wrong})


def test_what_lacks_one_is_refused() -> None:
    with pytest.raises(KeyError):
        Errors.from_json({name: told for name, told in GOOD.items() if name != "interval"})
