"""Stretches and moments in words."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.stages.audit.patterns.said import moment, stretch
from tests.events import evenings, found


@pytest.mark.parametrize(
    ("circle", "start", "length", "around", "words"),
    [
        ("hours", 16, 7, 24, "between 16:00 and 23:00"),
        ("hours", 22, 6, 24, "between 22:00 and 4:00"),
        ("hours", 1, 2, 4, "between 6:00 and 18:00"),
        ("weekdays", 5, 2, 7, "from Saturday to Sunday"),
        ("weekdays", 4, 1, 7, "on Fridays"),
        ("months", 11, 3, 12, "from December to February"),
        ("months", 4, 1, 12, "in May"),
    ],
)
def test_stretches(circle: str, start: int, length: int, around: int, words: str) -> None:
    assert stretch(circle, start, length, around) == words


def test_moments() -> None:
    at = np.datetime64("2020-05-03T14:05", "us")
    assert moment(at, clock=True) == "3 May 2020, 14:05"
    assert moment(at, clock=False) == "3 May 2020"


def test_a_habit_in_one_sentence() -> None:
    told = found({"when": evenings(2, share=0.9)}).patterns[0]
    assert told.sentence.endswith("% of events between 16:00 and 23:00, expected 29.2 %")
    assert told.share > 0.85
    assert told.expected == pytest.approx(7 / 24, abs=0.01)
