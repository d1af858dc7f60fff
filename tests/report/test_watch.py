"""The page of a watch: one sentence, and whatever else there is to hear, escaped."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ninelives.report.charts import Won
from ninelives.report.page import Aside
from ninelives.report.watch import WatchPage, headline, render, verdict


def page(**more: Any) -> WatchPage:
    told = {
        "name": "photos.watch",
        "reference": 500,
        "date": dt.date(2026, 11, 23),
        "won": Won((0.0, 1.0), 50, 100, 0.05),
        "log_e": 1.0,
        "columns": (("light", 1.0), ("sharpness", 0.0)),
        "moved": (),
        "alpha": 0.05,
        "assumptions": ("It rests on one assumption.",),
    }
    return WatchPage(**{**told, **more})


@pytest.mark.parametrize(
    ("more", "words", "tone"),
    [
        ({}, "Nothing says that 100 observations differ", "good"),
        ({"won": Won((), 1, 0, 0.05)}, "Nothing came", "plain"),
        ({"outside": 3}, "Nothing says", "warn"),
        ({"risk_alarm": True}, "But it is wrong more often than it claims", "warn"),
        ({"alarm": "observation 90", "moved": ("light",)}, "The stream has changed: light.", "warn"),
        ({"alarm": "observation 90"}, "The stream has changed: light.", "warn"),
        ({"alarm": "observation 90", "moved": tuple("abcde")}, "The stream has changed: a, b, c and 2 more.", "warn"),
    ],
)
def test_the_first_sentence_says_what_is_the_case(more: dict[str, Any], words: str, tone: str) -> None:
    assert words in headline(page(**more))
    assert verdict(page(**more)).tone == tone


def test_no_alarm_is_called_no_proof() -> None:
    assert "no proof that nothing changed" in verdict(page()).paragraph


def test_the_page_holds_all_of_it_and_runs_nothing() -> None:
    html = render(
        page(
            alarm="observation 90",
            since="It changed after about observation 50.",
            odd=("2 observations lacked a value.",),
            risk="Right in 80.0 % of 100 answers.",
            set_aside=(Aside("<script>", "it is no JSON"),),
        )
    )
    for words in (
        "alarm at observation 90",
        "It changed after about observation 50.",
        "lacked a value",
        "Right in 80.0",
    ):
        assert words in html.replace("\N{NO-BREAK SPACE}", " ")
    assert "&lt;script&gt;" in html
    assert "<script" not in html
