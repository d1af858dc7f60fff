"""What comes in comes in once."""

from __future__ import annotations

from ninelives.stages.defer.queue import Queue
from ninelives.stages.defer.queue.adding import _chance
from tests.queues import check, picture, task


def test_a_task_is_added_once_by_item_and_kind(queue: Queue) -> None:
    assert queue.add([task(1), task(2), task(1)]) == 2
    assert queue.add([task(1, urgency=9.0), check(1)]) == 1
    assert queue.waiting() == 3


def test_more_than_one_transaction_holds_are_added(queue: Queue) -> None:
    assert queue.add(task(number) for number in range(450)) == 450


def test_a_picture_comes_back_as_it_was(queue: Queue) -> None:
    queue.add([task(1, picture=picture(kind="PNG")), task(2)])
    first, second = (card["task"] for card in queue.next(1, count=2))
    assert queue.picture(first) == (picture(kind="PNG"), "image/png")
    assert queue.picture(second) is None


def test_a_share_goes_to_two_people_always_the_same(tmp_path) -> None:
    chances = [_chance("handoff", task(number)) for number in range(2000)]
    assert chances == [_chance("handoff", task(number)) for number in range(2000)]
    assert 0.45 < sum(chances) / 2000 < 0.55
    assert chances[0] != _chance("other", task(0))
