"""A harm is told whole or not at all."""

import json
from typing import Any

import pytest

from ninelives.artifacts.findings.harm import Harm

SEEN = Harm(
    measure="accuracy",
    value=0.89,
    interval=(0.86, 0.92),
    before=0.986,
    before_interval=(0.97, 0.99),
    assumption="an answer given as surely is as often right",
    estimate=True,
    labels=0,
    reason="",
    verdict="harmful",
    rule="surely worse",
)
OFF = Harm.unknown("nobody knows", measure="mean_absolute_error", before=19.2, before_interval=(18.7, 19.7))


@pytest.mark.parametrize("harm", [SEEN, OFF, Harm.unknown("there is no model")])
def test_what_is_told_is_read_back(harm: Harm) -> None:
    assert Harm.from_json(json.loads(json.dumps(harm.to_json()))) == harm


@pytest.mark.parametrize(
    "change",
    [
        {"value": 0.95},
        {"value": 1.2},
        {"interval": [0.8, 1.1]},
        {"interval": None},
        {"value": None, "interval": None},
        {"value": float("nan")},
        {"before_interval": [0.99, 0.97]},
        {"measure": "luck"},
        {"measure": None},
        {"verdict": "fine"},
        {"estimate": 1},
        {"labels": -1},
        {"labels": True},
        {"reason": "both"},
        {"assumption": ""},
        {"rule": None},
        {"concept_p": 0.0},
        {"concept_p": 1.5},
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        Harm.from_json(SEEN.to_json() | change)


def test_a_verdict_needs_a_value() -> None:
    with pytest.raises(ValueError, match="verdict only with a value"):
        Harm.from_json(OFF.to_json() | {"verdict": "harmless"})


def test_other_fields_are_refused() -> None:
    with pytest.raises(ValueError, match="other fields"):
        Harm.from_json(SEEN.to_json() | {"more": 1})
