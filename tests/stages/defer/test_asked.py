"""What counts as wrong, and how often an answer may be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ninelives.artifacts.problem import Problem
from ninelives.errors import NinelivesError
from ninelives.stages.defer.asked import share, task_of
from ninelives.stages.defer.planned import planned
from ninelives.stages.defer.sources import Source
from ninelives.stages.defer.sources.given import of_answers
from ninelives.stages.defer.spec import DeferSpec
from tests.stages.defer.answers import numbers, written


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return planned(of_answers(written(tmp_path / "numbers.csv", numbers(1000))), 0)


def test_the_option_wins_over_the_problem_and_both_over_what_is_assumed(judged: Path) -> None:
    source = of_answers(judged)
    problem = Problem.of({"kind": "predict", "risk": 0.03})
    assert task_of(source, problem, DeferSpec(risk=0.01)).risk == 0.01
    assert task_of(source, problem, DeferSpec()).risk == 0.03
    assert task_of(source, None, DeferSpec()).risk == 0.02
    assert task_of(source, Problem.of({"kind": "predict"}), DeferSpec()).risk == 0.02


def test_how_far_off_is_wrong_comes_from_the_option_the_problem_or_the_models_own_errors(source: Source) -> None:
    problem = Problem.of({"kind": "predict", "outputs": {"number": "kWh", "within": 3}})
    assert task_of(source, problem, DeferSpec(within=4.0)).within == 4
    told = task_of(source, problem, DeferSpec())
    assert (told.within, told.unit, told.assumed) == (3, "kWh", ())
    assumed = task_of(source, None, DeferSpec())
    assert assumed.assumed == ("within",)
    assert assumed.within is not None
    assert source.planning is not None
    off = np.abs(source.planning.outputs[:, 0] - source.planning.truth)
    assert np.mean(off <= assumed.within) == pytest.approx(0.9, abs=0.02)


def test_a_number_that_is_likelier_off_has_a_lower_score(source: Source) -> None:
    task = task_of(source, None, DeferSpec(within=5.0))
    small, large = task.score(np.array([[5.0], [95.0]]))
    assert small > large
    assert -1 <= large <= 0


def test_what_everything_passes_is_the_least_score(source: Source, judged: Path) -> None:
    off, sure = task_of(source, None, DeferSpec()), task_of(of_answers(judged), None, DeferSpec())
    assert (off.finite(-np.inf), off.finite(-0.2)) == (-1.0, -0.2)
    assert (sure.finite(-np.inf), sure.finite(0.9)) == (0.0, 0.9)


def test_shares_are_said_as_they_were_asked_for() -> None:
    assert [share(each) for each in (0.02, 0.005, 0.95, 0.9999)] == ["2 %", "0.5 %", "95 %", "99.99 %"]


def test_how_far_off_is_wrong_is_not_asked_of_classes(judged: Path) -> None:
    with pytest.raises(NinelivesError, match="says classes, and --within is of numbers"):
        task_of(of_answers(judged), None, DeferSpec(within=3.0))
