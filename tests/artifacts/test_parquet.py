"""Tests of reading Parquet from anyone."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ninelives.artifacts import parquet
from ninelives.errors import NinelivesError

TABLE = pl.DataFrame({"item": ["a", "b"], "n": [1, 2]})


def test_a_table_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    TABLE.write_parquet(path)
    assert parquet.read(path).equals(TABLE)
    assert parquet.read(path, {"item": pl.String}).equals(TABLE)


@pytest.mark.parametrize(
    "data", [b"", b"PAR1", b"text, not Parquet\n" * 50, b"PAR1" + b"\xff" * 100 + b"PAR1"], ids=len
)
def test_what_is_no_parquet_is_told(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    path.write_bytes(data)
    with pytest.raises(NinelivesError, match=r"the table '.*' cannot be read: "):
        parquet.read(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="cannot be read"):
        parquet.read(tmp_path / "gone.parquet")


def test_a_column_that_is_missing_or_of_another_type_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    TABLE.write_parquet(path)
    with pytest.raises(NinelivesError, match="has no column 'n' of the type that belongs there"):
        parquet.read(path, {"item": pl.String, "n": pl.String})
    with pytest.raises(NinelivesError, match="has no column 'gone'"):
        parquet.read(path, {"gone": pl.String})


def test_changed_bytes_give_a_table_or_a_clear_error(tmp_path: Path) -> None:
    path, luck = tmp_path / "t.parquet", random.Random(0)
    TABLE.write_parquet(path)
    whole, refused = path.read_bytes(), 0
    for _ in range(150):
        changed = bytearray(whole[: luck.choice([len(whole), luck.randrange(len(whole))])])
        for _ in range(4):
            changed[luck.randrange(len(changed))] ^= 1 << luck.randrange(8) if changed else 0
        path.write_bytes(changed)
        try:
            parquet.read(path)
        except NinelivesError:
            refused += 1
    assert refused > 50


def test_damaged_text_and_names_are_told_before_they_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    frame = pl.DataFrame({"naïve": ["größe", "b"], "deep": [{"jäh": 1}, {"jäh": 2}]})
    frame.write_parquet(path, compression="uncompressed")
    data = path.read_bytes()
    assert parquet.read(path).equals(frame)
    path.write_bytes(data.replace(b"ARROW:schema", b"ARROW:sch\xffma"))
    assert parquet.read(path).equals(frame)
    for word in ("größe", "naïve", "jäh"):
        path.write_bytes(data.replace(word.encode(), word.encode().replace(b"\xc3", b"\xff")))
        with pytest.raises(NinelivesError, match="cannot be read"):
            parquet.read(path)


def test_two_columns_of_one_name_are_told(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table([[1], [2]], names=["a", "a"]), path)
    with pytest.raises(NinelivesError, match="cannot be read: it has two columns named 'a'"):
        parquet.read(path)
