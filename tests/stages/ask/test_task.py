"""What is wanted, what it looks at, and which answers there are."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ninelives.stages.ask.amounts import PhraseError
from ninelives.stages.ask.task import answers, looks_at, task


@pytest.mark.parametrize(
    ("text", "kind", "question", "guessed"),
    [
        ("predict: is there a cat?", "predict", "is there a cat?", False),
        ("3", "act", None, False),
        ("Prediction", "predict", None, False),
        ("an action: fetch the cat", "act", "fetch the cat", False),
        ("forecast how much power is used", "forecast", "how much power is used", False),
        ("create: a melody", "create", "a melody", False),
        ("is there a cat?", "predict", "is there a cat?", True),
        ("fly up and fetch it", "act", "fly up and fetch it", True),
        ("how much is it tomorrow", "forecast", "how much is it tomorrow", True),
        ("compose a tune", "create", "compose a tune", True),
        ("yes or no: is it a cat?", "predict", "yes or no: is it a cat?", True),
    ],
)
def test_the_kind_is_named_or_guessed_from_the_question(
    text: str, kind: str, question: str | None, guessed: bool
) -> None:
    said, guess = task(text)
    assert said.pop(("kind",)) == kind
    assert said == ({} if question is None else {("question",): question})
    assert guess is guessed


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("photos, in photos/", {"what": "photos", "data": ["photos/"]}),
        ("pictures in a/b", {"what": "photos", "data": ["a/b"]}),
        ("a table, data.csv", {"what": "table", "data": ["data.csv"]}),
        ("photos, none yet", {"what": "photos"}),
        ("photos none yet", {"what": "photos"}),
        ("photos, in a/, in b/", {"what": "photos", "data": ["a/", "b/"]}),
        (
            "photos, collected 13-18, in the garden",
            {"what": "photos", "collected": {"hour": "13-18", "place": "garden"}},
        ),
        ("flights, none yet, collected from 13:00 for five hours", {"what": "flights", "collected": {"hour": "13-18"}}),
    ],
)
def test_what_it_looks_at(text: str, want: dict[str, Any]) -> None:
    assert {str(path[1]): value for path, value in looks_at(text).items()} == want


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("cats", "'cats' is nothing that can be looked at"),
        ("photos, collected", "when it is collected was begun, and not said"),
        ("cats, collected sometimes", "'sometimes' says neither"),
    ],
)
def test_what_is_nothing_to_look_at_is_told(text: str, says: str) -> None:
    with pytest.raises(PhraseError, match=re.escape(says)):
        looks_at(text)


@pytest.mark.parametrize(
    ("text", "kind", "want"),
    [
        ("cat 1 in 10,000, no cat", "predict", {"classes": ["cat", "no cat"], "prevalence": {"cat": 1e-4}}),
        ("cat (30 %), dog: 70 %", "predict", {"classes": ["cat", "dog"], "prevalence": {"cat": 0.3, "dog": 0.7}}),
        ("digit 1, digit 2", "predict", {"classes": ["digit 1", "digit 2"]}),
        ("cat, dog, in column species", "predict", {"classes": ["cat", "dog"], "target": "species"}),
        ("in column species", "predict", {"target": "species"}),
        ("a number in kWh, within 5, a day", "forecast", None),
        ("a number in kWh, within 5, 24 hours ahead", "forecast", {"number": "kWh", "within": 5, "ahead_hours": 24}),
        ("a number, in the column load", "predict", {"number": "units", "target": "load"}),
        (
            "up, down; worth: cat rescued 1000000, crash -10,000 points",
            "act",
            {"actions": ["up", "down"], "reward": {"cat rescued": 1_000_000, "crash": -10_000}},
        ),
        ("up, down", "act", {"actions": ["up", "down"]}),
        ("up; worth: much", "act", None),
        ("up; worth:", "act", None),
        ("a melody of eight bars", "create", {"making": "a melody of eight bars"}),
    ],
)
def test_the_possible_answers(text: str, kind: str, want: dict[str, Any] | None) -> None:
    if want is None:
        with pytest.raises(PhraseError, match=r"unclear|no worth|not said"):
            answers(text, kind)
    else:
        assert {str(path[1]): value for path, value in answers(text, kind).items()} == want


@pytest.mark.parametrize(
    ("text", "classes", "shares"),
    [
        ("sparrow, robin or tit", ["sparrow", "robin", "tit"], None),
        ("cat, dog and bird", ["cat", "dog", "bird"], None),
        ("yes/no", ["yes", "no"], None),
        ("left / right", ["left", "right"], None),
        ("n/a, fine", ["n/a", "fine"], None),
        ("cat; dog", ["cat", "dog"], None),
        ("30 % cat, 70 % dog", ["cat", "dog"], {"cat": 0.3, "dog": 0.7}),
        ("cat 0.3, dog 0,7", ["cat", "dog"], {"cat": 0.3, "dog": 0.7}),
        ("good 999 of 1000, bad", ["good", "bad"], {"good": 0.999}),
        ("a cat 1 in a hundred, no cat", ["cat", "no cat"], {"cat": 0.01}),
        ("ill 0,1 %, healthy", ["ill", "healthy"], {"ill": 0.001}),
        ("digit 1, digit 2", ["digit 1", "digit 2"], None),
    ],
)
def test_answers_are_listed_as_people_do(text: str, classes: list[str], shares: dict[str, float] | None) -> None:
    said = answers(text, "predict")
    assert said["outputs", "classes"] == classes
    assert said.get(("outputs", "prevalence")) == shares


@pytest.mark.parametrize("text", ["cat 150 %, no cat", "cat 1 in 0, no cat", "cat 5 in 3, no cat"])
def test_a_share_that_is_none_is_not_passed_over(text: str) -> None:
    with pytest.raises(PhraseError, match="no share of the cases"):
        answers(text, "predict")


def test_how_near_a_number_must_be_is_no_part_of_its_unit() -> None:
    assert answers("a number in kWh within 5", "forecast") == {
        ("outputs", "number"): "kWh",
        ("outputs", "within"): 5,
    }
    with pytest.raises(PhraseError, match="unclear"):
        answers("a number in kWh, within 5,24 hours ahead", "forecast")


@pytest.mark.parametrize("text", ["a prediction: is it so?", "1) is it so?", "Prediction. is it so?"])
def test_a_kind_is_heard_however_it_is_set_off(text: str) -> None:
    assert task(text) == ({("kind",): "predict", ("question",): "is it so?"}, False)


def test_next_to_is_no_time() -> None:
    assert task("how many cars stand next to the shop?")[0]["kind",] == "predict"
    assert task("what is sold next week?")[0]["kind",] == "forecast"
