"""Tests of photos in folders, and alone."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.archive import SetAside, Source, UnreadableError, files, open_source
from ninelives.artifacts.archive.sources import LARGEST
from ninelives.errors import NinelivesError
from tests.artifacts.archive.shelf import fill, photo, photos


def all_of(source: Source) -> dict[str, bytes]:
    return {item: source.read(index) for index, item in enumerate(source.items)}


def refused(source: Source) -> list[tuple[str, str]]:
    return sorted((entry.path, entry.reason) for entry in source.set_aside)


# folders


def test_a_folder_is_listed_in_order_with_its_classes(tmp_path: Path) -> None:
    fill(tmp_path, {"dog/2.jpg": b"2", "cat/1.jpg": b"1", "cat/sub/3.jpg": b"3"})
    source = files.open_folder(tmp_path)
    assert source.items == ["cat/1.jpg", "cat/sub/3.jpg", "dog/2.jpg"]
    assert source.labels == ["cat", "cat", "dog"]
    assert all_of(source) == {"cat/1.jpg": b"1", "cat/sub/3.jpg": b"3", "dog/2.jpg": b"2"}
    assert source.paths(2) == str(tmp_path / "dog/2.jpg")


def test_hidden_names_and_our_own_artifacts_are_left_out(tmp_path: Path) -> None:
    hidden = {".DS_Store": b"", ".git/x.jpg": b"", "a/.thumb.jpg": b"", "a.model/ninelives.json": b"{}"}
    fill(tmp_path, {**hidden, "a.model/report.html": b"", "deep/b.archive/ninelives.json": b"{", "a/1.jpg": b"1"})
    source = files.open_folder(tmp_path)
    assert (source.items, source.set_aside) == (["a/1.jpg"], [])


def test_odd_names_are_read(tmp_path: Path) -> None:
    names = [
        "a b.jpg",
        "quote'\".jpg",
        "new\nline.jpg",
        "größe-猫.jpg",
        "tab\t.jpg",
        "-rf.jpg",
        "$(x);.jpg",
        "a\\b.jpg",
    ]
    fill(tmp_path, {name: name.encode() for name in names})
    assert all_of(files.open_folder(tmp_path)) == {name: name.encode() for name in names}


def test_a_name_that_is_no_utf8_is_shown_and_read(tmp_path: Path) -> None:
    for name in (b"\xff\xfe.jpg", b"caf\xe9/1.jpg"):
        path = os.path.join(os.fsencode(tmp_path), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(name)
    source = files.open_folder(tmp_path)
    assert source.items == ["\\xff\\xfe.jpg", "caf\\xe9/1.jpg"]
    assert sorted(all_of(source).values()) == [b"caf\xe9/1.jpg", b"\xff\xfe.jpg"]
    assert source.labels == [None, "caf\\xe9"]
    for index in range(2):
        source.paths(index).encode()


def test_two_names_that_look_alike_once_shown_are_both_read(tmp_path: Path) -> None:
    fill(tmp_path, {"\\xff.jpg": b"text"})
    with open(os.path.join(os.fsencode(tmp_path), b"\xff.jpg"), "wb") as file:
        file.write(b"byte")
    source = files.open_folder(tmp_path)
    read = [source.read(index) for index in range(len(source))]
    assert len(set(source.items)) == len(source.items)
    assert len(read) + len(source.set_aside) == 2
    assert len(set(read)) == len(read)


def test_links_are_followed_once(tmp_path: Path) -> None:
    fill(tmp_path, {"in/real/1.jpg": b"1", "out/2.jpg": b"2"})
    inside = tmp_path / "in"
    (inside / "linked").symlink_to(tmp_path / "out")
    (inside / "up").symlink_to(inside)
    (inside / "real" / "around").symlink_to(inside / "real")
    (inside / "self").symlink_to("self")
    (inside / "gone.jpg").symlink_to("nowhere")
    (inside / "file.jpg").symlink_to(inside / "real" / "1.jpg")
    source = files.open_folder(inside)
    assert all_of(source) == {"file.jpg": b"1", "linked/2.jpg": b"2", "real/1.jpg": b"1"}
    nowhere, back = (
        "a link that leads nowhere or back to itself",
        "a link that leads back to a folder that is read already",
    )
    assert refused(source) == [("gone.jpg", nowhere), ("real/around", back), ("self", nowhere), ("up", back)]


def test_two_folders_that_link_to_each_other_end(tmp_path: Path) -> None:
    fill(tmp_path, {"a/1.jpg": b"1", "b/2.jpg": b"2"})
    (tmp_path / "a" / "to_b").symlink_to(tmp_path / "b")
    (tmp_path / "b" / "to_a").symlink_to(tmp_path / "a")
    source = files.open_folder(tmp_path)
    assert source.items == ["a/1.jpg", "b/2.jpg"]
    assert [path for path, _ in refused(source)] == ["a/to_b", "b/to_a"]


def test_many_folders_that_all_link_to_each_other_are_read_once(tmp_path: Path) -> None:
    for one in range(12):  # 12! paths lead through them
        fill(tmp_path, {f"{one}/{one}.jpg": b""})
        for other in range(12):
            (tmp_path / str(one) / f"to{other}").symlink_to(tmp_path / str(other))
    source = files.open_folder(tmp_path)
    assert len(source) == 12
    assert len(source.set_aside) == 144


def test_a_folder_outside_is_read_under_the_first_link_to_it(tmp_path: Path) -> None:
    fill(tmp_path, {"out/1.jpg": b"1", "in/z/2.jpg": b"2"})
    (tmp_path / "in" / "z" / "far").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "near").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    source = files.open_folder(tmp_path / "in")
    assert source.items == ["near/1.jpg", "z/2.jpg"]
    assert [path for path, _ in refused(source)] == ["up", "z/far"]


def test_a_file_that_becomes_a_pipe_does_not_hang(tmp_path: Path) -> None:
    fill(tmp_path, {"1.jpg": b"1"})
    source = files.open_folder(tmp_path)
    (tmp_path / "1.jpg").unlink()
    os.mkfifo(tmp_path / "1.jpg")
    with pytest.raises(UnreadableError, match="neither a file nor a folder"):
        source.read(0)


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    photos(tmp_path, "1.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    source = files.open_folder(tmp_path)
    assert source.items == ["1.jpg"]
    assert refused(source) == [("pipe.jpg", "neither a file nor a folder")]


def test_a_pipe_alone_does_not_hang(tmp_path: Path) -> None:
    for name in ("pipe.jpg", "pipe.zip", "pipe.tar", "pipe.csv", "pipe.parquet"):
        os.mkfifo(tmp_path / name)
        with pytest.raises(NinelivesError, match="neither a file nor a folder"):
            open_source(tmp_path / name)


def test_a_folder_below_that_cannot_be_read_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, {"a/1.jpg": b"1", "locked/2.jpg": b"2"})
    real = os.scandir

    def scandir(path: str) -> Any:
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    source = files.open_folder(tmp_path)
    assert source.items == ["a/1.jpg"]
    assert refused(source) == [("locked", "the folder cannot be read: Permission denied")]


def test_a_folder_that_cannot_be_read_itself_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def scandir(_: str) -> Any:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(NinelivesError, match=r"the folder '.*' cannot be read: Permission denied"):
        files.open_folder(tmp_path)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty" / "too").mkdir(parents=True)
    with pytest.raises(NinelivesError, match="is empty") as error:
        files.open_folder(tmp_path)
    assert error.value.fix == "name a folder that holds photos"


def test_a_very_deep_folder_ends_in_files_or_a_reason(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
    fill(deep, {"1.jpg": b"1"})
    source = files.open_folder(tmp_path)
    assert source.items == ["d/" * 300 + "1.jpg"]
    assert source.read(0) == b"1"


def test_a_file_larger_than_any_photo_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.jpg"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(UnreadableError, match="larger than 512 MB"):
        files.read_file(str(path))


# one file


def test_one_picture_alone(tmp_path: Path) -> None:
    path = photos(tmp_path, "one.jpg") / "one.jpg"
    source = open_source(path)
    assert (source.items, source.labels, source.read(0)) == (["one.jpg"], [None], path.read_bytes())
    assert source.paths(0) == str(path)


@pytest.mark.parametrize(("data", "why"), [(b"", "it is empty"), (b"hello", "it is text"), (photo()[:20], "cut off")])
def test_a_file_that_is_nothing_is_told(data: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "file.jpg").write_bytes(data)
    with pytest.raises(NinelivesError, match=f"is no folder, table, zip, tar or picture: .*{why}"):
        open_source(tmp_path / "file.jpg")


def test_a_set_aside_compares_by_value() -> None:
    assert SetAside("a", "b") == SetAside("a", "b") != SetAside("a", "c")
