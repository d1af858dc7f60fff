"""What mistakes cost, and people: each as a person would say it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ninelives.stages.ask.amounts import PhraseError
from ninelives.stages.ask.losses import mistakes

CLASSES = ("cat", "no cat")
WAYS = ("a false alarm 5, a miss 100", "false positives cost 5, a missed one 100", "a needless call 5, misses 100")


def named(said: dict[Any, Any]) -> dict[str, Any]:
    return {str(path[-1]): value for path, value in said.items()}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "a cat taken for no cat 100 €, no cat taken for a cat 2 €, a minute 0.50 €",
            {"currency": "€", "errors": {"cat": {"no cat": 100}, "no cat": {"cat": 2}}, "minute": 0.5},
        ),
        ("missed cat 100, false cat 1", {"errors": {"cat": {"no cat": 100}, "no cat": {"cat": 1}}}),
        ("Cat as NO CAT costs 5", {"errors": {"cat": {"no cat": 5}}}),
        ("any mistake 20, asking a person 1.5", {"wrong": 20, "human": 1.5}),
        ("wrong 20; 0.50 € a minute", {"wrong": 20, "currency": "€", "minute": 0.5}),
        ("$5 each mistake, a minute of a person's time $1", {"wrong": 5, "currency": "$", "minute": 1}),
        (
            "a missed cat 1.000,50 €, a minute 0,50 €",
            {"currency": "€", "errors": {"cat": {"no cat": 1000.5}}, "minute": 0.5},
        ),
        ("any mistake 10 000 €, 30 € an hour", {"currency": "€", "wrong": 10_000, "minute": 0.5}),
        (
            "missing a cat 100, 5 € for a false cat",
            {"currency": "€", "errors": {"cat": {"no cat": 100}, "no cat": {"cat": 5}}},
        ),
        ("a missed cat 100, don't know", {"errors": {"cat": {"no cat": 100}}}),
        ("cat for no cat -5", {"errors": {"cat": {"no cat": -5}}}),  # told where costs are read
        ("a dog as cat 3", {"errors": {"dog": {"cat": 3}}}),  # the same
    ],
)
def test_what_mistakes_cost(text: str, want: dict[str, Any]) -> None:
    assert named(mistakes(text, CLASSES)) == want


@pytest.mark.parametrize(
    ("classes", "alarm", "quiet"),
    [(CLASSES, "cat", "no cat"), (("yes", "no"), "yes", "no"), (("Healthy", "ill"), "ill", "Healthy")],
)
def test_an_alarm_is_what_is_not_nothing(classes: tuple[str, ...], alarm: str, quiet: str) -> None:
    for text in (
        "a false alarm 5, a miss 100",
        "false positives cost 5, a missed one 100",
        "a needless call 5, misses 100",
    ):
        assert named(mistakes(text, classes)) == {"errors": {quiet: {alarm: 5}, alarm: {quiet: 100}}}


@pytest.mark.parametrize("classes", [("cat", "dog"), ("no cat", "no dog"), ("cat", "dog", "nothing"), ()])
def test_where_no_class_is_nothing_a_false_alarm_is_asked_about(classes: tuple[str, ...]) -> None:
    with pytest.raises(PhraseError, match="'a false alarm 5' is no mistake that is known"):
        mistakes("a false alarm 5", classes)


@pytest.mark.parametrize(
    ("classes", "text", "says"),
    [
        (CLASSES, "much", "'much' names no price"),
        (CLASSES, "a smell 5", "'a smell 5' is no mistake that is known"),
        (CLASSES, "a smell 5", "say it such as: cat taken for no cat 100 €"),
        ((), "a smell 5", "say it such as: cat taken for dog 100 €"),
        (CLASSES, "missed dog 5", "'missed dog 5' is no mistake that is known"),
        (CLASSES, "cat as no cat 5, missed cat 7", "said to cost 5 already"),
        (CLASSES, "any mistake 5, wrong 7", "that was said already, as 5"),
        (CLASSES, "any mistake 5 €, a minute $1", "of one currency, and € was named"),
    ],
)
def test_what_is_not_understood_is_told(classes: tuple[str, ...], text: str, says: str) -> None:
    with pytest.raises(PhraseError, match=re.escape(says)):
        mistakes(text, classes)
