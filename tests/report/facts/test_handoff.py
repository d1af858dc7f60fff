"""From a folder's facts to what its page shows."""

from __future__ import annotations

from ninelives.report.facts.handoff import next_of, page
from tests.report.handed_over import COSTS, HOUR, PLACE, bins, facts, hours


def test_shares_are_of_what_came() -> None:
    told = page(facts()).along
    assert told is not None
    assert told.items == (120, 88, 40, 30, 44, 60, 66, 50, 31, 9)
    apart = page(facts(of={"items": 300, "scenes": 300, "what": "calibration"})).along
    assert apart is not None
    assert apart.items[:4] == (0, 0, 12, 60)
    assert apart.kept[:4] == (None, None, 0.0, 0.9)  # nothing was kept apart in the dark
    assert not page(facts(of={"items": 300, "scenes": 300, "what": "calibration"})).new


def test_what_is_right_over_all_leaves_estimates_out() -> None:
    plain, trusted = (
        page(facts(along={"axis": "light", "unit": "", "bins": bins(trusted=each)})).along for each in (0, 1)
    )
    assert plain is not None
    assert trusted is not None
    assert plain.label == trusted.label == "98.5 % right"
    assert [each.estimate for each in trusted.axis.bins[:3]] == [True, True, False]


def test_new_items_where_nothing_was_seen_are_a_gap() -> None:
    told = page(facts(along={"axis": "hour", "unit": "h", "bins": hours()}, envelope=HOUR.to_json())).along
    assert told is not None
    assert [each.gap for each in told.axis.bins] == [False] * 9 + [True] * 3
    assert told.axis.title == "hour of the day"


def test_names_stand_side_by_side() -> None:
    places = [
        {**one, "words": name, "low": None, "high": None}
        for name, one in zip(("gate", "shed"), bins()[3:5], strict=True)
    ]
    told = page(facts(along={"axis": "place", "unit": "", "bins": places}, envelope=PLACE.to_json())).along
    assert told is not None
    assert told.axis.named
    assert [(each.words, each.start, each.scenes) for each in told.axis.bins] == [
        ("barn", 0, 40),
        ("gate", 1, 40),
        ("yard", 2, 40),
        ("shed", 3, 0),
    ]
    assert told.items == (0, 30, 0, 44)


def test_bins_where_nothing_came_are_drawn_by_what_the_envelope_knows() -> None:
    some = [one for one in hours() if one["new_items"]]
    told = page(facts(along={"axis": "hour", "unit": "h", "bins": some}, envelope=HOUR.to_json())).along
    assert told is not None
    assert [each.start for each in told.axis.bins] == [2.0 * at for at in range(12)]
    assert [each.kind for each in told.axis.bins] == ["unseen"] * 4 + ["seen"] * 5 + ["unseen"] * 3
    assert told.kept[:4] == (None,) * 4
    assert [each.scenes for each in told.axis.bins][4:9] == [80] * 5


def test_so_few_that_nothing_can_be_said_of_them_have_no_line() -> None:
    few = [{**one, "items": min(one["items"], 9)} for one in bins(trusted=True)]
    told = page(facts(along={"axis": "light", "unit": "", "bins": few})).along
    assert told is not None
    assert [each.right is not None for each in told.axis.bins] == [True, True] + [False] * 8  # copies alone
    labelled = [{**one, "items": 0} for one in bins()]
    told = page(facts(along={"axis": "light", "unit": "", "bins": labelled})).along
    assert told is not None
    assert [each.right is not None for each in told.axis.bins] == [False] * 2 + [True] * 7 + [False]  # nine came


def test_what_is_only_simulated_is_an_estimate_trusted_or_not() -> None:
    simulated = facts()["simulated"]
    rests = "an estimate from 600 made copies, if real darkness does to its answers what copies made dark do"
    assert page(facts()).simulated == (
        f"with --trust-simulated it would decide 76.0 % alone, about 1.1 % of it wrong: {rests}"
    )
    assert page(facts("estimate")).simulated.startswith("where it was only simulated it decides 76.0 % alone")
    assert page(facts(simulated={**simulated, "threshold": None, "risk": 0.2})).simulated == (
        f"where it was only simulated nothing may be decided alone: 20.0 % are wrong, {rests}"
    )
    assert page(facts(simulated=None)).simulated == ""


def test_without_a_condition_nothing_is_drawn() -> None:
    assert page(facts(along=None)).along is None
    assert page(facts(along={"axis": "place", "unit": "", "bins": []})).along is None


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


def test_what_to_type_next() -> None:
    assert [each.line for each in next_of(facts(), "a.handoff")] == [
        "ninelives decide a.handoff NEW",
        "ninelives serve a.handoff",
    ]
    assert [each.line for each in next_of(facts("hands-all-over"))] == ["ninelives serve HANDOFF"]


def test_lineage_names_inputs_risk_and_threshold() -> None:
    told = dict(page(facts()).lineage)
    assert told["model"] == "digest aaaaaaaaaaaa…"
    assert told["risk, delta"] == "0.02, 0.05"
    assert told["decides alone from a score of"] == "0.87"
    assert dict(page(facts("hands-all-over")).lineage)["decides alone from a score of"] == "none"
