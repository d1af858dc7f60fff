"""A slip is taken back by whoever made it, while it is new."""

from __future__ import annotations

from ninelives.stages.defer.queue import Queue
from tests.queues import Hands, check, given, task


def answered(queue: Queue, person: int = 1, count: int = 1) -> list[str]:
    queue.add(task(number) for number in range(count))
    ids = []
    for card in queue.next(person, count=count):
        queue.answer(person, given(card["task"]))
        ids.append(given(card["task"]).id)
    return ids


def test_what_is_taken_back_is_theirs_again(queue: Queue) -> None:
    (one,) = answered(queue)
    assert queue.undo(1, one).state == "undone"
    assert (queue.answers(), queue.waiting()) == ([], 1)
    assert queue.next(2) == []
    (card,) = queue.next(1)
    assert queue.answer(1, given(card["task"], "dog", by="second")).state == "kept"
    assert [row["label"] for row in queue.answers()] == ["dog"]


def test_taking_back_twice_is_once_and_a_replay_does_not_bring_it_back(queue: Queue) -> None:
    (one,) = answered(queue)
    queue.undo(1, one)
    assert queue.undo(1, one).state == "undone"
    assert queue.answer(1, given(1)).state == "undone"
    assert queue.answers() == []


def test_only_the_last_one_of_ones_own_can_be_taken_back(queue: Queue) -> None:
    first, second = answered(queue, count=2)
    assert "only your last" in queue.undo(1, first).why
    assert "no such answer" in queue.undo(2, second).why
    assert "no such answer" in queue.undo(1, "nothing-of-the-sort").why
    assert queue.undo(1, second).state == "undone"


def test_after_a_while_an_answer_stands(queue: Queue, clock: Hands) -> None:
    (one,) = answered(queue)
    clock.at += 121
    assert "an answer stands" in queue.undo(1, one).why


def test_who_answers_again_has_seen_the_machines_view(queue: Queue) -> None:
    queue.add([check(1)])
    (card,) = queue.next(1)
    queue.answer(1, given(card["task"], "dog"))
    queue.undo(1, given(card["task"]).id)
    queue.answer(1, given(card["task"], "cat", by="second"))
    assert [row["blind"] for row in queue.answers()] == [False]
    assert queue.calibration() == []
