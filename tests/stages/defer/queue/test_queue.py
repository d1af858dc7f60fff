"""A queue belongs to one handoff, and is there again after it was closed."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.defer.queue import Queue
from tests.queues import CAT_DOG, check, given, opened, task


def test_what_was_answered_is_there_again(tmp_path: Path) -> None:
    with opened(tmp_path / "q") as queue:
        queue.add([task(1, fields={"length": 3.5, "colour": None})])
        (card,) = queue.next(1)
        assert card["fields"] == {"length": 3.5, "colour": None}
        queue.answer(1, given(card["task"]))
        name = queue.id
    with opened(tmp_path / "q") as again:
        assert (len(again.answers()), again.id) == (1, name)


def test_the_queue_of_another_handoff_is_refused(tmp_path: Path) -> None:
    opened(tmp_path / "q").close()
    with pytest.raises(NinelivesError, match="another handoff"):
        Queue(tmp_path / "q", replace(CAT_DOG, handoff="other"))


def test_a_queue_of_a_later_version_is_refused(tmp_path: Path) -> None:
    opened(tmp_path / "q").close()
    with sqlite3.connect(tmp_path / "q") as connection:
        connection.execute("UPDATE about SET value = '2' WHERE name = 'version'")
    connection.close()
    with pytest.raises(NinelivesError, match="version 2"):
        Queue(tmp_path / "q", CAT_DOG)


def test_a_database_of_something_else_is_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "q").write_bytes(b"item,label\na,b\n" * 200)
    with pytest.raises(NinelivesError, match="no SQLite database"):
        Queue(tmp_path / "q", CAT_DOG)


def test_what_a_batch_came_to_is_noted(tmp_path: Path) -> None:
    with opened(tmp_path / "q") as queue:
        queue.decided(kept=90, asked=9, refused=1)
        with queue.read() as connection:
            assert connection.exec_driver_sql("SELECT kept, asked, refused FROM decided").all() == [(90, 9, 1)]


def test_the_folder_of_what_is_looked_at_blind_is_not_shown(queue: Queue) -> None:
    queue.add([check(1, item="dog/1.png"), task(2, item="dog/2.png")])
    assert [card["item"] for card in queue.next(1, count=2)] == ["1.png", "dog/2.png"]


def test_it_has_begun_once_anything_was_decided(queue: Queue) -> None:
    assert not queue.begun()
    queue.decided(kept=3)
    assert queue.begun()
