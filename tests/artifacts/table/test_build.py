"""Tests of the way from a file to a table: whatever people have, read or told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.table import Coding, Table
from ninelives.artifacts.table.asked import Wanted
from ninelives.artifacts.table.build import build
from ninelives.errors import NinelivesError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.csv"


def read(path: Path, content: str | bytes, **options: Any) -> Table:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Table.of(path, **{"target": "y", **options})


def fails(path: Path, content: str, words: str, **options: Any) -> str:
    with pytest.raises(NinelivesError, match=words) as error:
        read(path, content, **options)
    assert error.value.fix
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    return error.value.fix


ROWS = "".join(f"{n / 7:.3f},{'abc'[n % 3]},{n % 2},{'xy'[n % 5 > 2]}\n" for n in range(60))


def test_a_table_in_the_order_of_its_file(path: Path) -> None:
    table = read(path, "size,kind,even,y\n" + ROWS)
    assert table.frame.columns == ["item", "scene", "y", "size", "kind", "even"]
    assert [column.kind for column in table.columns] == ["number", "category", "number"]
    assert (table.task, table.classes, table.world) == ("classification", ("x", "y"), "real")
    assert table.items[:3] == ["1", "2", "3"]
    assert table.labels[:4] == ["x", "x", "x", "y"]
    assert table.y[:4].tolist() == [0, 0, 0, 1]
    assert (table.notes, table.leaks, table.set_aside) == ((), (), ())


def test_a_column_names_the_rows_and_is_not_learned_from(path: Path) -> None:
    rows = "".join(f"p{n},{line}\n" for n, line in enumerate(ROWS.splitlines()))
    for header, options in (("item", {}), ("key", {"id": "key"})):
        table = read(path, f"{header},size,kind,even,y\n{rows}", **options)
        assert table.items[0] == "p0"
        assert header not in {column.name for column in table.columns}


def test_a_column_scene_puts_rows_together(path: Path) -> None:
    rows = "".join(f"{n // 2},{line}\n" for n, line in enumerate(ROWS.splitlines()))
    table = read(path, f"scene,size,kind,even,y\n{rows}")
    assert table.scenes == 30
    assert table.scene[:4].tolist() == [0, 0, 2, 2]
    assert "scene" not in {column.name for column in table.columns}


def test_rows_without_an_answer_are_set_aside_by_name(path: Path) -> None:
    table = read(path, "size,kind,even,y\n" + ROWS + "1.5,a,0,\n2.5,b,1,NA\n")
    assert [(entry.path, entry.reason) for entry in table.set_aside] == [
        ("61", "its 'y' is missing"),
        ("62", "its 'y' is missing"),
    ]
    assert len(table) == 60
    assert "2 rows without a usable 'y' set aside" in table.notes
    missing = read(path, "size,kind,even,y\n" + ROWS + ",a,0,\n,a,0,x\n").columns[0].missing
    assert missing == 1


def test_rows_that_repeat_are_one_scene_and_told(path: Path) -> None:
    table = read(path, "size,kind,even,y\n" + ROWS + ROWS[: ROWS.index("\n") + 1] + "0.000,a,0,y\n")
    assert table.scene[[0, 60, 61]].tolist() == [0, 0, 0]
    assert table.scenes == 60
    assert (
        "2 rows repeat an earlier one in all columns that are learned from (3 rows are the same as one"
        in table.notes[-1]
    )
    assert table.leaks[-1].kind == "twins"


def test_an_ignored_column_is_not_there(path: Path) -> None:
    table = read(path, "size,kind,even,y\n" + ROWS, ignore=["kind"])
    assert [column.name for column in table.columns] == ["size", "even"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "cannot be read: it is empty"),
        ("size,y\n", "has no rows"),
        ("size,y\n1,a\n", "'y' is 'a' in the only row"),
        ("y\na\nb\na\n", "no column to learn from: it has none beside the target"),
        ("size,Y\n1,a\n2,b\n", "has no column 'y': it has 'size', 'Y'"),
        ("size,size,y\n1,2,a\n", "two columns named 'size'"),
        ("size,y\n1,a\n2,b,c\n3\n", "line 4: 1 field where the header has 2; line 3: 3 fields"),
        ("size,y\n1,a\n1,b\n1,a\n", "no column to learn from: 'size': it has one value only; left out"),
    ],
)
def test_a_bad_file_is_told(content: str, words: str, path: Path) -> None:
    fails(path, content, words)


def test_a_wrong_target_is_told_with_the_near_one(path: Path) -> None:
    assert fails(path, "size,survived\n1,a\n2,b\n", "no column 'survivd'", target="survivd") == (
        "did you mean --target survived ?"
    )


def test_where_all_is_left_out_it_is_said_why(path: Path) -> None:
    rows = "".join(f"{n},{'ab'[n * 7 % 5 > 2]}\n" for n in range(60))
    fix = fails(path, f"number,y\n{rows}", "no column to learn from: 'number' counts the rows")
    assert fix == "add columns, or --keep 'number'"
    assert len(read(path, f"number,y\n{rows}", keep=["number"]).columns) == 1


def test_a_spreadsheet_from_germany(path: Path) -> None:
    cells = [
        (
            f"1.{100 + n},{n % 10}",
            f"{n % 28 + 1:02d}.02.2026",
            "wahr" if n % 3 else "falsch",
            "ja" if n % 7 > 2 else "nein",
        )
        for n in range(60)
    ]
    rows = "".join(";".join(each) + "\r\n" for each in cells)
    table = read(path, ("größe;tag;neu;y\r\n" + rows).encode("cp1252"))
    assert [column.name for column in table.columns] == ["größe", "tag", "neu"]
    assert [column.kind for column in table.columns] == ["number", "date", "boolean"]
    assert table.frame["größe"][:2].to_list() == [1100.0, 1101.1]
    assert table.columns[1].order == "dmy"
    assert "was read as Windows-1252" in table.notes[0]


def test_json_within_json(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    lines = [f'{{"y": "{"ab"[n % 3 > 0]}", "place": {{"lat": {n * 1.5}, "ways": [{n}]}}}}\n' for n in range(30)]
    path.write_text("".join(lines))
    table = Table.of(path, target="y")
    assert [column.name for column in table.columns] == ["place.lat"]
    assert table.notes == ("'place.ways': it holds lists or bytes; write one word or number a row; left out",)


def test_the_order_of_dates_can_be_said(path: Path) -> None:
    rows = "".join(f"{n % 12 + 1}/{n % 5 + 1}/11,{n / 7},{'ab'[n % 3 > 0]}\n" for n in range(60))
    table = read(path, f"day,size,y\n{rows}")
    assert table.columns[0].order == "mdy"
    assert any("--dates dmy reads it the other way" in note for note in table.notes)
    assert read(path, f"day,size,y\n{rows}", dates="dmy").columns[0].order == "dmy"


def test_progress_is_told(path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    read(path, "size,kind,even,y\n" + ROWS, progress=lambda *words: told.append(words))
    assert told[0] == ("read", 60, 60)
    assert told[-1] == ("columns", 3, 3)


def test_thousands_of_columns_are_read(tmp_path: Path) -> None:
    draw = np.random.default_rng(0)
    names = [f"c{n}" for n in range(3_000)]
    rows = [",".join(map(str, row)) for row in draw.normal(size=(40, 3_000)).round(3)]
    content = "y," + ",".join(names) + "\n" + "".join(f"{'ab'[n % 3 > 0]},{row}\n" for n, row in enumerate(rows))
    table = read(tmp_path / "t.csv", content)
    assert len(table.columns) == 3_000
    assert [leak for leak in table.leaks if leak.left_out] == []
    assert table.matrix().shape == (40, 3_000)


def test_new_rows_are_read_as_the_old_ones_were(path: Path) -> None:
    coding = Coding.of(read(path, "size,kind,even,y\n" + ROWS))
    new = read(path, "even,more,kind,size,y\n1,5,c,NA,x\n0,5,d,1.5,\n", like=coding)
    np.testing.assert_array_equal(new.matrix(coding), np.array([[np.nan, 2, 1], [1.5, np.nan, 0]], np.float32))
    assert new.labels == ["x", None]
    assert new.y.tolist() == [0, -1]
    assert new.set_aside == ()
    assert new.notes == ("'kind': 'd' (row 2) is new, and taken as missing", "the column 'more' was not learned from")
    assert new.leaks == ()


def test_new_rows_need_no_truth(path: Path) -> None:
    coding = Coding.of(read(path, "size,kind,even,y\n" + ROWS))
    new = read(path, "even,kind,size\n1,c,2\n", like=coding)
    assert (new.target, new.task, new.classes) == (None, None, None)


def test_numbers_are_the_truth_of_a_model_of_numbers(path: Path) -> None:
    coding = Coding.of(read(path, "size,kind,even,y\n" + ROWS))
    new = read(path, "even,kind,size,y\n1,c,2,7\n1,c,2,\n", like=coding, task="regression")
    np.testing.assert_array_equal(new.y, [7, np.nan])


def test_every_way_in_gives_the_same_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    table = read(path, "size,kind,even,y\n" + ROWS)
    frame = pl.read_csv(path)
    frame.write_parquet(tmp_path / "t.parquet")
    frame.write_ndjson(tmp_path / "t.jsonl")
    for data in (tmp_path / "t.parquet", tmp_path / "t.jsonl", frame, frame.to_arrow()):
        assert Table.of(data, target="y").digest == table.digest
    assert build(frame, Wanted("y")).digest == table.digest
