"""What a person names is opened as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.sides import opened
from ninelives.errors import NinelivesError
from ninelives.store.cache import Cache
from tests.rows import write
from tests.stages.audit.test_job import frame


@pytest.fixture
def cache() -> Cache:
    return Cache.user()


def test_labels_of_a_declared_use_are_refused(tmp_path: Path, cache: Cache) -> None:
    old = write(tmp_path / "old.csv", frame(60, 0))
    with pytest.raises(NinelivesError, match="only a use is declared"):
        opened(old, "kind=x", None, cache, labels=tmp_path / "few.csv")


def test_what_nothing_can_be_held_against_is_told(tmp_path: Path, cache: Cache) -> None:
    from ninelives.store import manifest

    (tmp_path / "x").mkdir()
    manifest.seal(tmp_path / "x", "patterns", {})
    with pytest.raises(NinelivesError, match="of kind 'patterns'"):
        opened(tmp_path / "x", tmp_path, None, cache)
