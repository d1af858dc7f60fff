"""Rows in SQLite or PostgreSQL, by the same code, with one thread that writes: what waits shares one commit.

A write is acknowledged after its commit, and a commit is on the disk (SQLite: write-ahead log, ``synchronous=FULL``).
So ``kill -9`` at any moment loses nothing that was acknowledged, and many small writes cost one ``fsync`` together.
"""

from ninelives.store.database.database import Database, Work
from ninelives.store.database.reasons import AWAY, DAMAGED, FULL, StorageError

__all__ = ["AWAY", "DAMAGED", "FULL", "Database", "StorageError", "Work"]
