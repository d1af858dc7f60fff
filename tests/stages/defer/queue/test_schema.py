"""The tables hold what the code promises, whoever writes them."""

from __future__ import annotations

import pytest
import sqlalchemy as sql

from ninelives.stages.defer.queue import Queue
from ninelives.stages.defer.queue.schema import ANSWERS
from ninelives.store.database import StorageError


def row(**more: object) -> dict[str, object]:
    told = {"id": "12345678", "task": 1, "person": 1, "label": "cat", "blind": True, "spent": 0.0, "at": 0.0}
    return {**told, "undone": False, **more}


@pytest.mark.parametrize("second", [row(), row(id="other-id")])
def test_no_answer_can_be_there_twice(queue: Queue, second: dict[str, object]) -> None:
    queue.database.write(lambda c: c.execute(sql.insert(ANSWERS), row()))
    with pytest.raises(StorageError, match="UNIQUE"):
        queue.database.write(lambda c: c.execute(sql.insert(ANSWERS), second))
    assert len(queue.database.write(lambda c: c.execute(sql.select(ANSWERS)).all())) == 1


def test_one_that_was_taken_back_makes_room(queue: Queue) -> None:
    queue.database.write(lambda c: c.execute(sql.insert(ANSWERS), row(undone=True)))
    queue.database.write(lambda c: c.execute(sql.insert(ANSWERS), row(id="other-id")))
