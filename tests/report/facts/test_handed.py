"""From what was told of bins to the axis that is drawn."""

from __future__ import annotations

from ninelives.report.facts.handoff import page
from tests.report.handed_over import HOUR, PLACE, bins, facts, hours


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


def test_without_a_condition_nothing_is_drawn() -> None:
    assert page(facts(along=None)).along is None
    assert page(facts(along={"axis": "place", "unit": "", "bins": []})).along is None
