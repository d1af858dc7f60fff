"""Answers in words become a problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.problem import Answer
from ninelives.report.answer import lines
from ninelives.stages.ask.questions import NAMES
from ninelives.stages.ask.said import heard, is_unknown, settled, understood
from tests.stages.ask.told import answers


def test_eight_answers_are_a_problem() -> None:
    problem, faults = settled(answers())
    assert faults == []
    assert (problem.kind, problem.question, problem.risk) == ("predict", "is there a cat in the tree?", 0.01)
    assert problem.deployment == Deployment.parse("hour=20-21")
    assert problem.biases == ("mirror", "brightness")
    assert problem.assumed == ("loss.human", "machine.hours", "machine.alone")


@pytest.mark.parametrize("text", ["don't know", "I don’t know.", "dont know", "?", "no idea", "not sure", "dunno"])
def test_what_nobody_knows_is_assumed(text: str) -> None:
    assert is_unknown(text)
    problem, faults = settled(dict.fromkeys(NAMES, text))
    assert faults == []
    assert {"kind", "risk", "outputs.classes"} <= set(problem.assumed)
    assert problem.deployment is None


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("task", "forecast: is there a cat in the tree?"),
        ("task", "predict: is there an owl in the tree?"),
        ("looks_at", "photos, none yet, collected from 13:00 for eight hours"),
        ("answers", "cat 1 in 100, no cat"),
        ("mistakes", "missed cat 200 €, false cat 2 €, a minute 0.50 €"),
        ("by_hand", "3 minutes, 4 €, right in 98 %, 5000 a year"),
        ("use", "at 14:00"),
        ("ignore", "left and right, light, noise"),
        ("sure", "1 in 200"),
    ],
)
def test_each_answer_flipped_changes_what_is_answered(name: str, other: str) -> None:
    def said(told: dict[str, str]) -> list[str]:
        problem, faults = settled(told)
        assert faults == []
        return [*lines(Answer.of(problem)), *problem.stages]

    assert said(answers(**{name: other})) != said(answers())
    assert said(answers(**{name: "don't know", **({"mistakes": "?"} if name == "answers" else {})})) != said(answers())


@pytest.mark.parametrize(
    ("changed", "question", "says"),
    [
        ({"use": "at 30:00"}, "use", "hours lie in 0 to 24"),
        ({"mistakes": "any mistake -5"}, "mistakes", "it should be 0 or more, got -5"),
        ({"mistakes": "a dog as cat 5"}, "mistakes", "there is no class 'dog'"),
        ({"mistakes": "any mistake 0"}, "mistakes", "no mistake costs anything"),
        ({"answers": "cat, dog, cat", "mistakes": "any mistake 5"}, "answers", "'cat' is there twice"),
        ({"sure": "5 in 100"}, "sure", "by hand 2 % are wrong"),
        ({"by_hand": "3 minutes, 4 €, always right"}, "by_hand", "nobody is always right"),
        ({"by_hand": "3 minutes, $4, right in 98 %"}, "by_hand", "currency: $ was said here, and € before"),
        ({"by_hand": "10 minutes, 4 €, right in 98 %"}, "by_hand", "10 minutes at 0.5 each are 5"),
        ({"task": "act: fetch it", "answers": "up, down", "mistakes": "?"}, "answers", "an action needs a reward"),
        (
            {"looks_at": "photos, collected 13-18, from 2026-12-05", "use": "at 20:00, from 2026-12-01"},
            "use",
            "it is used from 2026-12-01 on",
        ),
        ({"looks_at": "photos, in nowhere/"}, "looks_at", "there is nothing at 'nowhere/'"),
        ({"ignore": "taste"}, "ignore", "'taste' is nothing"),
    ],
)
def test_what_is_wrong_is_told_at_its_question(
    changed: dict[str, str], question: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _, faults = settled(answers(**changed))
    assert [name for name, _ in faults] == [question]
    assert says in faults[0][1]


def test_all_that_is_wrong_is_told_at_once() -> None:
    _, faults = settled(answers(use="sometimes", ignore="taste", sure="very", mistakes="any mistake -5"))
    assert [name for name, _ in faults] == ["use", "ignore", "sure", "mistakes"]


def test_a_guess_is_said_to_be_one_and_marked() -> None:
    told = answers(task="is there a cat?")
    assert "(a guess: say which, if it is another)" in understood(told, "task")
    assert "kind" in settled(told)[0].assumed
    assert "guess" not in understood(answers(), "task")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("looks_at", "looks at: photos · collected: hour 13-18"),
        ("answers", "cat, no cat · cat in 0.01 %"),
        ("mistakes", "cat taken for no cat: 100, no cat taken for cat: 2 · minute: 0.5"),
        ("by_hand", "minutes: 3 · cost: 4 · right in 98 % · a year: 500"),
        ("use", "used: hour 20-21 (taken for an hour: say until when, if it is longer)"),
        ("ignore", "left and right, light should not matter"),
        ("sure", "at most 1 % wrong"),
    ],
)
def test_what_was_understood_is_said_again(name: str, says: str) -> None:
    assert understood(answers(), name) == says


def test_what_has_no_answer_yet_says_nothing() -> None:
    facts, owner, faults = heard({})
    assert (facts.raw, owner, faults) == ({}, {}, [])


SAID = (
    "cat no 1 in 10,000 % € $ . - , ; : = from to at for hours h 13:00 99:99 20-6 2026-13-01 collected photos worth",
    "right wrong minute mistake as missed number within ahead column a the ? back 0 -5 1e9 million noon am",
)
words = st.lists(
    st.sampled_from(" ".join(SAID).split()) | st.text(st.characters(blacklist_categories=["Cs"]), max_size=3),
    max_size=8,
).map(" ".join)


@given(st.dictionaries(st.sampled_from(NAMES), words))
def test_whatever_somebody_says_is_a_problem_or_told_at_its_question(told: dict[str, str]) -> None:
    problem, faults = settled(told)
    assert all(name in NAMES and why for name, why in faults)
    for name in told:
        assert isinstance(understood(told, name), str)
    if not faults:
        assert lines(Answer.of(problem))
