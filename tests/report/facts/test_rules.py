"""A tree read aloud."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs import Rules
from ninelives.kernels.photos.properties import NAMES
from ninelives.report.facts.rules import aloud


def tree() -> Rules:
    """Property 0 over .5 means dog; else property 0 over .2 means cat, else dog."""
    return Rules(
        feature=np.array([0, 0, -1, -1, -1]),
        threshold=np.array([0.5, 0.2, 0, 0, 0]),
        left=np.array([1, 3, 0, 0, 0]),
        right=np.array([2, 4, 0, 0, 0]),
        value=Rules.doubted(np.array([[46, 54], [42, 18], [4, 36], [2, 8], [40, 10]])),
        count=np.array([100, 60, 40, 10, 50]),
    )


def test_each_leaf_is_one_rule_the_busiest_first():
    told = aloud(tree(), ("cat", "dog"))
    assert [(rule.kind, rule.hits, rule.count) for rule in told] == [
        ("cat", 40, 50),
        ("dog", 36, 40),
        ("dog", 8, 10),
    ]


def test_two_questions_about_one_property_become_one_clause():
    told = aloud(tree(), ("cat", "dog"))
    assert [rule.text for rule in told] == [
        f"{NAMES[0]} is between 0.2 and 0.5",
        f"{NAMES[0]} is over 0.5",
        f"{NAMES[0]} is at most 0.2",
    ]


def test_the_rule_agrees_with_the_tree_it_was_read_from():
    x = np.zeros((3, len(NAMES)), np.float32)
    x[:, 0] = [0.1, 0.3, 0.9]
    assert tree().probabilities(x).argmax(axis=1).tolist() == [1, 0, 1]


def test_a_rule_counts_photos_and_not_a_share_with_doubt_in_it():
    assert max(tree().value[3]) == 8.5 / 11
    assert all(isinstance(rule.hits, int) and rule.hits <= rule.count for rule in aloud(tree(), ("cat", "dog")))


def test_a_tree_of_one_leaf_says_always():
    leaf = {"feature": [-1], "threshold": [0.0], "left": [0], "right": [0], "value": [[0.2, 0.8]], "count": [5]}
    (rule,) = aloud(Rules(**{name: np.array(value) for name, value in leaf.items()}), ("cat", "dog"))
    assert (rule.text, rule.kind) == ("always", "dog")
