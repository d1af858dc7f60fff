"""The language of rules."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ninelives.stages.train.written.grammar import (
    Comparison,
    Condition,
    Every,
    Not,
    Rule,
    Some,
    comparisons,
    meant,
    parse_condition,
    parse_rule,
)
from ninelives.stages.train.written.tokens import FaultError
from tests.stages.train.written.conditions import conditions

NAMES = ("weight", "whiskers", "width over height", "brightness at the top left", "top", "and so on")
LETTERS = st.text(min_size=1, max_size=12)


@given(conditions(LETTERS, st.floats(-1e9, 1e9)), LETTERS)
def test_what_a_rule_prints_is_read_as_the_same_rule(condition: Condition, kind: str) -> None:
    rule = Rule(condition, kind)
    assume(len(str(rule)) <= 2_000)
    assert parse_rule(str(rule), ()) == rule


def place_of_fault(text: str) -> int:
    """Where a rule is wrong; 0 too where it is right."""
    try:
        parse_rule(text, NAMES)
    except FaultError as fault:
        return fault.at
    return 0


@given(st.text(max_size=60))
def test_any_text_is_a_rule_or_a_fault_with_a_place_in_it(text: str) -> None:
    assert 0 <= place_of_fault(text) <= len(text)


@given(st.lists(st.sampled_from(["if", "not", "(", ")", "weight", "is", "yes", "at", "most", "3", "and", "then"])))
def test_any_row_of_its_words_is_a_rule_or_a_fault(words: list[str]) -> None:
    text = " ".join(words)
    assert 0 <= place_of_fault(text) <= len(text)


@pytest.mark.parametrize(
    ("text", "sign", "numbers"),
    [
        ("weight is yes", "yes", ()),
        ("weight IS No", "no", ()),
        ("weight > 3", ">", (3,)),
        ("weight>=3", ">=", (3,)),
        ("weight over -.5", ">", (-0.5,)),
        ("weight is at most 3", "<=", (3,)),
        ("weight at least 1e3", ">=", (1000,)),
        ("weight is under 3", "<", (3,)),
        ("weight is 4", "=", (4,)),
        ("weight = 4", "=", (4,)),
        ("weight is between 2 and 3", "between", (2, 3)),
        ("weight between 2 and 3", "between", (2, 3)),
    ],
)
def test_each_way_to_compare(text: str, sign: str, numbers: tuple[float, ...]) -> None:
    assert parse_condition(text, NAMES) == Comparison("weight", sign, numbers)


def test_names_of_several_words_need_no_quotes_whatever_the_words() -> None:
    text = "width over height is over 1.4 and brightness at the top left < .2 and and so on is yes and top = 1"
    assert [each.name for each in comparisons(parse_condition(text, NAMES))] == [
        "width over height",
        "brightness at the top left",
        "and so on",
        "top",
    ]


def test_a_quoted_name_is_taken_as_it_stands() -> None:
    assert parse_condition("'width over height' is yes", ()) == Comparison("width over height", "yes")
    assert parse_condition('"then" is yes', ()) == Comparison("then", "yes")


def test_and_binds_closer_than_or_and_not_closest() -> None:
    a, b, c = (Comparison(name, "yes") for name in "abc")
    text = "not a is yes and b is yes or c is yes"
    assert parse_condition(text, "abc") == Some((Every((Not(a), b)), c))
    assert parse_condition("not (a is yes and (b is yes or c is yes))", "abc") == Not(Every((a, Some((b, c)))))


def test_a_class_may_have_several_words_and_quotes() -> None:
    assert parse_rule("if a is yes then guinea pig ", "a").kind == "guinea pig"
    assert parse_rule("if a is yes then 'then'", "a").kind == "then"


@pytest.mark.parametrize(
    ("text", "at", "why"),
    [
        ("", 0, "begins with 'if'"),
        ("weight is yes then cat", 0, "begins with 'if' before 'weight'"),
        ("if weight is yes", 16, "'and', 'or' or 'then' is missing"),
        ("if weight is yes cat", 17, "is missing before 'cat'"),
        ("if weight is yes then", 21, "names no class"),
        ("if then cat", 3, "a property is missing, got 'then'"),
        ("if weight is yes and then cat", 21, "a property is missing"),
        ("if weight then cat", 10, "how 'weight' is compared is missing"),
        ("if weight is over then cat", 18, "a number up to 1,000,000,000 is missing, got 'then'"),
        ("if weight is over nan then cat", 18, "a number"),
        ("if weight is over 1e10 then cat", 18, "a number"),
        ("if weight > 0,4 then cat", 12, "a number up to 1,000,000,000 is missing, got '0,4'"),
        ("if weight is between 2 or 3 then cat", 23, "'between' needs two numbers"),
        ("if (weight is yes then cat", 18, "a bracket is not closed before 'then'"),
        ("if weight) is yes then cat", 9, "how 'weight' is compared"),
        ("if 'weight is yes then cat", 3, "never closed"),
        ("if " + "(" * 50 + "weight is yes", 43, "brackets go more than 40 deep"),
        ("if weight is yes then " + "x" * 2000, 0, "at most 2,000 letters"),
    ],
)
def test_a_fault_is_told_where_it_is(text: str, at: int, why: str) -> None:
    with pytest.raises(FaultError) as caught:
        parse_rule(text, NAMES)
    assert why in caught.value.message
    assert caught.value.at == at


def test_a_condition_alone_ends_where_it_ends() -> None:
    with pytest.raises(FaultError, match="missing before 'then'"):
        parse_condition("weight is yes then cat", NAMES)


def test_an_unknown_property_is_read_as_it_is_written() -> None:
    (each,) = comparisons(parse_condition("long grey  nose is at most 3", NAMES))
    assert (each.name, each.at) == ("long grey nose", 0)


def test_near_names_are_meant_in_any_case_of_letters() -> None:
    assert meant("Wiskers", NAMES) == " (did you mean 'whiskers' ?)"
    assert meant("xyz", NAMES) == ""
