"""The values that a problem may hold."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.problem import Answer, Problem
from ninelives.artifacts.problem.fields import BIASES, FIELDS, Facts
from ninelives.kernels.photos import vary
from ninelives.report.answer import lines
from ninelives.report.facts.problem import page
from ninelives.report.problem import render
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
        ({"version": 2}, "version", "it should be 1, got 2"),
        ({"kind": "predikt"}, "kind", "there is no 'predikt' (did you mean 'predict' ?)"),
        ({"kind": 3}, "kind", "there is no '3': it is predict, forecast, act or create"),
        ({"question": ""}, "question", "it should be a text in quotes, got ''"),
        ({"question": "x" * 501}, "question", "it has 501 letters, and 500 are the most"),
        ({"risk": 0}, "risk", "it should be 0.000001 or more and at most 0.5, got 0"),
        ({"risk": "low"}, "risk", "it should be a number, got 'low'"),
        ({"risk": True}, "risk", "it should be a number, got True"),
        ({"risk": math.nan}, "risk", "it should be a number, got nan"),
        ({"loss__wrong": 10**400}, "loss.wrong", "it is too large to reckon with"),
        ({"loss__wrong": math.inf}, "loss.wrong", "it is too large to reckon with"),
        ({"biases": ["miror"]}, "biases.0", "there is no 'miror' (did you mean 'mirror' ?)"),
        ({"biases": 3}, "biases", "it should be a list such as"),
        ({"outputs__classes": []}, "outputs.classes", "it should be a list such as"),
        ({"outputs__classes": ["cat", ""]}, "outputs.classes.1", "it should be a text in quotes"),
        (
            {"outputs__prevalence": {"cat": 2}},
            "outputs.prevalence.cat",
            "0.000000001 or more and at most 1, got 2",
        ),
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


texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=6)
scalars = texts | st.booleans() | st.integers() | st.floats() | st.dates() | st.sampled_from([10**400, "20-6", "cat"])
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=6
)


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), values, max_size=6))
def test_whatever_a_file_holds_it_is_a_problem_or_every_fault_has_a_place(told: dict[Any, Any]) -> None:
    tables: dict[str, Any] = {}
    for path, value in told.items():
        table = tables
        for name in path[:-1]:
            table = table.setdefault(str(name), {})
        table[str(path[-1])] = value
    made, faults = Problem.checked(tables)
    assert all(path and why for path, why in faults)
    if not faults:
        assert json.dumps(Answer.of(made).to_json(), allow_nan=False)
        assert lines(Answer.of(made))
        assert render(page(Answer.of(made), Path("p.toml")))


@given(st.dictionaries(texts, values, max_size=3))
def test_keys_that_there_are_not_are_faults_and_no_more(told: dict[str, Any]) -> None:
    assert {str(path[0]) for path, _ in Problem.checked(told)[1]} >= set(told) - {str(path[0]) for path in FIELDS}
