"""What comes out of a queue: answers, labels, and the checks that a bound is watched by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sql

from ninelives.kernels.pages.tokens import PEOPLE
from ninelives.stages.defer.queue.asked import Asked
from ninelives.stages.defer.queue.receipts import LARGEST
from ninelives.stages.defer.queue.schema import ANSWERS, STANDS, TASKS
from ninelives.stages.defer.queue.task import CHECK
from ninelives.stages.defer.queue.undoing import TAKEN_BACK

SAID = (
    sql.select(ANSWERS, TASKS, PEOPLE.c.name)
    .join(TASKS, TASKS.c.id == ANSWERS.c.task)
    .join(PEOPLE, PEOPLE.c.id == ANSWERS.c.person)
    .where(STANDS)
    .order_by(ANSWERS.c.row)
)


@dataclass(frozen=True, slots=True)
class Check:
    """A kept item that a person looked at."""

    row: int  # of the answer: the next question is for those after it
    item: str
    score: float  # by which the machine decided alone
    wrong: bool
    at: float  # s since 1970


def answers(connection: sql.Connection) -> Iterator[dict[str, Any]]:
    """Every answer that stands, in order: row, item, kind, label, person, blind, seconds, at, region."""
    for row in connection.execute(SAID):
        yield {
            "row": row.row,
            "item": row.item,
            "kind": row.kind,
            "label": row.label,
            "person": row.name,
            "blind": row.blind,
            "seconds": round(row.spent, 3),
            "at": row.at,
            "region": row.region,
        }


def labels(connection: sql.Connection, asked: Asked) -> list[dict[str, Any]]:
    """One row an item, as ``train --labels`` reads it: item, label, person (the first who said so), votes.

    Where people are split the item has none; what was known before is left out, and so is what an item held before it
    changed.
    """
    told: dict[str, list[tuple[str, str]]] = {}
    last = newest(connection)
    for row in connection.execute(SAID.where(TASKS.c.known.is_(None))):
        if row.key == last[row.item]:
            told.setdefault(row.item, []).append((row.label, row.name))
    rows = []
    for item, said in told.items():
        label = asked.most([each for each, _ in said])
        if label is not None:
            person = next(name for each, name in said if each == label)
            rows.append({"item": item, "label": label, "person": person, "votes": len(said)})
    return rows


def checks(connection: sql.Connection, asked: Asked, since: int, now: float) -> list[Check]:
    """Spot checks after row ``since``, one a task, up to the first that could still be taken back."""
    found, seen = [], set()
    for row in connection.execute(SAID.where(ANSWERS.c.row <= _settled(connection, now))):
        if row.kind == CHECK and row.known is None and row.task not in seen:
            seen.add(row.task)
            if row.row > since:
                score = row.score if row.score is not None else row.probability or 0.0
                found.append(Check(row.row, row.item, score, not asked.same(row.label, row.prediction), row.at))
    return found


def lineage(connection: sql.Connection, asked: Asked) -> dict[str, Any]:
    """What answers were made from: the handoff, the last row, and the digest of all up to it."""
    digest, last = hashlib.sha256(), 0
    columns = (ANSWERS.c.row, ANSWERS.c.id, TASKS.c.item, TASKS.c.kind, ANSWERS.c.person, ANSWERS.c.label)
    rows = sql.select(*columns).join(TASKS, TASKS.c.id == ANSWERS.c.task).where(STANDS).order_by(ANSWERS.c.row)
    for row in connection.execute(rows):
        digest.update(json.dumps([*row], ensure_ascii=True).encode() + b"\n")
        last = row.row
    return {"handoff": asked.handoff, "row": last, "digest": digest.hexdigest()}


def newest(connection: sql.Connection) -> dict[str, str]:
    """The key of each item that came last under its name."""
    keys = connection.execute(sql.select(TASKS.c.item, TASKS.c.key).order_by(TASKS.c.id))
    return {row.item: row.key for row in keys}


def _settled(connection: sql.Connection, now: float) -> int:
    """The last row before the first that its person may still take back: their last one, while it is new."""
    last = sql.select(sql.func.max(ANSWERS.c.row)).where(STANDS).group_by(ANSWERS.c.person)
    open_ = sql.select(sql.func.min(ANSWERS.c.row)).where(ANSWERS.c.row.in_(last), ANSWERS.c.at >= now - TAKEN_BACK)
    first = connection.scalar(open_)
    return LARGEST if first is None else first - 1
