from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ninelives.artifacts.findings import GRAVEST
from ninelives.report.facts.findings import page
from ninelives.report.findings import Shown, itself, render, verdict
from ninelives.report.harmed import Class, Harm
from ninelives.report.page import Command, Picture
from tests.report.audited import NUMBERS, SHARES, UNKNOWN, audited, declared
from tests.report.opened import assert_opens_offline
from tests.report.samples import HOSTILE, Tags, jpeg

EVERY = {verdict: audited(verdict) for verdict in GRAVEST} | {
    "rows": audited("shifted-harmful", noun="row", harm=NUMBERS),
    "declared": declared(),
    "declared, no gap": declared("cannot-tell"),
    "nothing shown": audited("shifted-harmless", shown=0),
    "no harm known": audited(harm=UNKNOWN),
}


def said(found: Any, **other: object) -> str:
    return " ".join(Tags(render(replace(page(found), **other))).words.replace("\xa0", " ").split())


@pytest.mark.parametrize("name", EVERY)
def test_every_verdict_makes_a_page_that_opens_offline_and_is_small(name):
    assert_opens_offline(render(page(EVERY[name])))


@pytest.mark.parametrize(
    ("name", "chip", "tone"),
    [
        ("outside-envelope", "outside the envelope, does harm", "warn"),
        ("shifted-harmful", "shifted, does harm", "warn"),
        ("shifted-harmless", "shifted, does no harm", "shifted"),
        ("no-shift-found", "no shift was found", "good"),
        ("cannot-tell", "cannot tell", "plain"),
    ],
)
def test_the_light_has_words(name, chip, tone):
    told = verdict(page(audited(name)))
    assert (told.chip, told.tone) == (chip, tone)
    assert told.lights
    assert chip in said(audited(name))
    assert len(told.facts) == 4


def test_only_one_lamp_is_lit_and_none_where_nobody_can_tell():
    lit = [render(page(audited(name))).count('class="lit"') for name in ("shifted-harmless", "cannot-tell")]
    assert lit == [1, 0]


def test_a_shift_whose_harm_nobody_knows_may_do_harm():
    assert verdict(page(audited("shifted-harmful", harm=UNKNOWN))).chip == "shifted, may do harm"
    words = said(audited("shifted-harmful", harm=UNKNOWN))
    assert "Nobody can tell: no model came with the reference." in words
    assert "right here" not in " ".join(what for _, what in verdict(page(audited(harm=UNKNOWN))).facts)


def test_every_figure_has_its_interval_or_the_word_estimate():
    assert verdict(page(audited())).facts == (
        ("88.9 %", "right here, 86.0–91.0, an estimate; 98.6 % before"),
        ("75.0 %", "of the new scenes lie outside: light below 0.1"),
        ("p 0.001", "how often chance alone would make the two differ as much, all tests together"),
        ("6.0 %", "false alarms on halves of the reference, 2.8–12.5 (95 % sure); 5 % promised"),
    )
    numbers = verdict(page(audited("shifted-harmful", noun="row", harm=NUMBERS))).facts[0]
    assert numbers == ("41.2", "off on average here, 38 to 44.5, an estimate; 22.8 before")


def test_no_shift_comes_with_the_smallest_that_would_have_been_found():
    told = verdict(page(audited("no-shift-found")))
    assert told.facts[1] == ("0.31", "standard deviations in light: the smallest shift that would have been found")
    assert "if any scene could stand in the other sample" in told.paragraph
    words = said(audited("no-shift-found"))
    assert "The photos that show it most" not in words
    assert "What to do" not in words
    assert "holds" not in told.headline


def test_what_cannot_be_told_says_what_would_tell():
    few = page(audited("cannot-tell", units={"reference": 2, "new": 1, "words": "blocks", "least": 0.33}))
    told = verdict(few)
    assert "More photos would tell." in told.paragraph
    assert ("p 0.33", "is the smallest that so few could give, and 0.05 is asked for") in told.facts


