"""The file of decisions: whose it is."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.defer.decide.written import free, is_free, refuse_anothers, write

TABLE = pl.DataFrame({"item": ["a"], "decision": ["alone"]})


def test_ones_own_is_written_anew_and_anothers_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert free("night", "a") == Path("night.decisions.parquet")
    write(TABLE, free("night", "a"), "a")
    assert free("night", "a") == Path("night.decisions.parquet")
    assert free("night", "b") == Path("night-2.decisions.parquet")
    refuse_anothers(Path("night.decisions.parquet"), "a")
    with pytest.raises(NinelivesError, match="something else"):
        refuse_anothers(Path("night.decisions.parquet"), "b")
    assert pl.read_parquet("night.decisions.parquet").equals(TABLE)


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine")
    assert not is_free(tmp_path / "notes", "a")
