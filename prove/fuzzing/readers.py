"""Readers under attack: pictures as bytes; zips, tars, tables and pictures as files."""

from __future__ import annotations

import contextlib
import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from PIL import Image
from PIL.ExifTags import IFD, Base

from fuzzing.choices import ODD, Choices
from ninelives.artifacts.archive import Archive, UnreadableError, open_source
from ninelives.artifacts.archive.gauges import NEAR
from ninelives.artifacts.labels import Labels
from ninelives.errors import NinelivesError
from ninelives.kernels.photos import survey
from ninelives.kernels.photos.decode import decode
from ninelives.kernels.photos.header import NotAPicture, read_header

MOST = 40  # items of one container that are read
KINDS = (
    "x.zip",
    "x.tar",
    "x.tar.gz",
    "x.csv",
    "x.tsv",
    "x.jsonl",
    "x.parquet",
    "x.jpg",
    "labels.csv",
    "labels.parquet",
)


class Pictures:
    """Header, pixels and facts of one picture; nothing but NotAPicture may come out."""

    def __init__(self, room: Path) -> None:
        pass

    def seeds(self) -> Iterator[bytes]:
        yield from pictures().values()

    def __call__(self, data: bytes) -> None:
        with contextlib.suppress(NotAPicture):
            header = read_header(data)
            facts = survey.measure_picture(decode(data, least=NEAR, header=header), header)
            packed = facts.pack()
            assert survey.Facts.unpack(packed).pack() == packed, "facts change on their way through the cache"


class Containers:
    """A file in a folder with two pictures: listed, every item read, made an archive with its envelope."""

    def __init__(self, room: Path) -> None:
        self._folder = room / "inputs"
        self._folder.mkdir()
        shots = pictures()
        for name in ("a.png", "b.jpg"):
            (self._folder / name).write_bytes(shots[name])

    def seeds(self) -> Iterator[bytes]:
        for kind, name in enumerate(KINDS):
            for data in containers(name):
                yield kind.to_bytes(2, "little") + data

    def __call__(self, data: bytes) -> None:
        choices = Choices(data)
        path = self._folder / choices.pick(KINDS)
        path.write_bytes(choices.rest())
        try:
            with contextlib.suppress(NinelivesError):
                _read(path)
        finally:
            path.unlink()


def _read(path: Path) -> None:
    if path.stem == "labels":
        Labels.load(path).put_on(pl.DataFrame({"item": ["a.png", "b.jpg"], "label": [None, "x"]}))
        return
    source = open_source(path)
    for index in range(min(MOST, len(source))):
        with contextlib.suppress(UnreadableError, OSError):
            source.read(index)
        source.paths(index).encode()
        source.items[index].encode()
    archive = Archive.of(path)
    assert len(archive.digest) == 64
    archive.envelope().to_json()


def pictures() -> dict[str, bytes]:
    """One small picture of each kind that has a reader of its own, and some that only claim to be one."""
    pixels = np.random.default_rng(0).integers(0, 256, (20, 24, 3), np.uint8)
    colour, grey = Image.fromarray(pixels), Image.fromarray(pixels[:, :, 0])
    exif = Image.Exif()
    exif[Base.Orientation], exif[Base.Make], exif[Base.Model] = 6, "Maker", "Model"
    inner = exif.get_ifd(IFD.Exif)
    inner[Base.DateTimeOriginal], inner[Base.OffsetTimeOriginal] = "2026:11:23 21:14:03", "+01:00"
    exif.get_ifd(IFD.GPSInfo).update({1: "N", 2: (48.0, 12.0, 3.5), 3: "E", 4: (16.0, 22.0, 0.0)})
    tall = grey.convert("I;16")
    return {
        "b.jpg": _saved(colour, "JPEG", exif=exif),
        "progressive": _saved(colour, "JPEG", progressive=True),
        "cmyk": _saved(colour.convert("CMYK"), "JPEG"),
        "grey": _saved(grey, "JPEG"),
        "a.png": _saved(colour, "PNG"),
        "alpha": _saved(colour.convert("RGBA"), "PNG", exif=exif),
        "palette": _saved(colour.quantize(8), "PNG"),
        "sixteen": _saved(tall, "PNG"),
        "moving png": _saved(colour, "PNG", save_all=True, append_images=[colour.rotate(90)]),
        "gif": _saved(colour, "GIF", save_all=True, append_images=[colour.rotate(90)]),
        "webp": _saved(colour, "WEBP", exif=exif),
        "tiff": _saved(colour, "TIFF", compression="tiff_lzw"),
        "float tiff": _saved(Image.fromarray(pixels[:, :, 0].astype(np.float32)), "TIFF"),
        "bmp": _saved(colour, "BMP"),
        "ppm": _saved(colour, "PPM"),
        "ico": _saved(colour, "ICO"),
        "bomb": _saved(Image.new("1", (20000, 20000)), "PNG"),
        "one": _saved(colour.crop((0, 0, 1, 1)), "PNG"),
        "pointer": b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n",
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        "nothing": b"",
    }


