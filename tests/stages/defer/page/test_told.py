"""The owner's figures in words: each verdict at its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ninelives.kernels.stats.betting import upper_bound
from ninelives.stages.defer.page.figures import Figures
from ninelives.stages.defer.page.people import Voice
from ninelives.stages.defer.page.told import enough, headline, promise, told, voice
from ninelives.stages.defer.queue import Check
from tests.queues import CAT_DOG

NONE = Figures(0, 0, 0, None, None, 0, 0.0, 0.0, (0, 0, 0), 0, 0, 2, (), (), ())


def checked(wrong: int, right: int) -> Figures:
    return replace(NONE, checked=tuple(Check(1, "a", 0.9, at < wrong, 0.0) for at in range(wrong + right)))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({}, "No photo has been handed over yet."),
        ({"voices": (Voice("ann", "person", False, 3, 1.0, (0, 0)),)}, "Nothing waits for a person."),
        ({"waiting": 1, "oldest": 300.0}, "1 photo waits for a person, the oldest for 5 min."),
        (
            {"waiting": 20, "came": 60, "went": 40},
            "The queue only grows: 60 came in within the hour, 40 were answered.",
        ),
    ],
)
def test_one_sentence_says_it(more: dict[str, object], says: str) -> None:
    assert headline(replace(NONE, **more), CAT_DOG) == says


@pytest.mark.parametrize(
    ("wrong", "right", "tone"),
    [(0, 0, "plain"), (0, 50, "plain"), (0, 500, "good"), (10, 90, "warn"), (1, 50, "plain")],
)
def test_a_promise_holds_is_broken_or_cannot_be_told(wrong: int, right: int, tone: str) -> None:
    assert promise(checked(wrong, right), CAT_DOG)[1] == tone


def test_how_many_checks_would_tell() -> None:
    needed = enough(CAT_DOG)
    assert upper_bound(0, needed, 0.05) <= 0.02 < upper_bound(0, needed - 1, 0.05)


def test_where_nothing_was_promised_it_says_so() -> None:
    assert "no guarantee was given" in promise(NONE, replace(CAT_DOG, risk=None))[0]


def test_the_end_of_a_queue_is_foretold() -> None:
    words = told(replace(NONE, waiting=30, came=10, went=40), CAT_DOG).lead
    assert "empty in about 1 h" in words


def test_a_person_who_was_not_measured_is_not_praised() -> None:
    assert voice(Voice("ann", "person", False, 3, 1.25, (0, 0))) == ("3", "1.2 s", "not measured yet")


def test_one_batch_does_not_say_that_the_queue_only_grows() -> None:
    assert headline(replace(NONE, waiting=20, came=60, went=40, batches=1), CAT_DOG) == "20 photos wait for a person."


def test_checks_that_are_needed_are_told_from_those_that_are_answered() -> None:
    assert "0 spot checks answered; it takes 224 without a mistake" in promise(NONE, CAT_DOG)[0]


def test_what_people_cost_is_told_beside_what_was_reckoned() -> None:
    facts = told(replace(NONE, today=6, spent=4.0, cost=0.03), replace(CAT_DOG, human=0.5)).facts
    assert ("€ 0.03", "people's time today, 6 answers in 4.0 s; € 0.50 for each were reckoned with") in facts
