"""Answers: each is kept once, however often it is sent, and from nobody who was not asked.

All that waits is judged together, in the order that it came: a few statements for many answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sql

from ninelives.stages.defer.queue.asked import Asked
from ninelives.stages.defer.queue.receipts import AGAIN, KEPT, REFUSED, UNDONE, Given, Receipt, hidden, view
from ninelives.stages.defer.queue.schema import ANSWERS, DONE, FIRST, LEASES, SECOND, SHOWN, TASKS

SPENT = 600.0  # s: whoever needs longer did something else meanwhile

_IDS = sql.bindparam("ids", expanding=True, type_=sql.Text)
_THESE = sql.bindparam("these", expanding=True, type_=sql.Integer)
_OLD = sql.select(ANSWERS).where(ANSWERS.c.id.in_(_IDS))
_TASKS = sql.select(TASKS).where(TASKS.c.id.in_(_THESE))
_SHOWN = sql.select(SHOWN.c.task, SHOWN.c.person).where(SHOWN.c.task.in_(_THESE))
_SAID = sql.select(ANSWERS).where(ANSWERS.c.task.in_(_THESE)).order_by(ANSWERS.c.row)
_LAST = sql.select(sql.func.coalesce(sql.func.max(ANSWERS.c.row), 0))
_KEEP = sql.insert(ANSWERS)
_MOVE = (
    sql.update(TASKS)
    .where(TASKS.c.id == sql.bindparam("task"))
    .values({name: sql.bindparam(name) for name in ("given", "wanted", "stage")})
)
_FREE = sql.delete(LEASES).where(LEASES.c.task == sql.bindparam("task"), LEASES.c.person == sql.bindparam("person"))
_ROWS = 0x726F7773  # "rows": one process at a time adds answers, so that rows are in the order of commits


@dataclass(slots=True)
class _Table:
    """What is known of all tasks that were answered, and what is to be written."""

    asked: Asked
    now: float
    independent: bool
    last: int = 0  # row
    old: dict[str, Any] = field(default_factory=dict)  # by id
    tasks: dict[int, Any] = field(default_factory=dict)
    shown: set[tuple[int, int]] = field(default_factory=set)  # task, person
    said: dict[int, list[Any]] = field(default_factory=dict)  # by task
    new: list[dict[str, Any]] = field(default_factory=list)


def answer_all(
    connection: sql.Connection, sent: Sequence[tuple[int, Given]], asked: Asked, *, now: float, independent: bool
) -> list[Receipt]:
    """Keep some answers, each of a person.

    One that is there already is told again, and no other is changed by it.
    """
    in_order(connection)
    table = _read(connection, [given for _, given in sent if not given.fault()], _Table(asked, now, independent))
    receipts = [_answer(table, person, given) for person, given in sent]
    if table.new:
        connection.execute(_KEEP, table.new)
        connection.execute(_MOVE, [_moved(table, task) for task in {row["task"]: None for row in table.new}])
        connection.execute(_FREE, [{"task": row["task"], "person": row["person"]} for row in table.new])
    return receipts


def in_order(connection: sql.Connection) -> None:
    """From here on this transaction alone adds answers."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        connection.execute(sql.select(sql.func.pg_advisory_xact_lock(_ROWS)))


def stage(labels: Sequence[str], wanted: int, asked: Asked) -> dict[str, int]:
    """Where a task stands with these answers: two who say different things are joined by a third."""
    given = len(labels)
    if given >= 2 and not all(asked.same(label, labels[0]) for label in labels) and asked.most(labels) is None:
        wanted = max(wanted, given + 1)
    return {"given": given, "wanted": wanted, "stage": FIRST if not given else DONE if given >= wanted else SECOND}


def _read(connection: sql.Connection, given: list[Given], table: _Table) -> _Table:
    these = {"these": list({each.task for each in given})}
    table.old = {row.id: row for row in connection.execute(_OLD, {"ids": [each.id for each in given]})}
    table.tasks = {row.id: row for row in connection.execute(_TASKS, these)}
    table.shown = {(row.task, row.person) for row in connection.execute(_SHOWN, these)}
    for row in connection.execute(_SAID, these):
        table.said.setdefault(row.task, []).append(row._mapping)
    table.last = connection.execute(_LAST).scalar_one()
    return table


def _answer(table: _Table, person: int, given: Given) -> Receipt:
    if why := given.fault():
        return Receipt(REFUSED, why)
    asked, label, task = table.asked, table.asked.read(given.label), table.tasks.get(given.task)
    if task is None or (task.id, person) not in table.shown:
        return Receipt(REFUSED, "nobody gave you this one")
    if label is None:
        wanted = "a number" if asked.classes is None else f"one of {len(asked.classes)} classes"
        return Receipt(REFUSED, f"an answer is {wanted}")
    if given.id in table.old:
        return _again(table, table.old[given.id], person, task, label)
    mine = [row for row in table.said.get(task.id, ()) if row["person"] == person]
    if not all(row["undone"] for row in mine):
        return Receipt(REFUSED, "you have answered this one already")
    table.last += 1
    row = {"row": table.last, "id": given.id, "task": task.id, "person": person, "label": label, "at": table.now}
    row |= {"blind": hidden(task, table.independent) and not mine, "spent": min(given.spent, SPENT)}
    row["undone"] = False
    table.new.append(row)
    table.said.setdefault(task.id, []).append(row)
    table.old[given.id] = _Old(row["row"], task.id, person, label, False)
    return Receipt(KEPT, "", row["row"], label, view(task, label, asked))


@dataclass(frozen=True, slots=True)
class _Old:
    row: int
    task: int
    person: int
    label: str
    undone: bool


def _again(table: _Table, old: Any, person: int, task: Any, label: str) -> Receipt:
    if (old.person, old.task) != (person, task.id):
        return Receipt(REFUSED, "this id belongs to another answer")
    if old.label != label:
        return Receipt(REFUSED, "an answer that was given is not changed: take it back first")
    if old.undone:
        return Receipt(UNDONE, "", old.row, old.label)
    return Receipt(AGAIN, "", old.row, label, view(task, label, table.asked))


def _moved(table: _Table, task: int) -> dict[str, int]:
    labels = [row["label"] for row in table.said[task] if not row["undone"]]
    return {"task": task, **stage(labels, table.tasks[task].wanted, table.asked)}
