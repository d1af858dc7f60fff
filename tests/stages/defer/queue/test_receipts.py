"""The form of an answer, whoever made it up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from ninelives.stages.defer.queue.receipts import Given, hidden, named, view
from tests.queues import CAT_DOG, check, task

ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()), lambda each: st.lists(each, max_size=3)
)


@drawn(id_=ANYTHING, number=ANYTHING, spent=ANYTHING)
def test_no_form_is_taken_that_a_database_would_not_take(id_: Any, number: Any, spent: Any) -> None:
    if not Given(id=id_, task=number, label="cat", spent=spent).fault():
        assert isinstance(id_, str)
        assert 8 <= len(id_.encode()) <= 64
        assert 0 < number < 2**31
        assert 0 <= spent < 1e9


@pytest.mark.parametrize(
    "more",
    [{"id": "short"}, {"id": "a b c d e f g"}, {"id": "12345678\n"}, {"task": 0}, {"task": True}, {"task": 2**31},
     {"spent": -1}, {"spent": float("nan")}, {"spent": True}, {"spent": 10**400}],
)  # fmt: skip
def test_a_wrong_form_is_told(more: dict[str, Any]) -> None:
    assert Given(**({"id": "12345678", "task": 1, "label": "cat"} | more)).fault()
    assert not Given(id="12345678", task=1, label="cat").fault()


def test_the_machines_view_is_hidden_from_who_checks_it() -> None:
    asked = task(1)
    assert [hidden(asked, False), hidden(asked, True), hidden(check(1), False)] == [False, True, True]
    assert hidden(task(1, drawn=True), False)


def test_a_view_says_whether_it_is_the_same() -> None:
    assert view(task(prediction="dog", probability=0.7), "dog", CAT_DOG) == {
        "prediction": "dog",
        "probability": 0.7,
        "same": True,
    }
    assert view(task(prediction=None), "dog", CAT_DOG) is None


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        ("cat/img 12.png", "img 12.png"),
        ("cat/cat.3399.png", ""),
        ("a\\Dogs\\x.png", "x.png"),
        ("row 3", "row 3"),
        ("x/HOTDOG.png", ""),
    ],
)
def test_no_name_gives_the_answer_away(item: str, shown: str) -> None:
    assert named(item, CAT_DOG) == shown
