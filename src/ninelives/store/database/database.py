"""One thread that writes, and any number that read."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sql
from sqlalchemy.exc import DBAPIError

from ninelives.store.database.engine import engine_of, is_sqlite, url_of
from ninelives.store.database.reasons import told

Row = TypeVar("Row")
Each = TypeVar("Each")
Work = Callable[[sql.Connection], Row]
Together = Callable[[sql.Connection, list[Each]], list[Row]]
MOST = 256  # writes in one commit
_LOCK = 0x6E696E65  # of whoever makes tables in PostgreSQL: "nine"


@dataclass(frozen=True, slots=True)
class _Waiting:
    together: Together[Any, Any]
    each: Any
    done: Future[Any] = field(default_factory=Future)


class Database:
    """Rows that several threads read, and that one thread of this process writes.

    Attributes:
        name: as a person knows it, without a password.
    """

    def __init__(self, place: str | Path) -> None:
        """Open, or make, the SQLite file or the PostgreSQL database at ``place``.

        Raises:
            StorageError: it cannot be opened, is locked, or is no database.
            NinelivesError: ``place`` is no address of either kind.
        """
        url = url_of(place)
        self.name = str(url.database) if is_sqlite(url) else url.render_as_string(hide_password=True)
        self.engine = engine_of(url)
        once = {} if is_sqlite(url) else {"isolation_level": "REPEATABLE READ"}
        self._writing = self.engine.execution_options(write=True)
        self._reading = self.engine.execution_options(**once)
        self._waiting: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="writer", daemon=True)
        self._writer.start()
        try:
            with self.read() as connection:
                connection.exec_driver_sql("SELECT 1" if not is_sqlite(url) else "PRAGMA user_version")
        except BaseException:
            self.close()
            raise

    def make(self, tables: sql.MetaData) -> None:
        """Make those of ``tables`` that are missing.

        Raises:
            StorageError: the database cannot be written.
        """

        def missing(connection: sql.Connection) -> None:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            tables.create_all(connection)

        self.write(missing)

    @contextlib.contextmanager
    def read(self) -> Iterator[sql.Connection]:
        """A connection that sees one state of all rows, and writes none.

        Raises:
            StorageError: the database cannot be read.
        """
        with self._told(), self._reading.connect() as connection:
            yield connection

    def write(self, work: Work[Row]) -> Row:
        """Do ``work`` in a transaction, and give what it returned once that is on the disk.

        Raises:
            StorageError: the database cannot be written; nothing of ``work`` was kept.
        """
        return self.submit(work).result()

    def submit(self, work: Work[Row]) -> Future[Row]:
        """As :meth:`write`, without waiting. ``work`` may run twice, but only one run of it is ever kept."""
        return self.share(_each, work)

    def share(self, together: Together[Each, Row], each: Each) -> Future[Row]:
        """Leave ``each`` to ``together``, which gets all that waits for it in one list, in one transaction.

        Where it fails it gets them one by one, each in a transaction of its own. What is cancelled in time is not done.
        """
        waiting = _Waiting(together, each)
        self._waiting.put(waiting)
        return waiting.done

    def close(self) -> None:
        """End after what was submitted before."""
        self._waiting.put(None)
        self._writer.join()
        self.engine.dispose()

    def _write(self) -> None:
        while (first := self._waiting.get()) is not None:
            batch, ended = [first], False
            with contextlib.suppress(queue.Empty):
                while len(batch) < MOST and not ended:
                    following = self._waiting.get_nowait()
                    ended = following is None
                    batch += [following] if following is not None else []
            self._commit([waiting for waiting in batch if waiting.done.set_running_or_notify_cancel()])
            if ended:
                return

    def _commit(self, batch: list[_Waiting]) -> None:
        """All of a batch in one transaction; where one fails, each in its own."""
        if not batch:
            return
        try:
            with self._told(), self._writing.begin() as connection:
                results = [
                    result
                    for together, group in groupby(batch, lambda waiting: waiting.together)
                    for result in together(connection, [waiting.each for waiting in group])
                ]
        except Exception as error:
            if len(batch) > 1:
                for waiting in batch:
                    self._commit([waiting])
            else:
                batch[0].done.set_exception(error)
        else:
            for waiting, result in zip(batch, results, strict=True):
                waiting.done.set_result(result)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise told(error, self.name) from error


def _each(connection: sql.Connection, works: list[Work[Row]]) -> list[Row]:
    return [work(connection) for work in works]
