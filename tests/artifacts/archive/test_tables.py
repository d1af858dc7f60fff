"""Tests of tables with a column of picture paths."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ninelives.artifacts.archive import open_source
from ninelives.artifacts.archive.tables import PATHS, read_table
from ninelives.errors import NinelivesError
from tests.artifacts.archive.shelf import fill

ROWS = pl.DataFrame({"path": ["in/b.jpg", "a.jpg"], "label": ["dog", "cat"], "hour": [20.5, 9.0], "pen": ["x", None]})
WRITERS: dict[str, Callable[[pl.DataFrame, Path], Any]] = {
    "csv": lambda frame, path: frame.write_csv(path),
    "CSV": lambda frame, path: frame.write_csv(path),
    "tsv": lambda frame, path: frame.write_csv(path, separator="\t"),
    "parquet": lambda frame, path: frame.write_parquet(path),
    "jsonl": lambda frame, path: frame.write_ndjson(path),
    "ndjson": lambda frame, path: frame.write_ndjson(path),
}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    return fill(tmp_path, {"a.jpg": b"A", "in/b.jpg": b"B", "in/c d.jpg": b"C"})


def text(room: Path, content: str | bytes, name: str = "t.csv") -> Path:
    path = room / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("suffix", WRITERS)
def test_any_table_is_read_from_its_own_folder(suffix: str, room: Path) -> None:
    WRITERS[suffix](ROWS, room / f"t.{suffix}")
    source = open_source(room / f"t.{suffix}")
    assert source.items == ["a.jpg", "in/b.jpg"]
    assert [source.read(0), source.read(1)] == [b"A", b"B"]
    assert source.labels == ["cat", "dog"]
    assert source.columns is not None
    assert source.columns.to_dict(as_series=False) == {"hour": [9.0, 20.5], "pen": [None, "x"]}
    assert source.paths(1) == str(room / "in/b.jpg")


@pytest.mark.parametrize("name", PATHS)
def test_each_name_of_a_path_column(name: str, room: Path) -> None:
    assert open_source(text(room, f"{name}\na.jpg\n")).items == ["a.jpg"]


@pytest.mark.parametrize("name", ["label", "class", "target"])
def test_each_name_of_a_label_column(name: str, room: Path) -> None:
    assert open_source(text(room, f"path,{name}\na.jpg,7\n")).labels == ["7"]


def test_the_target_is_chosen(room: Path) -> None:
    table = text(room, "path,label,species\na.jpg,x,cat\n")
    source = open_source(table, target="species")
    assert source.labels == ["cat"]
    assert source.columns is not None
    assert source.columns.columns == ["label"]


def test_a_wrong_target_is_told_with_the_near_one(room: Path) -> None:
    with pytest.raises(NinelivesError, match="has no column 'specis': it has 'path', 'species'") as error:
        open_source(text(room, "path,species\na.jpg,cat\n"), target="specis")
    assert error.value.fix == "did you mean --target species ?"


def test_folders_name_the_class_where_no_column_does(room: Path) -> None:
    assert open_source(text(room, "path,hour\na.jpg,1\nin/b.jpg,2\n")).labels == [None, "in"]


def test_an_item_column_names_the_photos(room: Path) -> None:
    source = open_source(text(room, "item,path\none,in/b.jpg\nalso,a.jpg\n"))
    assert source.items == ["also", "one"]
    assert [source.read(0), source.read(1)] == [b"A", b"B"]


def test_missing_doubled_and_nameless_rows_are_set_aside(room: Path) -> None:
    rows = "path,label\na.jpg,x\ngone.jpg,x\n,x\nin,x\na.jpg,y\nin/c d.jpg,x\n"
    source = open_source(text(room, rows))
    assert source.items == ["a.jpg", "in/c d.jpg"]
    assert [(entry.path, entry.reason) for entry in source.set_aside] == [
        ("gone.jpg", "there is no such file"),
        ("row 3", "its row names no file"),
        ("in", "there is no such file"),
        ("a.jpg", "it stands twice in the table"),
    ]


def test_names_with_quotes_newlines_and_other_letters(room: Path) -> None:
    names = ['qu"o,te.jpg', "new\nline.jpg", "größe 猫.jpg"]
    fill(room, {name: name.encode() for name in names})
    pl.DataFrame({"path": names}).write_csv(room / "t.csv")
    source = open_source(room / "t.csv")
    assert {item: source.read(i).decode() for i, item in enumerate(source.items)} == {name: name for name in names}


def test_an_absolute_path_is_read(room: Path) -> None:
    source = open_source(text(room, f"path\n{room / 'a.jpg'}\n"))
    assert (source.items, source.read(0)) == ([str(room / "a.jpg")], b"A")


def test_a_byte_order_mark_is_no_part_of_a_name(room: Path) -> None:
    assert open_source(text(room, "\ufeffpath,label\na.jpg,cat\n")).labels == ["cat"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.csv", "", "cannot be read"),
        ("t.csv", "path\n", "has no rows"),
        ("t.csv", "path,hour,hour\na.jpg,1,2\n", "has two columns named 'hour'"),
        ("t.csv", "colour,size\nred,1\n", "has no column of picture paths: it has 'colour', 'size'"),
        ("t.csv", b"path\n\xff\xfe\x00\x01\n", "cannot be read"),
        ("t.csv", "path,x\na.jpg,1,2,3\n", "cannot be read"),
        ("t.parquet", "no parquet", "cannot be read"),
        ("t.jsonl", '{"path": "a.jpg"\n', "cannot be read"),
        ("t.jsonl", "[1, 2]\n", "cannot be read"),
        ("t.jsonl", '{"path": "a.jpg", "path": "b.jpg"}\n', "has two columns named 'path'"),
        ("t.jsonl", '{"path": ' + "[" * 20_000 + "\n", "cannot be read"),
        ("t.jsonl", "", "(cannot be read|has no rows)"),
    ],
    ids=range(12),
)
def test_a_bad_table_is_told(name: str, content: str | bytes, words: str, room: Path) -> None:
    with pytest.raises(NinelivesError, match=rf"the table '.*' {words}"):
        open_source(text(room, content, name))


@pytest.mark.parametrize("value", [[1], {"a": 1}, True, 3, None])
def test_paths_that_are_no_text_are_set_aside_or_told(value: Any, room: Path) -> None:
    pl.DataFrame({"path": [value]}, strict=False).write_parquet(room / "t.parquet")
    try:
        source = open_source(room / "t.parquet")
    except NinelivesError:
        return
    assert source.items == []
    assert len(source.set_aside) == 1


def test_many_columns_are_told_shortly(room: Path) -> None:
    names = ",".join(f"c{n}" for n in range(50))
    with pytest.raises(NinelivesError, match=r"'c7', …\n"):
        open_source(text(room, f"{names}\n{names}\n"))


def test_text_stays_text(room: Path) -> None:
    frame = read_table(text(room, "item,label\n007,1e3\nx,y\n"))
    assert frame.rows() == [("007", "1e3"), ("x", "y")]


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_a_spreadsheet_of_any_country_is_read(separator: str, room: Path) -> None:
    rows = [["path", "kind", "note"], *([f"{name}", "a", "1,5; 2"] for name in ("a/1.jpg",))]
    with (room / "t.csv").open("w", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    frame = read_table(room / "t.csv")
    assert frame.columns == ["path", "kind", "note"]
    assert frame.row(0) == ("a/1.jpg", "a", "1,5; 2")


def test_a_table_of_one_column_is_one(room: Path) -> None:
    (room / "t.csv").write_text("path\na;b.jpg\n")
    assert read_table(room / "t.csv").rows() == [("a;b.jpg",)]


def test_letters_of_a_spreadsheet_are_read_and_told(room: Path) -> None:
    source = open_source(text(room, "path;größe\na.jpg;1,5\n".encode("cp1252")))
    assert source.columns is not None
    assert source.columns.columns == ["größe"]
    assert "was read as Windows-1252" in source.notes[0]


def test_yes_and_no_and_numbers_are_that_where_all_cells_are(room: Path) -> None:
    frame = read_table(text(room, "path,a,b,c,d\na.jpg,1,1.5,true,1\nb.jpg,,2,False,x\n"))
    assert frame.drop("path").rows() == [(1, 1.5, True, "1"), (None, 2.0, False, "x")]
