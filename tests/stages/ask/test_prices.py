"""How it is done by hand, what should not matter, and how sure it must be."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from ninelives.artifacts.problem.fields import BIASES
from ninelives.stages.ask.amounts import PhraseError
from ninelives.stages.ask.prices import BIASES as WORDS
from ninelives.stages.ask.prices import by_hand, ignore, sure


def named(said: dict[Any, Any]) -> dict[str, Any]:
    return {str(path[-1]): value for path, value in said.items()}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "3 minutes, 4 €, right in 98 %, 500 a year",
            {"minutes": 3, "currency": "€", "cost": 4, "right": 0.98, "a_year": 500},
        ),
        (
            "about 20 s, costs 1, 98 % right, 10,000 a month",
            {"minutes": 0.333333, "cost": 1, "right": 0.98, "a_year": 120_000},
        ),
        ("wrong in 2 of 100, 10 cases a day", {"right": 0.98, "a_year": 3650}),
        ("nobody does it", {}),
        ("2,5 minutes, 98 % correct, 10 000 a year", {"minutes": 2.5, "right": 0.98, "a_year": 10_000}),
        ("4 € per case, right in 98 % of cases", {"currency": "€", "cost": 4, "right": 0.98}),
    ],
)
def test_how_it_is_done_by_hand(text: str, want: dict[str, Any]) -> None:
    assert named(by_hand(text)) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("left and right, light, colour, size, noise", ["mirror", "brightness", "colour", "scale", "noise"]),
        ("light and the size", ["brightness", "scale"]),
        ("nothing", []),
    ],
)
def test_what_should_not_matter(text: str, want: list[str]) -> None:
    assert named(ignore(text)) == {"biases": want}


@pytest.mark.parametrize(
    ("text", "risk"),
    [
        *[(text, 0.02) for text in ("2 in 100", "98 %", "right in 98 %", "0.02", "2 %", "wrong in 1 in 50", "98", "2")],
        *[(text, 0.02) for text in ("at most 2 % wrong", "1 wrong in 50", "98 % sure")],
        ("right in 40 %", 0.6),
        *[(text, 0.01) for text in ("1", "99", "no more than 1 %", "99 % correct")],
        *[(text, 0.001) for text in ("99,9 %", "0,001", "0.1 %")],
    ],
)
def test_how_sure_it_must_be(text: str, risk: float) -> None:
    assert sure(text) == {("risk",): pytest.approx(risk)}


@pytest.mark.parametrize(
    ("read", "text", "says"),
    [
        (by_hand, "4", "'4' is unclear"),
        (by_hand, "right often", "'right often' is no share"),
        (by_hand, "3 minutes, 4 minutes", "that was said already, as 3"),
        (by_hand, "30 € an hour", "say what one case costs, not what it costs an hour"),
        (by_hand, "10,000 € a year", "say what one case costs, not what it costs a year"),
        (by_hand, "2.000 a year", "'2.000' may be 2000 or 2"),
        (ignore, "taste, light, smell", "'taste' is nothing that can be left out of account: left and right,"),
        (sure, "very", "'very' is no share"),
        (sure, "120 % right", "is no share"),
        *((sure, text, "nothing is never wrong") for text in ("0", "100 %", "never wrong", "1 in 1")),
    ],
)
def test_what_is_unclear_is_told(read: Callable[[str], Any], text: str, says: str) -> None:
    with pytest.raises(PhraseError, match=re.escape(says)):
        read(text)


def test_all_that_is_unclear_is_told_at_once() -> None:
    with pytest.raises(PhraseError, match=r"'taste' .*; 'smell' "):
        ignore("taste, light, smell")


def test_each_bias_has_words_of_its_own() -> None:
    assert set(WORDS.values()) == set(BIASES)
    assert all(named(ignore(plain)) == {"biases": [name]} for name, plain in BIASES.items())
