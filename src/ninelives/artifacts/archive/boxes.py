"""Photos in zips and tars, read in place."""

from __future__ import annotations

import os
import re
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO, Any, TypeVar

from ninelives.artifacts.archive.files import shown
from ninelives.artifacts.archive.sources import LARGEST, SetAside, Source, UnreadableError, classes_of
from ninelives.errors import NinelivesError

Entry = TypeVar("Entry", zipfile.ZipInfo, tarfile.TarInfo)

SWELLS = 200  # an entry that unpacks to more than this times its size, and to over 16 MiB, is a bomb
SWOLLEN = 16 << 20
UNPACKED = 64 << 30  # bytes of one tar, unpacked
_DRIVE = re.compile("[A-Za-z]:")
_HIDDEN = (".", "__MACOSX")


def inner_name(name: str) -> str:
    """The name of an entry inside a zip or tar.

    Raises:
        UnreadableError: the name climbs out of the archive, or is empty.
    """
    clean = name.replace("\\", "/")
    pure = PurePosixPath(clean)
    if pure.is_absolute() or ".." in pure.parts or _DRIVE.match(clean) or "\0" in clean:
        raise UnreadableError("its path climbs out of the archive")
    if not pure.parts:
        raise UnreadableError("its name is empty")
    return shown(str(pure))


def open_zip(path: Path) -> Source:
    """The entries of a zip.

    Raises:
        NinelivesError: it is no zip, or is empty.
    """
    try:
        box = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise NinelivesError(f"the zip '{path}' cannot be opened: {error}", fix=f"unzip -t '{path}'") from error
    refused: list[SetAside] = []
    kept: dict[str, zipfile.ZipInfo] = {}
    for entry in box.infolist():
        if not entry.filename.endswith("/"):
            _admit(entry.filename, entry.file_size, entry.compress_size, entry, kept, refused)
    return _source(path, kept, refused, lambda entry: _read_zipped(box, entry))


def _source(path: Path, kept: dict[str, Entry], refused: list[SetAside], read: Callable[[Entry], bytes]) -> Source:
    items = sorted(kept)
    if not items and not refused:
        raise NinelivesError(f"'{path}' is empty", fix="name a folder that holds photos")
    return Source(
        items=items,
        read=lambda index: read(kept[items[index]]),
        paths=lambda index: shown(f"{path}/{items[index]}"),
        labels=classes_of(items),
        set_aside=refused,
        origins=[str(path)],
    )


def _admit(name: str, size: int, packed: int, entry: Entry, kept: dict[str, Entry], refused: list[SetAside]) -> None:
    """Keep an entry under its name, or set it aside."""
    try:
        inner = inner_name(name)
    except UnreadableError as error:
        refused.append(SetAside(shown(name), str(error)))
        return
    if any(part.startswith(_HIDDEN) for part in PurePosixPath(inner).parts):
        return
    if inner in kept:
        refused.append(SetAside(inner, "its name stands twice in the archive"))
    elif size > LARGEST or (size > SWOLLEN and size > SWELLS * max(packed, 1)):
        refused.append(SetAside(inner, f"unpacks to {size / 1e6:,.0f} MB, {size // max(packed, 1):,} times its size"))
    else:
        kept[inner] = entry


def _read_zipped(box: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    import lzma
    import zlib

    damage = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, ValueError, OSError)
    try:
        with box.open(entry) as file:
            data = file.read(entry.file_size + 1)
    except damage as error:
        raise UnreadableError(f"its zip entry cannot be unpacked: {error}") from error
    except RuntimeError as error:  # that is how zipfile tells it
        raise UnreadableError("its zip entry cannot be unpacked: it is encrypted") from error
    if len(data) > entry.file_size:
        raise UnreadableError("its zip entry is larger than it claims")
    return data


def open_tar(path: Path) -> Source:
    """The members of a tar; a compressed one is first unpacked to a temporary file, so that any member can be read.

    Raises:
        NinelivesError: it is no tar, is damaged or cut off, or unpacks to more than it may.
    """
    refused: list[SetAside] = []
    kept: dict[str, tarfile.TarInfo] = {}
    count = 0
    try:
        with _unpacked(path) as plain:
            held = _Held(plain)
            with tarfile.open(fileobj=plain, mode="r:") as box:
                for member in box:
                    _admit_member(member, kept, refused)
                    count += 1
            if held.read(box.offset, tarfile.BLOCKSIZE).strip(b"\0"):  # tarfile itself ends here without a word
                raise tarfile.TarError(f"damaged or cut off after {count:,} members")
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise NinelivesError(f"the tar '{path}' cannot be opened: {error}", fix=f"tar -tf '{path}'") from error
    return _source(path, kept, refused, lambda member: _read_member(held, member))


class _Held:
    """An open file for as long as somebody reads from it, by any number of threads."""

    def __init__(self, file: IO[bytes]) -> None:
        self._handle = os.dup(file.fileno())

    def read(self, at: int, size: int) -> bytes:
        return os.pread(self._handle, size, at)

    def __del__(self) -> None:
        os.close(self._handle)


def _admit_member(member: tarfile.TarInfo, kept: dict[str, tarfile.TarInfo], refused: list[SetAside]) -> None:
    if member.isdir():
        return
    if member.isreg() and not member.issparse():
        _admit(member.name, member.size, member.size, member, kept, refused)
    else:
        refused.append(SetAside(shown(member.name), "a link, device or file with holes inside a tar"))


def _unpacked(path: Path) -> IO[bytes]:
    """The tar's own bytes, uncompressed: the file itself, or a temporary copy without a name."""
    import bz2
    import gzip
    import lzma
    import tempfile
    import zlib

    head = path.open("rb")
    magic = head.read(2)
    head.seek(0)
    openers: dict[bytes, Callable[..., Any]] = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open, b"\xfd7": lzma.open}
    unpack = openers.get(magic)
    if unpack is None:
        return head
    room = min(UNPACKED, max(path.stat().st_size, 1) * SWELLS + SWOLLEN)
    with head, unpack(head, "rb") as packed, tempfile.TemporaryFile() as spool:
        try:
            while piece := packed.read(1 << 20):
                spool.write(piece)
                if spool.tell() > room:
                    raise tarfile.TarError(f"it unpacks to more than {SWELLS} times its size")
        except (lzma.LZMAError, zlib.error, ValueError) as error:
            raise tarfile.TarError(str(error)) from error
        spool.seek(0)
        return os.fdopen(os.dup(spool.fileno()), "rb")


def _read_member(held: _Held, member: tarfile.TarInfo) -> bytes:
    data = held.read(member.offset_data, member.size)
    if len(data) < member.size:
        raise UnreadableError("its tar member is cut off")
    return data
