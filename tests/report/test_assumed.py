"""What was assumed, in words."""

from __future__ import annotations

import pytest

from ninelives.artifacts.problem import Answer, Problem
from ninelives.report.assumed import anew, assumed, notes, supposed
from tests.artifacts.problem.asked import problem


@pytest.mark.parametrize("kind", ["predict", "forecast", "act", "create"])
def test_every_value_that_was_filled_in_has_words(kind: str) -> None:
    made = Problem.of({"kind": kind, "question": {"value": "what?", "assumed": True}})
    silent = [name for name in made.assumed if not assumed(made, [name])]
    assert silent == ["question", "loss.currency"]  # the one is shown, the other stands at every price


def test_what_the_use_assumes_is_named_where_a_gap_rests_on_it() -> None:
    answer = Answer.of(problem(by_hand__right=None))
    assert supposed(answer) == ["by hand 95 % are right"]
    blind = Answer.of(problem(inputs__collected=None))
    assert any("below 0.1" in words for words in supposed(blind))


def test_shares_are_those_of_the_data_or_alike() -> None:
    shares = {"value": {"cat": 0.4, "no cat": 0.6}, "assumed": True}
    assert assumed(problem(outputs__prevalence=shares), ["outputs.prevalence"]) == [
        "each answer is as common as in these data"
    ]
    for nothing_said in (Problem.of({}), Problem.of({"inputs": {"data": ["photos/"]}})):
        assert assumed(nothing_said, ["outputs.prevalence"]) == ["each answer is as common as the others"]


def test_what_was_filled_in_anew_is_told_once() -> None:
    file = Problem.of({}).to_json()
    assert anew(Problem.of(file)) == []
    edited = Problem.of({**file, "by_hand": {**file["by_hand"], "minutes": 3}})
    told = "by_hand.cost 0.5 → 1.5, loss.human 0.5 → 1.5, loss.wrong 10 → 30"
    (note,) = notes(Answer.of(edited))
    assert note == f"filled in anew, as the rest was edited: {told}; what is yours stands without 'assumed'"


def test_a_bin_that_is_collected_in_one_part_and_used_in_another_is_noted() -> None:
    told = problem(inputs__collected={"hour": "13-20:30"}, deployment={"hour": "21-22"})
    (note,) = notes(Answer.of(told))
    assert note == "20–22 h is told as one: it is collected in one part of it, and used in another"
    assert notes(Answer.of(problem(deployment={"hour": "20-22"}))) == ()
