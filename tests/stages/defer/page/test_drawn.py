"""The chart of the realised risk: static, with words, and of any length."""

from __future__ import annotations

import pytest

from ninelives.stages.defer.page.drawn import POINTS, realised


@pytest.mark.parametrize("wrong", [[False], [True], [False, True] * 3, [False] * 5000, [True] * 50])
@pytest.mark.parametrize("risk", [None, 0.02, 0.9])
def test_any_checks_can_be_drawn(wrong: list[bool], risk: float | None) -> None:
    chart = str(realised(wrong, risk, 0.05))
    assert chart.count("<svg") == 2
    assert "style=" not in chart
    assert len(chart) < 60 * POINTS + 20_000


def test_it_says_in_words_what_it_shows() -> None:
    chart = str(realised([False] * 99 + [True], 0.02, 0.05))
    assert "After 100 spot checks 1.0 % were wrong" in chart
    assert "promised" in chart
