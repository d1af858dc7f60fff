"""The page of a problem."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.report.problem import render
from tests.report.samples import HOSTILE, Tags, asked


def said(**other: Any) -> str:
    return " ".join(Tags(render(asked(**other))).words.replace("\xa0", " ").split())


def test_it_says_first_how_it_is_done_by_hand_and_then_all_else() -> None:
    words = said()
    places = [
        words.index(text)
        for text in (
            "By hand it costs 4 € a case.",
            "never seen: 20–22 h",
            "ninelives ask problem.toml",
            "From when on a machine pays",
            "Where the answer is rare",
            "Where it would be new",
            "Which data to get first",
            "What should not matter",
            "What was asked",
        )
    ]
    assert places == sorted(places)
    assert "assumed" in words


def test_what_is_not_there_has_no_heading() -> None:
    words = said(
        rare=(), bribes=(), gaps=(), silent="nobody said when", hours=None, ignored="", notes=(), guess="", needs=()
    )
    for heading in (
        "Where the answer is rare",
        "What the reward pays for",
        "What should not matter",
        "What the data say",
    ):
        assert heading not in words
    assert "Nobody said when." in words


def test_wrong_alarms_are_drawn_in_rust_and_the_gap_is_hatched() -> None:
    html = render(asked())
    assert 'class="bar warn"' in html
    assert 'class="use gap"' in html
    assert "with a machine" in html


@pytest.mark.parametrize("name", HOSTILE)
def test_names_from_outside_are_text(name: str) -> None:
    html = render(asked(name=name, question=name, notes=(name,), told=((name, name, True),), gaps=((name, name),)))
    assert "<script>" not in html
    assert "<h1>x" not in html
    assert "49.jpg" not in html
