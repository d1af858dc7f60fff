"""The page and the lines of a model of kinds."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.report import kinds
from ninelives.stages.train.kinds import find
from tests.report import samples

PLAIN = samples.kinds().told
NAMED = PLAIN | {
    "labels": [
        {"kind": "thing 1", "name": "dog", "counts": {"cat": 1, "dog": 4}},
        {"kind": "thing 2", "name": "thing 2", "counts": {}},
    ]
}
BLURRED = PLAIN | {
    "there": False,
    "p": 0.7,
    "between": [{"kinds": ["thing 1", "thing 2"], "near": [27, 36], "half_way": 40, "p": 0.7}],
}
FEW = PLAIN | {"there": False, "p": 1.0, "between": [], "agreement": None, "range": None, "halvings": 0}


def said(told: dict[str, Any], accuracy: Any = None) -> str:
    return "\n".join(kinds.lines(told, 800, accuracy))


def test_the_level_is_that_of_the_test() -> None:
    assert kinds.LEVEL == find.LEVEL


def test_kinds_that_are_there_are_told_without_a_warning() -> None:
    told = said(PLAIN)
    assert "kinds      thing 1 412 · thing 2 388" in told
    assert "800 photos fall into 2 kinds.\n" in told
    assert "99.5 % of a half alike (99.0–100 over 10 halvings)" in told
    assert "▲" not in told
    assert kinds.verdict(samples.kinds()).tone == "good"


def test_kinds_that_are_not_there_are_warned_of() -> None:
    told = said(BLURRED)
    assert "Nothing shows that they are 2." in told
    assert "▲ Thing 1 and thing 2 run into each other: of one half of the scenes, 40 lie half-way" in told
    verdict = kinds.verdict(samples.kinds(told=BLURRED))
    assert (verdict.tone, verdict.chip) == ("warn", "thing 1 and thing 2 run into each other")
    assert "27 and 36 near their centres" in verdict.paragraph


def test_the_least_clear_pair_is_named_and_the_others_are_counted() -> None:
    names = ["thing 1", "thing 2", "thing 3"]
    pairs = [(0, 1, 0.9), (0, 2, 0.001), (1, 2, 0.2)]
    between = [{"kinds": [names[a], names[b]], "near": [9, 8], "half_way": 7, "p": p} for a, b, p in pairs]
    told = BLURRED | {"names": names, "sizes": [3, 2, 1], "between": between}
    assert "Thing 1 and thing 2 run into each other, and 1 pair more" in said(told)
    assert "Fewer kinds, or more photos" in said(told)


def test_too_few_to_halve_are_said_to_be() -> None:
    assert "▲ There are too few scenes to test whether they are 2 kinds." in said(FEW)
    assert kinds.verdict(samples.kinds(told=FEW)).chip == "too few photos to test it"
    assert "half" not in kinds.verdict(samples.kinds(told=FEW)).paragraph


def test_names_their_contradictions_and_what_they_rest_on_are_told() -> None:
    told = said(NAMED, (0.8, (0.4, 0.95)))
    assert "dog (thing 1) 412 · thing 2 388" in told
    assert "2 kinds, named by 5 labels: dog and thing 2." in told
    assert "Thing 2 keeps its number: no label." in told
    assert "The labels of thing 1 disagree: 4 say dog, 1 says cat; it is called dog." in told
    assert "Of 5 labels, 80.0 % (40.0–95.0) agree" in told
    assert "very few" in told
    assert "nothing says how often a name is right" in said(NAMED)


def test_many_kinds_are_told_in_one_line() -> None:
    names = [f"thing {at}" for at in range(1, 31)]
    told = said(FEW | {"names": names, "sizes": [2] * 30})
    assert "thing 6 2 · and 24 more" in told
    assert "thing 7" not in told


@pytest.mark.parametrize("told", [PLAIN, NAMED, BLURRED, FEW])
def test_the_page_has_every_picture_and_every_word_is_escaped(told: dict[str, Any]) -> None:
    page = kinds.render(samples.kinds(told=told))
    assert page.count("<img ") == 8
    assert "<script>" not in page
    assert "Most typical" in page
    assert "Doubtful" in page
    assert ("Where one kind ends" in page) == bool(told["between"])
    assert "accuracy" not in page
