from __future__ import annotations

import pytest

from ninelives.report.charts import Rung
from ninelives.report.layer import Voice
from ninelives.report.model import render, task, verdict, why
from ninelives.report.rules import Rule
from ninelives.report.words import Gap
from tests.report.samples import INTERACTION, NIGHT, RUNGS, Tags, hours, lights, model


def said(**other: object) -> str:
    return " ".join(Tags(render(model(**other))).words.replace("\xa0", " ").split())


def test_a_manager_reads_how_good_it_is_and_where_nobody_knows():
    told = verdict(model())
    assert told.headline == "Right in 98.6 % of photos like these. Nobody knows about the night yet."
    assert (told.tone, told.chip) == ("warn", "58 % of the declared use lies outside the envelope")
    for sentence in (
        "Its photos were taken between 8 and 18 h.",
        "58 % of the declared use lies at 18–8 h, which it has never seen.",
        "About 89 % is to be expected there, which is an estimate from made copies and no promise.",
        "Until it has seen that, ask a human there.",
        "Place and device were never recorded, so nothing can be said about them.",
    ):
        assert sentence in told.paragraph


def test_four_figures():
    assert verdict(model()).facts == (
        ("98.6 %", "right, each photo new to the fit that judged it, 97.5–99.2 (95 % sure)"),
        ("210", "more scenes, in the right places, would close the gaps"),
        ("799", "scenes, from 800 photos, 300 of them kept apart from all fitting"),
        ("3.9 s", "to train, 2.9 ms a photo to use"),
    )


@pytest.mark.parametrize(
    ("gap", "sentence"),
    [
        (Gap("place 48;16", ("place",), 0.2, 0, "unseen"), "Nobody knows about place 48;16 yet."),
        (Gap("18–20 h", ("hour",), 0.2, 7, "thin", 18, 20), "It has hardly seen 18–20 h."),
        (Gap("18–8 h", ("hour",), 0.2, 0, "simulated", 18, 8), "The night it knows from copies alone."),
    ],
)
def test_each_kind_of_gap_is_told_as_what_it_is(gap, sentence):
    assert verdict(model(gaps=(gap,))).headline.endswith(sentence)


def test_a_use_inside_the_envelope_is_said_to_be_inside():
    told = verdict(model(gaps=(), outside=0.0, axis=hours(seen=(0, 24))))
    assert told.headline == "Right in 98.6 % of photos like these."
    assert (told.tone, told.chip) == ("good", "no gap between the declared use and the envelope")
    assert "at all hours" in told.paragraph


def test_without_a_declared_use_the_unseen_night_or_dark_is_named_all_the_same():
    bare = {"gaps": (), "declared": "", "outside": None}
    told = verdict(model(axis=hours(use=0), **bare))
    assert told.headline.endswith("Nobody knows about the night yet.")
    assert told.tone == "plain"
    dark = lights((0, 0, 40, 40, 40, 40, 40, 40, 40, 40))
    assert verdict(model(axis=dark, **bare)).headline.endswith("Nobody knows about the dark yet.")
    assert "a mean light from 0.2 to 1 (0 is black, 1 is white)" in verdict(model(axis=dark, **bare)).paragraph


def test_shares_that_may_overlap_are_at_least_the_largest():
    gaps = (*NIGHT, Gap("light below 0.1", ("light",), 0.42, 0, "unseen", 0, 0.1))
    assert verdict(model(gaps=gaps, outside=None)).chip == "at least 58 % of the declared use lies outside the envelope"


def test_a_model_that_learned_nothing_says_so():
    assert verdict(model(chosen="majority", gaps=(), accuracy=0.5)).headline.startswith(
        "Nothing here beats naming the commonest class: right in 50.0 %."
    )


def test_why_the_best_was_chosen():
    assert why(RUNGS, "pretrained") == (
        "No lower rung comes within one standard error (0.4 points) of it, so it is the lowest that does the job."
    )


def test_a_rung_that_lost_by_what_it_learned_from_copies_is_no_longer_said_to_do_the_job():
    told = why(RUNGS, "kernel")
    assert told.startswith("It did the job before it learned from copies; now pretrained is ")


def test_why_a_lower_rung_was_chosen_and_what_the_higher_would_buy():
    rungs = (*RUNGS[:3], Rung("pretrained", 0.70, (0.66, 0.74), 0.016, 33, 10, ""))
    assert why(rungs, "kernel") == (
        "It is the lowest rung within one standard error (1.6 points) of the best, pretrained. "
        "Above it, pretrained would buy 1.1 points more, for 33 s of fitting."
    )


def test_a_higher_rung_that_is_worse_buys_nothing():
    rungs = (RUNGS[2], Rung("pretrained", 0.6, (0.5, 0.7), 0.02, 33, 10, ""))
    assert "pretrained would buy nothing more" in why(rungs, "kernel")
    assert why(rungs[:1], "kernel") == "No other rung was tried."


