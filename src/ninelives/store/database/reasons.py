"""What can go wrong with a database, in words, each with the line that mends it."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from ninelives.errors import NinelivesError

FULL, AWAY, DAMAGED = 507, 503, 500  # HTTP statuses

_SQLITE: dict[int, tuple[int, str, str]] = {
    5: (AWAY, "another program holds it locked", "close what else has it open, and do the same again"),
    6: (AWAY, "another program holds it locked", "close what else has it open, and do the same again"),
    8: (AWAY, "it may only be read", "give yourself permission to write it and its folder"),
    10: (FULL, "the disk did not take or give its bytes", "free some space, or look at the disk's health"),
    11: (DAMAGED, "it is damaged", "restore a copy, or save what is whole: sqlite3 FILE .recover | sqlite3 NEW"),
    13: (FULL, "the disk is full", "free some space: nothing that was acknowledged is lost"),
    14: (AWAY, "it cannot be opened", "look whether its folder is there and may be written to"),
    26: (DAMAGED, "it is no SQLite database", "name another file with --database"),
}
_POSTGRES: dict[str, tuple[int, str, str]] = {
    "53100": (FULL, "its disk is full", "free some space on its machine: nothing that was acknowledged is lost"),
    "28": (AWAY, "it does not let this user in", "look at the name and the password in --database"),
    "3D": (AWAY, "it has no database of that name", "make it first: createdb NAME"),
    "42501": (AWAY, "this user may not do that there", "give the user rights on the schema"),
}
_UNREACHABLE = (AWAY, "it cannot be reached", "start it, and look at --database postgresql://USER@HOST/NAME")


class StorageError(NinelivesError):
    """A database that did not do what it was asked; nothing of that was kept, and all before it was."""

    def __init__(self, message: str, *, fix: str, status: int) -> None:
        super().__init__(message, fix=fix)
        self.status = status


def told(error: DBAPIError, name: str) -> StorageError:
    """What a library says of the database ``name``, so that a person knows what to do."""
    status, why, fix = _reason(error)
    return StorageError(f"the database '{name}': {why}", fix=fix, status=status)


def _reason(error: DBAPIError) -> tuple[int, str, str]:
    told = error.orig
    if isinstance(told, sqlite3.Error):
        code = getattr(told, "sqlite_errorcode", 1) & 0xFF
        return _SQLITE.get(code, (DAMAGED, str(told), "name another file with --database"))
    state = getattr(told, "sqlstate", None)
    if state is None:  # it was never let in, and says why in words alone
        words = {"authentication": "28", "role": "28", "does not exist": "3D"}
        return next((_POSTGRES[found] for each, found in words.items() if each in str(told)), _UNREACHABLE)
    if state.startswith(("08", "57P")):
        return _UNREACHABLE
    for start, found in _POSTGRES.items():
        if state.startswith(start):
            return found
    return DAMAGED, str(told).partition("\n")[0], "look at the server's log"
