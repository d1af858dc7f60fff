"""Why each item was decided as it was, in words."""

from __future__ import annotations

import numpy as np

from ninelives.artifacts.envelope import Envelope
from ninelives.kernels.stats.guarantee import Doubt
from tests.artifacts.handoff.made import handoff

FREE = Envelope.of({}, np.arange(3))


def test_of_numbers_it_is_told_how_often_such_ones_are_too_far_off() -> None:
    doubt = Doubt(np.array([0.0, 10.0]), np.array([0.0]), np.array([[0.01], [0.3]]))
    made = handoff(envelope=FREE, threshold=-0.05, task="number", classes=None, within=2.0)
    told = type(made)(facts=made.facts, calibration=made.calibration, doubt=doubt, digest=made.digest)
    near, far = told.decide(np.array([[0.0], [10.0]])).get_column("reason").to_list()
    assert near == "off by more than 2 in about 1.0 % of such cases"
    assert far == "off by more than 2 in about 30.0 % of such cases, and it decides alone from 5.0 %"


def test_where_nothing_was_promised_a_person_decides_all() -> None:
    made = handoff(envelope=FREE, threshold=None)
    assert made.decide(np.array([[1.0, 0.0]])).get_column("reason").to_list() == [
        "no promise could be given, so a person decides all"
    ]