def _saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def containers(name: str) -> Iterator[bytes]:
    """Seeds for one kind of file."""
    suffix = name.split(".", 1)[1]
    if suffix == "zip":
        yield from (_zip(compression) for compression in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
    elif suffix.startswith("tar"):
        yield from (_tar(how) for how in (("w", "w:gz", "w:bz2", "w:xz") if suffix == "tar.gz" else ("w",)))
    elif suffix == "jpg":
        yield pictures()["b.jpg"]
    elif suffix == "parquet":
        yield from (_parquet(compression) for compression in ("uncompressed", "snappy", "zstd"))
    elif suffix == "jsonl":
        yield b"".join(
            f'{{"path": "{p}", "label": "x", "hour": {h}}}\n'.encode() for p, h in (("a.png", 3), ("b.jpg", 25))
        )
        yield b'{"path": ["a.png"], "n": {"a": 1}}\n{"path": 3}\n'
    else:
        mark = "\t" if suffix == "tsv" else ","
        yield table().write_csv(separator=mark).encode()
        yield b'path,label,scene\n"a.png","x",1\n"b\n.jpg",,\n'
        yield b"item,label,probability,p_x\na.png,x,0.5,0.5\nb.jpg,y,1,0\n"


def table() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "path": ["a.png", "b.jpg", "../a.png", "missing.jpg"],
            "item": ["a.png", "b.jpg", "c", "d"],
            "label": ["x", "y", "x", None],
            "captured_at": ["2026-11-23T10:00:00+01:00", "1899-99-99", None, ""],
            "hour": [3.0, 24.5, None, -1.0],
            "place": ["48.2;16.4", "", "200;400", None],
            "season": ["winter", "autumn", "x", None],
            "weather": ["calm", None, "", "calm"],
            "scene": [1, 1, 2, None],
            "anything": [1, 2, 3, 4],
        }
    )


def _parquet(compression: Any) -> bytes:
    file = io.BytesIO()
    table().write_parquet(file, compression=compression)
    return file.getvalue()


def _entries() -> dict[str, bytes]:
    shots = pictures()
    return {
        "cat/a.png": shots["a.png"],
        "dog/b.jpg": shots["b.jpg"],
        "dog/b2.jpg": shots["b.jpg"],
        "../out.png": shots["a.png"],
        "/abs.png": shots["a.png"],
        "C:\\x.png": b"x",
        "dir/": b"",
        "ä\n'.txt": b"t",
        "swollen.bmp": bytes(40 << 20),
        ".hidden": b"h",
        "cut.jpg": shots["b.jpg"][:200],
    }


def _zip(compression: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as box:
        for name, data in _entries().items():
            if len(data) < 1 << 20 or compression != zipfile.ZIP_STORED:
                box.writestr(name, data)
    return file.getvalue()


def _tar(how: Any) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=how) as box:
        for name, data in _entries().items():
            if len(data) < 1 << 20 or how == "w:gz":
                member = tarfile.TarInfo(name)
                member.size = len(data)
                box.addfile(member, io.BytesIO(data))
        for kind, name in ((tarfile.SYMTYPE, "link"), (tarfile.LNKTYPE, "hard"), (tarfile.FIFOTYPE, "pipe")):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, str(ODD[15])
            box.addfile(member)
    return file.getvalue()
