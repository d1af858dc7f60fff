"""What comes into a queue."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite

from ninelives.stages.defer.queue.schema import FIRST, PICTURES, TASKS
from ninelives.stages.defer.queue.task import Task


def add(connection: sql.Connection, tasks: Iterable[Task], handoff: str, double: float, now: float) -> int:
    """Add what is not there yet, by item, key and kind; returns how many were new."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    new = dialect.insert(TASKS).on_conflict_do_nothing().returning(TASKS.c.id)
    added = 0
    for task in tasks:
        wanted = 2 if _chance(handoff, task) < double else 1
        number = connection.execute(new, _row(task, wanted, now)).scalar_one_or_none()
        if number is not None:
            added += 1
            if task.picture is not None:
                row = {"task": number, "type": task.type, "bytes": task.picture}
                connection.execute(sql.insert(PICTURES), row)
    return added


def _row(task: Task, wanted: int, now: float) -> dict[str, object]:
    names = ("item", "key", "kind", "reason", "urgency", "prediction", "probability", "score", "drawn", "scene")
    more: dict[str, object] = {
        "fields": _json(task.fields),
        "said": _json(task.said),
        "pictured": task.picture is not None,
        "wanted": wanted,
        "given": 0,
        "stage": FIRST,
    }
    more |= {"region": task.region, "known": task.known, "added": now}
    return {name: getattr(task, name) for name in names} | more


def _json(told: Mapping[str, object] | None) -> str | None:
    return None if told is None else json.dumps(dict(told), ensure_ascii=True)


def _chance(handoff: str, task: Task) -> float:
    """A number in [0, 1) that is always the same for one task, so that nobody chooses who is looked at twice."""
    digest = hashlib.sha256(json.dumps([handoff, task.item, task.key, task.kind]).encode()).digest()
    return int.from_bytes(digest[:6]) / 2**48
