"""One queue: a database, the facts of its handoff, and who answers."""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sql

from ninelives.errors import NinelivesError
from ninelives.kernels.pages.tokens import Tokens
from ninelives.stages.defer.queue import adding, answering, leasing, rows, sampled, undoing
from ninelives.stages.defer.queue.asked import Asked
from ninelives.stages.defer.queue.clock import Clock
from ninelives.stages.defer.queue.leasing import Holder
from ninelives.stages.defer.queue.receipts import Given, Receipt, hidden, named
from ninelives.stages.defer.queue.rows import Check
from ninelives.stages.defer.queue.rules import Rules
from ninelives.stages.defer.queue.schema import ABOUT, DECIDED, FIRST, PICTURES, TABLES, TASKS, VERSION
from ninelives.stages.defer.queue.task import Task
from ninelives.store.database import Database

WAITING = sql.select(sql.func.count()).where(TASKS.c.stage == FIRST)
TOGETHER = 200  # tasks that are added in one transaction


class Queue:
    """What waits for people, and what they said."""

    def __init__(
        self, place: str | Path, asked: Asked, rules: Rules | None = None, clock: Callable[[], float] | None = None
    ) -> None:
        """Open the queue of a handoff, or make it.

        Raises:
            NinelivesError: it is that of another handoff, or of a version that this program does not know.
            StorageError: the database cannot be opened or written.
        """
        self.asked, self.rules, self.now = asked, rules or Rules(), clock or Clock()
        self.database = Database(place)
        try:
            self.tokens = Tokens(self.database)
            self.database.make(TABLES)
            self.id = self.database.write(self._introduce)  # of this database, whatever is put in its place
        except BaseException:
            self.database.close()
            raise

    def __enter__(self) -> Queue:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End after what was begun."""
        self.database.close()

    def add(self, tasks: Iterable[Task]) -> int:
        """Add tasks, each once by item, key and kind; returns how many were new."""
        waiting, new = iter(tasks), 0
        while part := [*islice(waiting, TOGETHER)]:
            new += self.database.write(partial(self._add, part))
        return new

    def decided(self, *, kept: int, asked: int = 0, refused: int = 0, data: str = "") -> None:
        """Note what a batch came to, for the owner's page; ``data`` is what it is called."""
        row = {"at": self.now(), "kept": kept, "asked": asked, "refused": refused, "data": data}
        self.database.write(lambda c: c.execute(sql.insert(DECIDED), row))

    def next(self, person: int, tab: str = "", count: int = 1) -> list[dict[str, Any]]:
        """Cards of about ``count`` tasks that are this person's for a while, the most urgent first."""
        return self.database.write(lambda c: self.next_in(c, Holder(person, tab), count))

    def next_in(self, connection: sql.Connection, holder: Holder, count: int) -> list[dict[str, Any]]:
        """As :meth:`next`, in a transaction of the caller's."""
        ids = leasing.lease(connection, holder, count, self.now(), self.rules.lease)
        found = {row.id: row for row in connection.execute(sql.select(TASKS).where(TASKS.c.id.in_(ids)))} if ids else {}
        return [self._card(task) for task in sorted(found.values(), key=_first)]

    def answer(self, person: int, given: Given) -> Receipt:
        """Keep an answer; the receipt is given after the commit, and is the same if it is sent again."""
        return self.database.share(self.answer_all, (person, given)).result()

    def answer_all(self, connection: sql.Connection, sent: Sequence[tuple[int, Given]]) -> list[Receipt]:
        """As :meth:`answer`, of several people, in a transaction of the caller's."""
        independent = self.rules.independent
        return answering.answer_all(connection, sent, self.asked, now=self.now(), independent=independent)

    def undo(self, person: int, id: str, tab: str = "") -> Receipt:  # noqa: A002
        """Take one's last answer back, while it is new."""
        return self.database.write(lambda c: self.undo_in(c, Holder(person, tab), id))

    def undo_in(self, connection: sql.Connection, holder: Holder, id: str) -> Receipt:  # noqa: A002
        """As :meth:`undo`, in a transaction of the caller's."""
        now = self.now()
        return undoing.undo(connection, holder, id, self.asked, now=now, until=now + self.rules.lease)

    def skip(self, person: int, task: int, tab: str = "") -> None:
        """Give one back, to see it again after all others."""
        self.database.write(lambda c: leasing.skip(c, Holder(person, tab), task))

    def waiting(self) -> int:
        """How many nobody has answered."""
        with self.read() as connection:
            return connection.execute(WAITING).scalar_one()

    def begun(self) -> bool:
        """Whether anything was ever decided, or asked."""
        with self.read() as connection:
            return any(connection.scalar(sql.select(sql.exists().select_from(table))) for table in (TASKS, DECIDED))

    def picture(self, task: int) -> tuple[bytes, str] | None:
        """A task's picture and its media type."""
        with self.read() as connection:
            wanted = sql.select(PICTURES.c.bytes, PICTURES.c.type).where(PICTURES.c.task == task)
            row = connection.execute(wanted).one_or_none()
            return None if row is None else (bytes(row[0]), str(row[1]))

    def answers(self) -> list[dict[str, Any]]:
        """Every answer that stands: row, item, kind, label, person, blind, seconds, at, region."""
        with self.read() as connection:
            return list(rows.answers(connection))

    def labels(self) -> list[dict[str, Any]]:
        """One row an item that people agree on: item, label, person, votes."""
        with self.read() as connection:
            return rows.labels(connection, self.asked)

    def calibration(self) -> list[dict[str, Any]]:
        """Truth beside what the machine said of things as they came, see ``sampled.calibration``."""
        with self.read() as connection:
            return sampled.calibration(connection, self.asked)

    def checks(self, since: int = 0) -> list[Check]:
        """Spot checks after row ``since`` that can no longer be taken back."""
        with self.read() as connection:
            return rows.checks(connection, self.asked, since, self.now())

    def lineage(self) -> dict[str, Any]:
        """What the answers so far were made from: handoff, row, digest."""
        with self.read() as connection:
            return rows.lineage(connection, self.asked)

    @contextlib.contextmanager
    def read(self) -> Iterator[sql.Connection]:
        """One state of all tables."""
        with self.database.read() as connection:
            yield connection

    def _card(self, task: Any) -> dict[str, Any]:
        """What a person's browser is told of a task; the machine's view only where they may see it yet."""
        blind = hidden(task, self.rules.independent)
        card = {
            "task": task.id,
            "item": named(task.item, self.asked) if blind else task.item,
            "kind": task.kind,
            "reason": task.reason,
            "region": task.region,
            "fields": None if task.fields is None else json.loads(task.fields),
            "picture": task.pictured,
        }
        if not blind and task.prediction is not None:
            card["view"] = {"prediction": task.prediction, "probability": task.probability}
        return card

    def _add(self, part: list[Task], connection: sql.Connection) -> int:
        return adding.add(connection, part, self.asked.handoff, self.rules.double, self.now())

    def _introduce(self, connection: sql.Connection) -> str:
        """Whose queue it is, written once; gives its id."""
        told = {row.name: row.value for row in connection.execute(sql.select(ABOUT))}
        mine = {"version": str(VERSION), "handoff": self.asked.handoff, "id": secrets.token_hex(8)}
        if not told:
            connection.execute(sql.insert(ABOUT), [{"name": name, "value": value} for name, value in mine.items()])
        elif told.get("version") != mine["version"]:
            why = f"'{self.database.name}' is a queue of version {told.get('version')}, this program knows {VERSION}"
            raise NinelivesError(why, fix="upgrade ninelives, or name another file with --database")
        elif told.get("handoff") != mine["handoff"]:
            why = f"'{self.database.name}' is the queue of another handoff ({told.get('handoff', '')[:12]})"
            raise NinelivesError(why, fix="name another file with --database, or serve the handoff that it belongs to")
        return str(told.get("id", mine["id"]))


def _first(task: Any) -> tuple[int, float, int]:
    return task.stage, -task.urgency, task.id
