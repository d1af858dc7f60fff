"""The interview, with a person who changes their mind."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ninelives.artifacts.problem import Problem
from ninelives.stages.ask.interview import interview
from ninelives.stages.ask.questions import NAMES
from ninelives.stages.ask.said import settled
from tests.stages.ask.told import ANSWERS, answers


class Talk:
    """A person with lines to say; notes what was shown and kept."""

    def __init__(self, *lines: str, before: Mapping[str, str] | None = None) -> None:
        self.lines, self.shown, self.kept = list(lines), list[str](), list[dict[str, str]]()
        self.before = before or {}

    def listen(self, _: str) -> str:
        if not self.lines:
            raise KeyboardInterrupt
        return self.lines.pop(0)

    def run(self) -> Problem:
        return interview(self.before, self.listen, self.shown.append, lambda told: self.kept.append(dict(told)))

    @property
    def asked(self) -> list[int]:
        """Numbers of the questions, in the order they were asked."""
        return [int(line.split()[0]) for line in self.shown if " of 8   " in line]


def test_eight_answers_and_enter_are_a_problem() -> None:
    talk = Talk(*ANSWERS.values(), "")
    assert talk.run() == settled(ANSWERS)[0]
    assert talk.asked == [1, 2, 3, 4, 5, 6, 7, 8]
    assert talk.kept[-1] == ANSWERS
    assert sum("such as:" in line for line in talk.shown) == 8


def test_after_each_answer_all_so_far_is_kept_and_goes_on_from_there() -> None:
    talk = Talk(*list(ANSWERS.values())[:3])
    with pytest.raises(KeyboardInterrupt):
        talk.run()
    assert [len(told) for told in talk.kept] == [1, 2, 3]
    again = Talk(*list(ANSWERS.values())[3:], "", before=talk.kept[-1])
    assert again.run() == settled(ANSWERS)[0]
    assert again.asked == [4, 5, 6, 7, 8]
    assert any("going on from 3 of 8 answers" in line for line in again.shown)


def test_back_asks_the_one_before_again_and_enter_keeps_it() -> None:
    lines = list(ANSWERS.values())
    talk = Talk(*lines[:3], "back", "", *lines[3:], "")
    assert talk.run() == settled(ANSWERS)[0]
    assert talk.asked == [1, 2, 3, 4, 3, 4, 5, 6, 7, 8]
    assert any("so far:  cat 1 in 10,000" in line for line in talk.shown)


def test_an_earlier_answer_is_changed_by_its_number_and_nothing_else_is_asked_again() -> None:
    lines = list(ANSWERS.values())
    talk = Talk(*lines[:5], "back 2", "photos, none yet", *lines[5:], "")
    assert talk.run() == settled(answers(looks_at="photos, none yet"))[0]
    assert talk.asked == [1, 2, 3, 4, 5, 6, 2, 6, 7, 8]


def test_at_the_end_an_answer_can_still_be_changed() -> None:
    talk = Talk(*ANSWERS.values(), "what", "change 8", "1 in 200", "7", "nothing", "")
    assert talk.run() == settled(answers(sure="1 in 200", ignore="nothing"))[0]
    assert any("press Enter, or say back and a number" in line for line in talk.shown)


def test_what_is_unclear_is_asked_again_at_once() -> None:
    lines = list(ANSWERS.values())
    talk = Talk("", *lines[:5], "sometimes", *lines[5:], "")
    talk.run()
    assert talk.asked == [1, 2, 3, 4, 5, 6, 7, 8]
    assert any("say it in your own words, or: don't know" in line for line in talk.shown)
    assert any("question 6: 'sometimes' says neither when nor where" in line for line in talk.shown)


def test_a_contradiction_asks_its_question_again() -> None:
    lines = list(ANSWERS.values())[:7]
    talk = Talk(*lines, "5 in 100", "1 in 100", "")
    assert talk.run() == settled(ANSWERS)[0]
    assert talk.asked == [1, 2, 3, 4, 5, 6, 7, 8, 8]
    assert any("question 8: by hand 2 % are wrong" in line for line in talk.shown)


def test_dont_know_is_an_answer_to_each_and_says_what_is_assumed() -> None:
    talk = Talk(*["don't know"] * 8, "")
    assert talk.run().assumed
    assert sum("assumed: " in line for line in talk.shown) == 8


def test_an_answer_that_says_nothing_is_not_said_to_be_heard() -> None:
    talk = Talk("predict", "none yet", "cat, no cat", "any mistake 5", "nobody", *["don't know"] * 3, "")
    talk.run()
    assert "           assumed: photos, and none yet" in talk.shown
    assert "           assumed: one minute each, right in 95 %" in talk.shown


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("back", "this is the first question"),
        ("back 5", "question 5 has no answer yet"),
        ("back 9", "question 9 has no"),
    ],
)
def test_back_to_where_nobody_was_is_told(line: str, says: str) -> None:
    talk = Talk(line, *ANSWERS.values(), "")
    talk.run()
    assert any(says in shown for shown in talk.shown)


def test_all_answers_are_listed_when_asked_for() -> None:
    talk = Talk(ANSWERS["task"], "list", *list(ANSWERS.values())[1:], "")
    talk.run()
    assert f"  1  task      {ANSWERS['task']}" in talk.shown
    assert len(NAMES) == 8
