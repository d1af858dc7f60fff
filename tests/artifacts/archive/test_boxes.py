"""Tests of photos in zips and tars."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import struct
import tarfile
import zipfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.archive import Source, UnreadableError, boxes, open_source
from ninelives.errors import NinelivesError
from tests.artifacts.archive.shelf import photo

CLIMBS = "its path climbs out of the archive"


def all_of(source: Source) -> dict[str, bytes]:
    return {item: source.read(index) for index, item in enumerate(source.items)}


def refused(source: Source) -> list[tuple[str, str]]:
    return sorted((entry.path, entry.reason) for entry in source.set_aside)


def zipped(path: Path, entries: Iterable[tuple[str, bytes]], **options: Any) -> Path:
    with zipfile.ZipFile(path, "w", **options) as box:
        for name, data in entries:
            info = zipfile.ZipInfo("x")
            info.filename, info.compress_type = name, box.compression
            box.writestr(info, data)
    return path


def tarred(path: Path, members: Iterable[tuple[str | tarfile.TarInfo, bytes]], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as box:  # type: ignore[call-overload]
        for member, data in members:
            info = tarfile.TarInfo(member) if isinstance(member, str) else member
            info.size = len(data)
            box.addfile(info, io.BytesIO(data))
    return path


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


# names inside


@pytest.mark.parametrize(
    "name",
    [
        "../x.jpg",
        "a/../../x.jpg",
        "/etc/x.jpg",
        "C:\\x.jpg",
        "C:/x.jpg",
        "..\\x.jpg",
        "\\\\host\\x.jpg",
        "a/..",
        "n\0l",
    ],
)
def test_a_name_that_climbs_is_refused(name: str) -> None:
    with pytest.raises(UnreadableError, match=CLIMBS):
        boxes.inner_name(name)


@pytest.mark.parametrize("name", ["", ".", "./", "./."])
def test_a_name_of_nothing_is_refused(name: str) -> None:
    with pytest.raises(UnreadableError):
        boxes.inner_name(name)


@given(st.text(max_size=20))
def test_an_inner_name_stays_inside(name: str) -> None:
    try:
        inner = boxes.inner_name(name)
    except UnreadableError:
        return
    assert inner
    assert os.path.normpath(os.path.join("/root", inner)).startswith("/root/")
    inner.encode()


# zips


def test_a_zip_is_read_in_place(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "p.zip",
        [("dog/2.jpg", b"2"), ("cat/1.jpg", b"1"), ("__MACOSX/cat/._1.jpg", b""), ("cat/.x", b""), ("cat/", b"")],
        compression=zipfile.ZIP_DEFLATED,
    )
    source = open_source(path)
    assert all_of(source) == {"cat/1.jpg": b"1", "dog/2.jpg": b"2"}
    assert (source.labels, source.set_aside) == (["cat", "dog"], [])
    assert source.paths(0) == f"{path}/cat/1.jpg"


def test_threads_read_one_zip(tmp_path: Path) -> None:
    entries = [(f"{n:03d}.jpg", bytes([n]) * 5000) for n in range(100)]
    source = open_source(zipped(tmp_path / "p.zip", entries, compression=zipfile.ZIP_DEFLATED))
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(source.read, range(100))) == [data for _, data in entries]


def test_a_zip_with_climbing_empty_and_doubled_names(tmp_path: Path) -> None:
    names = ["../x.jpg", "/abs.jpg", "C:\\win.jpg", "a\\..\\..\\y.jpg", "", "ok.jpg", "sub\\b.jpg"]
    path = tmp_path / "p.zip"
    with pytest.warns(UserWarning, match="Duplicate name"):
        zipped(path, [*((name, name.encode()) for name in names), ("ok.jpg", b"again")])
    source = open_source(path)
    assert all_of(source) == {"ok.jpg": b"ok.jpg", "sub/b.jpg": b"sub\\b.jpg"}
    found = refused(source)
    assert [path for path, why in found if why == CLIMBS] == ["../x.jpg", "/abs.jpg", "C:\\win.jpg", "a\\..\\..\\y.jpg"]
    assert ("", "its name is empty") in found
    assert ("ok.jpg", "its name stands twice in the archive") in found
    assert len(found) == 6
    assert list(tmp_path.iterdir()) == [path]


def test_a_zip_bomb_is_set_aside_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "p.zip", [("bomb.jpg", bytes(40 << 20)), ("1.jpg", photo())], compression=zipfile.ZIP_DEFLATED
    )
    source = open_source(path)
    assert source.items == ["1.jpg"]
    (bomb,) = source.set_aside
    assert bomb.path == "bomb.jpg"
    assert bomb.reason.startswith("unpacks to 42 MB, 1,0")


def test_an_entry_that_lies_about_its_size_is_not_unpacked_further(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", [("1.jpg", bytes(20 << 20))], compression=zipfile.ZIP_DEFLATED)
    data = bytearray(path.read_bytes())
    central = data.rindex(b"PK\1\2")
    struct.pack_into("<I", data, central + 24, 1000)
    path.write_bytes(data)
    source = open_source(path)
    assert len(source) == 1
    with pytest.raises(UnreadableError, match="its zip entry"):
        source.read(0)


@pytest.mark.parametrize(("at", "value"), [(8, 1), (10, 99)], ids=["encrypted", "unknown method"])
def test_an_entry_that_cannot_be_unpacked_is_unreadable(at: int, value: int, tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", [("1.jpg", b"x" * 100)])
    data = bytearray(path.read_bytes())
    struct.pack_into("<H", data, data.rindex(b"PK\1\2") + at, value)
    struct.pack_into("<H", data, at - 2, value)
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match="its zip entry cannot be unpacked"):
        open_source(path).read(0)


def test_a_changed_byte_in_a_zip_is_noticed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", [("1.jpg", b"x" * 100), ("2.jpg", b"y" * 100)])
    path.write_bytes(path.read_bytes().replace(b"xxx", b"xzx", 1))
    source = open_source(path)
    with pytest.raises(UnreadableError, match="Bad CRC-32"):
        source.read(0)
    assert source.read(1) == b"y" * 100


@pytest.mark.parametrize("share", [0, 0.3, 0.97])
def test_a_zip_cut_off_is_told(share: float, tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", [("1.jpg", photo())])
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    with pytest.raises(NinelivesError, match="cannot be opened") as error:
        open_source(path)
    assert error.value.fix == f"unzip -t '{path}'"


def test_a_zip_without_a_photo_is_told(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="is empty"):
        open_source(zipped(tmp_path / "p.zip", []))


# tars


@pytest.mark.parametrize(
    ("name", "mode"),
    [("p.tar", "w"), ("p.tar.gz", "w:gz"), ("p.tgz", "w:gz"), ("p.tar.bz2", "w:bz2"), ("p.txz", "w:xz")],
)
def test_a_tar_is_read(name: str, mode: str, tmp_path: Path) -> None:
    path = tarred(tmp_path / name, [("dog/2.jpg", b"22"), ("cat/1.jpg", b"1"), ("cat/.hidden", b"x")], mode)
    source = open_source(path)
    assert all_of(source) == {"cat/1.jpg": b"1", "dog/2.jpg": b"22"}
    assert source.labels == ["cat", "dog"]
    assert source.paths(1) == f"{path}/dog/2.jpg"


def test_threads_read_one_tar(tmp_path: Path) -> None:
    members = [(f"{n:03d}.jpg", bytes([n]) * 5000) for n in range(100)]
    source = open_source(tarred(tmp_path / "p.tar.gz", members, "w:gz"))
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(source.read, range(100))) == [data for _, data in members]


def test_links_devices_and_climbing_names_in_a_tar_are_set_aside(tmp_path: Path) -> None:
    odd = [
        special("soft.jpg", tarfile.SYMTYPE, "/etc/passwd"),
        special("hard.jpg", tarfile.LNKTYPE, "1.jpg"),
        special("null.jpg", tarfile.CHRTYPE),
        special("pipe.jpg", tarfile.FIFOTYPE),
        special("folder", tarfile.DIRTYPE),
    ]
    members: list[tuple[str | tarfile.TarInfo, bytes]] = [(info, b"") for info in odd]
    members += [("../up.jpg", b"u"), ("/abs.jpg", b"a"), ("1.jpg", b"1"), ("1.jpg", b"2")]
    source = open_source(tarred(tmp_path / "p.tar", members))
    assert all_of(source) == {"1.jpg": b"1"}
    link = "a link, device or file with holes inside a tar"
    assert refused(source) == [
        ("../up.jpg", CLIMBS),
        ("/abs.jpg", CLIMBS),
        ("1.jpg", "its name stands twice in the archive"),
        *((name, link) for name in ("hard.jpg", "null.jpg", "pipe.jpg", "soft.jpg")),
    ]


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_a_tar_bomb_is_refused(suffix: str, pack: Any, tmp_path: Path) -> None:
    path = tmp_path / f"p.tar.{suffix}"
    path.write_bytes(pack(bytes(60 << 20)))
    with pytest.raises(NinelivesError, match="unpacks to more than 200 times its size"):
        open_source(path)


def test_a_tar_whose_member_claims_more_than_there_is(tmp_path: Path) -> None:
    info = tarfile.TarInfo("1.jpg")
    info.size = 100_000
    path = tmp_path / "p.tar"
    path.write_bytes(info.tobuf() + b"x" * 700)
    try:
        source = open_source(path)
    except NinelivesError as error:
        assert "cannot be opened" in error.message  # noqa: PT017 - both are good answers
        return
    with pytest.raises(UnreadableError, match="its tar member is cut off"):
        source.read(0)


@pytest.mark.parametrize("name", ["p.tar", "p.tar.gz", "p.tar.bz2", "p.tar.xz"])
@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "text"])
def test_a_damaged_tar_is_told(name: str, damage: str, tmp_path: Path) -> None:
    path = tarred(tmp_path / name, [("1.jpg", photo(1)), ("2.jpg", photo(2))], f"w:{name[6:]}".rstrip(":"))
    whole = path.read_bytes()
    middle = len(whole) // 2
    data = {
        "cut": whole[: 300 if name == "p.tar" else middle],
        "changed": whole[:100] + bytes(b ^ 255 for b in whole[100:160]) + whole[160:],
        "empty": b"",
        "text": b"this is no tar at all\n" * 60,
    }
    path.write_bytes(data[damage])
    with pytest.raises(NinelivesError, match=r"the tar '.*' (cannot be opened|is empty)"):
        open_source(path)
