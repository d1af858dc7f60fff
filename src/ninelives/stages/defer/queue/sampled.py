"""A fair sample of what came: drawn by chance alone, whatever was decided, so that it may calibrate.

What is kept is looked at in spot checks only, and what was handed over always, so all answers together tell of what is
hard. Of what was handed over those count alone that the same draw, at the same rate, would have had checked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sql

from ninelives.stages.defer.queue.asked import Asked
from ninelives.stages.defer.queue.rows import SAID, newest
from ninelives.stages.defer.queue.schema import ANSWERS, FIRST, STANDS, TASKS


@dataclass(frozen=True, slots=True)
class Sampled:
    """How far the sample is."""

    rows: int  # drawn, and answered before the machine's view was shown
    waiting: int  # drawn, and answered by nobody yet
    answered: int  # things with an answer, drawn or not


def calibration(connection: sql.Connection, asked: Asked) -> list[dict[str, Any]]:
    """Their truth, which is the first answer, given before the machine's view was shown, and what the machine said.

    Of what changed under its name there is what came last.
    """
    rows, seen, last = [], set(), newest(connection)
    for row in connection.execute(SAID.where(TASKS.c.known.is_(None), TASKS.c.drawn, ANSWERS.c.blind)):
        if row.item not in seen and row.key == last[row.item]:
            seen.add(row.item)
            rows.append({"item": row.item, "truth": row.label, **_said(row, asked), **_beside(row, asked)})
    return rows


def columns(asked: Asked, rows: list[dict[str, Any]]) -> list[str]:
    """Those of the table, in order; of numbers without ends where one has none."""
    said = ["prediction", "lower", "upper"] if asked.classes is None else [f"p_{name}" for name in asked.classes]
    told = [name for name in said if all(name in row for row in rows)]
    return list(dict.fromkeys(["item", "truth", *told, *_BESIDE]))


def sampled(connection: sql.Connection, asked: Asked) -> Sampled:
    """How far it is."""
    waiting = sql.select(sql.func.count()).where(TASKS.c.drawn, TASKS.c.known.is_(None), TASKS.c.stage == FIRST)
    answered = sql.select(sql.func.count(sql.distinct(ANSWERS.c.task))).where(STANDS)
    rows = len(calibration(connection, asked))
    return Sampled(rows, connection.scalar(waiting) or 0, connection.scalar(answered) or 0)


_BESIDE = ("prediction", "kind", "score", "region", "scene", "person", "row", "handoff")


def _said(row: Any, asked: Asked) -> dict[str, Any]:
    if row.said is not None:
        return dict(json.loads(row.said))
    return {} if asked.classes is not None or row.prediction is None else {"prediction": float(row.prediction)}


def _beside(row: Any, asked: Asked) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("kind", "score", "region", "row")}
    told |= {"scene": row.scene or row.item, "person": row.name, "handoff": asked.handoff}
    return told if asked.classes is None else {**told, "prediction": row.prediction}
