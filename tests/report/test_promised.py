"""Figures say whose they are."""

from __future__ import annotations

from ninelives.report.facts.handoff import page
from ninelives.report.promised import figures
from tests.report.handed_over import facts, region


def test_a_bound_is_told_of_those_that_it_is_of() -> None:
    figure, words = figures(page(facts()))[1]
    assert figure == "≤ 2.0 %"
    assert words.startswith("wrong of what it keeps of photos like those that calibrated it, 95 % sure")
    assert "a photo like those that calibrated it" in figures(page(facts()))[2][1]
    promise = facts()["guarantee"]
    figure, words = figures(page(facts("estimate", guarantee=promise)))[1]
    assert (figure, "photos like those that calibrated it ≤ 2.0 %, 95 % sure" in words) == ("about 1.1 %", True)


def test_what_copies_tell_is_said_to_be_of_copies() -> None:
    dark = {**region("light below 0.2", "simulated", 208, 0.76), "axis": "light"}
    told = facts("estimate", by_region=[dark], simulated={**facts()["simulated"], "risk": 0.007})
    assert figures(page(told))[1][0] == "about 0.7 %"
    assert figures(page(told))[3] == ("600", "made copies bear this; 300 photos the promise")
    assert figures(page(facts()))[3][0] == "300"


def test_where_nothing_is_decided_alone_nothing_of_it_is_wrong() -> None:
    promise = {"guarantee": facts()["guarantee"], "chosen": facts()["chosen"]}
    figure, words = figures(page(facts("hands-all-over", **promise)))[1]
    assert figure == "none"
    assert words == (
        "of these is decided alone; of photos like those that calibrated it at most 2.0 % of what it keeps are wrong, "
        "95 % sure"
    )
    figure, words = figures(page(facts("hands-all-over", guarantee=facts()["guarantee"])))[1]
    assert "could be promised" in words
    assert "could bear a promise" in figures(page(facts("hands-all-over")))[3][1]


def test_a_price_is_told_of_the_new_ones_and_of_those_that_calibrated() -> None:
    told = facts()
    (plain,) = [words for figure, words in figures(page(told)) if figure.startswith("0.09")]
    assert plain.startswith("a photo")
    new = page({**told, "costs": {**told["costs"], "cost_new": 0.41}})
    (words,) = [words for figure, words in figures(new) if figure.startswith("about 0.41")]
    assert words.startswith("a new photo")
    assert "0.09 € a photo like those that calibrated it" in words
