"""The most urgent first, nothing with two people at once, and nothing for ever."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from ninelives.stages.defer.queue import Queue
from tests.queues import Hands, given, opened, task


def items(cards: list[dict[str, Any]]) -> list[str]:
    return [card["item"][-1] for card in cards]


def test_the_most_urgent_come_first(queue: Queue) -> None:
    queue.add(task(number, urgency=urgency) for number, urgency in enumerate([0.1, 0.9, 0.5]))
    assert items(queue.next(1, count=3)) == ["1", "2", "0"]


def test_what_one_has_no_other_gets(queue: Queue) -> None:
    queue.add(task(number) for number in range(3))
    first, second, third = (items(queue.next(person, count=2)) for person in (1, 2, 3))
    assert (first, second, third) == (["0", "1"], ["2"], [])


def test_a_lease_ends_and_the_answer_that_comes_late_counts(queue: Queue, clock: Hands) -> None:
    queue.add([task(0)])
    (card,) = queue.next(1)
    clock.at += 119
    assert queue.next(2) == []
    clock.at += 2
    assert queue.next(2)[0]["task"] == card["task"]
    assert queue.next(1) == []
    assert queue.answer(1, given(card["task"], "dog", by="late-ann")).state == "kept"
    assert queue.answer(2, given(card["task"], "dog", by="bob")).state == "kept"
    assert [row["person"] for row in queue.answers()] == ["ann", "bob"]


def test_asking_again_renews_what_one_has(queue: Queue, clock: Hands) -> None:
    queue.add([task(0)])
    for _ in range(5):
        assert items(queue.next(1)) == ["0"]
        clock.at += 100
    assert queue.next(2) == []


def test_two_tabs_of_one_person_have_different_things_and_a_reload_the_same(queue: Queue) -> None:
    queue.add(task(number) for number in range(4))
    assert items(queue.next(1, "one", 2)) == ["0", "1"]
    assert items(queue.next(1, "two", 2)) == ["2", "3"]
    assert items(queue.next(1, "one", 2)) == ["0", "1"]


def test_something_more_urgent_comes_on_top_of_what_one_has(queue: Queue) -> None:
    queue.add(task(number) for number in range(3))
    assert items(queue.next(1, count=2)) == ["0", "1"]
    queue.add([task(8, urgency=0.0), task(9, urgency=1.0)])
    assert items(queue.next(1, count=2)) == ["9", "0", "1"]


def test_what_was_skipped_goes_to_another_and_comes_last(queue: Queue) -> None:
    queue.add(task(number, urgency=-number) for number in range(3))
    (card,) = queue.next(1)
    queue.skip(1, card["task"])
    assert items(queue.next(1)) == ["1"]
    assert items(queue.next(2)) == ["0"]
    queue.skip(2, card["task"])
    assert items(queue.next(1, count=3)) == ["0", "1", "2"]


def test_a_clock_that_was_set_back_leaves_no_lease_for_ever(tmp_path: Path) -> None:
    with opened(tmp_path / "q", clock=Hands(2_000_000_000.0)) as ahead:
        ahead.add([task(0)])
        assert len(ahead.next(1)) == 1
    with opened(tmp_path / "q", clock=Hands(1_800_000_000.0)) as now:
        assert len(now.next(2)) == 1


def test_a_second_look_comes_after_all_first_ones_and_to_another(tmp_path: Path) -> None:
    with opened(tmp_path / "q", double=1.0) as queue:
        queue.add([task(0, urgency=9.0), task(1)])
        (card,) = queue.next(1)
        queue.answer(1, given(card["task"]))
        assert items(queue.next(1, count=5)) == ["1"]
        queue.answer(1, given(queue.next(1)[0]["task"]))
        assert queue.next(1) == []
        assert items(queue.next(2, count=2)) == ["0", "1"]


MOVES = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from(["next", "answer", "skip", "undo", "wait"]), st.integers(0, 5)),
    max_size=25,
)


@settings(max_examples=15)
@drawn(moves=MOVES)
def test_whatever_people_do_nothing_is_with_two_and_nothing_is_answered_twice(
    moves: list[tuple[int, str, int]], tmp_path_factory: Any
) -> None:
    clock = Hands()
    with opened(tmp_path_factory.mktemp("law") / "q", clock=clock, double=0.5) as queue:
        queue.add(task(number, urgency=number % 3) for number in range(6))
        held: dict[int, tuple[int, float]] = {}
        for person, move, much in moves:
            do: dict[str, Callable[[], None]] = {
                "next": lambda p=person, n=much: _next(queue, held, p, n % 3 + 1, clock.at),  # type: ignore[misc]
                "answer": lambda p=person, n=much: _answer(queue, held, p, n),  # type: ignore[misc]
                "skip": lambda p=person, n=much: (queue.skip(p, n + 1), _drop(held, p, n + 1))[0],  # type: ignore[misc]
                "undo": lambda p=person: _undo(queue, held, p, clock.at),  # type: ignore[misc]
                "wait": lambda n=much: setattr(clock, "at", clock.at + 40 * n),  # type: ignore[misc]
            }
            do[move]()
        pairs = [(row["item"], row["person"]) for row in queue.answers()]
        assert len(pairs) == len(set(pairs))


def _next(queue: Queue, held: dict[int, tuple[int, float]], person: int, count: int, now: float) -> None:
    for card in queue.next(person, count=count):
        holder, until = held.get(card["task"], (person, 0.0))
        assert holder == person or until <= now, "two have it"
        held[card["task"]] = (person, now + 120)


def _answer(queue: Queue, held: dict[int, tuple[int, float]], person: int, number: int) -> None:
    mine = [each for each, (holder, _) in held.items() if holder == person]
    if mine:
        chosen = mine[number % len(mine)]
        id_ = f"law-{person}-{chosen}-{len(queue.answers())}-{number}"
        queue.answer(person, given(chosen, "dog" if number % 2 else "cat", by=id_))
        held.pop(chosen)


def _drop(held: dict[int, tuple[int, float]], person: int, number: int) -> None:
    if held.get(number, (0, 0))[0] == person:
        held.pop(number)


def _undo(queue: Queue, held: dict[int, tuple[int, float]], person: int, now: float) -> None:
    with queue.read() as connection:
        rows = connection.exec_driver_sql(f"SELECT id, task FROM answers WHERE person = {person} ORDER BY row").all()
    if rows and queue.undo(person, rows[-1][0]).state == "undone" and rows[-1][1] not in held:
        held[rows[-1][1]] = (person, now + 120)
