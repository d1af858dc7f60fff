"""From costs as they were reckoned to rules and prices in words."""

from __future__ import annotations

from ninelives.report.facts.handoff import page
from tests.report.handed_over import COSTS, facts


def test_the_rule_that_was_chosen_is_the_first_that_costs_what_is_told() -> None:
    assert [each.chosen for each in page(facts()).rules] == [True, False, False, False, False]
    human = {**COSTS, "cost": 0.52}
    assert [each.name for each in page(facts(costs=human)).rules if each.chosen] == ["always a human"]
    assert not any(each.chosen for each in page(facts(costs={**COSTS, "cost": 0.31})).rules)  # it breaks the guarantee


def test_prices_are_named_with_what_they_are() -> None:
    assert [each.name for each in page(facts()).swings] == [
        "a mistake, 20 €",
        "asking a person, 0.50 €",
        "a person is right in 98.0 %",
        "a case by hand, 0.10 €",
    ]


def test_prices_say_where_another_rule_is_better() -> None:
    notes = [each.note for each in page(facts()).swings]
    assert notes == [
        "the same rule throughout",
        "always alone from 7.50 € on",
        "always alone up to 61.0 %",
        "by hand as today up to 0.09 €",
    ]


def test_a_cheaper_rule_names_its_bound_and_does_not_break_what_was_never_proven() -> None:
    cheaper = {**COSTS["rules"][1], "risk": 0.004}
    told = {**COSTS, "rules": [COSTS["rules"][0], cheaper]}
    assert "up to about 2.7 % of what it decides may be wrong" in page(facts(costs=told)).broken
    loose = page(facts(costs=told, risk=0.05)).broken
    assert "breaks" not in loose
    assert "at most 5.0 % wrong could not be proven of it; 0.4 % of the judged were" in loose
    alone = {**COSTS, "rules": [COSTS["rules"][0], {**COSTS["rules"][2], "cost": 0.01}]}
    assert "up to about 2.7 %" in page(facts(costs=alone)).broken
    assert "0.4 % of the judged were" in page(facts(costs=told, curve=[])).broken
