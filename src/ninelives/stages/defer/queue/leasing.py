"""Who looks at what: the most urgent first, each thing with one person at a time, and for a while only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite

from ninelives.stages.defer.queue.schema import ANSWERS, DONE, LEASES, SHOWN, STANDS, TASKS

ASTRAY = 60.0  # s that the clocks of two machines may differ


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in one tab of a browser: each tab has tasks of its own, and has them still after a reload."""

    person: int
    tab: str


def _free() -> sql.Select[Any]:
    """What one may have, the most urgent first. Made once: building it takes longer than asking it."""
    person, now = sql.bindparam("person", type_=sql.Integer), sql.bindparam("now", type_=sql.Double)
    far = sql.bindparam("far", type_=sql.Double)
    held = sql.exists().where(LEASES.c.task == TASKS.c.id, LEASES.c.until > now, LEASES.c.until <= far)
    mine = (ANSWERS.c.task == TASKS.c.id) & (ANSWERS.c.person == person)
    answered = sql.exists().where(mine & STANDS)
    skipped = sql.exists().where((SHOWN.c.task == TASKS.c.id) & (SHOWN.c.person == person) & SHOWN.c.skipped)
    return (
        sql.select(TASKS.c.id, TASKS.c.urgency)
        .where(TASKS.c.stage < DONE, ~held, ~answered, skipped == sql.bindparam("skipped"))
        .order_by(TASKS.c.stage, TASKS.c.urgency.desc(), TASKS.c.id)
        .limit(sql.bindparam("count"))
    )


FREE = _free()


def lease(connection: sql.Connection, holder: Holder, count: int, now: float, length: float) -> list[int]:
    """Ids of about ``count`` tasks that are the holder's for ``length`` s from now.

    Those that they hold stay theirs. What is more urgent than all of these comes on top, whatever they hold, and what
    they skipped comes last. A lease that ends later than any could is none: a clock was set back.
    """
    mine = (LEASES.c.person == holder.person) & (LEASES.c.tab == holder.tab)
    theirs = (
        sql.select(TASKS.c.id, TASKS.c.urgency)
        .join(LEASES, LEASES.c.task == TASKS.c.id)
        .where(mine, TASKS.c.stage < DONE)
    )
    held = {row.id: row.urgency for row in connection.execute(theirs)}
    if held:
        connection.execute(sql.update(LEASES).where(mine), {"until": now + length})
    asked = {"person": holder.person, "now": now, "far": now + length + ASTRAY}
    above = max(held.values(), default=float("-inf"))
    for skipped in (False, True):
        room = count - len(held)
        if room > 0 or not skipped:
            free = connection.execute(FREE, {**asked, "skipped": skipped, "count": max(room, 1)}).all()
            wanted = [row for row in free if room > 0 or row.urgency > above]
            held |= {row.id: row.urgency for row in wanted if _take(connection, holder, row.id, now, length)}
    return list(held)


def _take(connection: sql.Connection, holder: Holder, task: int, now: float, length: float) -> bool:
    """Whether it is theirs now; another process may have been faster."""
    row = {"person": holder.person, "tab": holder.tab, "until": now + length}
    free = (LEASES.c.until <= now) | (LEASES.c.until > now + length + ASTRAY)
    renewed = connection.execute(sql.update(LEASES).where((LEASES.c.task == task) & free), row).rowcount
    if not renewed and not insert_new(connection, LEASES, {"task": task, **row}):
        return False
    insert_new(connection, SHOWN, {"task": task, "person": holder.person, "skipped": False})
    return True


def insert_new(connection: sql.Connection, table: sql.Table, row: dict[str, object]) -> bool:
    """Add a row; False where one of its key is there."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    new = dialect.insert(table).on_conflict_do_nothing().returning(*table.primary_key.columns)
    return connection.execute(new, row).first() is not None


def skip(connection: sql.Connection, holder: Holder, task: int) -> None:
    """Give one back, to be asked it again after all others."""
    mine = (SHOWN.c.task == task) & (SHOWN.c.person == holder.person)
    connection.execute(sql.update(SHOWN).where(mine), {"skipped": True})
    mine = (LEASES.c.task == task) & (LEASES.c.person == holder.person)
    connection.execute(sql.delete(LEASES).where(mine))
