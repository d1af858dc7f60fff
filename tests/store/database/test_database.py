"""One writer, many readers: what is acknowledged is kept, what fails fails alone."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sql

from ninelives.errors import NinelivesError
from ninelives.store.database import AWAY, FULL, Database, StorageError

TABLES = sql.MetaData()
NOTES = sql.Table("notes", TABLES, sql.Column("id", sql.Integer, primary_key=True), sql.Column("text", sql.Text))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "notes")
    made.make(TABLES)
    yield made
    made.close()


def note(text: str, key: int | None = None):
    return lambda connection: connection.execute(sql.insert(NOTES), {"id": key, "text": text}).inserted_primary_key[0]


def texts(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.scalars(sql.select(NOTES.c.text).order_by(NOTES.c.id)))


def test_what_is_written_is_there_for_another_program(database: Database, tmp_path: Path) -> None:
    assert database.write(note("one")) == 1
    other = sqlite3.connect(tmp_path / "notes")
    assert other.execute("SELECT text FROM notes").fetchall() == [("one",)]
    other.close()


def test_a_commit_is_on_the_disk(database: Database) -> None:
    assert database.write(lambda c: c.exec_driver_sql("PRAGMA synchronous").scalar()) == 2
    assert database.write(lambda c: c.exec_driver_sql("PRAGMA journal_mode").scalar()) == "wal"


def test_what_waits_shares_one_commit(database: Database) -> None:
    commits: list[int] = []
    sql.event.listen(database.engine, "commit", lambda _: commits.append(1))
    gate = threading.Event()
    first = database.submit(lambda _: gate.wait(10))
    waiting = [database.submit(note(str(number))) for number in range(100)]
    gate.set()
    assert [each.result() for each in waiting] == list(range(1, 101))
    assert first.result()
    assert len(commits) <= 2


def test_one_that_fails_takes_no_other_with_it(database: Database) -> None:
    gate = threading.Event()
    database.submit(lambda _: gate.wait(10))
    waiting = [database.submit(note("same", key)) for key in (1, 2, 1, 3)]
    gate.set()
    with pytest.raises(StorageError, match="UNIQUE"):
        waiting[2].result()
    assert [waiting[at].result() for at in (0, 1, 3)] == [1, 2, 3]
    assert len(texts(database)) == 3


def test_nothing_of_a_failed_write_is_kept(database: Database) -> None:
    def half(connection: sql.Connection) -> None:
        note("half")(connection)
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        database.write(half)
    assert texts(database) == []


def test_what_was_submitted_before_the_end_is_done(tmp_path: Path) -> None:
    database = Database(tmp_path / "notes")
    database.make(TABLES)
    waiting = [database.submit(note(str(number))) for number in range(50)]
    database.close()
    assert all(each.done() for each in waiting)
    again = Database(tmp_path / "notes")
    assert len(texts(again)) == 50
    again.close()


def test_what_nobody_waits_for_any_more_is_not_done_and_stops_nothing(database: Database) -> None:
    gate = threading.Event()
    first = database.submit(lambda _: gate.wait(10))
    given_up, last = database.submit(lambda _: "given up"), database.submit(lambda _: "last")
    assert given_up.cancel()
    gate.set()
    assert first.result(10)
    assert last.result(10) == "last"
    assert database.submit(lambda _: "after").result(10) == "after"


def test_tables_are_made_once(database: Database) -> None:
    database.write(note("kept"))
    database.make(TABLES)
    assert texts(database) == ["kept"]


def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    database = Database(tmp_path / "notes")
    database.make(TABLES)
    sql.event.listen(database.engine, "begin", lambda c: c.exec_driver_sql("PRAGMA max_page_count=20"))
    waiting = [database.submit(note("x" * 3000)) for _ in range(50)]
    failed = [each.exception() for each in waiting if each.exception()]
    assert {getattr(error, "status", None) for error in failed} == {FULL}
    assert "the disk is full" in str(failed[0])
    assert len(texts(database)) == 50 - len(failed) > 5
    database.close()


def test_another_program_that_holds_it_is_told(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(tmp_path / "notes", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    sql.event.listen(database.engine, "checkout", lambda c, *_: c.execute("PRAGMA busy_timeout=50"))
    with pytest.raises(StorageError, match="holds it locked") as locked:
        database.write(note("late"))
    assert locked.value.status == AWAY
    other.execute("ROLLBACK")
    assert database.write(note("now")) == 1
    other.close()


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be one" * 9, b"SQLite format 3\0" * 60])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "notes").write_bytes(content)
    with pytest.raises(StorageError, match=r"no SQLite database|damaged"):
        Database(tmp_path / "notes")
    assert (tmp_path / "notes").read_bytes() == content


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be opened"):
        Database(tmp_path / "none" / "notes")


@pytest.mark.parametrize("place", ["mysql://host/name", "sqlite://", "postgresql://[bad"])
def test_an_address_of_another_kind_is_refused(place: str) -> None:
    with pytest.raises(NinelivesError, match="database"):
        Database(place)
