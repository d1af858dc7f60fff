"""Answers that contradict each other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ninelives.artifacts.problem.checks import APART, OUTPUTS
from ninelives.artifacts.problem.fields import BIASES, FIELDS, KINDS
from tests.artifacts.problem.asked import CATS, POWER, RESCUE, faults

NIGHT = {"hour": "20-6", "from": date(2026, 12, 1)}


@pytest.mark.parametrize(
    ("base", "changed", "at", "says"),
    [
        (CATS, {"outputs__classes": ["cat", "no cat", "cat"]}, "outputs.classes.2", "'cat' is there twice"),
        (CATS, {"outputs__classes": ["cat", "no cat", "Cat"]}, "outputs.classes.2", "differ in case alone"),
        (
            CATS,
            {"outputs__classes": ["cat"], "outputs__prevalence": None, "loss__errors": None},
            "outputs.classes",
            "'cat' is the only answer",
        ),
        (CATS, {"outputs__prevalence": {"dog": 0.5}}, "outputs.prevalence.dog", "there is no class 'dog'"),
        (
            CATS,
            {"outputs__classes": None, "loss__errors": None, "outputs__prevalence": {"ill": 0.01}},
            "outputs.prevalence.ill",
            "there is no class 'ill': there are yes, no, which was assumed",
        ),
        (
            POWER,
            {"outputs__prevalence": {"ill": 0.01}},
            "outputs.prevalence",
            "shares are of classes, and there are none",
        ),
        (CATS, {"outputs__prevalence": {"cat": 0.7, "no cat": 0.6}}, "outputs.prevalence", "sum to 1.3, which is over"),
        (CATS, {"outputs__prevalence": {"cat": 0.2, "no cat": 0.6}}, "outputs.prevalence", "sum to 0.8, and should"),
        (CATS, {"loss__errors": {"cat": {"dog": 3}}}, "loss.errors.cat.dog", "there is no class 'dog'"),
        (CATS, {"loss__errors": {"cat": {"cat": 3}}}, "loss.errors.cat.cat", "a right answer costs nothing"),
        (
            CATS,
            {"outputs__classes": None, "outputs__prevalence": None, "loss__errors": {"cat": {"no": 3}}},
            "loss.errors.cat.no",
            "there is no class 'cat': there are yes, no, which was assumed",
        ),
        (POWER, {"loss__errors": {"cat": {"dog": 3}}}, "loss.errors", "mistakes by name are between classes"),
        (CATS, {"loss__errors": None, "loss__wrong": 0}, "loss.wrong", "no mistake costs anything"),
        (CATS, {"loss__errors": {"cat": {"no cat": 0}}, "loss__wrong": 0}, "loss.wrong", "no mistake costs anything"),
        (CATS, {"by_hand__cost": 1}, "by_hand.cost", "3 minutes at 0.5 each are 1.5, and a case is said to cost 1"),
        (CATS, {"risk": 0.05}, "risk", "by hand 2 % are wrong, and 5 % may be"),
        (CATS, {"by_hand__right": 1}, "by_hand.right", "nobody is always right"),
        (RESCUE, {"outputs__reward": None}, "outputs.actions", "an action needs a reward"),
        (RESCUE, {"outputs__reward": {"crash": -5}}, "outputs.reward", "doing nothing is best"),
        (CATS, {"outputs__actions": ["up"]}, "outputs.actions", "no output of a problem of kind 'predict'"),
        (RESCUE, {"outputs__classes": ["a", "b"]}, "outputs.classes", "no output of a problem of kind 'act'"),
        (CATS, {"outputs__number": "kg"}, "outputs.number", "one of the classes or a number"),
        (CATS, {"outputs__within": 3}, "outputs.within", "no number was said"),
        (CATS, {"biases": ["mirror", "mirror"]}, "biases.1", "'left and right' is there twice"),
        (
            POWER,
            {"biases": ["mirror"]},
            "biases.0",
            "'left and right' is something of photos, and this looks at a table",
        ),
        (
            CATS,
            {"outputs__classes": ["left", "right"], "outputs__prevalence": None, "loss__errors": None},
            "biases.0",
            "left and right should not matter, and the answers 'left' and 'right' differ in just that",
        ),
        (
            CATS,
            {"deployment": NIGHT, "inputs__collected": {"hour": "13-18", "from": date(2026, 12, 5)}},
            "deployment.from",
            "it is used from 2026-12-01 on, and its data are collected from 2026-12-05 on",
        ),
    ],
)
def test_a_contradiction_is_told_where_it_stands(
    base: dict[str, Any], changed: dict[str, Any], at: str, says: str
) -> None:
    found = faults(base, **changed)
    assert [where for where, _ in found] == [at]
    assert says in found[0][1]


@pytest.mark.parametrize(
    "changed",
    [
        {"by_hand__right": None, "risk": 0.2},  # nobody said how good the hand is
        {"risk": None},
        {"by_hand__right": 1, "risk": None},
        {"by_hand__cost": 9},  # more than the time: a case has other costs too
        {"loss__minute": None, "by_hand__cost": 0.1},
        {"outputs__prevalence": {"cat": 0.2}},  # the rest is the other's
        {"outputs__prevalence": {"cat": 1 / 3, "no cat": 2 / 3}},
        {"outputs__classes": ["left", "cat"], "outputs__prevalence": None, "loss__errors": None},
        {"deployment": NIGHT, "inputs__collected": {"hour": "13-18", "from": date(2026, 11, 30)}},
        {"biases": []},
    ],
)
def test_what_was_assumed_gives_way_and_what_agrees_is_no_fault(changed: dict[str, Any]) -> None:
    assert faults(**changed) == []


def test_all_contradictions_are_told_at_once() -> None:
    found = faults(outputs__classes=["cat", "no cat", "cat"], risk=0.05, by_hand__cost=1, biases=["mirror", "mirror"])
    assert [at for at, _ in found] == ["outputs.classes.2", "by_hand.cost", "risk", "biases.1"]


def test_every_kind_and_every_bias_has_its_checks() -> None:
    assert set(OUTPUTS) == set(KINDS)
    assert set(APART) == set(BIASES)
    assert {name for told in OUTPUTS.values() for name in told} == {str(p[1]) for p in FIELDS if p[0] == "outputs"}
