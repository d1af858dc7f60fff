"""Each answer is kept once; forged ones, and those of nobody who was asked, are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from ninelives.stages.defer.queue import Given, Queue
from ninelives.stages.defer.queue.answering import stage
from ninelives.stages.defer.queue.schema import DONE, FIRST, SECOND
from tests.queues import CAT_DOG, METRES, check, given, opened, task


def leased(queue: Queue, person: int = 1, **more: Any) -> int:
    queue.add([task(len(queue.answers()) + 50 + person, **more)])
    return int(queue.next(person)[0]["task"])


def test_an_answer_is_kept_and_leaves_the_queue(queue: Queue) -> None:
    number = leased(queue)
    receipt = queue.answer(1, given(number, "dog", spent=3.5))
    assert (receipt.state, receipt.row, receipt.label) == ("kept", 1, "dog")
    assert receipt.view == {"prediction": "cat", "probability": 0.6, "same": False}
    assert queue.waiting() == 0
    (row,) = queue.answers()
    assert (row["person"], row["label"], row["seconds"]) == ("ann", "dog", 3.5)


def test_the_same_answer_sent_again_is_one(queue: Queue) -> None:
    number = leased(queue)
    first = queue.answer(1, given(number))
    for _ in range(3):
        again = queue.answer(1, given(number))
        assert again == replace(first, state="again")
    assert len(queue.answers()) == 1


def test_the_same_answer_twice_in_one_commit_is_one(queue: Queue) -> None:
    number = leased(queue)
    sent = [(1, given(number)), (1, given(number)), (1, given(number, by="other-id")), (2, given(number))]
    states = [receipt.state for receipt in queue.database.write(lambda c: queue.answer_all(c, sent))]
    assert states == ["kept", "again", "refused", "refused"]
    assert len(queue.answers()) == 1


@pytest.mark.parametrize(
    ("person", "change", "says"),
    [
        (2, {}, "nobody gave you this one"),
        (1, {"task": 999}, "nobody gave you this one"),
        (1, {"task": -1}, "no such task"),
        (1, {"id": "x"}, "id of an answer"),
        (1, {"label": "cow"}, "one of 2 classes"),
        (1, {"label": {"cat": 1}}, "one of 2 classes"),
        (1, {"label": "cat'); DROP TABLE answers; --"}, "one of 2 classes"),
        (1, {"label": "<script>alert(1)</script>"}, "one of 2 classes"),
        (1, {"spent": -3}, "number of seconds"),
    ],
)
def test_a_forged_answer_is_refused_and_changes_nothing(
    queue: Queue, person: int, change: dict[str, Any], says: str
) -> None:
    sent = replace(given(leased(queue)), **change)
    receipt = queue.answer(person, sent)
    assert receipt.state == "refused"
    assert says in receipt.why
    assert (queue.answers(), queue.waiting()) == ([], 1)


def test_somebody_elses_id_is_refused(queue: Queue) -> None:
    one, two = leased(queue, 1), leased(queue, 2)
    queue.answer(1, given(one))
    receipt = queue.answer(2, Given(id=given(one).id, task=two, label="cat"))
    assert (receipt.state, receipt.why) == ("refused", "this id belongs to another answer")


def test_an_answer_is_not_changed_by_sending_another_label(queue: Queue) -> None:
    number = leased(queue)
    queue.answer(1, given(number, "cat"))
    assert "take it back first" in queue.answer(1, given(number, "dog")).why
    assert "already" in queue.answer(1, given(number, "dog", by="new")).why
    assert [row["label"] for row in queue.answers()] == ["cat"]


def test_numbers_are_kept_as_numbers(tmp_path: Path) -> None:
    with opened(tmp_path / "q", METRES) as queue:
        queue.add([task(1, prediction="1.2")])
        number = queue.next(1)[0]["task"]
        assert queue.answer(1, given(number, "a lot")).why == "an answer is a number"
        receipt = queue.answer(1, given(number, "1,5"))
        assert (receipt.label, receipt.view) == ("1.5", {"prediction": "1.2", "probability": 0.6, "same": True})


def test_two_who_differ_are_joined_by_a_third(tmp_path: Path) -> None:
    with opened(tmp_path / "q", double=1.0) as queue:
        queue.add([task(1)])
        for person, label in ((1, "cat"), (2, "dog")):
            queue.answer(person, given(queue.next(person)[0]["task"], label, by=f"p{person}"))
        assert queue.labels() == []
        number = queue.next(3)[0]["task"]
        queue.answer(3, given(number, "dog", by="p3"))
        assert [(row["label"], row["person"], row["votes"]) for row in queue.labels()] == [("dog", "bob", 3)]


def test_what_was_seen_before_the_answer_is_not_blind(tmp_path: Path) -> None:
    with opened(tmp_path / "q") as queue:
        queue.add([task(1, urgency=1.0), check(2)])
        seen, blind = queue.next(1, count=2)
        assert ("view" in seen, "view" in blind) == (True, False)
        for card in (seen, blind):
            queue.answer(1, given(card["task"]))
        assert [row["blind"] for row in queue.answers()] == [False, True]
    with opened(tmp_path / "q2", independent=True) as queue:
        queue.add([task(1)])
        (card,) = queue.next(1)
        assert "view" not in card
        assert "cat" not in str({key: value for key, value in card.items() if key != "task"})


@drawn(labels=st.lists(st.sampled_from(["cat", "dog"]), max_size=5), wanted=st.integers(1, 3))
def test_a_task_is_done_with_enough_answers_that_are_not_split(labels: list[str], wanted: int) -> None:
    found = stage(labels, wanted, CAT_DOG)
    assert found["given"] == len(labels)
    split = len(labels) > 1 and labels.count("cat") * 2 == len(labels)
    expected = FIRST if not labels else DONE if len(labels) >= wanted and not split else SECOND
    assert found["stage"] == expected
