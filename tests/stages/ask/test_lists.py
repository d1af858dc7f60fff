"""Lists of phrases: all faults at once, nothing twice, what is unknown passed over."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.stages.ask.amounts import PhraseError
from ninelives.stages.ask.lists import currency, each, put


def test_each_phrase_is_read_and_what_is_unknown_passed_over() -> None:
    heard: list[str] = []
    said: dict[Any, Any] = {}
    assert each("a, don't know; b", said, heard.append) is said
    assert heard == ["a", "b"]


def test_all_faults_are_told_at_once() -> None:
    def refuse(piece: str) -> None:
        if piece != "b":
            raise PhraseError(f"'{piece}' is none")

    with pytest.raises(PhraseError, match="'a' is none; 'c' is none"):
        each("a, b, c", {}, refuse)


def test_nothing_is_said_twice_and_there_is_one_currency() -> None:
    said: dict[Any, Any] = {}
    put(said, ("loss", "wrong"), 5, "wrong 5")
    put(said, ("loss", "wrong"), 5, "wrong 5 again")
    with pytest.raises(PhraseError, match="'wrong 7': that was said already, as 5"):
        put(said, ("loss", "wrong"), 7, "wrong 7")
    currency("€", "5 €", said)
    currency(None, "5", said)
    with pytest.raises(PhraseError, match=r"costs are of one currency, and € was named before"):
        currency("$", "5 $", said)
