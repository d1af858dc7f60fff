"""What was measured once is not measured again: blobs by content, in one SQLite file under the user's cache folder.

Every batch is one transaction (write-ahead log), so ``kill -9`` costs at most the batch in flight. The folder may be
deleted at any time: everything in it can be made again.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
import threading
import time
import weakref
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ninelives.errors import NinelivesError

ABANDONED = 30 * 86_400  # s without a change after which nobody comes back for a run's unfinished work
ASK = 500  # keys in one SELECT; SQLite's default limit on variables was 999 for long


class Cache:
    """A folder with one database of blobs and some files that are made once."""

    def __init__(self, root: Path) -> None:
        """Open or make the cache at ``root``.

        Raises:
            NinelivesError: the folder cannot be written, or its database is damaged.
        """
        self.root = root
        self._lock = threading.Lock()
        self._tables: dict[str, str] = {}
        with self.told():
            root.mkdir(parents=True, exist_ok=True)
            with (root / "opening").open(
                "w"
            ) as one_at_a_time:  # SQLite waits for writers, but not for a change of mode
                fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
                self._db = _database(root / "blobs.sqlite")
        self._end = weakref.finalize(self, self._db.close)  # unlike __del__ in time, where a cycle holds the cache

    @classmethod
    def user(cls) -> Cache:
        """The user's own: ``$NINELIVES_CACHE``, else ``$XDG_CACHE_HOME/ninelives``, else ``~/.cache/ninelives``.

        Where that cannot be written (a read-only home), one for this process alone, removed at its end.
        """
        if named := os.environ.get("NINELIVES_CACHE"):
            return cls(Path(named))
        base = os.environ.get("XDG_CACHE_HOME")
        root = (Path(base) if base else Path("~/.cache").expanduser()) / "ninelives"
        try:
            root.mkdir(parents=True, exist_ok=True)
            writable = os.access(root, os.W_OK)
        except OSError:
            writable = False
        return cls(root) if writable else cls(_fleeting())

    def path(self, *parts: str) -> Path:
        """A place in the cache for a file or folder that is made once; its parent exists."""
        path = self.root.joinpath(*parts)
        with self.told():
            path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def fleeting(self) -> Fleeting:
        """A file without a name beside the others, whose room is free again when nobody looks at it any more."""
        with self.told():
            return Fleeting(self.root)

    def work(self, name: str) -> Path:
        """The folder for what an unfinished run has done already; work that others abandoned is swept away."""
        own = self.path("work", name)
        with contextlib.suppress(OSError):  # none is there yet
            os.utime(own)  # whoever comes back after all, finds it
        with contextlib.suppress(OSError), os.scandir(own.parent) as entries:
            for entry in entries:
                if time.time() - entry.stat(follow_symlinks=False).st_mtime > ABANDONED:
                    shutil.rmtree(entry.path, ignore_errors=True)
        return own

    def get(self, recipe: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The blobs made by ``recipe`` that are there, by key; a damaged one counts as not there."""
        table, wanted = self._table(recipe), list(keys)
        found: dict[bytes, bytes] = {}
        with self.told(), self._lock:
            for start in range(0, len(wanted), ASK):
                part = wanted[start : start + ASK]
                marks = ",".join("?" * len(part))
                rows = self._db.execute(f'SELECT key, value FROM "{table}" WHERE key IN ({marks})', part)
                found.update((key, value[4:]) for key, value in rows if value[:4] == _checksum(value[4:]))
        return found

    def put(self, recipe: str, blobs: Mapping[bytes, bytes]) -> None:
        """Keep blobs, all or none of them."""
        if not blobs:
            return
        table = self._table(recipe)
        with self.told(), self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                rows = ((key, _checksum(value) + value) for key, value in blobs.items())
                self._db.executemany(f'INSERT OR REPLACE INTO "{table}" VALUES (?, ?)', rows)
                self._db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the database."""
        self._end()

    def _table(self, recipe: str) -> str:
        if recipe not in self._tables:
            name = "r" + hashlib.sha256(recipe.encode()).hexdigest()[:24]
            with self.told(), self._lock:
                self._db.execute(f'CREATE TABLE IF NOT EXISTS "{name}" (key BLOB PRIMARY KEY, value BLOB NOT NULL)')
            self._tables[recipe] = name
        return self._tables[recipe]

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """Turn a refusal of the disk into an error that says what to do.

        Raises:
            NinelivesError: instead of any error of the system or the database that the body raises.
        """
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            fix = f"free some space, delete '{self.root}', or name another folder in NINELIVES_CACHE"
            raise NinelivesError(f"the cache '{self.root}' cannot be used: {error}", fix=fix) from error


class Fleeting:
    """A file without a name, to be read and written by ``os.pread`` and ``os.pwrite``; it goes with this object."""

    def __init__(self, folder: Path) -> None:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            self._handle = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._handle)

    def fileno(self) -> int:
        """The system's number of it."""
        return self._handle


def _database(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=60, check_same_thread=False, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=NORMAL")  # a power cut may lose a batch, never the file
    except sqlite3.Error:
        database.close()
        raise
    return database


def _checksum(value: bytes) -> bytes:
    return zlib.crc32(value).to_bytes(4, "little")


def _fleeting() -> Path:
    """A temporary folder that goes with the process."""
    import atexit

    folder = Path(tempfile.mkdtemp(prefix="ninelives-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
