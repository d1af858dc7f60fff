"""Bad input, as it comes through the command line: a clear error, or a named set-aside; nothing lost, no traceback."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import sqlite3
import struct
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from ninelives.artifacts.archive import Archive, UnreadableError
from ninelives.artifacts.archive.gauges import FactsGauge
from ninelives.cli import main
from ninelives.errors import NinelivesError
from ninelives.store.cache import Cache
from tests.artifacts.archive.shelf import fill, photo, photos
from tests.kernels.photos.pictures import encode, exif_block, jpeg_of_size, png_of_size, scene

Words = Callable[..., dict[str, Any]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Words:
    """Type a command in an empty folder; gives its JSON object, or ``{"code", "told"}`` of its error."""
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.chdir(room)

    def typed(*words: str | Path) -> dict[str, Any]:
        try:
            main([*map(str, words), "--json"])
        except SystemExit as end:
            if end.code:
                return {"code": end.code, "told": capsys.readouterr().err.splitlines()}
        out = capsys.readouterr().out
        assert out.count("\n") == 1
        return dict(json.loads(out))

    return typed


def fails(found: dict[str, Any], words: str) -> None:
    """It is one sentence and a fix, status 2, and nothing was written."""
    assert found["code"] == 2
    first, *rest = [line for line in found["told"] if line.startswith(("ninelives:", "  fix:"))]
    assert words in first
    assert len(rest) <= 1
    assert not any("Traceback" in line for line in found["told"])
    assert os.listdir() == []


def aside(found: dict[str, Any]) -> dict[str, str]:
    return {entry["path"]: entry["reason"] for entry in found["set_aside"]}


def zipped(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in entries.items():
            box.writestr(name, data)
    return path


# pictures


def test_pictures_that_can_be_read_whatever_they_are(run: Words, tmp_path: Path) -> None:
    shot, grey = Image.fromarray(scene()), np.linspace(0, 65535, 4800).reshape(60, 80)
    fill(
        tmp_path / "p",
        {
            "cat/one.png": encode(np.full((1, 1, 3), 200, np.uint8), "PNG"),
            "cat/cmyk.jpg": encode(shot.convert("CMYK"), "JPEG"),
            "cat/sixteen.png": encode(Image.fromarray(grey.astype(np.uint16)), "PNG"),
            "dog/moving.gif": encode(shot, "GIF", save_all=True, append_images=[shot.rotate(90)]),
            "dog/turned.jpg": encode(scene(seed=5), "JPEG", exif=exif_block({0x0112: 6})),
            "dog/huge.jpg": encode(Image.new("RGB", (12_500, 8_000), "teal"), "JPEG"),  # 100 megapixels
            "dog/no suffix": photo(9),
        },
    )
    found = run("collect", tmp_path / "p")
    assert (found["items"], found["set_aside"]) == (7, [])
    archive = Archive.load(found["out"])
    sizes = {item: (w, h) for item, w, h in archive.table.select("item", "width", "height").iter_rows()}
    assert sizes["dog/turned.jpg"] == (60, 80)
    assert sizes["dog/huge.jpg"] == (12_500, 8_000)
    assert sizes["cat/one.png"] == (1, 1)


def test_pictures_that_cannot_be_read_are_named_with_the_reason(run: Words, tmp_path: Path) -> None:
    good = photo(1)
    fill(
        tmp_path / "p",
        {
            "cat/good.jpg": good,
            "cat/empty.jpg": b"",
            "cat/text.jpg": b"this is a letter, not a picture\n" * 20,
            "cat/cut.jpg": good[: len(good) // 2],
            "cat/cut.png": encode(scene(), "PNG")[:2000],
            "cat/bomb.png": png_of_size(40_000, 40_000),
            "cat/bomb.jpg": jpeg_of_size(good, 60_000, 60_000),
            "cat/page.jpg": b"<!DOCTYPE html><html></html>",
            "cat/lfs.jpg": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
        },
    )
    found = run("collect", tmp_path / "p")
    why = aside(found)
    assert found["items"] == 1
    assert why.pop("cat/empty.jpg") == "it is empty (0 bytes)"
    assert why.pop("cat/text.jpg") == "it is text"
    assert why.pop("cat/page.jpg") == "it is a web page (HTML)"
    assert "git lfs pull" in why.pop("cat/lfs.jpg")
    assert why.pop("cat/cut.jpg").startswith("cut off")
    assert why.pop("cat/cut.png").startswith("cut off")
    for name in ("png", "jpg"):
        assert "it says that it is" in why.pop(f"cat/bomb.{name}")
    assert why == {}


def test_absurd_exif_says_nothing(run: Words, tmp_path: Path) -> None:
    absurd = [
        exif_block(taken={0x9003: "0000:00:00 00:00:00"}),
        exif_block(taken={0x9003: "9999:99:99 99:99:99", 0x9011: "+99:99"}),
        exif_block(taken={0x9003: "1777:01:01 00:00:00"}),
        exif_block(gps={1: "N", 2: (991.0, 0.0, 0.0), 3: "E", 4: (16.0, 0.0, 0.0)}),
        exif_block({0x010F: "\n\n\x07", 0x0110: "x" * 5000}, taken={0xA002: 4_000_000_000, 0xA003: 0}),
        b"Exif\0\0II*\0" + struct.pack("<I", 8) + struct.pack("<H", 65535) + b"\xff" * 60,
    ]
    fill(tmp_path / "p", {f"{n}.jpg": photo(n, exif=block) for n, block in enumerate(absurd)})
    found = run("collect", tmp_path / "p")
    table = Archive.load(found["out"]).table
    assert table.height == len(absurd)
    for name in ("captured_at", "zone", "hour", "place", "season"):
        assert table.get_column(name).null_count() == len(absurd), name
    assert table.select("width", "height").unique().rows() == [(80, 60)]
    assert all(device is None or len(device) <= 80 for device in table.get_column("device"))


def test_more_pictures_that_can_be_read(tmp_path: Path) -> None:
    shot, grey = Image.fromarray(scene()), np.linspace(0, 65535, 4800).reshape(60, 80)
    frames = {"save_all": True, "append_images": [Image.fromarray(scene(seed=7))], "duration": 100}
    files = {
        "one.jpg": encode(scene(1, 1), "JPEG"),
        "row.png": encode(scene(500, 1), "PNG"),
        "grey.jpg": encode(shot.convert("L"), "JPEG"),
        "palette.gif": encode(shot.convert("P"), "GIF"),
        "alpha.png": encode(shot.convert("RGBA"), "PNG"),
        "sixteen.tif": encode(Image.fromarray(grey.astype(np.uint16)), "TIFF"),
        "moving.webp": encode(shot, "WEBP", **frames),
        "moving.png": encode(shot, "PNG", **frames),
        "still.png": encode(shot, "PNG"),
        "pages.tif": encode(shot, "TIFF", **frames),
    }
    archive = Archive.of(fill(tmp_path, files))
    assert (sorted(archive.items), archive.set_aside) == (sorted(files), ())
    light = dict(zip(archive.items, archive.table.get_column("light"), strict=True))
    assert light["moving.png"] == light["pages.tif"] == light["still.png"], "an animation is its first frame"


def test_more_files_that_are_no_pictures(tmp_path: Path) -> None:
    large = encode(scene(600, 400), "JPEG", quality=95)
    files = {
        "zeros.jpg": bytes(5000),
        "box.jpg": b"PK\x03\x04" + bytes(90),
        "noise.jpg": b"\x93" + np.random.default_rng(0).bytes(4000),
        "head.jpg": large[:30],
        "cut.jpg": large[:9000],
        "cut.webp": photo(kind="WEBP")[:200],
        "cut.gif": photo(kind="GIF")[:300],
        "flat.png": png_of_size(10_000, 10_000),
        "none.png": png_of_size(0, 10),
    }
    archive = Archive.of(fill(tmp_path, {"good.jpg": photo(1), **files}))
    assert archive.items == ["good.jpg"]
    why = {entry.path: entry.reason for entry in archive.set_aside}
    assert set(why) == set(files)
    assert all(why.values())
    assert why["zeros.jpg"].startswith("it holds nothing but zeros")
    assert why["box.jpg"] == "it is a zip archive"
    assert why["cut.jpg"].startswith("cut off after")
    assert "10,000 × 10,000 pixels" in why["flat.png"]


def test_random_bytes_in_exif_end_no_collecting(tmp_path: Path) -> None:
    luck, whole = np.random.default_rng(0), exif_block({0x0110: "Eye"}, {0x9003: "2024:05:01 12:00:00"}, {1: "N"})
    files = {}
    for n in range(40):
        block = bytearray(whole)
        for at in luck.integers(6, len(block), 4):
            block[at] = luck.integers(256)
        files[f"{n:02d}.jpg"] = encode(scene(seed=n), "JPEG", exif=bytes(block))
    archive = Archive.of(fill(tmp_path / "p", files))
    assert (archive.items, archive.set_aside) == (sorted(files), ())
    archive.save(tmp_path / "saved")
    assert Archive.load(tmp_path / "saved").table.equals(archive.table)


# folders


def test_an_empty_folder(run: Words, tmp_path: Path) -> None:
    (tmp_path / "p" / "cat").mkdir(parents=True)
    fails(run("collect", tmp_path / "p"), "is empty")
    fails(run("train", tmp_path / "p"), "is empty")


def test_a_folder_without_a_picture(run: Words, tmp_path: Path) -> None:
    fill(tmp_path / "p", {"a.txt": b"hello", "b.pdf": b"%PDF-1.4"})
    fails(run("collect", tmp_path / "p"), "can be read (2 files set aside; the first: a.txt: it is text)")


@pytest.mark.parametrize("name", ["gone", "phots", "a\0b", "x" * 300, "p/1.jpg/below", "self"])
def test_a_path_that_is_not_there(name: str, run: Words, tmp_path: Path) -> None:
    photos(tmp_path / "p", "1.jpg")
    (tmp_path / "self").symlink_to("self")
    found = run("collect", f"{tmp_path}/{name}")
    assert found["code"] == 2
    assert "Traceback" not in "".join(found["told"])
    assert os.listdir() == []


def test_odd_places_in_a_folder_are_named_and_do_not_hang(run: Words, tmp_path: Path) -> None:
    folder = photos(tmp_path / "p", "cat/a b.jpg", "cat/quote'\".jpg", "cat/new\nline.jpg", "dog/größe 猫.jpg")
    fill(folder, {".DS_Store": b"x", ".git/1.jpg": photo(8), "old.model/ninelives.json": b"{}", "old.model/1.jpg": b""})
    with open(os.path.join(os.fsencode(folder), b"dog", b"\xff\xfe.jpg"), "wb") as file:
        file.write(photo(9))
    os.mkfifo(folder / "pipe.jpg")
    (folder / "loop").symlink_to(".")
    (folder / "up").symlink_to("../..")
    (folder / "self.jpg").symlink_to("self.jpg")
    (folder / "gone.jpg").symlink_to("nowhere.jpg")
    found = run("collect", folder)
    back, nowhere = (
        "a link that leads back to a folder that is read already",
        "a link that leads nowhere or back to itself",
    )
    assert aside(found) == {
        "gone.jpg": nowhere,
        "loop": back,
        "pipe.jpg": "neither a file nor a folder",
        "self.jpg": nowhere,
        "up": back,
    }
    assert Archive.load(found["out"]).items == [
        *("cat/a b.jpg", "cat/new\nline.jpg", "cat/quote'\".jpg"),
        *("dog/\\xff\\xfe.jpg", "dog/größe 猫.jpg"),
    ]


def test_a_folder_that_may_not_be_read(run: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, real = photos(tmp_path / "p", "cat/1.jpg", "locked/2.jpg"), os.scandir

    def scandir(path: Any = ".") -> Any:
        if os.path.basename(os.fspath(path).rstrip("/")) == locked:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    locked = "p"
    fails(run("collect", folder), "cannot be read: Permission denied")
    locked = "locked"
    found = run("collect", folder)
    assert aside(found) == {"locked": "the folder cannot be read: Permission denied"}
    assert found["items"] == 1


def test_a_file_that_vanishes_between_listing_and_reading(
    run: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ninelives.artifacts.archive import files

    folder, real = photos(tmp_path / "p", "1.jpg", "2.jpg"), files.read_file

    def read_file(path: str) -> bytes:
        (folder / "2.jpg").unlink(missing_ok=True)
        return real(path)

    monkeypatch.setattr(files, "read_file", read_file)
    found = run("collect", folder)
    assert aside(found) == {"2.jpg": "it cannot be read: No such file or directory"}


@pytest.mark.parametrize("change", ["changed", "gone", "moved"])
def test_photos_that_are_not_what_they_were_when_collected(change: str, run: Words, tmp_path: Path) -> None:
    folder = photos(tmp_path / "p", "cat/1.jpg", "dog/2.jpg")
    archive = Archive.load(run("collect", folder)["out"])
    if change == "changed":
        (folder / "cat/1.jpg").write_bytes(photo(7))
    elif change == "gone":
        (folder / "cat/1.jpg").unlink()
    else:
        folder.rename(tmp_path / "q")
    with pytest.raises(NinelivesError, match=r"is not what the archive recorded|there is no folder"):
        archive.vectors(FactsGauge(), cache=Cache(tmp_path / "other"))


# tables


def test_a_path_column_with_missing_files(run: Words, tmp_path: Path) -> None:
    folder = photos(tmp_path / "p", "1.jpg", "2.jpg")
    (folder / "t.csv").write_text("path,label\n1.jpg,cat\n2.jpg,dog\n3.jpg,dog\n1.jpg,dog\n,dog\n")
    found = run("collect", folder / "t.csv")
    assert (found["items"], found["classes"]) == (2, ["cat", "dog"])
    assert aside(found) == {
        "3.jpg": "there is no such file",
        "1.jpg": "it stands twice in the table",
        "row 5": "its row names no file",
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.csv", "path,label,label\n1.jpg,a,b\n"),
        ("t.tsv", "path\tlabel\tlabel\n1.jpg\ta\tb\n"),
        ("t.jsonl", '{"path": "1.jpg", "label": "a", "label": "b"}\n'),
    ],
)
def test_two_columns_of_one_name(name: str, text: str, run: Words, tmp_path: Path) -> None:
    (photos(tmp_path / "p", "1.jpg") / name).write_text(text)
    fails(run("collect", tmp_path / "p" / name), "has two columns named 'label'")


# zips and tars


def test_a_zip_that_climbs_or_swells(run: Words, tmp_path: Path) -> None:
    entries = {"cat/1.jpg": photo(1), "bomb.jpg": bytes(60 << 20), "small bomb.jpg": bytes(10 << 20)}
    climbing = ("../up.jpg", "/abs.jpg", "C:\\win.jpg", "a\\..\\..\\back.jpg")
    found = run("collect", zipped(tmp_path / "z.zip", entries | dict.fromkeys(climbing, photo(2))))
    why = aside(found)
    assert {why.pop(name) for name in climbing} == {"its path climbs out of the archive"}
    assert why.pop("bomb.jpg").startswith("unpacks to 63 MB, 1,0")
    assert why.pop("small bomb.jpg").startswith("it holds nothing but zeros")
    assert (why, found["items"]) == ({}, 1)
    assert sorted(os.listdir(tmp_path)) == ["room", "z.zip"]


@pytest.mark.parametrize("share", [0.0, 0.5, 0.95])
def test_a_zip_that_was_cut_off(share: float, run: Words, tmp_path: Path) -> None:
    path = zipped(tmp_path / "z.zip", {f"{n}.jpg": photo(n) for n in range(3)})
    path.write_bytes(path.read_bytes()[: int(share * path.stat().st_size)])
    fails(run("collect", path), "cannot be opened")


def test_a_zip_with_a_password(run: Words, tmp_path: Path) -> None:
    path = zipped(tmp_path / "z.zip", {"1.jpg": photo(1)})
    data = bytearray(path.read_bytes())
    for start in (6, data.rindex(b"PK\1\2") + 8):
        data[start] |= 1
    path.write_bytes(data)
    fails(run("collect", path), "its zip entry cannot be unpacked: it is encrypted")


def test_a_tar_with_links_devices_and_holes(run: Words, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "t.tar.gz", "w:gz") as box:
        for name, kind in (("soft.jpg", tarfile.SYMTYPE), ("hard.jpg", tarfile.LNKTYPE), ("dev.jpg", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            box.addfile(info)
        info = tarfile.TarInfo("holes.jpg")
        info.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.map": "0,0", "GNU.sparse.size": "5"}
        box.addfile(info)
        for name in ("cat/1.jpg", "../up.jpg"):
            info = tarfile.TarInfo(name)
            info.size = len(photo(1))
            box.addfile(info, io.BytesIO(photo(1)))
    found = run("collect", tmp_path / "t.tar.gz")
    link = "a link, device or file with holes inside a tar"
    assert aside(found) == {
        **dict.fromkeys(("soft.jpg", "hard.jpg", "dev.jpg", "holes.jpg"), link),
        "../up.jpg": "its path climbs out of the archive",
    }
    assert found["items"] == 1


def test_a_gzip_bomb_and_a_tar_cut_between_two_photos(run: Words, tmp_path: Path) -> None:
    (tmp_path / "b.tar.gz").write_bytes(gzip.compress(bytes(80 << 20)))
    fails(run("collect", tmp_path / "b.tar.gz"), "unpacks to more than 200 times its size")
    with tarfile.open(tmp_path / "t.tar", "w") as box:
        for n in range(3):
            info = tarfile.TarInfo(f"{n}.jpg")
            info.size = len(photo(n))
            box.addfile(info, io.BytesIO(photo(n)))
            last = info.offset_data if n == 2 else 0
    data = (tmp_path / "t.tar").read_bytes()
    assert last == 0 or data
    second = data.index(b"2.jpg")
    (tmp_path / "t.tar").write_bytes(data[: second + 300])  # inside the last header, where tarfile ends without a word
    fails(run("collect", tmp_path / "t.tar"), "damaged or cut off after 2 members")


# writing


def test_no_permission_to_write(run: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, real = photos(tmp_path / "p", "cat/1.jpg"), Path.mkdir

    def mkdir(self: Path, *args: Any, **options: Any) -> None:
        if self.name.endswith(".partial"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        real(self, *args, **options)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    fails(run("collect", folder), "cannot write 'p.archive': no permission to write there")


@pytest.mark.parametrize("out", ["file", "file/below.archive", "x" * 300])
def test_an_out_that_cannot_be(out: str, run: Words, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"precious")
    found = run("collect", photos(tmp_path / "p", "cat/1.jpg"), "-o", tmp_path / out)
    assert found["code"] == 2
    assert "Traceback" not in "".join(found["told"])
    assert (tmp_path / "file").read_bytes() == b"precious"
    assert sorted(os.listdir(tmp_path)) == ["file", "p", "room"]


def test_a_full_disk_under_the_cache(tmp_path: Path) -> None:
    folder = photos(tmp_path / "p", *(f"{n}.jpg" for n in range(80)))
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)); "
        "from ninelives.cli import main; main(['collect', *sys.argv[1:], '--quiet'])"
    )
    env = {**os.environ, "NINELIVES_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-c", code, str(folder), "-o", str(tmp_path / "a.archive")]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith(f"ninelives: the cache '{tmp_path / 'cache'}' cannot be used:")
    assert "fix: free some space" in done.stderr
    assert not (tmp_path / "a.archive").exists()


def test_a_damaged_cache_names_the_mend(run: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINELIVES_CACHE", str(tmp_path / "cache"))
    folder = photos(tmp_path / "p", "cat/1.jpg")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "blobs.sqlite").write_bytes(b"this is no database" * 500)
    found = run("collect", folder)
    fails(found, "file is not a database")
    assert f"delete '{tmp_path / 'cache'}'" in found["told"][-1]


def test_a_damaged_blob_is_measured_anew(run: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINELIVES_CACHE", str(tmp_path / "cache"))
    folder = photos(tmp_path / "p", "cat/1.jpg", "dog/2.jpg")
    before = run("collect", folder)["digest"]
    database = sqlite3.connect(tmp_path / "cache" / "blobs.sqlite")
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        database.execute(f'UPDATE "{name}" SET value = substr(value, 1, 700)')
    database.commit()
    database.close()
    assert run("collect", folder, "-o", tmp_path / "b.archive")["digest"] == before


# the whole folder of odd files

ODD_ASIDE = {
    "INDEX.tsv": "it is text",
    "lfs_pointers/agricultural00.tif": "it is a pointer of git-lfs, not the picture itself: run git lfs pull",
    "pillow/ultrahdr.jpg": "cut off before its first row",
}


@pytest.mark.data
def test_the_odd_files_as_a_whole(run: Words, data: Path) -> None:
    found = run("collect", data / "odd")
    assert aside(found) == ODD_ASIDE
    archive = Archive.load(found["out"])
    listed = {line.split("\t")[0] for line in (data / "odd" / "INDEX.tsv").read_text().splitlines()[1:]}
    assert {*archive.items, *ODD_ASIDE} == {*listed, "INDEX.tsv"}
    table = archive.table.select("item", "width", "height", "scene")
    turned = {item: (w, h, s) for item, w, h, s in table.iter_rows() if item.startswith("orientation/")}
    for name, upright in (("landscape", (600, 450)), ("portrait", (450, 600))):
        mine = [found for item, found in turned.items() if name in item]
        assert len(mine) == 4
        assert {found[:2] for found in mine} == {upright}
        assert len({found[2] for found in mine}) == 1, f"the four turns of {name} are one scene"
    assert len({found[2] for found in turned.values()}) == 2


@pytest.mark.data
def test_reencoded_copies_join_their_originals(run: Words, data: Path) -> None:
    found = run("collect", data / "odd" / "reencoded_copies", data / "dogcat" / "train")
    archive = Archive.load(found["out"])
    scene = dict(zip(archive.items, archive.scene.tolist(), strict=True))
    for number in (1, 10, 101, 500, 777):
        original = f"train/cat/cat.{number:04d}.jpg"
        if original in scene:
            assert scene[f"reencoded_copies/cat.{number}.jpg"] == scene[original], number
    assert sum(f"train/cat/cat.{number:04d}.jpg" in scene for number in (1, 10, 101, 500, 777)) >= 3
    assert scene["train/dog/dog.0074.jpg"] == scene["train/dog/dog.0180.jpg"]
    assert found["items"] == 805


def test_a_photo_that_is_gone_is_unreadable_and_still_has_a_name(run: Words, tmp_path: Path) -> None:
    folder = photos(tmp_path / "p", "cat/1.jpg", "dog/2.jpg")
    archive = Archive.load(run("collect", folder)["out"])
    (folder / "cat/1.jpg").unlink()
    with pytest.raises(UnreadableError, match="it is gone"):
        archive.source.read(0)
    assert archive.source.paths(0).endswith("cat/1.jpg")
