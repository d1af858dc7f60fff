"""What people are called."""

from __future__ import annotations

import pytest

from ninelives.stages.defer.names import LONGEST, is_name, tidied


@pytest.mark.parametrize(
    ("text", "fits"),
    [("Ann B.", True), ("é" * LONGEST, True), ("a" * (LONGEST + 1), False), ("", False), ("\0", False)],
)
def test_a_name_is_short_and_can_be_printed(text: str, fits: bool) -> None:
    assert is_name(text) == fits


def test_a_name_keeps_single_spaces() -> None:
    assert tidied(" Ann \n  B.\t") == "Ann B."
