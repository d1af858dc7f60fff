"""The interview: eight questions, in any order, and nothing that was said is lost."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from typing import Final

from ninelives.artifacts.glance import visible
from ninelives.artifacts.problem.problem import Problem
from ninelives.stages.ask.questions import NAMES, QUESTIONS, Question
from ninelives.stages.ask.said import Told, heard, is_unknown, settled, understood

HOW: Final = (
    "  Eight questions. Enter keeps what stands there; don't know is an answer; back goes back, back 3 to the third;"
)
HOW_MORE: Final = "  list shows all answers. Ctrl-C stops: what was said waits, and the same command goes on."
_BACK: Final = re.compile(r"(?:back|change)(?:\s+(?:to\s+)?(\d+))?", re.IGNORECASE)

Listen = Callable[[str], str]
Say = Callable[[str], None]


def interview(
    answers: Mapping[str, str], listen: Listen, say: Say, keep: Callable[[Mapping[str, str]], None]
) -> Problem:
    """Ask until all is answered and nothing contradicts.

    Args:
        answers: what was answered before.
        listen: shows a prompt, and gives a line.
        say: shows a line.
        keep: called with all answers after each.

    Returns:
        The problem.
    """
    given, former = dict(answers), dict[str, str]()
    say(HOW)
    say(HOW_MORE)
    if given:
        say(f"  going on from {len(given)} of {len(QUESTIONS)} answers")
    while True:
        while (question := _open(given)) is not None:
            _ask(question, given, former, listen, say)
            keep({**former, **given})
        problem, faults = settled(given)
        if not faults and (reopened := _agreed(given, listen, say)) is None:
            return problem
        for name in dict.fromkeys([name for name, _ in faults] or [reopened or NAMES[0]]):
            former[name] = given.pop(name, former.get(name, ""))
        _complain(faults, say)


def _open(given: Mapping[str, str]) -> Question | None:
    """The first question without an answer."""
    return next((question for question in QUESTIONS if question.name not in given), None)


def _ask(question: Question, given: dict[str, str], former: dict[str, str], listen: Listen, say: Say) -> None:
    """Ask one question until it has an answer, or another one is to be asked first."""
    number = NAMES.index(question.name) + 1
    kind = heard(given)[0].read.get(("kind",), "predict")
    say("")
    say(f"  {number} of {len(QUESTIONS)}   {question.words}")
    if question.hint:
        say(f"           {question.hint}")
    say(f"           such as: {question.example_for(kind)}")
    if former.get(question.name):
        say(f"           so far:  {visible(former[question.name])}")
    while True:
        text = listen("  > ").strip() or former.get(question.name, "")
        if text.lower() == "list":
            _list({**former, **given}, say)
        elif match := _BACK.fullmatch(text):
            if _reopen(match[1], number, given, former, say):
                return
        elif not text:
            say("           say it in your own words, or: don't know")
        elif _take(question, text, given, former, say):
            return


def _reopen(wanted: str | None, number: int, given: dict[str, str], former: dict[str, str], say: Say) -> bool:
    """Take an earlier answer back, so that it is asked again; whether there was one."""
    to = int(wanted) if wanted else number - 1
    if not 1 <= to <= len(QUESTIONS) or (to >= number and NAMES[to - 1] not in given):
        say("           this is the first question" if to < 1 else f"           question {to} has no answer yet")
        return False
    name = NAMES[to - 1]
    if name in given:
        former[name] = given.pop(name)
    return True


def _take(question: Question, text: str, given: dict[str, str], former: dict[str, str], say: Say) -> bool:
    """Keep an answer that can be understood, and say what was; whether it could."""
    tried = {**given, question.name: text}
    if faults := [why for name, why in heard(tried)[2] if name == question.name]:
        _complain([(question.name, why) for why in faults], say)
        return False
    given[question.name] = text
    former.pop(question.name, None)
    found = "" if is_unknown(text) else understood(tried, question.name)
    kind = heard(tried)[0].read.get(("kind",), "predict")
    say(f"           {'heard:' if found else 'assumed:':<9}{visible(found or question.assumed_for(kind))}")
    return True


def _agreed(given: dict[str, str], listen: Listen, say: Say) -> str | None:
    """None where all answers shall stand; else the question that is to be asked again."""
    say("")
    _list(given, say)
    while True:
        text = listen("  Enter writes it, back 3 changes an answer > ").strip()
        if not text:
            return None
        match = _BACK.fullmatch(text) or re.fullmatch(r"(\d+)", text)
        number = int(match[1] or len(QUESTIONS)) if match else 0
        if 1 <= number <= len(QUESTIONS):
            return NAMES[number - 1]
        say(f"           press Enter, or say back and a number from 1 to {len(QUESTIONS)}")


def _list(given: Mapping[str, str], say: Say) -> None:
    for number, name in enumerate(NAMES, 1):
        if name in given:
            say(f"  {number}  {name.replace('_', ' '):<9} {visible(given[name])}")


def _complain(faults: Told, say: Say) -> None:
    from ninelives.report.terminal import paint  # late: the colour is the terminal's business

    for name, why in faults:
        say(f"           {paint('▲', 'warn', sys.stderr)} question {NAMES.index(name) + 1}: {visible(why)}")
