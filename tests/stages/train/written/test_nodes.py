"""Compiled rules say what a slow reader says."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.nets.rungs import Rules
from ninelives.stages.train.written import Written
from ninelives.stages.train.written.grammar import Comparison, Rule
from tests.stages.train.written.conditions import NAMES, corners, holds, rules

ROWS = st.lists(st.tuples(*[st.sampled_from(corners())] * len(NAMES)), min_size=1, max_size=8)


@given(rules(), ROWS)
def test_the_rule_that_catches_a_row_is_the_first_that_holds(
    book: list[Rule], rows: list[tuple[np.float32, ...]]
) -> None:
    written = Written.of(book, NAMES, ("cat", "dog"))
    for row, caught in zip(rows, written.caught(np.array(rows, np.float32)), strict=True):
        photo = dict(zip(NAMES, row, strict=True))
        first = next((at for at, rule in enumerate(book) if holds(rule.condition, photo)), -1)
        assert caught == first


@given(rules())
def test_questions_lead_on_only_and_end_at_the_tail_or_a_leaf(book: list[Rule]) -> None:
    written = Written.of(book, NAMES, ("cat", "dog"))
    nodes = written.tail + 1
    share = np.full((nodes, 2), 0.5)
    asked = [np.append(own, end) for own, end in zip(written.questions, (-1, 0, 0, 0), strict=True)]
    Rules(*asked, value=share, photos=np.zeros((nodes, 2), np.int64)).check()
    assert (written.questions.feature[written.leaf] == -1).all()
    assert (written.questions.feature < 0).sum() == len(book)


def test_classes_and_columns_are_found_by_name() -> None:
    rule = Rule(Comparison("b", "yes"), "dog")
    written = Written.of([rule], ("a", "b"), ("cat", "dog"), "cat")
    assert (written.questions.feature.tolist(), written.kind.tolist(), written.otherwise) == ([1, -1], [1], 0)


def test_no_rule_is_no_question() -> None:
    nothing = Written.nothing()
    assert nothing.tail == 0
    assert nothing.caught(np.zeros((2, 0), np.float32)).tolist() == [-1, -1]
