"""The tables of a queue. Answers are only added, and taken back by a mark; their rows are in the order of commits."""

from __future__ import annotations

import sqlalchemy as sql

VERSION = 1
FIRST, SECOND, DONE = 0, 1, 2  # nobody has answered it; somebody has, and another is to; enough have

TABLES = sql.MetaData()
ABOUT = sql.Table(
    "about", TABLES, sql.Column("name", sql.Text, primary_key=True), sql.Column("value", sql.Text, nullable=False)
)
TASKS = sql.Table(
    "tasks",
    TABLES,
    sql.Column("id", sql.Integer, primary_key=True),
    sql.Column("item", sql.Text, nullable=False),
    sql.Column("key", sql.Text, nullable=False),  # tells it from another item of that name
    sql.Column("kind", sql.Text, nullable=False),
    sql.Column("reason", sql.Text, nullable=False),
    sql.Column("urgency", sql.Double, nullable=False),
    sql.Column("prediction", sql.Text),
    sql.Column("probability", sql.Double),
    sql.Column("score", sql.Double),
    sql.Column("said", sql.Text),  # JSON
    sql.Column("drawn", sql.Boolean, nullable=False),
    sql.Column("scene", sql.Text, nullable=False),
    sql.Column("region", sql.Text, nullable=False),
    sql.Column("fields", sql.Text),  # JSON
    sql.Column("known", sql.Text),
    sql.Column("pictured", sql.Boolean, nullable=False),
    sql.Column("wanted", sql.Integer, nullable=False),  # answers of different people
    sql.Column("given", sql.Integer, nullable=False),
    sql.Column("stage", sql.Integer, nullable=False),  # FIRST, SECOND or DONE
    sql.Column("added", sql.Double, nullable=False),  # s since 1970
    sql.UniqueConstraint("item", "key", "kind"),
)
sql.Index("tasks_next", TASKS.c.stage, TASKS.c.urgency.desc(), TASKS.c.id)
PICTURES = sql.Table(
    "pictures",
    TABLES,
    sql.Column("task", sql.Integer, primary_key=True),
    sql.Column("type", sql.Text, nullable=False),
    sql.Column("bytes", sql.LargeBinary, nullable=False),
)
LEASES = sql.Table(
    "leases",  # one a task: nobody else is asked meanwhile
    TABLES,
    sql.Column("task", sql.Integer, primary_key=True, autoincrement=False),
    sql.Column("person", sql.Integer, nullable=False, index=True),
    sql.Column("tab", sql.Text, nullable=False),
    sql.Column("until", sql.Double, nullable=False),
)
SHOWN = sql.Table(
    "shown",  # who ever had it: their answer is taken, however late it comes
    TABLES,
    sql.Column("task", sql.Integer, primary_key=True, autoincrement=False),
    sql.Column("person", sql.Integer, primary_key=True, autoincrement=False),
    sql.Column("skipped", sql.Boolean, nullable=False),
)
ANSWERS = sql.Table(
    "answers",
    TABLES,
    sql.Column("row", sql.Integer, primary_key=True),
    sql.Column("id", sql.Text, nullable=False, unique=True),  # made by whoever answers
    sql.Column("task", sql.Integer, nullable=False, index=True),
    sql.Column("person", sql.Integer, nullable=False, index=True),
    sql.Column("label", sql.Text, nullable=False),
    sql.Column("blind", sql.Boolean, nullable=False),  # given before the machine's view was shown
    sql.Column("spent", sql.Double, nullable=False),  # s
    sql.Column("at", sql.Double, nullable=False),
    sql.Column("undone", sql.Boolean, nullable=False),
    sqlite_autoincrement=True,
)
STANDS = ANSWERS.c.undone.is_(False)
sql.Index("answers_once", ANSWERS.c.task, ANSWERS.c.person, unique=True, sqlite_where=STANDS, postgresql_where=STANDS)
DECIDED = sql.Table(
    "decided",
    TABLES,
    sql.Column("id", sql.Integer, primary_key=True),
    sql.Column("at", sql.Double, nullable=False),
    sql.Column("kept", sql.Integer, nullable=False),
    sql.Column("asked", sql.Integer, nullable=False),
    sql.Column("refused", sql.Integer, nullable=False),
    sql.Column("data", sql.Text, nullable=False),  # as it was named
)
