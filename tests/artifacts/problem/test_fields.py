"""The values that a problem may hold."""

from __future__ import annotations

import math
from typing import Any

import pytest

from ninelives.artifacts.problem.fields import BIASES, FIELDS, Facts
from ninelives.kernels.photos import vary
from tests.artifacts.problem.asked import CATS, POWER, RESCUE, TUNE, faults, told


def test_what_should_not_matter_is_what_training_knows() -> None:
    assert tuple(BIASES) == vary.BIASES


@pytest.mark.parametrize("base", [CATS, POWER, RESCUE, TUNE])
def test_a_sound_problem_has_no_fault(base: dict[str, Any]) -> None:
    assert faults(base) == []


def test_every_field_is_held_by_one_of_them() -> None:
    held = {path for base in (CATS, POWER, RESCUE, TUNE) for path in Facts.of(base).read}
    assert held == set(FIELDS) - {("version",)}


@pytest.mark.parametrize(
    ("changed", "at", "says"),
    [
        ({"kid": 1}, "kid", "a problem has no 'kid' (did you mean 'kind' ?)"),
        ({"loss__wrng": 1}, "loss.wrng", "[loss] has no 'wrng' (did you mean 'wrong' ?): it has currency, minute"),
        ({"loss": 3}, "loss", "'loss' should be a table, and is 3"),
        ({"version": 2}, "version", "it should be 1 or more and at most 1, got 2"),
        ({"kind": "predikt"}, "kind", "there is no 'predikt' (did you mean 'predict' ?)"),
        ({"kind": 3}, "kind", "there is no '3': it is predict, forecast, act or create"),
        ({"question": ""}, "question", "it should be a text in quotes, got ''"),
        ({"question": "x" * 501}, "question", "it has 501 letters, and 500 are the most"),
        ({"risk": 0}, "risk", "it should be above 0 and at most 0.5, got 0"),
        ({"risk": "low"}, "risk", "it should be a number, got 'low'"),
        ({"risk": True}, "risk", "it should be a number, got True"),
        ({"risk": math.nan}, "risk", "it should be a number, got nan"),
        ({"biases": ["miror"]}, "biases.0", "there is no 'miror' (did you mean 'mirror' ?)"),
        ({"biases": 3}, "biases", "it should be a list such as"),
        ({"outputs__classes": []}, "outputs.classes", "it should be a list such as"),
        ({"outputs__classes": ["cat", ""]}, "outputs.classes.1", "it should be a text in quotes"),
        ({"outputs__prevalence": {"cat": 2}}, "outputs.prevalence.cat", "it should be 0 or more and at most 1, got 2"),
        ({"outputs__prevalence": {}}, "outputs.prevalence", "it should be a table of names"),
        ({"loss__minute": -1}, "loss.minute", "it should be 0 or more, got -1"),
        ({"loss__human": -0.5}, "loss.human", "it should be 0 or more, got -0.5"),
        ({"loss__errors": {"cat": {"no cat": -5}}}, "loss.errors.cat.no cat", "it should be 0 or more, got -5"),
        ({"loss__errors": {"cat": 5}}, "loss.errors.cat", "it should be a table of names"),
        ({"deployment": {"hour": "25-26"}}, "deployment.hour", "hours lie in 0 to 24"),
        ({"deployment": {"our": "20"}}, "deployment.our", "did you mean 'hour'?"),
        ({"deployment": "night"}, "deployment", "it should be a table such as"),
        ({"inputs__collected": {"hour": "13-18", "to": "2026-12-01"}}, "inputs.collected", "to= needs from="),
        ({"inputs__what": "fotos"}, "inputs.what", "did you mean 'photos' ?"),
        ({"by_hand__right": 98}, "by_hand.right", "it should be above 0 and at most 1, got 98"),
        ({"loss__wrong": {"value": 3, "assumed": "yes"}}, "loss.wrong.assumed", "assumed is true or false, got 'yes'"),
    ],
)
def test_what_cannot_be_read_is_told_where_it_stands(changed: dict[str, Any], at: str, says: str) -> None:
    found = faults(**changed)
    assert [where for where, _ in found] == [at]
    assert says in found[0][1]


def test_all_faults_are_told_at_once() -> None:
    assert len(faults(risk=0, loss__minute=-1, kid=3, deployment={"hour": "25-26", "world": "moon"})) == 5


def test_what_is_marked_was_assumed_and_what_is_marked_false_was_not() -> None:
    marked = told(risk={"value": 0.02, "assumed": True}, loss__human={"value": 4, "assumed": False})
    facts = Facts.of(marked)
    assert facts.assumed == {("risk",)}
    assert facts.read[("risk",)] == 0.02
    assert not facts.said("risk")
    assert facts.said("loss", "human")
