"""An engine for an address: SQLite made durable, PostgreSQL through psycopg."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import sqlalchemy as sql
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from ninelives.errors import NinelivesError

PATIENCE = 10  # s that SQLite waits for a writer of another process


def is_sqlite(url: sql.URL) -> bool:
    """Whether it is the embedded one."""
    return url.get_backend_name() == "sqlite"


def url_of(place: str | Path) -> sql.URL:
    """The address of a database: a path, ``sqlite:///FILE`` or ``postgresql://USER@HOST/NAME``."""
    fix = "--database FILE, or --database postgresql://USER@HOST/NAME"
    if isinstance(place, Path) or "://" not in place:
        return sql.URL.create("sqlite", database=str(place))
    try:
        url = sql.make_url(place)
    except (ArgumentError, ValueError):
        raise NinelivesError("the address of the database cannot be read", fix=fix) from None
    kind = url.get_backend_name()
    if kind in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if kind != "sqlite" or not url.database:
        raise NinelivesError(f"there is no database of kind '{kind}': SQLite and PostgreSQL are known", fix=fix)
    return url


def engine_of(url: sql.URL) -> sql.Engine:
    """Connections to it; none is made yet.

    Raises:
        NinelivesError: PostgreSQL, and psycopg is not installed.
    """
    try:
        engine = sql.create_engine(url, pool_pre_ping=not is_sqlite(url), pool_size=16)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise NinelivesError("PostgreSQL needs psycopg", fix="pip install 'ninelives[postgres]'") from error
    if is_sqlite(url):
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, not where Python guesses
    connection.execute(f"PRAGMA busy_timeout={1000 * PATIENCE}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def _begin(connection: sql.Connection) -> None:
    writes = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
