"""The people who answer, measured by each other and by what was known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import sqlalchemy as sql

from ninelives.kernels.pages.tokens import PEOPLE
from ninelives.stages.defer.queue import Asked
from ninelives.stages.defer.queue.schema import ANSWERS, STANDS, TASKS


@dataclass(frozen=True, slots=True)
class Voice:
    """One person, measured."""

    name: str
    role: str
    revoked: bool
    answers: int
    seconds: float | None  # for one answer, the median
    same: tuple[int, int]  # answers like those of others, or of what was known, of how many


def voices_of(connection: sql.Connection, asked: Asked) -> tuple[Voice, ...]:
    """Everybody who was invited, in the order of their invitation."""
    people = connection.execute(sql.select(PEOPLE).order_by(PEOPLE.c.id)).all()
    said = (
        sql.select(ANSWERS.c.task, ANSWERS.c.person, ANSWERS.c.label, ANSWERS.c.spent, TASKS.c.known)
        .join(TASKS, TASKS.c.id == ANSWERS.c.task)
        .where(STANDS)
        .order_by(ANSWERS.c.task, ANSWERS.c.row)
    )
    rows = connection.execute(said).all()
    same = agreement(rows, asked)
    voices = []
    for person in people:
        mine = [row for row in rows if row.person == person.id]
        seconds = median(row.spent for row in mine) if mine else None
        gone = person.token is None
        voices.append(Voice(person.name, person.role, gone, len(mine), seconds, same.get(person.id, (0, 0))))
    return tuple(voices)


def agreement(rows: Sequence[Any], asked: Asked) -> dict[int, tuple[int, int]]:
    """Of each person, how many of their answers are like another's, or like what was known, and of how many.

    Args:
        rows: ``task, person, label, known``, those of one task together.
        asked: says what counts as the same.
    """
    found: dict[int, list[int]] = {}
    by_task: dict[int, list[Any]] = {}
    for row in rows:
        by_task.setdefault(row.task, []).append(row)
    for said in by_task.values():
        for row in said:
            others = [other.label for other in said if other.person != row.person]
            held = [row.known] if row.known is not None else others
            counts = found.setdefault(row.person, [0, 0])
            counts[0] += sum(asked.same(row.label, label) for label in held)
            counts[1] += len(held)
    return {person: (same, of) for person, (same, of) in found.items()}