@pytest.mark.parametrize(
    ("classes", "told"),
    [(("cat", "dog"), "cat or dog"), (tuple("abcd"), "a, b, c or d"), (tuple("abcde"), "5 classes")],
)
def test_task(classes, told):
    assert task(classes) == told


def test_the_page_holds_all_that_it_was_given():
    words = said()
    for part in (
        "ninelives audit photos.model NEW",
        "has the world left the envelope?",
        "if mean brightness is over 0.31 → cat",
        "right for 151 of 212 photos",
        "Counts are of the photos that it was fitted on; in the cross-validation, on others, it is right in 63.0 %",
        "What one layer adds up",
        "A weight of 0.7 doubles the odds.",
        "The 2 strongest voices.",
        "speaks for dog",
        "What it cannot say",
        "a table of the two is right in 88.8 %",
        "Of the photos that chose the pair: the commoner kind in each cell",
        "800 photos, each judged by a fit that had not seen its scene: 500 in the cross-validation, 494 of them right",
        "and 300 kept apart from all fitting, 295 right.",
        "Cross-validation of the 500 photos that it is fitted on",
        "3 of 11 wrong ones are shown",
        "cat taken for dog, 97 % sure",
        "cat/0.jpg",
        "2 of 802 files could not be used.",
        "it is empty (0 bytes)",
        "seed, threads",
        "The 98.6 % hold for photos like these.",
        "23 November 2026",
        "cat or dog · 800 photos",
        "(hour=0-24)",
        "58.3 % of the declared use",
    ):
        assert part in words


def test_what_is_not_there_leaves_no_heading():
    words = said(
        axis=None,
        gaps=(),
        rules=(),
        voices=(),
        confusion=(),
        calibration=(),
        wrong=(),
        set_aside=(),
        unrecorded=(),
        declared="",
    )
    for heading in (
        "The flight envelope",
        "What a person would say",
        "What one layer",
        "Right and wrong",
        "Where it was most wrong",
    ):
        assert heading not in words
    assert "Nothing: all of 800 photos could be read." in words or "Nothing: all of 800 files could be read." in words


def test_many_classes_are_told_as_the_pairs_most_confused():
    names = tuple(f"kind {at}" for at in range(40))
    counts = tuple(tuple(100 if i == j else (j == i + 1) * i for j in range(40)) for i in range(40))
    html = render(model(classes=names, confusion=counts))
    assert "What is taken for what: " not in html
    assert 'class="cell' not in html
    assert "38 of 138" in Tags(html).words


def test_of_more_than_two_classes_the_voices_stand_in_a_table():
    facts = model(
        classes=("cat", "dog", "emu"),
        confusion=(),
        voices=(Voice("fur", 0.8, "cat"), Voice("beak", -1.2, "cat"), Voice("beak", 2.1, "emu")),
    )
    html = render(facts)
    assert "<td>fur\N{NO-BREAK SPACE}+0.8</td><td>beak\N{NO-BREAK SPACE}−1.2</td>" in html
    assert "<td>beak\N{NO-BREAK SPACE}+2.1</td><td>none</td>" in html


def test_where_no_pair_shows_it_there_is_no_picture_of_one():
    words = said(interaction=INTERACTION | {"shown": False})
    assert "No pair of properties here shows it" in words
    assert "Of the photos that chose the pair" not in words


@pytest.mark.parametrize(("low", "deaf"), [(0.45, True), (0.5, True), (0.52, False)])
def test_a_layer_that_may_be_no_better_than_the_majority_says_so(low, deaf):
    layer = Rung("perceptron", 0.55, (low, 0.6), 0.02, 0.1, 64, "one layer")
    words = said(rungs=(*RUNGS[:2], layer, *RUNGS[2:]))
    assert "right in 55.0 %" in words
    assert ("no better than naming the commonest kind" in words) is deaf


def test_a_rule_of_one_item_that_is_no_photo():
    words = said(rules=(Rule("wind is over 3", "dog", 1, 1),), noun="row")
    assert "right for 1 of 1 row" in words
    assert "Right in 98.6 % of rows like these." in words


def test_rules_are_told_with_their_writer_and_their_gain() -> None:
    own = Rule("if snout is yes then dog", "dog", 40, 38, True, 0.293, (0.223, 0.363))
    idle = Rule("contrast is over 0.3", "cat", 9, 5, False, -0.01, (-0.02, 0.001), pays=False)
    words = said(rules=(own, idle))
    assert "written if snout is yes then dog" in words
    assert "+29.3 points (22.3 to 36.3)" in words
    assert "Those in grey can be left out: no list with them is better by more than one standard error." in words
    assert "Those in grey" not in said(rules=(own,))
    assert "What each added rule gains" in words
    assert "What each added rule gains" not in said(rules=(own,), growth=None)


def test_what_was_told_is_told_with_its_price() -> None:
    words = said()
    assert "What it was told beside the photos" in words
    assert "snoutyes or nopeople6.0 s" in words
    assert "weightnumbera column of the tablenone" in words
    assert "beside the photos" not in said(told=(), asks="")
