"""The page of a table's model."""

from __future__ import annotations

import pytest

from ninelives.report.tables import Off, covers, far, render, rests, verdict
from tests.report.samples import Tags, table


def said(**other: object) -> str:
    return " ".join(Tags(render(table(**other))).words.replace("\xa0", " ").split())


NUMBERS = {"classes": None, "accuracy": None, "interval": None, "confusion": (), "calibration": (), "target": "price"}
OFF = Off(mean=81.86, interval=(80.66, 83.06), usual=142.3, level=0.9, covered=0.899, covered_interval=(0.89, 0.91))
PAIRS = ((10.0, 12.0), (300.0, 280.0))


def test_the_verdict_is_told_first():
    told = verdict(table())
    assert told.headline == "Right in 80.9 % of rows like these. Nobody knows about kind oval yet."
    assert (told.tone, told.chip) == ("warn", "40 % of the declared use lies outside the envelope")
    assert "1 column that gave the answer away was left out." in told.paragraph
    assert told.facts[0][0] == "80.9 %"
    assert len(told.facts) == 4


def test_of_numbers_it_is_how_far_off():
    told = verdict(table(**NUMBERS, off=OFF, pairs=PAIRS, gaps=(), outside=None, declared=""))
    assert told.headline == "Off by 81.86 on average in rows like these."
    assert "Its 90 % intervals held the truth of 89.9 % (89.0–91.0) of the rows kept apart." in told.paragraph
    assert "always saying the mean is off by 142.3" in told.facts[0][1]
    words = said(**NUMBERS, off=OFF, pairs=PAIRS)
    assert "what is true" in words
    assert "R²" in words


def test_the_lowest_rung_beats_nothing():
    assert verdict(table(chosen="majority", gaps=())).headline.startswith(
        "Nothing here beats naming the commonest class"
    )
    off = verdict(table(**NUMBERS, off=OFF, chosen="majority", gaps=())).headline
    assert off == "Nothing here beats always saying the mean: off by 81.86 on average."


def test_too_few_scenes_cannot_tell():
    assert verdict(table(items=20, scenes=20, gaps=())).headline.startswith("Cannot tell yet: 20 rows in 20 scenes")


def test_every_part_is_on_the_page():
    words = said()
    for part in ("What gives something away", "left out", "What a person would say", "if size is over 50 → yes",
                 "right for 151 of 212 rows", "What it looks at", "3 names", "What is taken for what",
                 "Not tried: network", "Lineage", "row 7"):  # fmt: skip
        assert part in words


def test_what_there_is_none_of_is_left_out():
    words = said(leaks=(), rules=(), columns=(), set_aside=(), left=(), axis=None, confusion=(), calibration=())
    for part in ("What gives something away", "What a person would say", "Right and wrong", "Not tried"):
        assert part not in words


def test_no_text_of_a_table_is_markup():
    hostile = "<script>alert(1)</script>"
    html = render(
        table(target=hostile, leaks=((hostile, True),), columns=((hostile, "numbers", True),), notes=(hostile,))
    )
    assert hostile not in html


@pytest.mark.parametrize(("judged", "words"), [((10, 0), "10 rows, each judged in the"), ((10, 5), "15 rows")])
def test_what_the_figures_rest_on(judged, words):
    assert rests(judged).startswith(words)


def test_errors_and_intervals_are_told_in_words():
    assert far(OFF) == "Off by 81.86 (80.66 to 83.06) on average"
    assert covers(Off(mean=1, interval=(0, 2))) == ""
    assert "could not be checked" in covers(Off(mean=1, interval=(0, 2), level=0.9))
