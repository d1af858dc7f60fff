"""Tests of files of rows by their suffix."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
from pyarrow import parquet

from ninelives.artifacts.sheets import open_sheet, read_sheet
from ninelives.errors import NinelivesError

FRAME = pl.DataFrame({"a": ["x", "y"], "b": [1, 2]})


@pytest.mark.parametrize("suffix", ["csv", "CSV", "tsv", "txt", "parquet", "jsonl", "ndjson"])
def test_each_suffix(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"t.{suffix}"
    if suffix == "parquet":
        FRAME.write_parquet(path)
    elif suffix.endswith("json") or suffix == "jsonl":
        FRAME.write_ndjson(path)
    else:
        FRAME.write_csv(path, separator="\t" if suffix == "tsv" else ",")
    sheet = read_sheet(path)
    assert (sheet.names, sheet.rows, sheet.where) == (["a", "b"], 2, f"the table '{path}'")
    assert sheet.frame().cast(pl.String).equals(FRAME.cast(pl.String))


@pytest.mark.parametrize(
    ("name", "fix"),
    [("t.xlsx", "save the sheet as CSV"), ("t.csv.gz", "unpack it first"), ("t.json", r"jq -c '\.\[\]'")],
)
def test_what_is_no_table_of_ours_is_told_with_the_way_out(name: str, fix: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK\3\4")
    with pytest.raises(NinelivesError, match=f"is no CSV, Parquet or JSON-lines file\n.*{fix}"):
        read_sheet(tmp_path / name)


def test_a_damaged_parquet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    FRAME.write_parquet(path)
    data = path.read_bytes()
    for damaged in (data[: len(data) // 2], b"", b"PAR1" + data[4:-8] + b"\xff" * 4 + b"PAR1"):
        path.write_bytes(damaged)
        with pytest.raises(NinelivesError, match="cannot be read"):
            read_sheet(path)


def test_two_columns_of_one_name_in_parquet_are_told(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    parquet.write_table(pa.table([[1], [2]], names=["a", "a"]), path)
    with pytest.raises(NinelivesError, match="it has two columns named 'a'"):
        read_sheet(path)


def test_what_is_not_there_is_told_with_what_is_near(tmp_path: Path) -> None:
    (tmp_path / "titanic.csv").write_text("a\n1\n")
    with pytest.raises(NinelivesError, match=r"there is no table '.*titanc.csv'\n.*did you mean .*titanic.csv \?"):
        open_sheet(tmp_path / "titanc.csv")
    with pytest.raises(NinelivesError, match="cannot be read: it is a folder"):
        read_sheet(tmp_path)
    with pytest.raises(NinelivesError, match="there is no table"):
        read_sheet(Path("a\0b"))


def test_a_frame_is_a_sheet_too() -> None:
    assert open_sheet(FRAME, "the new rows").where == "the new rows"
