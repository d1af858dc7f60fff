"""What is said of single rungs."""

from __future__ import annotations

import pytest

from ninelives.artifacts.model import Capped, Score
from ninelives.report.rungs import capped, tuned


def score(gain: float, low: float, high: float) -> Score:
    told = Capped(photos=160, against="kernel", gain=gain, interval=(low, high))
    return Score(name="network", score=0.7, interval=(0.6, 0.8), error=0.03, parameters=9, capped=told)


FIRST = "network, capped, is right in 70.0 % of 160 photos, "


@pytest.mark.parametrize(
    ("told", "then"),
    [
        (
            score(0.12, 0.021, 0.2),
            "12.0 points more than kernel (+2.1 to +20.0): --rungs network trains it fully, and may be worth it.",
        ),
        (score(-0.12, -0.2, -0.021), "12.0 points less than kernel (−20.0 to −2.1); --rungs network trains it fully."),
        (
            score(0.01, -0.05, 0.07),
            "which these cannot tell from kernel (−5.0 to +7.0 points); --rungs network trains it fully.",
        ),
    ],
)
def test_a_capped_rung_says_whether_more_of_it_is_worth_it(told: Score, then: str) -> None:
    assert capped(told) == FIRST + then


@pytest.mark.parametrize(
    ("told", "light", "then"),
    [
        (
            {"used": True, "day": (-0.006, -0.016, 0.004), "dark": (0.018, -0.003, 0.039)},
            (0.0, 0.1),
            "+1.8 points in light below 0.1 (−0.3 to +3.9) and −0.6 points by day (−1.6 to +0.4)",
        ),
        (
            {"used": False, "day": (0.004, -0.01, 0.018), "dark": None},
            None,
            "+0.4 points (−1.0 to +1.8)",
        ),
    ],
)
def test_it_says_what_a_tuning_bought_and_whether_it_is_used(told: dict, light: tuple | None, then: str) -> None:
    views = {view: told[view] and {"gain": told[view][0], "interval": list(told[view][1:])} for view in ("day", "dark")}
    facts = {"used": told["used"], "against": "pretrained", "photos": 500, **views}
    verdict = "it is used" if told["used"] else "pretrained stays as it was"
    said = tuned(facts, light and {"light": list(light)})
    assert said == f"Fine-tuning bought {then}, compared on 500 photos: {verdict}."
