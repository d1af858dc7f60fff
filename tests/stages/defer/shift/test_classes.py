"""Weights by class, found here or told by an audit."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.findings import Findings
from ninelives.stages.defer.shift.classes import by_class, by_findings
from ninelives.stages.defer.shift.mixture import CARRIED
from ninelives.stages.defer.sources import Source
from tests.stages.defer.answers import answers, items

DELTA = 0.05


def test_other_shares_of_the_classes_are_weighed_within_intervals_that_hold(source: Source) -> None:
    old = items(answers(800))
    held = 0
    for seed in range(5):
        found = by_class(source, old, items(answers(800, seed=20 + seed, dogs=0.15)), DELTA, 0)
        assert found is not None
        assert found.kind == "label-shift"
        assert found.low is not None
        assert found.high is not None
        assert found.place is not None
        assert old.truth is not None
        true = np.array([0.85, 0.15]) / (np.bincount(found.place(old)) / len(old))
        held += bool((found.low <= true).all() and (true <= found.high).all())
        assert found.missed == CARRIED
    assert held >= 4


def findings(**kind: Any) -> Findings:
    return Findings(facts={"alpha": 0.05, "kind": kind}, rows=pl.DataFrame())


def told(**changed: Any) -> dict[str, Any]:
    classes = [
        {"class": "cat", "weight": 1.6, "interval": [1.4, 1.8]},
        {"class": "dog", "weight": 0.4, "interval": [0.3, 0.5]},
    ]
    return {"name": "label-shift", "words": "more cats", "shares": {"is": True, "classes": classes, **changed}}


def test_weights_that_an_audit_told_are_taken_and_widened_to_the_wanted_certainty(source: Source) -> None:
    found = by_findings(source, findings(**told()), items(answers(100)), DELTA)
    assert found is not None
    assert found.weights is not None
    assert found.low is not None
    assert found.high is not None
    assert found.weights.tolist() == [1.6, 0.4]
    assert found.low[0] < 1.4
    assert found.high[0] > 1.8


@pytest.mark.parametrize("changed", [{"is": False}, {"classes": []}])
def test_where_the_audits_check_failed_no_weights_are_taken(source: Source, changed: dict[str, Any]) -> None:
    assert by_findings(source, findings(**told(**changed)), items(answers(100)), DELTA) is None
    assert by_findings(source, findings(name="none"), items(answers(100)), DELTA) is None


def test_a_stratum_that_would_stand_for_too_many_is_refused(source: Source) -> None:
    wild = told()
    wild["shares"]["classes"][0] |= {"weight": 30.0, "interval": [20.0, 60.0]}
    assert by_findings(source, findings(**wild), items(answers(100)), DELTA) is None
