"""When and where, in plain words."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from ninelives.artifacts.deployment import Deployment
from ninelives.stages.ask.amounts import PhraseError
from ninelives.stages.ask.questions import QUESTIONS
from ninelives.stages.ask.when import is_moment, when


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("20:00 to 6:00", {"hour": "20-6"}),
        ("20-6 h", {"hour": "20-6"}),
        ("between 8 and 18 h", {"hour": "8-18"}),
        ("8pm to 6am", {"hour": "20-6"}),
        ("noon to midnight", {"hour": "12-24"}),
        ("7:30 to 9", {"hour": "7:30-9"}),
        ("at 20:00", {"hour": "20-21"}),
        ("at 20:30", {"hour": "20:30-21:30"}),
        ("at 23:00", {"hour": "23-24"}),
        ("at midnight", {"hour": "0-1"}),
        ("from 13:00 for five hours", {"hour": "13-18"}),
        ("22 for 4 h", {"hour": "22-2"}),
        ("19:00 for 5 hours", {"hour": "19-24"}),
        ("at night", {"hour": "20-6"}),
        ("around the clock", {"hour": "0-24"}),
        ("by day, in winter", {"hour": "8-18", "season": "winter"}),
        ("in the garden", {"place": "garden"}),
        ("with a Pixel 7", {"device": "Pixel 7"}),
        ("from 2026-12-01", {"from": date(2026, 12, 1)}),
        ("2026-12-01 to 2027-02-01", {"from": date(2026, 12, 1), "to": date(2027, 2, 1)}),
        ("since 2026-12-01, until 2027-02-01", {"from": date(2026, 12, 1), "to": date(2027, 2, 1)}),
        ("on 2026-12-24", {"date": date(2026, 12, 24)}),
        ("hour=20-6, place=48.2;16.4, weather=rain:0.3|dry:0.7", None),
    ],
)
def test_words_become_a_deployment(text: str, want: dict[str, Any] | None) -> None:
    table = when(text)
    assert want is None or table == want
    assert Deployment.from_values(table)[1] == []
    assert want is not None or Deployment.from_values(table)[0] == Deployment.parse(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sometimes", "'sometimes' says neither when nor where"),
        ("from 20:00", "until when?"),
        ("at 20:00, at 21:00", "hour was said already, as 20-21"),
        ("13:00 for 30 hours", "lasts longer than a day"),
    ],
)
def test_what_is_unclear_is_told(text: str, says: str) -> None:
    with pytest.raises(PhraseError, match=re.escape(says)):
        when(text)


def test_all_that_is_unclear_is_told_at_once() -> None:
    with pytest.raises(PhraseError, match=r"'sometimes' .*; 'perhaps' "):
        when("sometimes, at 20:00, perhaps")


@pytest.mark.parametrize("text", ["25:00 to 26:00", "hour=25-26", "from 2026-13-01", "at 30:00"])
def test_what_is_out_of_range_is_told_by_the_deployment(text: str) -> None:
    assert Deployment.from_values(when(text))[1]


def test_the_example_of_the_question_is_understood() -> None:
    (question,) = (each for each in QUESTIONS if each.name == "use")
    assert when(question.example) == {"hour": "20-6", "place": "garden", "from": date(2026, 12, 1)}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("20 Uhr", {"hour": "20-21"}),
        ("von 20 bis 6 Uhr", {"hour": "20-6"}),
        ("20.30 to 6", {"hour": "20:30-6"}),
        ("at 9 to 17", {"hour": "9-17"}),
        ("around 20:00", {"hour": "20-21"}),
        ("from 1.12.2026", {"from": date(2026, 12, 1)}),
        ("in the evening", {"hour": "18-22"}),
        ("at home", {"place": "home"}),
    ],
)
def test_hours_and_days_are_written_in_several_ways(text: str, want: dict[str, object]) -> None:
    assert when(text) == want


@pytest.mark.parametrize(
    "text",
    ["in the dark", "at night and by day", "in December", "around midnight or so", "at weekends", "in spring 2027"],
)
def test_a_time_without_hours_is_no_place(text: str) -> None:
    with pytest.raises(PhraseError, match="is a time, and says no hours"):
        when(text)


@pytest.mark.parametrize("text", ["20:99", "20:99 to 6", "30 pm", "20:00 to 6:75"])
def test_a_time_of_day_that_there_is_not_is_told(text: str) -> None:
    with pytest.raises(PhraseError, match="no time of day"):
        when(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [("at 20:00", True), ("At 8 pm, from 2026-12-01", True), ("at 20:00 for 3 hours", False), ("20-6", False),
     ("by night", False), ("from 13:00 to 18:00", False), ("hour=20", False)],
)  # fmt: skip
def test_a_time_without_an_end_is_a_moment(text: str, moment: bool) -> None:
    assert is_moment(text) == moment
