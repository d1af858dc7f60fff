"""What can be said at once, and that each answer changes it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.problem import Answer, Problem
from ninelives.artifacts.problem.answer import LEANS, Held
from ninelives.artifacts.problem.fields import FIELDS
from ninelives.report.answer import lines
from ninelives.report.asked import following
from ninelives.report.facts.problem import page
from ninelives.report.problem import render
from tests.artifacts.problem.asked import CATS, POWER, RESCUE, TUNE, problem, told

FLIPS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (POWER, {"kind": "predict", "outputs__ahead_hours": None}),
    (CATS, {"question": "is there an owl?"}),
    (CATS, {"risk": 0.02}),
    (CATS, {"biases": ["mirror", "noise"]}),
    (CATS, {"inputs__what": "table", "biases": None}),
    (CATS, {"inputs__data": ["others/"]}),
    (CATS, {"inputs__collected": {"hour": "13-21"}}),
    (CATS, {"outputs__classes": ["cat", "no cat", "dog"]}),
    (CATS, {"outputs__prevalence": {"cat": 1e-3}}),
    (CATS, {"outputs__target": None}),
    (POWER, {"outputs__number": "MWh"}),
    (POWER, {"outputs__within": 6}),
    (POWER, {"outputs__ahead_hours": 48}),
    (RESCUE, {"outputs__actions": ["up", "down", "left"]}),
    (RESCUE, {"outputs__reward": {"cat rescued": 10, "second in the air": 1}}),
    (TUNE, {"outputs__making": "a poem"}),
    (CATS, {"loss__currency": "$"}),
    (CATS, {"loss__minute": 0.6}),
    (CATS, {"loss__human": 3}),
    (CATS, {"loss__wrong": 6}),
    (CATS, {"loss__errors": {"cat": {"no cat": 200}}}),
    (CATS, {"by_hand__cost": 5}),
    (CATS, {"by_hand__minutes": 5}),
    (CATS, {"by_hand__right": 0.985}),
    (CATS, {"by_hand__a_year": 5000}),
    (CATS, {"machine__hours": 50}),
    (CATS, {"machine__alone": 0.6}),
    (CATS, {"deployment": {"hour": "14"}}),
]


def said(answer: Answer) -> tuple[Any, ...]:
    """What is answered, without what is only repeated of the file."""
    facts = answer.to_json()
    for echo in ("problem", "assumed", "by_hand", "biases", "leans"):
        facts.pop(echo)
    shown = [line for line in lines(answer) if "  assumed " not in line]
    return facts, shown, following(answer, Path("problem.toml"))


@pytest.mark.parametrize(("base", "changed"), FLIPS, ids=[str(next(iter(changed))) for _, changed in FLIPS])
def test_each_answer_changes_what_is_answered(base: dict[str, Any], changed: dict[str, Any]) -> None:
    assert said(Answer.of(problem(base, **changed))) != said(Answer.of(problem(base)))


def test_no_field_is_left_out_of_that() -> None:
    by_defer = {"loss.waiting", "people.a_day", "people.right"}  # its own tests flip these
    flipped = by_defer | {next(iter(changed)).replace("__", ".") for _, changed in FLIPS}
    assert flipped == {".".join(map(str, path)) for path in FIELDS} - {"version"}


def test_gaps_are_those_of_the_data_where_some_are_known() -> None:
    hours = np.repeat([9.0, 21.0], 100)
    envelope = Envelope.of({"hour": hours}, np.arange(200))
    held = Held(200, 200, {"cat": 100, "no cat": 100}, ())
    answer = Answer.of(problem(deployment={"hour": "20-24"}), envelope, held)
    assert answer.basis == "data"
    assert [gap.words for gap in answer.gaps] == ["22–24 h"]
    assert Answer.of(problem(deployment={"hour": "20-24"})).basis == "plan"
    assert Answer.of(problem(inputs__collected=None)).basis == ""


def test_without_a_word_there_is_an_answer_and_each_verdict_names_what_it_assumes() -> None:
    answer = Answer.of(problem({}))
    assert "by_hand.cost" in answer.leans("pays")
    assert answer.leans("sizes") == ("risk",)
    assert answer.to_json()["leans"].keys() == {*LEANS, "gaps"}
    assert any("below 0.1" in words for words in Answer.of(problem()).to_json()["leans"]["gaps"])
    assert Answer.of(problem()).leans("pays") == ()


def test_every_value_that_was_assumed_is_named_by_a_verdict_that_is_built_on_it() -> None:
    named = {name for names in LEANS.values() for name in names}
    for base in ({}, {"kind": "forecast"}, {"kind": "act"}, {"kind": "create"}):
        assert set(problem(base).assumed) <= named


@pytest.mark.parametrize("base", [CATS, POWER, RESCUE, TUNE, {}])
def test_as_facts_it_is_json(base: dict[str, Any]) -> None:
    use = {"hour": "20-6", "from": date(2026, 12, 1)}
    text = json.dumps(Answer.of(problem(base, deployment=use)).to_json(), allow_nan=False)
    assert json.loads(text)["problem"]["deployment"]["from"] == "2026-12-01"


def test_guessing_is_the_commonest_answer_or_any_action() -> None:
    assert Answer.of(problem()).guess == ("no cat", pytest.approx(0.9999))
    assert Answer.of(problem(RESCUE)).guess == ("up", 0.5)
    assert Answer.of(problem(TUNE)).guess == ("", 0.0)


def test_what_pays_as_much_as_what_is_wanted_is_told() -> None:
    assert Answer.of(problem(RESCUE)).bribes == (("cat rescued", "second in the air", 1_000_000),)
    assert Answer.of(problem()).bribes == ()


ends = st.sampled_from([0, 1e-9, 1e-3, 0.5, 1, 3, 1e12])
above = st.sampled_from([1e-9, 0.5, 1, 1e12])


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "risk": st.sampled_from([1e-6, 1e-3, 0.5]),
            "loss__minute": ends,
            "loss__human": ends,
            "loss__wrong": above,
            "by_hand__cost": ends,
            "by_hand__minutes": above,
            "by_hand__right": st.sampled_from([1e-9, 0.5, 0.999999]),
            "by_hand__a_year": above,
            "machine__hours": ends,
            "machine__alone": st.sampled_from([1e-9, 0.5, 1]),
            "outputs__prevalence": st.sampled_from([{"cat": 0}, {"cat": 1e-9}, {"cat": 1}, {"cat": 0.5}]),
        },
    )
)
def test_at_every_end_there_is_an_answer_in_plain_numbers(changed: dict[str, Any]) -> None:
    made, faults = Problem.checked(told(CATS, **changed))
    if not faults:
        answer = Answer.of(made)
        assert json.dumps(answer.to_json(), allow_nan=False)
        assert "nan" not in " ".join(lines(answer))
        assert "inf" not in " ".join(lines(answer)).split()
        assert render(page(answer, Path("p.toml")))


def test_it_is_shown_in_a_few_lines() -> None:
    shown = repr(Answer.of(problem(by_hand__right=None)))
    assert shown.splitlines()[0] == "answer to: is there a cat in the tree?"
    assert "right in 95 %; a machine pays from 893 cases a year on" in shown
    assert "gaps: 20–22 h: 100 % of the declared use" in shown
    assert "assumed: by_hand.right" in shown
    assert "cannot tell: place" in repr(Answer.of(problem(deployment={"place": "home"})))
