"""Rules and what they ask for, in words."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.artifacts.properties import Property
from ninelives.report import rules
from ninelives.report.rules import Rule

SNOUT, WEIGHT = Property("snout", "yes/no", "answers", 0.1), Property("weight", "number", "column")


def told(*scores: float, enough: int = 1, written: int = 0) -> dict[str, Any]:
    return {"steps": [{"score": score} for score in scores], "enough": enough, "written": [{}] * written}


@pytest.mark.parametrize(
    ("gain", "ends", "words"),
    [
        (0.032, (0.011, 0.053), "+3.2 points (1.1 to 5.3)"),
        (-0.01, (-0.024, 0.003), "−1.0 point (−2.4 to 0.3)"),
        (0.0, (0.0, 0.0), "±0.0 points (0.0 to 0.0)"),
        (0.0001, (-0.0001, 0.0003), "+under 0.1 points (0.0 to 0.0)"),
        (None, (0.0, 0.0), ""),
    ],
)
def test_a_gain_has_its_sign_and_its_interval(gain: float | None, ends: tuple[float, float], words: str) -> None:
    assert rules.gained(Rule("always", "cat", 5, 4, gain=gain, interval=ends)) == words


def test_how_often_a_rule_is_right() -> None:
    assert rules.right(Rule("always", "cat", 5, 4)) == "right for 4 of 5 photos"
    assert rules.right(Rule("always", "cat", 1, 0)) == "right for 0 of 1 photo"
    assert rules.right(Rule("always", "cat", 0, 0)) == "no photo comes to it"


def test_where_the_list_stops_paying() -> None:
    assert rules.stops(told(0.5)) == "There is one rule."
    assert rules.stops(told(0.5, 0.8, enough=2)).startswith("The list pays to its last rule")
    assert rules.stops(told(0.5, 0.8, 0.81, enough=2)).startswith("The first 2 of 3 rules are enough (80.0 %)")
    assert rules.stops(told(0.8, 0.8)).startswith("The first rule is enough")


def test_what_the_chosen_rung_has_to_be_told_and_what_that_costs() -> None:
    assert rules.asks("rules", (), ()) == ""
    assert rules.asks("rules", (WEIGHT,), (WEIGHT,)) == "Of a new photo rules has to be told weight"
    said = rules.asks("rules", (SNOUT, WEIGHT), (SNOUT, WEIGHT))
    priced = "6.0 s of a person's time, 1 h 40 min for 1,000 photos"
    assert said == f"Of a new photo rules has to be told snout and weight: {priced}"
    spared = rules.asks("pretrained", (), (SNOUT,))
    assert spared == "Of a new photo pretrained has to be told nothing, which spares 6.0 s of a person's time"
    assert rules.asks("pretrained", (), (WEIGHT,)) == "Of a new photo pretrained has to be told nothing"


def test_the_next_command_names_files_for_what_people_have_to_answer() -> None:
    assert rules.option((WEIGHT,)) == ""
    assert rules.option((WEIGHT, SNOUT)) == " --properties snout=snout.csv"
    assert rules.option((Property("long face", "yes/no", "answers"),)) == " --properties 'long face=long face.csv'"


def test_a_terminal_hears_it_in_two_lines() -> None:
    both = rules.lines({"rules": told(0.5, 0.7, 0.8, enough=3, written=1)}, "rules", (SNOUT,), (SNOUT,))
    assert both[0] == "  rules       your 1 alone are right in 70.0 %; 3 of 3 are enough (80.0 %)"
    assert both[1].startswith("  asks        Of a new photo rules has to be told snout")
    assert rules.lines({"rules": None}, "kernel", (), ()) == []
    assert rules.lines({"rules": told(0.5)}, "rules", (), ()) == []
    assert (
        "; more gain at most one standard error"
        in rules.lines({"rules": told(0.5, 0.8, 0.8, enough=2)}, "rules", (), ())[0]
    )
    assert "the list pays to the last of 2" in rules.lines({"rules": told(0.5, 0.8, enough=2)}, "rules", (), ())[0]
    own = rules.lines({"rules": told(0.5, 0.7, enough=2, written=1)}, "rules", (), ())
    assert own == ["  rules       your 1 alone are right in 70.0 %"]
    idle = rules.lines({"rules": told(0.5, 0.8, 0.8, enough=2, written=2)}, "rules", (), ())
    assert idle == ["  rules       your 2 alone are right in 80.0 %; 2 of 3 are enough (80.0 %)"]
