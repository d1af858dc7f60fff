"""Eight answers, for tests."""

from __future__ import annotations

ANSWERS = {
    "task": "predict: is there a cat in the tree?",
    "looks_at": "photos, none yet, collected from 13:00 for five hours",
    "answers": "cat 1 in 10,000, no cat",
    "mistakes": "missed cat 100 €, false cat 2 €, a minute 0.50 €",
    "by_hand": "3 minutes, 4 €, right in 98 %, 500 a year",
    "use": "at 20:00",
    "ignore": "left and right, light",
    "sure": "1 in 100",
}


def answers(**changed: str) -> dict[str, str]:
    return {**ANSWERS, **changed}
