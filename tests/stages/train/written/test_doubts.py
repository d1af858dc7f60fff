"""What is wrong with rules that can be read."""

from __future__ import annotations

import pytest

from ninelives.stages.train.written.doubts import misfits, never, strangers
from ninelives.stages.train.written.grammar import parse_condition, parse_rule

NAMES = ("weight", "snout", "tail")


def told(*texts: str, **domain: tuple[float, float]) -> list[tuple[int, str]]:
    return [(number, why) for number, (_, why) in never([parse_rule(text, NAMES) for text in texts], domain)]


def test_a_property_that_nobody_has_is_told_with_the_one_that_was_meant() -> None:
    found = list(strangers(parse_condition("weight > 3 and snuot is yes or nose is yes", NAMES), NAMES))
    assert found[0] == (15, "there is no property 'snuot' (did you mean 'snout' ?)")
    assert found[1][0] == 31
    assert "--properties" in found[1][1]


def test_yes_is_no_number_and_a_number_no_yes() -> None:
    condition = parse_condition("weight is yes or snout > 0 or tail is yes", NAMES)
    found = list(misfits(condition, {"weight": "number", "snout": "yes/no", "tail": None}))
    assert [at for at, _ in found] == [0, 17]
    assert "is a number" in found[0][1]
    assert "is yes or no" in found[1][1]


@pytest.mark.parametrize(
    ("earlier", "later", "why"),
    [
        ("if weight > 3 then cat", "if weight > 3 then dog", "contradicts rule 1: their conditions are the same"),
        ("if weight > 3 then cat", "if not weight at most 3 then dog", "contradicts rule 1"),
        ("if weight > 3 then cat", "if weight > 3 then cat", "says what rule 1 has said"),
        ("if weight > 3 then cat", "if weight > 4 and snout is yes then dog", "rule 1 before it catches all"),
        ("if weight > 3 or snout is yes then cat", "if snout is yes then cat", "rule 1 before it catches all"),
        ("if tail is yes then cat", "if weight > 3 and weight < 2 then dog", "no photo can ever meet"),
        ("if tail is yes then cat", "if weight is between 3 and 3 then dog", "no photo can ever meet"),
        ("if tail is yes then cat", "if snout is yes and snout is no then dog", "no photo can ever meet"),
    ],
)
def test_a_rule_that_never_fires_is_told_with_the_reason(earlier: str, later: str, why: str) -> None:
    ((number, said),) = told(earlier, later)
    assert number == 1
    assert why in said


def test_several_rules_together_may_leave_nothing() -> None:
    rules = (
        "if weight > 3 then cat",
        "if tail is yes then cat",
        "if weight at most 3 then dog",
        "if snout is yes then dog",
    )
    assert told(*rules) == [(3, "the rule can never fire: rules 1, 2 and 3 before it catch all that it would")]


def test_rules_that_overlap_are_no_fault() -> None:
    assert told("if weight > 3 then cat", "if weight > 2 then dog", "if snout is yes then cat") == []
    assert told("if weight < 3 then cat", "if weight > 3 then dog", "if weight is 3 then cat") == []


def test_what_cannot_be_measured_is_never_met() -> None:
    assert told("if weight > 3 then cat", weight=(0, 1))[0][0] == 0
    assert told("if weight > 0.5 then cat", "if weight at most 0.5 then dog", "if snout is yes then cat", weight=(0, 1))


def test_a_rule_too_tangled_to_be_checked_is_told() -> None:
    names = [f"p{at}" for at in range(24)]
    pairs = " and ".join(f"({a} is yes or {b} is yes)" for a, b in zip(names[::2], names[1::2], strict=True))
    ((_, (_, why)),) = never([parse_rule(f"if {pairs} then cat", names)], {})
    assert "too many alternatives" in why
