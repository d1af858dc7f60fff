"""Who may see the pages: a token for each person, kept as a digest, withdrawn at once.

A token and the cookie that it is changed for hold 256 bits of chance each, so that a plain SHA-256 of
them is safe to keep.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sql

from ninelives.store.database import Database

LASTS = 30 * 86_400  # s that a session lasts
PERSON, OWNER = "person", "owner"

TABLES = sql.MetaData()
PEOPLE = sql.Table(
    "people",
    TABLES,
    sql.Column("id", sql.Integer, primary_key=True),
    sql.Column("name", sql.Text, nullable=False, unique=True),
    sql.Column("role", sql.Text, nullable=False),
    sql.Column("token", sql.Text, unique=True),  # its digest; none once it is withdrawn
)
SESSIONS = sql.Table(
    "sessions",
    TABLES,
    sql.Column("cookie", sql.Text, primary_key=True),  # its digest
    sql.Column("person", sql.Integer, nullable=False, index=True),
    sql.Column("began", sql.Float, nullable=False),  # s since 1970
)
_WHO = (
    sql.select(SESSIONS.c.cookie, PEOPLE.c.id, PEOPLE.c.name, PEOPLE.c.role)
    .join(PEOPLE, SESSIONS.c.person == PEOPLE.c.id)
    .where(SESSIONS.c.cookie.in_(sql.bindparam("cookies", expanding=True)), SESSIONS.c.began > sql.bindparam("since"))
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was invited."""

    id: int
    name: str
    role: str  # PERSON or OWNER
    revoked: bool = False


def who(connection: sql.Connection, cookies: Iterable[str | None]) -> dict[str | None, Person]:
    """Whose sessions some cookies are, as this transaction sees it; those withdrawn, or never given, are left out."""
    digests = {_digest(cookie): cookie for cookie in cookies if cookie}
    rows = connection.execute(_WHO, {"cookies": [*digests], "since": time.time() - LASTS})
    return {digests[row[0]]: Person(*row[1:]) for row in rows}


class Tokens:
    """The people of one database."""

    def __init__(self, database: Database) -> None:
        """Make the tables that it needs.

        Raises:
            StorageError: the database cannot be written.
        """
        self.database = database
        database.make(TABLES)

    def invite(self, name: str, role: str = PERSON) -> str:
        """A new token for somebody; an older one of theirs ends, their sessions go on."""
        token = secrets.token_urlsafe(32)

        def write(connection: sql.Connection) -> None:
            given = {"role": role, "token": _digest(token)}
            if not connection.execute(sql.update(PEOPLE).where(PEOPLE.c.name == name), given).rowcount:
                connection.execute(sql.insert(PEOPLE), {"name": name, **given})

        self.database.write(write)
        return token

    def enter(self, token: str) -> str | None:
        """Change a token for a new session's cookie; None for one that was withdrawn or never was."""
        cookie = secrets.token_urlsafe(32)

        def write(connection: sql.Connection) -> bool:
            person = connection.scalar(sql.select(PEOPLE.c.id).where(PEOPLE.c.token == _digest(token)))
            if person is None:
                return False
            connection.execute(sql.delete(SESSIONS).where(SESSIONS.c.began < time.time() - LASTS))
            row = {"cookie": _digest(cookie), "person": person, "began": time.time()}
            connection.execute(sql.insert(SESSIONS), row)
            return True

        return cookie if self.database.write(write) else None

    def revoke(self, name: str) -> bool:
        """End somebody's token and sessions: whatever they send from now on is refused. False where there is none."""

        def write(connection: sql.Connection) -> bool:
            person = connection.scalar(sql.select(PEOPLE.c.id).where(PEOPLE.c.name == name))
            connection.execute(sql.update(PEOPLE).where(PEOPLE.c.id == person), {"token": None})
            connection.execute(sql.delete(SESSIONS).where(SESSIONS.c.person == person))
            return person is not None

        return self.database.write(write)

    def people(self) -> list[Person]:
        """Everybody, in the order of their invitation."""
        columns = (PEOPLE.c.id, PEOPLE.c.name, PEOPLE.c.role, PEOPLE.c.token.is_(None))
        with self.database.read() as connection:
            return [Person(*row) for row in connection.execute(sql.select(*columns).order_by(PEOPLE.c.id))]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
