"""A property by name."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.artifacts.properties import Property, measured
from ninelives.kernels.photos.properties import NAMES

SNOUT = Property("snout", "yes/no", "answers", 0.1)


def test_there_and_back() -> None:
    assert Property.from_json(SNOUT.to_json()) == SNOUT


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": 1},
        {"kind": "perhaps"},
        {"source": "hearsay"},
        {"minutes": -1},
        {"minutes": float("nan")},
        {"minutes": "1"},
        {"minutes": True},
    ],
)
def test_what_is_no_property_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="property"):
        Property.from_json(SNOUT.to_json() | wrong)


def test_what_is_measured_is_named_in_its_order_and_costs_nobody_anything() -> None:
    assert tuple(each.name for each in measured()) == NAMES
    assert {(each.kind, each.source, each.minutes) for each in measured()} == {("number", "photo", 0.0)}
