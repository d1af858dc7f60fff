"""A fair sample of what came."""

from __future__ import annotations

from pathlib import Path

from ninelives.stages.defer.queue import Queue
from ninelives.stages.defer.queue.sampled import Sampled, columns, sampled
from tests.queues import CAT_DOG, METRES, check, opened, task
from tests.stages.defer.queue.test_rows import say

SAID = {"p_cat": 0.6, "p_dog": 0.4}


def test_what_was_handed_over_is_in_only_where_chance_drew_it(queue: Queue) -> None:
    queue.add([check(1, region="light 0.1–0.2"), task(2), task(3, drawn=True, said=SAID, scene="photo 001")])
    say(queue, 1, "dog", 2)
    with queue.read() as connection:
        assert sampled(connection, CAT_DOG) == Sampled(rows=1, waiting=1, answered=2)
    say(queue, 2, "cat", 3)
    rows = queue.calibration()
    assert [(row["item"], row["kind"]) for row in rows] == [("photo 001", "check"), ("photo 003", "ask")]
    assert rows[0] == {
        "item": "photo 001",
        "truth": "dog",
        "p_cat": 0.6,
        "p_dog": 0.4,
        "prediction": "cat",
        "kind": "check",
        "score": 0.9,
        "region": "light 0.1–0.2",
        "scene": "photo 001",
        "person": "ann",
        "row": 1,
        "handoff": CAT_DOG.handoff,
    }
    assert columns(CAT_DOG, rows)[:5] == ["item", "truth", "p_cat", "p_dog", "prediction"]


def test_the_machines_view_of_what_is_drawn_is_hidden_until_it_is_answered(queue: Queue) -> None:
    queue.add([task(1, drawn=True, urgency=1.0), task(2)])
    assert ["view" in card for card in queue.next(1, count=2)] == [False, True]


def test_numbers_have_their_ends_where_all_are_known(tmp_path: Path) -> None:
    ends = {"prediction": 1.0, "lower": 0.5, "upper": 1.5}
    with opened(tmp_path / "q", METRES) as queue:
        queue.add([check(1, prediction="1.0", said=ends)])
        say(queue, 1, "1.2")
        assert columns(METRES, queue.calibration())[:5] == ["item", "truth", "prediction", "lower", "upper"]
        queue.add([check(2, prediction="1.0", said={"prediction": 1.0})])
        say(queue, 2, "1.2", 2)
        rows = queue.calibration()
        assert [row["prediction"] for row in rows] == [1.0, 1.0]
        assert columns(METRES, rows)[:4] == ["item", "truth", "prediction", "kind"]


def test_what_changed_under_its_name_counts_as_it_is_now(queue: Queue) -> None:
    queue.add([check(1, key="old"), check(1, key="new")])
    say(queue, 1, "dog", 2)
    assert len(queue.calibration()) == 1
