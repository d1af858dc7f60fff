"""What errors and people cost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.handoff.judged import Judged
from ninelives.artifacts.problem import Problem
from ninelives.errors import NinelivesError
from ninelives.stages.defer import defer
from ninelives.stages.defer.prices.costs import right_of
from tests.stages.defer.prices.priced import told


def test_costs_that_nobody_said_are_assumed_and_named(table: Path) -> None:
    costs = defer(table, progress=False).facts["costs"]
    assert {"a human", "a mistake", "by hand"} <= set(costs["assumed"])
    assert told(table).facts["costs"]["assumed"] == []


def test_mistakes_between_classes_that_there_are_not_are_refused(table: Path) -> None:
    problem = Problem.of(
        {"kind": "predict", "outputs": {"classes": ["owl", "cat"]}, "loss": {"errors": {"owl": {"cat": 9}}}}
    )
    with pytest.raises(NinelivesError, match="prices mistakes of 'owl'"):
        defer(table, problem=problem, progress=False)


def test_people_may_be_right_less_often_under_some_conditions() -> None:
    hours = Judged(
        items=["a", "b"],
        scenes=np.arange(2),
        conditions={"hour": pl.Series([21.0, 9.0])},
        outputs=np.array([[1.0, 0.0], [1.0, 0.0]]),
    )
    costs = {"by_hand_right": 0.95, "people_right": {"hour=20-6": 0.8}}
    assert right_of(costs, hours).tolist() == [0.8, 0.95]
    assert right_of({"by_hand_right": 0.95, "people_right": {"light=0-0.1": 0.5}}, hours).tolist() == [0.95, 0.95]
