"""What the page of a problem shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.problem import Answer
from ninelives.artifacts.problem.answer import Held
from ninelives.report.facts.problem import CASES, page
from ninelives.report.problem import ProblemPage
from tests.artifacts.problem.asked import CATS, POWER, RESCUE, TUNE, problem


def told(base: dict[str, Any] = CATS, held: Held | None = None, **changed: Any) -> ProblemPage:
    return page(Answer.of(problem(base, **changed), held=held), Path("a/problem.toml"))


@pytest.mark.parametrize(
    ("changed", "headline"),
    [
        ({}, "By hand it costs 4 € a case. Do it by hand."),
        ({"by_hand__cost": None}, "By hand, as assumed, it costs 1.50 € a case. Do it by hand."),
        ({"by_hand__a_year": 50_000}, "By hand it costs 4 € a case. A machine pays."),
        ({"by_hand__a_year": None}, "By hand it costs 4 € a case. A machine pays from about 930 cases a year on."),
    ],
)
def test_it_opens_with_doing_it_by_hand(changed: dict[str, Any], headline: str) -> None:
    assert told(**changed).headline == headline


@pytest.mark.parametrize(
    ("changed", "chip", "tone"),
    [
        ({}, "never seen: 20–22 h", "warn"),
        ({"deployment": {"hour": "14"}}, "most alarms would be wrong", "warn"),
        ({"deployment": {"hour": "14"}, "outputs__prevalence": None}, "inside what is collected", "good"),
        ({"deployment": {"hour": "14", "place": "hall"}, "outputs__prevalence": None}, "cannot tell: place", "plain"),
        ({"deployment": None, "outputs__prevalence": None}, "no use was declared", "plain"),
        ({"inputs__collected": None, "outputs__prevalence": None}, "no plan to collect", "plain"),
    ],
)
def test_the_chip_is_what_matters_most(changed: dict[str, Any], chip: str, tone: str) -> None:
    shown = told(**changed)
    assert (shown.chip, shown.tone) == (chip, tone)


def test_a_figure_that_nobody_said_is_marked() -> None:
    assert told().figures[1] == ("98.0 %", "right by hand today")
    assert told(by_hand__right=None).figures[1] == ("95.0 %", "right by hand, as assumed")


def test_what_of_the_use_nothing_tells_is_no_yes() -> None:
    shown = told(deployment={"hour": "14", "place": "hall"})
    assert (shown.unknown, shown.silent) == ("Cannot tell place: how they are collected does not tell it", "")
    assert shown.gaps == ()
    assert (told().unknown, told(deployment={"hour": "14"}).silent) == ("", "No gap was found in the declared use")


def test_the_alarms_of_a_million_cases_are_counted() -> None:
    (trap,) = told().rare
    assert trap.of == CASES
    assert trap.alarms == (99, 9999)


def test_the_day_is_drawn_where_both_ends_are_known() -> None:
    hours = told().hours
    assert hours is not None
    assert set(hours.made) == {12, 14, 16}
    assert (set(hours.used), set(hours.gaps), hours.step) == ({20}, {20}, 2)
    assert told(deployment=None).hours is None
    assert told(inputs__collected=None).hours is None


def test_both_lines_of_costs_count_mistakes_in() -> None:
    costs, one = told().costs, problem()
    assert costs.by_hand == pytest.approx(4 + 0.02 * one.mistake)
    assert costs.with_it == pytest.approx(0.2 * costs.by_hand + 0.8 * 0.01 * one.mistake)
    assert costs.cases is not None
    assert costs.fixed + costs.with_it * costs.cases == pytest.approx(costs.by_hand * costs.cases)


def test_what_was_asked_is_listed_and_what_was_assumed_is_marked() -> None:
    shown = {name: (value, assumed) for name, value, assumed in told(by_hand__right=None).told}
    assert shown["by hand.right"] == ("0.95", True)
    assert shown["loss.errors"] == ("cat taken for no cat: 100", False)
    assert shown["biases"] == ("mirror", False)
    assert "version" not in shown


def test_what_it_rests_on_is_told() -> None:
    assert any("just as was said" in each for each in told().assumptions)
    assert "By hand 95 % are right." in told(by_hand__right=None).assumptions
    assert dict(told().lineage)["stages"].startswith("collect → train")


def test_notes_of_the_data_are_shown() -> None:
    assert told(held=Held(9, 9, {}, (), ("they are few",))).notes == ("they are few",)


@pytest.mark.parametrize("base", [POWER, RESCUE, TUNE, {}])
def test_every_kind_has_a_page(base: dict[str, Any]) -> None:
    shown = told(base)
    assert len(shown.figures) == 4
    assert shown.next[0].line.startswith("ninelives ")
