"""The same queue on PostgreSQL, and two servers on one database."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from ninelives.stages.defer.queue import Given, Queue
from ninelives.store.database import AWAY, Database, StorageError
from tests.postgres import ABSENT, FOUND, postgres
from tests.queues import Hands, check, given, opened, picture, task

pytestmark = [pytest.mark.deps, pytest.mark.skipif(FOUND is None, reason=ABSENT)]
CLOCK = Hands()


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture
def queue(place: str) -> Iterator[Queue]:
    database = Database(place)
    database.write(lambda c: c.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    database.close()
    with opened(place, clock=CLOCK, double=0.0) as made:
        yield made


def test_all_that_a_person_does(queue: Queue) -> None:
    queue.add([task(1, urgency=1.0, picture=picture()), task(2, fields={"a": 1}), check(3), task(1)])
    first, second, third = queue.next(1, count=3)
    assert queue.picture(first["task"]) == (picture(), "image/jpeg")
    assert queue.next(2) == []
    assert queue.answer(1, given(first["task"], "dog")).state == "kept"
    assert queue.answer(1, given(first["task"], "dog")).state == "again"
    assert queue.answer(2, given(first["task"], "dog")).state == "refused"
    assert queue.undo(1, given(first["task"]).id).state == "undone"
    queue.skip(1, second["task"])
    assert [card["task"] for card in queue.next(2)] == [second["task"]]
    queue.answer(1, given(third["task"], "dog"))
    CLOCK.at += 200
    assert [each.wrong for each in queue.checks()] == [True]
    assert (len(queue.labels()), len(queue.calibration()), queue.lineage()["row"]) == (1, 1, 2)
    queue.tokens.revoke("ann")
    assert [person.revoked for person in queue.tokens.people()] == [True, False, False]


def test_two_servers_never_give_the_same_twice_and_keep_rows_in_order(place: str, queue: Queue) -> None:
    queue.add(task(number) for number in range(200))
    with opened(place, clock=CLOCK) as other:
        taken: list[int] = []

        def work(one: Queue, person: int) -> None:
            while cards := one.next(person, count=3):
                for card in cards:
                    taken.append(card["task"])
                    assert one.answer(person, given(card["task"], by=f"p{person}")).state == "kept"

        threads = [threading.Thread(target=work, args=pair) for pair in ((queue, 1), (other, 2), (queue, 3))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert sorted(taken) == sorted(set(taken))
        assert [row["row"] for row in other.answers()] == list(range(1, 201))


def test_the_same_answer_at_two_servers_is_one(place: str, queue: Queue) -> None:
    queue.add([task(1)])
    (card,) = queue.next(1)
    sent = Given(id="the-same-id", task=card["task"], label="cat")
    with opened(place, clock=CLOCK) as other:
        states: list[str] = []
        threads = [threading.Thread(target=lambda q=q: states.append(q.answer(1, sent).state)) for q in (queue, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert sorted(states) == ["again", "kept"]
        assert len(other.answers()) == 1


def test_one_that_cannot_be_reached_is_told_without_a_password(place: str) -> None:
    with pytest.raises(StorageError, match="cannot be reached") as away:
        Database("postgresql://ann:secret@127.0.0.1:1/photos")
    assert away.value.status == AWAY
    assert "secret" not in str(away.value)
    with pytest.raises(StorageError, match="no database of that name"):
        Database(place.replace("/postgres", "/none"))
