"""How a rung of series did, there and back; what can be no score is refused."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.artifacts.model.series import SeriesScore

SCORE = SeriesScore(
    name="drift",
    score=0.25,
    interval=(-0.1, 0.5),
    scaled=1.5,
    scaled_interval=(1.0, 2.0),
    mean_absolute_error=30.0,
    error_interval=(20.0, 40.0),
    p=0.03,
    beats=True,
    parameters=1,
    seconds=2.0,
)


def test_there_and_back() -> None:
    told = SCORE.to_json()
    assert "seconds" not in told
    assert SeriesScore.from_json(told, 2.0) == SCORE


@pytest.mark.parametrize(
    "wrong",
    [
        {"score": "0.2"},
        {"scaled": float("nan")},
        {"interval": [0.5]},
        {"error_interval": [40.0, 20.0]},
        {"p": 1.5},
        {"beats": 1},
        {"parameters": 1.0},
        {"name": None},
        {"more": 1},
    ],
)
def test_what_is_none_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        SeriesScore.from_json({**SCORE.to_json(), **wrong})
