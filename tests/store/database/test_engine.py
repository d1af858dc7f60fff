"""Addresses of databases, and what they become."""

from __future__ import annotations

import builtins
from pathlib import Path

import pytest

from ninelives.errors import NinelivesError
from ninelives.store.database.engine import engine_of, is_sqlite, url_of


@pytest.mark.parametrize("place", ["photos.queue", Path("photos.queue"), "sqlite:///photos.queue"])
def test_a_path_is_a_file_of_sqlite(place: str | Path) -> None:
    url = url_of(place)
    assert (is_sqlite(url), url.database) == (True, "photos.queue")


@pytest.mark.parametrize("start", ["postgresql", "postgres", "postgresql+psycopg", "postgresql+psycopg2"])
def test_postgresql_is_reached_through_psycopg(start: str) -> None:
    url = url_of(f"{start}://ann:secret@host/photos")
    assert (url.drivername, url.username, url.database) == ("postgresql+psycopg", "ann", "photos")


def test_without_psycopg_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def none(name: str, *rest: object) -> object:
        if name.startswith("psycopg"):
            raise ModuleNotFoundError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", none)
    with pytest.raises(NinelivesError, match="needs psycopg"):
        engine_of(url_of("postgresql://host/photos"))
