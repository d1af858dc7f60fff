"""What the owner of a queue wants to know, as plain numbers."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import Any

import sqlalchemy as sql
from scipy.special import bdtr

from ninelives.stages.defer.page.people import Voice, voices_of
from ninelives.stages.defer.queue import Asked, Queue
from ninelives.stages.defer.queue.rows import Check, checks
from ninelives.stages.defer.queue.schema import ANSWERS, DECIDED, FIRST, SECOND, STANDS, TASKS
from ninelives.stages.defer.queue.task import CHECK

HOUR, RECENT, CHANCE = 3600.0, 200, 0.05


@dataclass(frozen=True, slots=True)
class Figures:
    """One look at a queue."""

    waiting: int  # that nobody has answered
    checks_waiting: int  # of these, spot checks
    second: int  # that another person is to answer too
    oldest: float | None  # s that the oldest has waited
    wait: float | None  # s from coming in to the first answer, the median of the last ones
    today: int  # answers
    spent: float  # s of people, today
    cost: float  # of these
    decided: tuple[int, int, int]  # kept, asked, refused
    came: int  # in the last hour
    went: int
    batches: int  # decided in the last hour
    checked: tuple[Check, ...]
    regions: tuple[tuple[str, int, int, int], ...]  # why, how many, answered, the machine was right in
    voices: tuple[Voice, ...]


def look(queue: Queue) -> Figures:
    """All of them, from one state of the tables."""
    now, midnight = queue.now(), _midnight(queue.now())
    with queue.read() as connection:
        one = connection.execute(_counts(now, midnight)).one()
        spent = float(one.spent or 0.0)
        return Figures(
            waiting=one.waiting,
            checks_waiting=one.checks,
            second=one.second,
            oldest=None if one.oldest is None else max(0.0, now - one.oldest),
            wait=_wait(connection),
            today=one.today,
            spent=spent,
            cost=spent / 60 * queue.asked.minute,
            decided=(one.kept or 0, one.asked or 0, one.refused or 0),
            came=one.came,
            went=one.went,
            batches=one.batches,
            checked=tuple(checks(connection, queue.asked, 0, now)),
            regions=_regions(connection, queue.asked),
            voices=voices_of(connection, queue.asked),
        )


def grows(came: int, went: int, batches: int) -> bool:
    """Whether more come in than are answered, beyond chance: then the queue only grows. One batch tells nothing yet."""
    return batches > 1 and came > went and float(bdtr(went, came + went, 0.5)) <= CHANCE


def _midnight(now: float) -> float:
    day = time.localtime(now)
    return time.mktime((day.tm_year, day.tm_mon, day.tm_mday, 0, 0, 0, 0, 0, -1))


def _counts(now: float, midnight: float) -> sql.Select[Any]:
    first = TASKS.c.stage == FIRST

    def tasks(*where: sql.ColumnElement[bool]) -> Any:
        return sql.select(sql.func.count()).select_from(TASKS).where(*where).scalar_subquery()

    def answers(*where: sql.ColumnElement[bool]) -> Any:
        return sql.select(sql.func.count()).select_from(ANSWERS).where(STANDS, *where).scalar_subquery()

    served = sql.select(sql.func.count(sql.distinct(ANSWERS.c.task))).where(STANDS, ANSWERS.c.at > now - HOUR)
    spent = sql.select(sql.func.sum(ANSWERS.c.spent)).where(ANSWERS.c.at >= midnight)
    told = {
        "waiting": tasks(first),
        "checks": tasks(first, TASKS.c.kind == CHECK),
        "second": tasks(TASKS.c.stage == SECOND),
        "oldest": sql.select(sql.func.min(TASKS.c.added)).where(first).scalar_subquery(),
        "came": tasks(TASKS.c.added > now - HOUR),
        "went": served.scalar_subquery(),
        "batches": sql.select(sql.func.count()).select_from(DECIDED).where(DECIDED.c.at > now - HOUR).scalar_subquery(),
        "today": answers(ANSWERS.c.at >= midnight),
        "spent": spent.scalar_subquery(),
        **{name: sql.select(sql.func.sum(DECIDED.c[name])).scalar_subquery() for name in ("kept", "asked", "refused")},
    }
    return sql.select(*(each.label(name) for name, each in told.items()))


def _wait(connection: sql.Connection) -> float | None:
    rows = (
        sql.select(ANSWERS.c.at - TASKS.c.added)
        .join(TASKS, TASKS.c.id == ANSWERS.c.task)
        .where(STANDS)
        .order_by(ANSWERS.c.row.desc())
        .limit(RECENT)
    )
    waits = [max(0.0, wait) for wait in connection.scalars(rows)]
    return median(waits) if waits else None


def _regions(connection: sql.Connection, asked: Asked) -> tuple[tuple[str, int, int, int], ...]:
    """Why things came, the commonest first, and how often the machine would have been right."""
    why = sql.select(TASKS.c.reason, sql.func.count(), sql.func.count().filter(TASKS.c.stage != FIRST))
    rows = connection.execute(why.where(TASKS.c.kind != CHECK).group_by(TASKS.c.reason)).all()
    said = (
        sql.select(TASKS.c.reason, TASKS.c.prediction, ANSWERS.c.label)
        .join(TASKS, TASKS.c.id == ANSWERS.c.task)
        .where(STANDS, TASKS.c.kind != CHECK, TASKS.c.prediction.is_not(None))
    )
    right: dict[str, int] = {}
    for reason, prediction, label in connection.execute(said):
        right[reason] = right.get(reason, 0) + asked.same(label, prediction)
    found = [(reason, many, answered, right.get(reason, 0)) for reason, many, answered in rows]
    return tuple(sorted(found, key=lambda row: -row[1])[:8])
