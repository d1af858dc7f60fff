"""Tests of opening anything, alone or together."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.archive import Archive, open_source
from ninelives.artifacts.archive.sources import classes_of
from ninelives.errors import NinelivesError
from tests.artifacts.archive.shelf import fill, photo, photos

NAMES = st.lists(st.sampled_from(["train", "test", "cat", "dog", "1.jpg"]), min_size=1, max_size=4).map("/".join)


def test_nothing_to_read_is_told() -> None:
    with pytest.raises(NinelivesError, match="there is nothing to read"):
        open_source([])


def test_a_missing_path_is_told_with_a_near_one(tmp_path: Path) -> None:
    photos(tmp_path / "photos", "1.jpg")
    with pytest.raises(NinelivesError, match="there is no folder, table, zip or tar") as error:
        open_source(tmp_path / "phots")
    assert error.value.fix == f"did you mean {tmp_path / 'photos'}/ ?"
    with pytest.raises(NinelivesError) as error:
        open_source(tmp_path / "nothing like it")
    assert error.value.fix
    assert "did you mean" not in error.value.fix
    with pytest.raises(NinelivesError, match="there is no folder"):
        open_source(tmp_path / "gone" / "photos")


@pytest.mark.parametrize(
    ("items", "classes"),
    [
        (["a.jpg", "b.jpg"], [None, None]),
        (["cat/a.jpg", "dog/b.jpg"], ["cat", "dog"]),
        (["cat/deep/a.jpg", "b.jpg"], ["cat", None]),
        (["train/cat/a.jpg", "Test/dog/b.jpg"], ["cat", "dog"]),
        (["train/a.jpg", "test/b.jpg"], [None, None]),
        (["train/cat/a.jpg", "dog/b.jpg"], ["train", "dog"]),
        (["train/cat/a.jpg", "val/b.jpg"], ["cat", None]),
        ([], []),
    ],
)
def test_folders_name_the_classes(items: list[str], classes: list[str | None]) -> None:
    assert classes_of(items) == classes


@given(st.lists(NAMES, max_size=8))
def test_a_class_is_a_folder_of_the_item(items: list[str]) -> None:
    for item, label in zip(items, classes_of(items), strict=True):
        assert label is None or label in item.split("/")[:-1]


def test_several_paths_are_one_source(tmp_path: Path) -> None:
    fill(tmp_path, {"cat/1.jpg": b"c1", "dog/1.jpg": b"d1", "dog/2.jpg": b"d2"})
    source = open_source([tmp_path / "dog", tmp_path / "cat"])
    assert source.items == ["cat/1.jpg", "dog/1.jpg", "dog/2.jpg"]
    assert [source.read(i) for i in range(3)] == [b"c1", b"d1", b"d2"]
    assert source.labels == ["cat", "dog", "dog"]
    assert source.paths(0) == str(tmp_path / "cat/1.jpg")
    assert source.origins == [str(tmp_path / "cat"), str(tmp_path / "dog")]


def test_two_paths_of_one_name_are_told_apart(tmp_path: Path) -> None:
    fill(tmp_path, {"a/day/cat/1.jpg": b"a", "b/day/cat/1.jpg": b"b"})
    source = open_source([tmp_path / "a/day", tmp_path / "b/day"])
    assert source.items == ["day-1/cat/1.jpg", "day-2/cat/1.jpg"]
    assert source.labels == ["cat", "cat"]


def test_items_of_several_paths_are_unique_whatever_their_names(tmp_path: Path) -> None:
    fill(tmp_path, {"a/x/1.jpg": b"a", "b/x/1.jpg": b"b", "x-1/1.jpg": b"c"})
    source = open_source([tmp_path / "a/x", tmp_path / "b/x", tmp_path / "x-1"])
    assert len(set(source.items)) == 3
    assert {source.read(i) for i in range(3)} == {b"a", b"b", b"c"}


def test_a_mix_of_everything(tmp_path: Path) -> None:
    photos(tmp_path / "folder", "cat/1.jpg", "dog/2.jpg")
    fill(tmp_path, {"alone.jpg": photo(10), "t/x.jpg": photo(11), "s/fox/y.jpg": photo(12)})
    (tmp_path / "t" / "t.csv").write_text("path,label,hour,pen\nx.jpg,fox,3,left\nnone.jpg,fox,3,left\n")
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as box:
        box.writestr("cat/z.jpg", photo(13))
        box.writestr("../out.jpg", photo(14))
    Archive.of(tmp_path / "s").save(tmp_path / "saved")
    paths = [tmp_path / name for name in ("folder", "alone.jpg", "t/t.csv", "z.zip", "saved")]
    archive = Archive.of(paths)
    assert archive.items == [
        "alone.jpg/alone.jpg",
        "folder/cat/1.jpg",
        "folder/dog/2.jpg",
        "saved/fox/y.jpg",
        "t.csv/x.jpg",
        "z.zip/cat/z.jpg",
    ]
    assert archive.labels == [None, "cat", "dog", "fox", "fox", "cat"]
    assert [archive.source.read(i) for i in range(6)] == [photo(s) for s in (10, 0, 1, 12, 11, 13)]
    hours = dict(zip(archive.items, archive.table.get_column("hour"), strict=True))
    assert hours == dict.fromkeys(archive.items) | {"t.csv/x.jpg": 3.0}
    assert archive.table.get_column("pen").to_list() == [None, None, None, None, "left", None]
    assert [entry.path for entry in archive.set_aside] == ["t.csv/none.jpg", "z.zip/../out.jpg"]
    assert archive.source.origins == [str(tmp_path / n) for n in ("alone.jpg", "folder", "saved", "t/t.csv", "z.zip")]
    assert Archive.of(paths[::-1]).digest == archive.digest


def test_an_artifact_of_another_kind_is_no_source(tmp_path: Path) -> None:
    from ninelives.store import manifest

    (tmp_path / "m").mkdir()
    manifest.seal(tmp_path / "m", "model", {})
    with pytest.raises(NinelivesError, match="is of kind 'model'"):
        open_source(tmp_path / "m")
