"""What a database says, in words that a person can act on, and never with a password in them."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from ninelives.store.database import AWAY, DAMAGED, FULL
from ninelives.store.database.reasons import told


class SpokenError(Exception):
    def __init__(self, state: str | None, words: str = "connection failed") -> None:
        super().__init__(words)
        self.sqlstate = state


def sqlite(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code  # type: ignore[misc]
    return error


@pytest.mark.parametrize(
    ("orig", "status", "says"),
    [
        (sqlite(5), AWAY, "locked"),
        (sqlite(13), FULL, "full"),
        (sqlite(10 | 3 << 8), FULL, "did not take"),
        (sqlite(11), DAMAGED, "damaged"),
        (sqlite(1), DAMAGED, "as SQLite says it"),
        (SpokenError("53100"), FULL, "full"),
        (SpokenError("28P01"), AWAY, "let this user in"),
        (SpokenError(None, "password authentication failed"), AWAY, "let this user in"),
        (SpokenError(None, 'database "none" does not exist'), AWAY, "no database of that name"),
        (SpokenError(None, 'role "ann" does not exist'), AWAY, "let this user in"),
        (SpokenError("3D000"), AWAY, "no database of that name"),
        (SpokenError("57P01"), AWAY, "cannot be reached"),
        (SpokenError(None), AWAY, "cannot be reached"),
        (SpokenError("22000", "odd\nmore"), DAMAGED, "odd"),
    ],
)
def test_each_reason_has_words_and_a_status(orig: Exception, status: int, says: str) -> None:
    error = told(OperationalError("INSERT", {}, orig), "photos.queue")
    assert error.status == status
    assert says in error.message
    assert error.message.startswith("the database 'photos.queue': ")
    assert error.fix
