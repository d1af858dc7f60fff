"""What is a table, and what are photos."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ninelives.artifacts.table import Table
from ninelives.artifacts.table.which import is_table
from ninelives.errors import NinelivesError
from tests.folders import noise
from tests.rows import rows, write


def test_frames_and_tables_are() -> None:
    frame = rows()
    assert all(map(is_table, (frame, frame.lazy(), frame.to_arrow(), Table.of(frame))))


def test_a_file_of_rows_is(tmp_path: Path) -> None:
    frame = rows()
    for suffix in ("csv", "tsv", "CSV"):
        frame.write_csv(tmp_path / f"rows.{suffix}", separator="\t" if suffix == "tsv" else ",")
        assert is_table(tmp_path / f"rows.{suffix}")
    frame.write_parquet(tmp_path / "rows.parquet")
    frame.write_ndjson(tmp_path / "rows.jsonl")
    assert is_table(str(tmp_path / "rows.parquet"))
    assert is_table(tmp_path / "rows.jsonl")


@pytest.mark.parametrize("name", ["path", "image", "file"])
def test_a_list_of_pictures_is_none(tmp_path: Path, name: str) -> None:
    listed = pl.DataFrame({name: ["a.jpg", "b.JPG"], "label": ["cat", "dog"]})
    assert not is_table(write(tmp_path / "list.csv", listed))


def test_a_column_that_is_only_called_like_paths_makes_no_pictures(tmp_path: Path) -> None:
    assert is_table(write(tmp_path / "a.csv", rows().rename({"kind": "file"})))
    assert is_table(write(tmp_path / "b.csv", rows().rename({"size": "image"})))
    pl.DataFrame({"path": ["north\0", "x" * 5000], "y": [1, 2]}).write_parquet(tmp_path / "c.parquet")
    assert is_table(tmp_path / "c.parquet")


def test_names_of_files_that_are_there_are_pictures_whatever_their_suffix(tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(b"")
    assert not is_table(write(tmp_path / "list.csv", pl.DataFrame({"path": ["photo"], "label": ["cat"]})))


def test_everything_else_is_none(tmp_path: Path) -> None:
    photos = noise(tmp_path / "photos", dim=(10, 20, 1))
    for other in (photos, [photos], tmp_path / "none.csv", "a\0.csv", None, 3, b"rows.csv", tmp_path / "photos.zip"):
        assert not is_table(other)


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("a,b\n1\n1,2,3\n")
    assert is_table(tmp_path / "rows.csv")  # its header says so; its lines are told where they are read
    (tmp_path / "list.csv").write_text("path,b\n1\n1,2,3\n")
    with pytest.raises(NinelivesError, match="line 2"):
        is_table(tmp_path / "list.csv")


def test_rows_are_not_parsed_to_tell_what_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(path: Path) -> None:
        raise AssertionError(path)

    monkeypatch.setattr("ninelives.artifacts.sheets.read_sheet", never)
    assert is_table(write(tmp_path / "rows.csv", rows()))
