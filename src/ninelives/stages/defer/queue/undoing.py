"""An answer that was a slip: whoever gave it takes it back while it is new."""

from __future__ import annotations

import sqlalchemy as sql

from ninelives.stages.defer.queue.answering import stage
from ninelives.stages.defer.queue.asked import Asked
from ninelives.stages.defer.queue.leasing import Holder, insert_new
from ninelives.stages.defer.queue.receipts import REFUSED, UNDONE, Receipt
from ninelives.stages.defer.queue.schema import ANSWERS, LEASES, STANDS, TASKS

TAKEN_BACK = 120.0  # s after which an answer stands


def undo(connection: sql.Connection, holder: Holder, id: str, asked: Asked, *, now: float, until: float) -> Receipt:  # noqa: A002
    """Take one's last answer back, while it is new; the task is theirs again until ``until``."""
    old = connection.execute(sql.select(ANSWERS).where(ANSWERS.c.id == id)).one_or_none()
    if old is None or old.person != holder.person:
        return Receipt(REFUSED, "you gave no such answer")
    if old.undone:
        return Receipt(UNDONE, "", old.row, old.label)
    last = sql.select(sql.func.max(ANSWERS.c.row)).where(ANSWERS.c.person == holder.person, STANDS)
    if connection.scalar(last) != old.row:
        return Receipt(REFUSED, "only your last answer can be taken back")
    if now - old.at > TAKEN_BACK:
        return Receipt(REFUSED, f"after {TAKEN_BACK / 60:.0f} minutes an answer stands")
    connection.execute(sql.update(ANSWERS).where(ANSWERS.c.row == old.row), {"undone": True})
    this = TASKS.c.id == old.task
    wanted = connection.execute(sql.select(TASKS.c.wanted).where(this)).scalar_one()
    rows = sql.select(ANSWERS.c.label).where(ANSWERS.c.task == old.task, STANDS).order_by(ANSWERS.c.row)
    connection.execute(sql.update(TASKS).where(this), stage(list(connection.scalars(rows)), wanted, asked))
    lease = {"task": old.task, "person": holder.person, "tab": holder.tab, "until": until}
    insert_new(connection, LEASES, lease)
    return Receipt(UNDONE, "", old.row, old.label)
