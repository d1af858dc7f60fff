"""What is told of the rules' costs."""

from __future__ import annotations

from pathlib import Path

from tests.stages.defer.prices.priced import told


def test_a_cheaper_rule_that_breaks_the_promise_is_shown_with_its_risk(table: Path) -> None:
    costs = told(table, loss__wrong=1, loss__errors=None, risk=0.005, people__a_day=200).facts["costs"]
    assert costs["cheaper"] is not None
    assert not costs["cheaper"]["keeps"]
    assert costs["cheaper"]["cost"] < costs["cost"]
    assert costs["cheaper"]["risk"] > 0.005


def test_a_queue_that_only_grows_is_foretold(table: Path) -> None:
    few = told(table, people__a_day=1, by_hand__a_year=1_000_000, by_hand__cost=30)
    assert few.facts["costs"]["best"] == "by hand"  # where nobody waits
    assert "their queue only grows" in few.facts["why"]
    assert all(one["grows"] for one in few.facts["costs"]["rules"] if one["name"] == "human")
    enough = told(table, people__a_day=200).facts["costs"]["capacity"]
    assert not enough["grows"]
    assert 0 < enough["utilisation"] < 1
