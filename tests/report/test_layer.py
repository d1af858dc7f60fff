"""One layer, as a page and a terminal tell it."""

from __future__ import annotations

from typing import Any

from ninelives.report.layer import LIMIT, Voice, by_kind, lines, told

BEST = {"properties": ["mean brightness", "sharpness"], "cut": [0.4812, 2.5], "classes": ["day", "eve"]}
BEST |= {"cells": [[52, 6], [58, 5], [9, 53], [7, 50]]}


def found(**other: Any) -> dict[str, Any]:
    facts = {"pairs": 465, "photos": 240, "folds": 5, "same": 5, "shown": True, "table": 0.888, "sum": 0.696}
    return {**facts, "gain": 0.192, "interval": [0.131, 0.253], "best": BEST} | other


def test_each_class_has_what_speaks_for_and_against_it() -> None:
    voices = [
        Voice("fur", 0.82, "cat"),
        Voice("snout", -1.31, "cat"),
        Voice("snout", 2.1, "dog"),
        Voice("ear", 1, "dog"),
    ]
    told = [tuple(words.replace("\N{NO-BREAK SPACE}", "_") for words in row) for row in by_kind(voices)]
    assert told == [("cat", "fur_+0.8", "snout_−1.3"), ("dog", "snout_+2.1, ear_+1.0", "none")]


def test_a_pair_that_is_shown_is_told_in_words_with_its_gain_and_where_that_was_counted() -> None:
    words = told(found())
    assert words.startswith(LIMIT)
    for part in (
        "day is the commoner kind where mean brightness is over 0.48 and sharpness is over 2.5, ",
        "and where neither holds",
        "eve is where just one of them does",
        "photos that had no part in choosing the pair, out of 465 pairs (the same one 5 times of 5), a table",
        "right in 88.8 % and the best sum of the two in 69.6 %: 19.2 points more (13.1–25.3)",
    ):
        assert part in words
    assert "On rows that had no part" in told(found(), "row")


def test_no_such_pair_is_told_with_what_the_best_wins_all_the_same() -> None:
    words = told(found(shown=False, gain=0.004, interval=[-0.012, 0.02]))
    assert "No pair of properties here shows it: the table of the best of 465 pairs gains 0.4 points over" in words
    assert "(−1.2 to 2.0)" in words
    assert "loses 0.4 points to" in told(found(shown=False, gain=-0.004, interval=[-0.02, 0.012]))


def test_nothing_to_choose_from_and_no_layer_at_all() -> None:
    bare = told(found(shown=False, photos=0, best=None))
    assert bare == f"{LIMIT} No pair of properties here shows it."
    assert told(None) == ""


def test_the_terminal_has_a_line_where_the_photos_show_it_and_none_else() -> None:
    (line,) = lines({"interaction": found()})
    assert line.endswith('cannot say "mean brightness or sharpness, but not both", worth 19.2 points (13.1–25.3)')
    assert lines({"interaction": found(shown=False)}) == lines({"interaction": None}) == []


def test_a_hostile_name_is_spelled_out_in_the_terminal() -> None:
    hostile = {**BEST, "properties": ["a\x1b[31m", "b\nc"]}
    (line,) = lines({"interaction": found(best=hostile)})
    assert "\x1b[31m" not in line
    assert "\n" not in line


def test_what_is_yes_or_no_is_not_said_to_be_over_a_half() -> None:
    one, other = found()["best"]["properties"]
    assert f"where {one} is yes and {other} is over" in told(found(), truths=[one])


def test_a_year_is_said_as_a_year() -> None:
    year = {**BEST, "properties": ["year", "sharpness"], "cut": [2004.5, 0.06234]}
    assert "where year is over 2004.5 and sharpness is over 0.062, " in told(found(best=year))
