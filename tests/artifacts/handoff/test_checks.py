"""A hand-over that was sealed and makes no sense is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff.checks import check
from ninelives.errors import NinelivesError
from tests.artifacts.handoff.made import facts

ENVELOPE = Envelope.of({"hour": [9.5] * 40}, np.arange(40))
REGION = {"region": "8–10 h", "kind": "seen", "items": 3, "kept": 0.5, "estimate": False}


def test_what_a_hand_over_says_passes() -> None:
    check(facts(ENVELOPE, 0.9, None, by_region=[REGION]))


@pytest.mark.parametrize(
    "changed",
    [
        {"verdict": "perhaps"},
        {"threshold": 0.123},
        {"level": "red"},
        {"sentence": None},
        {"notes": "none"},
        {"costs": []},
        {"task": "number"},
        {"classes": None},
        {"classes": True},
        {"classes": [1, 2]},
        {"risk": 0.0},
        {"delta": 1},
        {"kept": 1.5},
        {"spot_rate": -1},
        {"by_region": [REGION | {"kind": "known"}]},
        {"by_region": [REGION | {"kept": 2}]},
        {"ladder": [0.9, 0.5]},
        {"ladder": [float("nan")]},
        {"task": "number", "classes": None, "within": 0},
        {"rule": {"threshold": "x", "simulated": None, "groups": None}},
        {"envelope": {}},
    ],
)
def test_anything_else_does_not(changed: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, NinelivesError)):
        check(facts(ENVELOPE, 0.9, None, by_region=[REGION]) | changed)
