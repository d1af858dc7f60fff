"""The rung `rules` read aloud."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.tree import DecisionTreeClassifier

from ninelives.artifacts.properties import Property, measured
from ninelives.kernels.nets.rungs import Rules
from ninelives.report.facts.rules import added, aloud, growth
from ninelives.report.rules import Rule
from ninelives.stages.train.rungs import rules
from tests.stages.train.rungs.lessons import lesson

KNOWN = (*measured(), Property("snout", "yes/no", "answers", 0.1))
NAME, SNOUT = KNOWN[0].name, len(KNOWN) - 1
PHOTOS = np.array([[46, 54], [42, 18], [4, 36], [2, 8], [40, 10]])
CLASSES = ("cat", "dog")


def tree() -> Rules:
    """Property 0 over .5 means dog; else property 0 over .2 means cat, else dog."""
    return Rules(
        feature=np.array([0, 0, -1, -1, -1]),
        threshold=np.array([0.5, 0.2, 0, 0, 0]),
        left=np.array([1, 3, 0, 0, 0]),
        right=np.array([2, 4, 0, 0, 0]),
        value=Rules.doubted(PHOTOS),
        photos=PHOTOS,
    )


def step(gain: float) -> dict[str, Any]:
    return {"score": 0.5 + gain, "error": 0.1, "interval": [0.4, 0.6], "gain": gain, "gain_interval": [-0.1, 0.1]}


def told(*gains: float, **other: Any) -> dict[str, Any]:
    return {"written": [], "otherwise": None, "tail": 0, "steps": list(map(step, gains)), "enough": 2} | other


def ruled() -> Rules:
    """If snout is yes then dog; what is left is a tree that asks about property 0, or one leaf."""
    photos = np.array([[50, 50], [5, 45], [45, 5], [40, 0], [5, 5]])
    return Rules(
        feature=np.array([SNOUT, -1, 0, -1, -1]),
        threshold=np.full(5, 0.5),
        left=np.array([2, 0, 3, 0, 0]),
        right=np.array([1, 0, 4, 0, 0]),
        value=Rules.doubted(photos),
        photos=photos,
    )


LINE = {"text": "if snout is yes then dog", "class": "dog", "leaf": 1}


def test_each_leaf_is_one_rule_in_the_order_in_which_the_tree_grew() -> None:
    said = aloud(tree(), CLASSES, told(0, 0.2, 0.1), KNOWN)
    assert [(rule.kind, rule.hits, rule.count, rule.gain) for rule in said] == [
        ("cat", 40, 50, None),
        ("dog", 36, 40, 0.2),
        ("dog", 8, 10, 0.1),
    ]
    assert [rule.pays for rule in said] == [True, True, False]


def test_two_questions_about_one_property_become_one_clause() -> None:
    assert [rule.text for rule in aloud(tree(), CLASSES, told(0, 0.2, 0.1), KNOWN)] == [
        f"{NAME} is between 0.2 and 0.5",
        f"{NAME} is over 0.5",
        f"{NAME} is at most 0.2",
    ]


def test_a_year_is_said_as_a_year() -> None:
    years = Rules(**{**tree().arrays(), "threshold": np.array([2004.5, 1999.5, 0, 0, 0])})
    known = (Property("year", "number", "column"), *KNOWN[1:])
    assert [rule.text for rule in aloud(years, CLASSES, told(0, 0.2, 0.1), known)] == [
        "year is between 1999.5 and 2004.5",
        "year is over 2004.5",
        "year is at most 1999.5",
    ]


def test_the_rule_agrees_with_the_tree_it_was_read_from() -> None:
    x = np.zeros((3, len(KNOWN)), np.float32)
    x[:, 0] = [0.1, 0.3, 0.9]
    assert tree().probabilities(x).argmax(axis=1).tolist() == [1, 0, 1]


def test_a_rule_counts_photos_and_not_a_share_with_doubt_in_it() -> None:
    assert max(tree().value[3]) == 8.5 / 11
    said = aloud(tree(), CLASSES, told(0, 0.2, 0.1), KNOWN)
    assert all(isinstance(rule.hits, int) and rule.hits <= rule.count for rule in said)


def test_a_tree_of_one_leaf_says_always() -> None:
    leaf = {"feature": [-1], "threshold": [0.0], "left": [0], "right": [0], "value": [[0.2, 0.8]], "photos": [[1, 4]]}
    rung = Rules(**{name: np.array(value) for name, value in leaf.items()})
    (rule,) = aloud(rung, CLASSES, told(0), KNOWN)
    assert (rule.text, rule.kind, rule.gain) == ("always", "dog", None)


def test_written_rules_come_first_in_the_words_of_their_writer() -> None:
    said = aloud(ruled(), CLASSES, told(0, 0.3, 0.1, written=[LINE], tail=2), KNOWN)
    assert said == (
        Rule("if snout is yes then dog", "dog", 50, 45, True, 0.3, (-0.1, 0.1)),
        Rule(f"{NAME} is at most 0.5", "cat", 40, 40),
        Rule(f"{NAME} is over 0.5", "cat", 10, 5, False, 0.1, (-0.1, 0.1), pays=False),
    )


def test_what_the_writer_said_of_the_rest_is_written_too() -> None:
    rung = ruled()
    short = Rules(**{name: array[:3] for name, array in rung.arrays().items()})
    short.feature[2] = -1
    said = aloud(short, CLASSES, told(0, 0.3, written=[LINE], tail=2, otherwise="cat"), KNOWN)
    assert (said[1].text, said[1].written, said[1].kind) == ("otherwise cat", True, "cat")


def test_yes_and_no_are_said_and_not_compared_with_a_half() -> None:
    rung = tree()
    rung.feature[:2] = [SNOUT, 0]
    said = {rule.text for rule in aloud(rung, CLASSES, told(0, 0.2, 0.1), KNOWN)}
    assert said == {"snout is yes", f"snout is no and {NAME} is at most 0.2", f"snout is no and {NAME} is over 0.2"}


@given(st.integers(0, 50))
def test_the_leaves_of_a_grown_tree_are_told_once_each(seed: int) -> None:
    draw = np.random.default_rng(seed)
    x, y = draw.normal(size=(80, 3)).astype(np.float32), draw.integers(0, 2, 80)
    rung = rules.fit(lesson(x, y, 2))
    assert sorted(added(rung, 0)) == np.flatnonzero(rung.feature < 0).tolist()
    smaller = DecisionTreeClassifier(max_leaf_nodes=2, min_samples_leaf=2, random_state=0).fit(x, y)
    assert smaller.tree_.feature[0] == rung.feature[0]  # the first question is the same however far it grows


def test_a_tree_may_be_deeper_than_the_stack() -> None:
    deep = 1500
    nodes = np.arange(2 * deep + 1)
    inner = (nodes % 2 == 0) & (nodes < 2 * deep)  # each leads to a leaf, and to the next question
    rung = Rules(
        feature=np.where(inner, 0, -1),
        threshold=nodes / 2,
        left=np.where(inner, nodes + 1, 0),
        right=np.where(inner, nodes + 2, 0),
        value=np.full((len(nodes), 2), 0.5),
        photos=np.ones((len(nodes), 2), np.int64),
    )
    rung.check()
    said = {rule.text for rule in aloud(rung, CLASSES, told(*[0.0] * (deep + 1)), KNOWN)}
    assert {f"{NAME} is at most 0", f"{NAME} is over 1499", f"{NAME} is between 0 and 1"} <= said


def test_the_chart_knows_which_lists_were_written_and_which_do_the_job() -> None:
    drawn = growth(told(0, 0.3, 0.1, written=[LINE], tail=2))
    assert (drawn.enough, drawn.written, drawn.error) == (2, 1, 0.1)
    assert drawn.steps[1] == (0.8, (0.4, 0.6))
