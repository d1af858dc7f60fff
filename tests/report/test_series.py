"""The page of a series' model."""

from __future__ import annotations

import dataclasses

from ninelives.report.facts.series import page
from ninelives.report.series import Band, SeriesPage, render, verdict
from tests.report.samples import Tags
from tests.series import of_months, of_shops, of_walk


def words(facts: SeriesPage) -> str:
    return " ".join(Tags(render(facts)).words.replace("\xa0", " ").split())


def test_the_verdict_is_told_first() -> None:
    told = verdict(page(of_months()))
    assert told.headline.startswith("Off by ")
    assert told.headline.endswith(" on average in sold, 6 months ahead.")
    assert (told.tone, told.chip) == ("good", "surely better than standing still")
    assert "Standing still would be off by" in told.paragraph
    assert len(told.facts) == 4


def test_where_nothing_beats_standing_still_that_is_the_headline() -> None:
    told = verdict(page(of_walk()))
    assert told.headline.startswith("Nothing beats standing still: off by ")
    assert (told.tone, told.chip) == ("plain", "no rung is surely better than the last value")
    assert "Nothing beats persistence at" in told.paragraph
    assert not any("saved" in label for _, label in told.facts)


def test_several_series_are_told_of_in_mase() -> None:
    told = verdict(page(of_shops()))
    assert " MASE on average in sold, 6 months ahead." in told.headline
    assert told.facts[0][1].startswith("MASE off on average")


def test_every_part_is_on_the_page() -> None:
    said = words(dataclasses.replace(page(of_shops()), left_aside=("rain", "wind")))
    for part in ("What is foreseen", "an estimate", "Whether anything beats standing still", "Where it is off",
                 "By the step ahead", "Series by series", "Whether its bands hold", "The flight envelope",
                 "2 columns left aside", "rain, wind", "Lineage", "north", "95 % sure"):  # fmt: skip
        assert part in said


def test_bands_that_could_not_be_judged_and_times_without_conditions_are_said() -> None:
    bare = dataclasses.replace(
        page(of_walk()), bands=(Band(0.95, None, (0.0, 1.0), 0),), axis=None, envelope_svg="", envelope_svg_narrow=""
    )
    said = words(bare)
    assert "too few origins for such a band" in said
    assert "No condition was recorded: its times are plain numbers" in said


def test_a_declared_use_outside_is_what_the_chip_says() -> None:
    facts = dataclasses.replace(page(of_months()), declared="month=July", outside=0.0)
    assert verdict(facts).chip != "surely better than standing still"
