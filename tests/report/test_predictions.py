from __future__ import annotations

from dataclasses import replace

import pytest

from ninelives.report.predictions import Forecast, render, verdict
from ninelives.report.words import Gap
from tests.report.samples import Tags, lights, predictions


def said(**other: object) -> str:
    return " ".join(Tags(render(predictions(**other))).words.replace("\xa0", " ").split())


def test_the_fall_is_told_first():
    told = verdict(predictions())
    assert told.headline == "Right in 88.9 % of these photos, 98.6 % where it was made."
    assert (told.tone, told.chip) == ("warn", "90 % of these scenes lie outside the envelope")
    assert "worse than chance explains" in told.paragraph
    assert "70 % of these scenes lie in light below 0.1, which it has never seen." in told.paragraph


@pytest.mark.parametrize(
    ("interval", "sentence"),
    [
        ((0.868, 0.907), "That is worse than chance explains"),
        ((0.96, 0.99), "The two intervals overlap, so these figures alone show no fall."),
        ((0.995, 1.0), "That is better than where it was made"),
    ],
)
def test_a_fall_is_only_told_where_the_intervals_part(interval, sentence):
    assert sentence in verdict(predictions(interval=interval)).paragraph


def test_every_share_of_scenes_is_told_as_one():
    words = said()
    assert "70.0 % of these scenes" in words
    assert "of these photos" not in words.replace("Right in 88.9 % of these photos", "")


def test_shares_that_pass_one_hundred_are_explained():
    plain = lights((5, 5, 9, 0, 0, 0, 0, 0, 0, 0), dark=0.8)
    twice = replace(plain, bins=tuple(replace(each, use=0.46 if at < 3 else 0.0) for at, each in enumerate(plain.bins)))
    assert "A scene that visits several bins counts in each" in said(axis=twice)
    assert "counts in each" not in said(axis=plain)


def test_where_the_truth_is_known_right_and_wrong_are_drawn():
    words = said()
    for part in ("Right and wrong", "1,000 photos whose truth is known.", "What is taken for what", "61 of 500"):
        assert part in words
    assert "When it says it is sure" in words
    assert "3 of 111 wrong ones are shown" in words
    assert "Right and wrong" not in said(known=0, confusion=(), calibration=(), wrong=(), accuracy=None, interval=None)


def test_without_truth_nothing_is_said_of_how_often_it_is_right():
    told = verdict(predictions(accuracy=None, interval=None, wrong=()))
    assert told.headline == "90 % of these scenes lie where photos.model has never proved itself."
    assert "No truth was given" in told.paragraph
    assert "right here" not in " ".join(words for _, words in told.facts)
    inside = verdict(predictions(accuracy=None, interval=None, gaps=(), outside=0.0))
    assert inside.headline == "1,000 photos told apart; nobody said yet what they truly show."
    assert (inside.tone, inside.chip) == ("good", "no gap between these and the envelope")


def test_where_nothing_was_recorded_nothing_is_said_to_be_inside():
    told = verdict(predictions(axis=None, gaps=(), outside=None))
    assert told.tone == "plain"
    assert "nothing was recorded" in told.chip


def test_every_figure_has_its_interval():
    assert verdict(predictions()).facts == (
        ("88.9 %", "right here, 86.8–90.7 (95 % sure)"),
        ("98.6 %", "right where it was made, 97.3–99.3 (95 % sure)"),
        ("1,000", "photos in 990 scenes, 1 more set aside"),
        ("3.1 s", "from start to end, 3.1 ms a photo"),
    )


def test_thin_gaps_say_how_little_was_seen():
    gap = Gap("light 0.1–0.2", ("light",), 0.2, 9, "thin", 0.1, 0.2)
    assert "where it has seen 9 scenes only" in verdict(predictions(gaps=(gap,))).paragraph
    assert "9 scenes seen: a human decides" in said(gaps=(gap,))


def test_the_page_holds_all_that_it_was_given():
    words = said()
    for part in (
        "87.0 %",
        "98.6 %",
        "cat taken for dog, 97 % sure",
        "cat, 51 % sure",
        "light below 0.1",
        "70.0 %",
        "531",
    ):
        assert part in words


def test_nothing_at_all_still_makes_a_page():
    words = said(
        **dict.fromkeys(["counts", "gaps", "doubtful", "wrong", "set_aside", "lineage", "assumptions"], ()),
        **dict.fromkeys(["scenes", "accuracy", "interval", "model_accuracy", "model_interval", "outside"]),
        **dict.fromkeys(["axis", "model_axis"]),
        items=0,
    )
    assert "0 photos told apart" in words


def test_new_data_without_the_models_own_axis():
    assert "Rings: these photos inside the envelope" in said(
        model_axis=None, axis=lights((5, 5, 9, 0, 0, 0, 0, 0, 0, 0), dark=0.8)
    )


def numbers(**other: object) -> dict[str, object]:
    told = {"target": "price", "low": 10.0, "middle": 80.0, "high": 200.0, "level": 0.9}
    nothing = dict.fromkeys(("counts", "classes", "confusion", "calibration", "doubtful", "wrong"), ())
    empty = dict.fromkeys(("accuracy", "interval", "model_accuracy", "model_interval"))
    return {"noun": "row", "forecast": Forecast(**{**told, **other}), **nothing, **empty}


def test_of_numbers_it_is_told_how_far_off_they_are_here_and_where_it_was_made():
    known = {"error": 9.5, "error_interval": (9.0, 10.0), "model_error": 5.0, "model_interval": (4.5, 5.5)}
    told = verdict(predictions(**numbers(**known, covered=0.7)))
    assert told.headline == "Off by 9.5 on average in these rows, 5 where it was made."
    assert "That is worse than chance explains" in told.paragraph
    assert "Its 90 % intervals held the truth of 70.0 % of these rows." in told.paragraph
    assert [figure for figure, _ in told.facts[:2]] == ["9.5", "5"]
    better = {**known, "error_interval": (3.0, 4.0)}
    assert "better than where it was made" in verdict(predictions(**numbers(**better))).paragraph
    alike = {**known, "error_interval": (4.0, 6.0)}
    assert "show no fall" in verdict(predictions(**numbers(**alike))).paragraph


def test_of_numbers_without_truth_it_is_told_what_was_said():
    words = said(**numbers(), gaps=(), outside=None)
    assert "1,000 rows judged; nobody said yet" in words
    assert "Half of what it said of price is at most 80; nine in ten lie between 10 and 200." in words
    assert "what is true" not in words
    assert "what is true" in said(**numbers(pairs=((1.0, 2.0),)), gaps=(), outside=None)
