"""The eight questions."""

from __future__ import annotations

import re

import pytest

from ninelives.artifacts.problem import Problem
from ninelives.artifacts.problem.fields import KINDS
from ninelives.stages.ask.questions import NAMES, QUESTIONS
from ninelives.stages.ask.said import settled
from tests.stages.ask.told import ANSWERS

TASKS = {
    "predict": QUESTIONS[0].example,
    "forecast": "forecast: load",
    "act": "act: fetch it",
    "create": "create: a tune",
}
JARGON = r"\b(class|label|prior|threshold|epoch|loss|bias|deploy\w*|infer\w*|dataset|feature|calibrat\w*|metric)e?s?\b"


def test_they_are_eight_and_each_has_a_name_of_its_own() -> None:
    assert len(QUESTIONS) == 8
    assert len(set(NAMES)) == 8
    assert set(ANSWERS) == set(NAMES)


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_are_understood_and_agree(kind: str, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "meter.csv").touch()
    (tmp_path / "chorales").mkdir()
    told = {question.name: question.example_for(kind) for question in QUESTIONS[1:]} | {"task": TASKS[kind]}
    problem, faults = settled(told)
    assert faults == []
    assert problem.kind == kind


def test_they_are_free_of_jargon() -> None:
    for question in QUESTIONS:
        told = " ".join((question.words, question.hint, question.assumed, *question.examples.values()))
        assert re.findall(JARGON, told.lower()) == []
        assert question.example
        assert question.assumed


@pytest.mark.parametrize(
    ("kind", "looks_at", "answers"),
    [
        ("predict", "photos", "yes and no"),
        ("forecast", "table", "a number, 24 hours ahead, right where it is off by 1"),
        ("act", "flights", "go and stay; that it is done is worth 1"),
        ("create", "music", "a piece"),
    ],
)
def test_what_is_said_to_be_assumed_is_what_is(kind: str, looks_at: str, answers: str) -> None:
    first = {question.name: question for question in QUESTIONS}
    assert looks_at in first["looks_at"].assumed_for(kind)
    assert first["answers"].assumed_for(kind).startswith(answers)
    made = Problem.of({"kind": kind})
    outputs = made.outputs
    assert made.inputs.what == looks_at
    assert {
        "predict": outputs.classes == ("yes", "no"),
        "forecast": (outputs.ahead_hours, outputs.within) == (24, 1),
        "act": (outputs.actions, outputs.reward) == (("go", "stay"), {"done": 1}),
        "create": outputs.making == "a piece",
    }[kind]
