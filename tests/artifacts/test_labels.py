"""Tests of labels files."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.labels import Labels
from ninelives.errors import NinelivesError
from tests.folders import noise

ITEMS = pl.DataFrame({"item": ["c.jpg", "a.jpg", "b.jpg"], "label": ["old", "old", None], "light": [0.1, 0.2, 0.3]})


def csv(folder: Path, text: str, name: str = "labels.csv") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_labels_may_stand_under_the_name_of_what_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "votes.csv"
    path.write_text("item,label,votes\na.png,yes,3\n")
    assert Labels.load(path).called("votes").rows() == [("a.png", "yes")]


@pytest.mark.parametrize("suffix", ["csv", "tsv", "parquet", "jsonl"])
def test_any_table_is_read_and_put_on_in_the_order_of_the_items(suffix: str, tmp_path: Path) -> None:
    table = pl.DataFrame({"item": ["a.jpg", "b.jpg", "z.jpg"], "label": ["cat", "dog", "fox"]})
    path = tmp_path / f"labels.{suffix}"
    write = {
        "csv": table.write_csv,
        "tsv": lambda p: table.write_csv(p, separator="\t"),
        "parquet": table.write_parquet,
        "jsonl": table.write_ndjson,
    }[suffix]
    write(path)
    put = Labels.load(path).put_on(ITEMS)
    assert put.get_column("label").to_list() == [None, "cat", "dog"]
    assert put.drop("label").equals(ITEMS.drop("label"))


def test_numbers_are_classes_too(tmp_path: Path) -> None:
    put = Labels.load(csv(tmp_path, "item,label\na.jpg,7\nc.jpg,8\n")).put_on(ITEMS)
    assert put.get_column("label").to_list() == ["8", "7", None]


def test_further_columns_are_kept(tmp_path: Path) -> None:
    path = csv(tmp_path, "item,label,probability,p_cat,p_dog,votes\na.jpg,cat,.9,.9,.1,5\n")
    table = Labels.load(path).table
    assert table.row(0, named=True) == {
        "item": "a.jpg",
        "label": "cat",
        "probability": 0.9,
        "p_cat": 0.9,
        "p_dog": 0.1,
        "votes": 5,
    }


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="there is no labels file") as told:
        Labels.load(tmp_path / "gone.csv")
    assert told.value.fix == "name what is there; nothing of that name lies near it"
    csv(tmp_path, "item,label\n")
    with pytest.raises(NinelivesError) as told:
        Labels.load(tmp_path / "lables.csv")
    assert told.value.fix == f"did you mean {tmp_path / 'labels.csv'} ?"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("item,class\na.jpg,cat\n", "have no column 'label': they have item, class"),
        ("path,label\na.jpg,cat\n", "have no column 'item'"),
        ("item,label\na.jpg,cat\na.jpg,dog\n", "name 'a.jpg' twice"),
        ("item,label,label\na.jpg,cat,dog\n", "has two columns named 'label'"),
        ("item,label,probability\na.jpg,cat,1.2\n", "hold 1.2 as 'probability' in row 1"),
        ("item,label,p_cat\na.jpg,cat,.5\nb.jpg,cat,-0.1\n", "hold -0.1 as 'p_cat' in row 2"),
        ("item,label,probability\na.jpg,cat,\n", "hold None as 'probability' in row 1"),
        ("item,label,probability\na.jpg,cat,sure\n", "hold 'sure' as 'probability' in row 1"),
        ("item,label,probability\na.jpg,cat,NaN\n", "hold nan as 'probability' in row 1"),
        ("item,label\n", "has no rows"),
        ("", "cannot be read"),
    ],
)
def test_a_bad_file_is_told(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match=words):
        Labels.load(csv(tmp_path, text))


def test_labels_of_other_photos_are_told_with_both_names(tmp_path: Path) -> None:
    labels = Labels.load(csv(tmp_path, "item,label\nphotos/a.jpg,cat\n"))
    with pytest.raises(NinelivesError, match=r"name none of the 3 items; they begin with 'photos/a.jpg'.*'c.jpg'"):
        labels.put_on(ITEMS)


def test_a_folder_for_a_labels_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").mkdir()
    with pytest.raises(NinelivesError, match="cannot be read"):
        Labels.load(tmp_path / "labels.csv")


def test_rows_that_no_file_belongs_to_are_named(tmp_path: Path) -> None:
    labels = Labels.load(csv(tmp_path, "item,label\na.jpg,cat\nx.jpg,cat\n"))
    assert labels.strangers(["a.jpg", "b.jpg"]) == (
        "1 row names no file that is there, in the labels 'labels.csv': 'x.jpg'"
    )
    assert labels.strangers(["a.jpg", "x.jpg"]) == ""
    many = Labels.load(csv(tmp_path, "item,label\na.jpg,cat\n" + "".join(f"{n}.jpg,dog\n" for n in range(1200))))
    assert many.strangers(["a.jpg"]).endswith(
        "1,200 rows name no file that is there, in the labels 'labels.csv': '0.jpg', '1.jpg', '2.jpg', …"
    )


def test_a_missing_labels_file_is_told_before_any_photo_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ninelives.artifacts.archive.build.survey", lambda *_: pytest.fail("a photo was read"))
    noise(tmp_path / "photos", cat=(0, 255, 2))
    with pytest.raises(NinelivesError, match="there is no labels file"):
        Archive.of(tmp_path / "photos", labels=tmp_path / "gone.csv")


def test_an_archive_notes_them_and_knows_what_was_set_aside(tmp_path: Path) -> None:
    root = noise(tmp_path / "photos", cat=(0, 255, 2))
    (root / "cat" / "note.png").write_text("no picture")
    rows = "cat/000.png,a\ncat/001.png,b\ncat/note.png,b\ncat/none.png,b\n"
    archive = Archive.of(root, labels=csv(tmp_path, f"item,label\n{rows}"))
    assert archive.labels == ["a", "b"]
    assert archive.notes == ("1 row names no file that is there, in the labels 'labels.csv': 'cat/none.png'",)
