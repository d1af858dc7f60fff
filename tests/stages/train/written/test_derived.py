"""Properties that are defined by others, down to circles."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.toml import Source
from ninelives.errors import NinelivesError
from ninelives.stages.train.written import derived
from ninelives.stages.train.written.grammar import Comparison, Every, Not

WEIGHT = Comparison("weight", ">", (3.0,))


def resolved(folder: Path, text: str) -> dict[str, object]:
    (folder / "rules.toml").write_text(text)
    source = Source(folder / "rules.toml", what="file of rules", example="rules = []")
    found = derived.resolved(source, derived.read(source, ["weight", "snout"]))
    source.refuse()
    return dict(found)


def test_a_definition_stands_for_its_condition_in_any_order(tmp_path: Path) -> None:
    text = '[properties]\nsmall = "heavy is no and snout is yes"\nheavy = "weight > 3"\n'
    assert resolved(tmp_path, text) == {
        "heavy": WEIGHT,
        "small": Every((Not(WEIGHT), Comparison("snout", "yes"))),
    }
    assert resolved(tmp_path, "") == {}


def test_a_name_of_several_words_is_used_like_any_other(tmp_path: Path) -> None:
    text = '[properties]\n"long face" = "weight > 3"\nboth = "long face is yes"\n'
    assert resolved(tmp_path, text)["both"] == WEIGHT


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('a = "a is yes"', "line 2, column 6: 'a' is defined by itself: a → a"),
        ('a = "b is yes"\nb = "c is no"\nc = "a is yes"', "'a' is defined by itself: a → b → c → a"),
        ('x = "a is yes"\na = "b is yes"\nb = "a is no"', "line 3, column 6: 'a' is defined by itself: a → b → a"),
        ('weight = "snout is yes"', "line 2, column 1: the property 'weight' is there already"),
        ("a = 3", "line 2, column 1: the property 'a' is no condition in quotes"),
        ('a = "weight over"', "line 2, column 17: a number"),
    ],
)
def test_what_cannot_be_a_definition(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(NinelivesError) as caught:
        resolved(tmp_path, f"[properties]\n{text}\n")
    assert why in caught.value.message


def test_two_circles_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="has 2 faults"):
        resolved(tmp_path, '[properties]\na = "a is yes"\nb = "c is yes"\nc = "b is yes"\n')


def test_properties_are_a_table(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="line 1, column 1: properties are named"):
        resolved(tmp_path, "properties = 3")


def test_definitions_that_double_do_not_fill_the_memory(tmp_path: Path) -> None:
    text = "".join(f'd{at} = "d{at + 1} is yes or d{at + 1} is no"\n' for at in range(60))
    with pytest.raises(NinelivesError, match="comes to more than 1,000 comparisons"):
        resolved(tmp_path, f'[properties]\n{text}d60 = "weight > 3"\n')


@pytest.mark.parametrize("link", ["{} is no", "{} is yes and weight > 0", "not ({} is yes)"])
def test_definitions_that_lie_deep_in_each_other_are_told_and_not_fallen_into(tmp_path: Path, link: str) -> None:
    text = "".join(f'd{at} = "{link.format(f"d{at + 1}")}"\n' for at in range(900))
    with pytest.raises(NinelivesError, match="comes to more than 100 conditions within each other"):
        resolved(tmp_path, f'[properties]\n{text}d900 = "weight > 3"\n')


def test_a_long_row_of_definitions_is_resolved(tmp_path: Path) -> None:
    text = "".join(f'd{at} = "d{at + 1} is yes"\n' for at in range(400))
    assert resolved(tmp_path, f'[properties]\n{text}d400 = "weight > 3"\n')["d0"] == WEIGHT
