"""Which data to get first."""

from __future__ import annotations

import pytest

from ninelives.artifacts.problem import Answer, Problem
from ninelives.artifacts.problem.answer import Held
from ninelives.artifacts.problem.needs import Need
from tests.artifacts.problem.asked import POWER, RESCUE, problem


def needs(made: Problem, held: Held | None = None) -> list[Need]:
    return list(Answer.of(made, held=held).needs)


def of(found: list[Need], why: str) -> list[Need]:
    return [each for each in found if each.why == why]


def test_the_cheapest_comes_first_and_a_price_is_that_of_looking() -> None:
    found = needs(problem())
    assert [each.price for each in found] == sorted(each.price for each in found)
    assert all(each.price == 4 * each.looked for each in found)


def test_a_gap_takes_thirty_scenes_in_each_of_its_bins() -> None:
    (night,) = of(needs(problem(deployment={"hour": "20-6"})), "gap")
    assert (night.what, night.count) == ("20–6 h", 150)
    assert of(needs(problem(deployment={"hour": "14"})), "gap") == []


def test_a_rare_class_is_met_by_chance_after_many() -> None:
    cat = next(each for each in needs(problem()) if each.what == "cat")
    assert (cat.count, cat.looked) == (30, 300_000)
    (both,) = of(needs(problem(outputs__prevalence=None)), "class")
    assert (both.what, both.count, both.looked) == ("cat and no cat", 60, 60)


def test_many_classes_are_told_as_one() -> None:
    made = Problem.of({"outputs": {"classes": list("abcde")}})
    (each,) = of(needs(made), "class")
    assert (each.what, each.count) == ("5 answers", 150)


def test_the_wanted_risk_takes_as_many_as_the_binomial_says() -> None:
    made = problem()
    (fresh,) = of(needs(made), "risk")
    assert fresh.count == Answer.of(made).sizes.likely
    held = Held(100_000, 100_000, {"cat": 50_000, "no cat": 50_000}, (), (), 100_000)
    assert needs(problem(deployment=None), held) == []


def test_data_without_answers_need_them_first() -> None:
    (label,) = of(needs(problem(), Held(200, 200, {}, ())), "label")
    assert (label.count, label.looked) == (200, 200)
    assert of(needs(problem(), Held(200, 200, {"cat": 100, "no cat": 100}, (), (), 200)), "label") == []
    assert of(needs(problem(POWER), Held(200, 200, {}, (), (), 200)), "label") == []  # numbers are answers too


def test_a_forecast_waits_until_it_has_come_true() -> None:
    (fresh,) = of(needs(problem(POWER)), "risk")
    assert fresh.days == fresh.count
    (slow,) = of(needs(problem(POWER, outputs__ahead_hours=48)), "risk")
    assert slow.days == 2 * fresh.count
    assert fresh.to_json()["days"] == fresh.days


def test_an_action_has_no_classes_to_collect() -> None:
    assert {each.why for each in needs(problem(RESCUE))} == {"risk"}


@pytest.mark.parametrize("pair", ["hour=13-18, place=home"])
def test_pairs_are_told_by_name(pair: str) -> None:
    made = problem(inputs__collected={"hour": "13-18", "weather": "dry"}, deployment={"hour": "14", "weather": "rain"})
    (rain,) = of(needs(made), "gap")
    assert (rain.what, rain.count) == ("rain", 30)


def test_what_is_said_never_to_be_is_not_looked_for() -> None:
    never = {"cat": 0.0, "no cat": 1.0}
    told = of(needs(problem(outputs__prevalence=never, loss__errors=None, loss__wrong=5)), "class")
    assert [need.what for need in told] == ["no cat"]
