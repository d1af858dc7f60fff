"""What comes out: labels that train reads, calibration rows with their lineage, checks that stand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ninelives.artifacts.labels import Labels
from ninelives.stages.defer.queue import Queue
from tests.queues import CAT_DOG, METRES, Hands, check, given, opened, task


def say(queue: Queue, person: int, label: object, count: int = 1) -> None:
    for card in queue.next(person, count=count):
        queue.answer(person, given(card["task"], label, by=f"p{person}"))


def test_labels_are_read_by_train(queue: Queue, tmp_path: Path) -> None:
    queue.add([task(1), task(2), check(3)])
    say(queue, 1, "dog", 3)
    with (tmp_path / "labels.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, ("item", "label", "person", "votes"))
        writer.writeheader()
        writer.writerows(queue.labels())
    assert Labels.load(tmp_path / "labels.csv").table.height == 3


def test_what_was_known_before_is_no_label(queue: Queue) -> None:
    queue.add([task(1, known="cat"), check(2, known="cat")])
    say(queue, 1, "cat", 2)
    assert (queue.labels(), queue.calibration(), queue.checks()) == ([], [], [])


def test_a_check_counts_once_it_stands(queue: Queue, clock: Hands) -> None:
    queue.add(check(number) for number in range(3))
    say(queue, 1, "dog")
    assert queue.checks() == []
    say(queue, 1, "cat")
    (first,) = queue.checks()
    assert (first.row, first.item, first.score, first.wrong) == (1, "photo 000", 0.9, True)
    clock.at += 121
    assert [each.wrong for each in queue.checks()] == [True, False]
    assert [each.row for each in queue.checks(since=1)] == [2]


def test_nobody_else_passes_one_that_may_still_be_taken_back(queue: Queue, clock: Hands) -> None:
    queue.add(check(number) for number in range(5))
    say(queue, 1, "dog")
    say(queue, 2, "cat")
    say(queue, 2, "cat")
    assert queue.checks() == []
    queue.undo(1, given(1, by="p1").id)
    assert [each.row for each in queue.checks()] == [2]
    clock.at += 121
    assert [each.row for each in queue.checks()] == [2, 3]


def test_two_who_look_at_one_are_one_check(tmp_path: Path) -> None:
    clock = Hands()
    with opened(tmp_path / "q", clock=clock, double=1.0) as queue:
        queue.add([check(1)])
        say(queue, 1, "dog")
        say(queue, 2, "cat")
        clock.at += 200
        assert [(each.row, each.wrong) for each in queue.checks()] == [(1, True)]
        assert [each.row for each in queue.checks(since=1)] == []


@pytest.mark.parametrize(("label", "wrong"), [("1.5", False), ("1.6", True)])
def test_a_number_is_wrong_when_it_is_off_by_more(tmp_path: Path, label: str, wrong: bool) -> None:
    clock = Hands()
    with opened(tmp_path / "q", METRES, clock=clock) as queue:
        queue.add([check(1, prediction="1.0")])
        say(queue, 1, label)
        clock.at += 200
        assert [each.wrong for each in queue.checks()] == [wrong]


def test_lineage_is_the_last_row_and_the_digest_up_to_it(queue: Queue) -> None:
    queue.add(task(number) for number in range(3))
    before = queue.lineage()
    say(queue, 1, "dog")
    after = queue.lineage()
    assert (before["row"], after["row"], after["handoff"]) == (0, 1, CAT_DOG.handoff)
    assert before["digest"] != after["digest"] == queue.lineage()["digest"]


def test_an_item_that_changed_has_the_label_of_what_it_holds_now(queue: Queue) -> None:
    queue.add([task(1, key="old")])
    say(queue, 1, "dog")
    queue.add([task(1, key="new")])
    assert queue.labels() == []
    say(queue, 1, "cat")
    assert [(row["item"], row["label"]) for row in queue.labels()] == [("photo 001", "cat")]
