"""Two sides know what their outputs are."""

from __future__ import annotations

from tests.stages.audit.test_kind import judged, sides


def test_probabilities_are_no_numbers() -> None:
    assert not sides(judged(0, 0.5), judged(1, 0.5)).numbers
