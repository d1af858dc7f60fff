"""The page of what a series' model foresaw."""

from __future__ import annotations

import dataclasses

from ninelives.report.foreseen import ForeseenPage, render, verdict
from ninelives.report.words import Gap
from tests.report.samples import Tags, foreseen

PAGE = foreseen()
GAP = Gap("month January", ("month",), 0.6, 0, "unseen")


def words(facts: ForeseenPage) -> str:
    return " ".join(Tags(render(facts)).words.replace("\xa0", " ").split())


def test_before_anything_came_it_says_what_to_expect() -> None:
    told = verdict(PAGE)
    assert told.headline == "Expect to be off by 53.4 on average in cnt, 24 hours ahead."
    assert told.tone == "good"
    assert "Nothing came since it was made" in told.paragraph
    assert "Set aside" not in words(PAGE)


def test_what_came_since_is_held_against_where_it_was_made() -> None:
    worse = dataclasses.replace(PAGE, since=90.0, since_interval=(80.0, 100.0), judged=240, covered=0.5)
    told = verdict(worse)
    assert told.headline == "Off by 90 on average in cnt since it was made, 53.4 before."
    assert "worse than chance explains" in told.paragraph
    assert "Its 80 % bands held 50.0 % of what came since." in told.paragraph
    same = dataclasses.replace(worse, since_interval=(50.0, 130.0))
    assert "show no fall" in verdict(same).paragraph


def test_where_it_has_never_been_is_told() -> None:
    told = verdict(dataclasses.replace(PAGE, gaps=(GAP,), outside=0.6))
    assert (told.tone, told.chip) == ("warn", "60 % of what is foreseen lies outside the envelope")
    assert "60 % of what is foreseen lies in month January, where it has never been." in told.paragraph
    thin = dataclasses.replace(GAP, kind="thin", scenes=9)
    assert "where it has seen 9 scenes only" in verdict(dataclasses.replace(PAGE, gaps=(thin,))).paragraph
    assert verdict(dataclasses.replace(PAGE, envelope_svg="")).tone == "plain"


def test_notes_stand_on_the_page() -> None:
    said = words(dataclasses.replace(PAGE, notes=("2 values differ",), series=9))
    assert "2 values differ." in said
    assert "The first 1 of 9 series are drawn" in said
