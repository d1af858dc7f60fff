"""Photos beside photos."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ninelives.artifacts.sides import opened
from ninelives.errors import NinelivesError
from ninelives.stages.audit import audit
from ninelives.store.cache import Cache
from tests.artifacts.sides.test_photos import folder
from tests.rows import write


@pytest.fixture
def cache() -> Cache:
    return Cache.user()


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("photos")
    return folder(root / "old", 16, 0), folder(root / "new", 14, 1, 0.1)


def test_the_dark_is_told_and_shown(two: tuple[Path, Path]) -> None:
    found = audit(*two, draws=99, progress=False)
    assert found.facts["explained_by"][0]["column"] in ("light", "sharpness")
    assert found.rows["jpeg"][0]
    assert found.verdict in ("outside-envelope", "shifted-harmful")


def test_a_photo_of_a_scene_that_is_there_already_is_left_out(two: tuple[Path, Path], tmp_path: Path) -> None:
    old, _ = two
    more = folder(tmp_path / "more", 12, 5)
    (more / "again.png").write_bytes((old / "00.png").read_bytes())
    both = opened(old, more, None, Cache.user())
    assert (both.repeated, len(both.new or ())) == (1, 12)
    assert "left out" in " ".join(both.notes)


def test_photos_and_rows_are_not_held_against_each_other(tmp_path: Path, cache: Cache) -> None:
    rows = write(tmp_path / "rows.csv", pl.DataFrame({"a": [1.0, 2.0] * 20}))
    (tmp_path / "photos").mkdir()
    with pytest.raises(NinelivesError, match="the reference is of photos"):
        opened(tmp_path / "photos", rows, None, cache)
