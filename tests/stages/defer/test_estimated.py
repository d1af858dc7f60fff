"""Where the weights alone forbid a promise: an estimate, and none where by the likeliest weights too much is wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ninelives.stages.defer.asked import task_of
from ninelives.stages.defer.estimated import estimated
from ninelives.stages.defer.planned import planned
from ninelives.stages.defer.promise import Promise, promised
from ninelives.stages.defer.shift import Mixture
from ninelives.stages.defer.sources import Source
from ninelives.stages.defer.sources.given import of_answers
from ninelives.stages.defer.spec import DeferSpec


@pytest.fixture
def source(judged: Path) -> Source:
    return planned(of_answers(judged), 0)


def found(
    source: Source, high: float, right: float, wrong: float, low: float = 0.0
) -> tuple[Mixture, Mixture, Promise]:
    """Items that are wrong weigh ``wrong`` and the others ``right``, or from ``low`` up to ``high``."""
    mixed = Mixture(
        kind="regions",
        words="regions come in other shares",
        assumption="they do",
        place=lambda judged: judged.wrong(None).astype(np.int64),
        names=("right", "wrong"),
        low=np.array([low, low]),
        high=np.array([high, high]),
        weights=np.array([right, wrong]),
        missed=0.2,
    )
    spec = DeferSpec(risk=0.02)
    task = task_of(source, None, spec)
    promise = promised(source, source.calibration, task, mixed, spec)
    return mixed, *estimated(source, source.calibration, task, mixed, promise, spec)


def test_weights_too_uncertain_for_a_promise_leave_an_estimate(source: Source) -> None:
    mixed, now, promise = found(source, 20.0, 1.0, 1.0)
    assert promise.threshold is not None
    assert not now.promised
    assert now.low is None
    assert "weighed for that" in now.words
    assert 0 < promise.risk <= 0.02
    assert mixed.promised


def test_an_estimate_above_the_risk_keeps_nothing(source: Source) -> None:
    mixed, now, promise = found(source, 20.0, 0.1, 20.0)
    assert now is mixed
    assert promise.threshold is None
    assert "too few" in promise.reason or "may be wrong" in promise.reason


def test_a_promise_that_can_be_given_stays_as_it_is(source: Source) -> None:
    mixed, now, promise = found(source, 1.02, 1.0, 1.0, low=0.98)
    assert now is mixed
    assert promise.threshold is not None
