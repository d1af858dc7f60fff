"""Tests of photos inside an archive: few files are open, and few row groups held."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from ninelives.artifacts.archive import Archive, UnreadableError, shards
from ninelives.artifacts.archive import growth as growths
from ninelives.artifacts.archive.grown import grow
from tests.artifacts.archive.growing import growth


def test_few_files_are_open_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growths, "BLOCK", 300)
    monkeypatch.setattr(shards, "SHARD", 700)
    monkeypatch.setattr(shards, "OPEN", 2)
    grow(growth(60), tmp_path / "made.archive")
    paths = sorted((tmp_path / "made.archive/shards").iterdir())
    assert len(paths) > 10
    read = shards._Shards(paths)
    assert len({read.read(at) for at in range(60)}) == 60
    assert (len(read._open), len(read._kept)) == (2, shards.HELD)


def test_a_shard_that_is_gone_is_told(tmp_path: Path) -> None:
    grow(growth(5), tmp_path / "made.archive")
    archive = Archive.load(tmp_path / "made.archive")
    (tmp_path / "made.archive/shards/00000.parquet").unlink()
    with pytest.raises(UnreadableError, match="its shard cannot be read"):
        archive.source.read(0)


def test_a_shard_without_bytes_is_told(tmp_path: Path) -> None:
    with shards.writer(tmp_path / "0.parquet") as shard:
        shard.write_table(pa.table({"item": ["a"], "bytes": pa.array([None], pa.binary())}))
    with pytest.raises(UnreadableError, match="holds no bytes of it"):
        shards._Shards([tmp_path / "0.parquet"]).read(0)