def test_the_strongest_assumption_stands_beside_the_verdict():
    assert "All of this holds if scenes come independently." in verdict(page(audited())).paragraph
    assert "All of this holds if what is said promises as much." in verdict(page(audited("shifted-harmless"))).paragraph


def test_all_that_was_found_is_on_the_page_in_its_order():
    words = said(audited(kind={**audited().facts["kind"], "shares": SHARES}))
    parts = (
        "The photos that show it most",
        "12 of 40 photos",
        "What explains it",
        "96 % of the shift",
        "Against the flight envelope",
        "75.0 % of the new scenes",
        "Does it do harm?",
        "What to do",
        "at most 9.7 points",
        "nobody can weigh it yet",
        "What kind of shift",
        "50.0 % → 70.0 % (65.0–75.0)",
        "20.6 % of the new photos are unlike everything",
        "How it was tested",
        "300 of the reference and 40 of the new",
        "5 tests, p 0.001 together",
        "largest distance (KS)",
        "all of it is the same",
        "The audit of the audit",
        "What each step rests on",
        "2 photos were seen before",
        "Lineage",
    )
    at = [words.find(part) for part in parts]
    assert -1 not in at, parts[at.index(-1)]
    assert at == sorted(at)


def test_rows_are_told_in_a_table():
    words = said(EVERY["rows"])
    assert "The rows that show it most" in words
    assert "night/0.jpg0.031cat, 97 % sure" in words
    assert "41.2 (38 to 44.5)" in words


def test_a_declared_use_has_no_tests():
    words = said(declared())
    assert "Nothing was tested, since nothing of the use was seen yet." in words
    assert "100 % of the declared use" in words
    assert "where it is to be used (light 0–0.1)" in words


def test_an_audit_that_cries_wolf_says_so():
    told = page(audited())
    assert "Chance explains the difference." in itself(told)
    wolf = replace(told, false_alarms=0.3, false_interval=(0.2, 0.4))
    assert "That is more than promised" in itself(wolf)
    assert itself(replace(told, false_alarms=None, false_why="it is too small")) == "Not measured: it is too small."


def test_measured_harm_is_no_estimate():
    harm = Harm(value=0.9, interval=(0.8, 0.95), estimate=False, labels=60, verdict="harmful")
    words = said(audited(), harm=harm)
    assert "Measured, from 60 labels." in words
    assert "dashed where they are estimates" not in words


def test_a_hundred_classes_are_told_by_those_that_moved_most():
    many = tuple(Class(f"class {at}", 0.01, 0.01 + at / 10_000, (0.005, 0.02)) for at in range(100))
    words = said(audited(), classes=many)
    assert "100 classes; those that moved most are shown." in words
    assert "class 99" in words
    assert "class 50" not in words


def test_a_hostile_name_is_shown_and_does_nothing():
    pictures = tuple(Picture(name, jpeg(), None, name, 0.9, f"{name} 3") for name in HOSTILE)
    rows = tuple(Shown(name, name, ((name, name),)) for name in HOSTILE)
    classes = tuple(Class(name, 0.1, 0.2) for name in HOSTILE)
    other = {"new": HOSTILE[0], "reference": HOSTILE[3], "notes": HOSTILE, "unrecorded": HOSTILE, "classes": classes}
    other |= {"headline": HOSTILE[0], "kind": HOSTILE[0], "next": tuple(Command(name, name) for name in HOSTILE)}
    for shown in ({"pictures": pictures}, {"pictures": (), "rows": rows}):
        html = render(replace(page(audited()), **other, **shown))
        assert "<script" not in html
        assert not [name for _, attrs in Tags(html).tags for name in attrs if name.startswith("on")]
        assert "\u202e" not in html
        assert "\x00" not in html
        assert "{{ 7 * 7 }}.jpg" in Tags(html).words


def test_a_very_long_name_is_cut_in_a_chart_and_whole_on_the_page():
    name = "a" * 400
    part = replace(page(audited()).explained[0], words=f"{name} below 3")
    words = said(audited(), explained=(part,), rows=(Shown("1", "", ((name, "3"),)),), pictures=())
    assert name in words
    assert f"{name} below 3" in render(replace(page(audited()), explained=(part,)))
