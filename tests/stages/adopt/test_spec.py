"""Options are read as they are typed, and every fault is told."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.adopt.spec import AdoptSpec


@pytest.mark.parametrize(
    ("told", "read"), [("224", (224, 224)), ("480,640", (480, 640)), ("480x640", (480, 640)), (32, (32, 32))]
)
def test_a_size_is_one_number_or_height_and_width(told: Any, read: tuple[int, int]) -> None:
    assert AdoptSpec(size=told).size == read


def test_names_are_read_with_commas() -> None:
    assert AdoptSpec(classes=" cat, dog").classes == ("cat", "dog")  # type: ignore[arg-type]
    assert AdoptSpec(classes=["cat", "dog"]).classes == ("cat", "dog")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"size": "large"}, "size is one number of px"),
        ({"size": (1, 2, 3)}, "size is one number of px"),
        ({"classes": 3}, "classes are names"),
        ({"classes": "cat"}, "two or more"),
        ({"classes": "cat,cat"}, "all different"),
        ({"seed": -1}, "seed must be"),
        ({"calibration_share": 0.5}, "calibration-share must lie in"),
        ({"calibration_share": float("nan")}, "calibration-share must lie in"),
    ],
)
def test_what_cannot_be_is_refused(options: dict[str, Any], says: str) -> None:
    with pytest.raises(NinelivesError, match=says) as caught:
        AdoptSpec(**options)
    assert caught.value.fix


def test_an_unknown_option_is_told_with_the_one_that_was_meant() -> None:
    with pytest.raises(NinelivesError, match="'chanels' \\(did you mean 'channels' \\?\\)"):
        AdoptSpec.of({"chanels": "rgb"})


def test_what_is_said_of_the_input_is_what_a_network_is_told() -> None:
    spec = AdoptSpec(size=32, channels="bgr", output="y")  # type: ignore[arg-type]
    assert spec.reading == {"size": (32, 32), "channels": "bgr", "output": "y"}
    assert (spec.told.size, spec.told.channels, spec.told.values) == ((32, 32), "bgr", None)
    with pytest.raises(NinelivesError, match="layout must be one of"):
        _ = AdoptSpec(layout="chwn").told
