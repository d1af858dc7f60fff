"""Photos in folders, zips, tars, and alone."""

from __future__ import annotations

import os
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, TypeVar

from ninelives.artifacts.archive.sources import LARGEST, SetAside, Source, UnreadableError, classes_of
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import threading

Entry = TypeVar("Entry", zipfile.ZipInfo, tarfile.TarInfo)

SWELLS = 200  # an entry that unpacks to more than this times its size, and to over 16 MiB, is a bomb
SWOLLEN = 16 << 20
UNPACKED = 64 << 30  # bytes of one tar, unpacked


def shown(name: str) -> str:
    """A file's name as text that can be written anywhere: bytes that are no UTF-8 become ``\\xNN``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def open_folder(root: Path) -> Source:
    """Every file under a folder, links followed once, hidden names and our own artifacts left out.

    Raises:
        NinelivesError: the folder itself cannot be read, or holds no file.
    """
    refused: list[SetAside] = []
    found = sorted(_walk(root, "", refused, frozenset()))
    if not found and not refused:
        raise NinelivesError(f"the folder '{root}' is empty", fix="name a folder that holds photos")
    names = [name for name, _ in found]
    odd = {name: real for name, real in found if name != real}  # names that are no UTF-8
    base = str(root)

    def path(index: int) -> str:
        name = names[index]
        return os.path.join(base, odd.get(name, name))

    return Source(
        items=names,
        read=lambda index: read_file(path(index)),
        paths=lambda index: shown(path(index)),
        labels=classes_of(names),
        set_aside=refused,
        origins=[str(root)],
    )


def _walk(
    root: Path, inside: str, refused: list[SetAside], above: frozenset[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    """Pairs of (item, name on disk) below ``root/inside``; ``above`` holds the folders that lead here."""
    folder = os.path.join(root, inside)
    try:
        facts = os.stat(folder)
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        if not inside:
            raise NinelivesError(f"the folder '{root}' cannot be read: {error.strerror}") from error
        refused.append(SetAside(shown(inside), f"the folder cannot be read: {error.strerror}"))
        return
    here = (facts.st_dev, facts.st_ino)
    if here in above:
        refused.append(SetAside(shown(inside), "a link that leads back to a folder above it"))
        return
    if inside and any(entry.name == "ninelives.json" for entry in entries):
        return  # an artifact of ours that was written among the photos
    for entry in entries:
        if entry.name.startswith("."):
            continue
        name = f"{inside}/{entry.name}" if inside else entry.name
        yield from _entry(root, name, entry, refused, above | {here})


def _entry(
    root: Path, name: str, entry: os.DirEntry[str], refused: list[SetAside], above: frozenset[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        why = "a link that leads nowhere or back to itself" if entry.is_symlink() else str(error.strerror)
        refused.append(SetAside(shown(name), why))
        return
    if stat.S_ISDIR(mode):
        yield from _walk(root, name, refused, above)
    elif stat.S_ISREG(mode):
        yield shown(name), name
    else:
        refused.append(SetAside(shown(name), "neither a file nor a folder"))


def read_file(path: str) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableError: it is far larger than any photo.
        OSError: it cannot be read.
    """
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > LARGEST:
            raise UnreadableError(f"larger than {LARGEST >> 30} GiB")
        return file.read()


def open_file(path: Path) -> Source:
    """One picture alone.

    Raises:
        NinelivesError: the file is no picture.
    """
    from ninelives.kernels.photos.header import NotAPicture, read_header

    try:
        read_header(read_file(str(path)))
    except (NotAPicture, UnreadableError, OSError) as error:
        raise NinelivesError(
            f"'{path}' is no folder, table, zip, tar or picture: {error}", fix="name a folder that holds photos"
        ) from error
    return Source(
        items=[shown(path.name)],
        read=lambda _: read_file(str(path)),
        paths=lambda _: shown(str(path)),
        labels=[None],
        origins=[str(path)],
    )


def inner_name(name: str) -> str:
    """The name of an entry inside a zip or tar.

    Raises:
        UnreadableError: the name climbs out of the archive, or is empty.
    """
    clean = name.replace("\\", "/")
    pure = PurePosixPath(clean)
    if pure.is_absolute() or ".." in pure.parts or ":" in (pure.parts or ("",))[0] or "\0" in clean:
        raise UnreadableError("its path climbs out of the archive")
    return shown(str(pure))


def open_zip(path: Path) -> Source:
    """The entries of a zip, read in place.

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
    items = sorted(kept)
    return Source(
        items=items,
        read=lambda index: _read_zipped(box, kept[items[index]]),
        paths=lambda index: f"{path}/{items[index]}",
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
    if any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(inner).parts):
        return
    if inner in kept:
        refused.append(SetAside(inner, "its name stands twice in the archive"))
    elif size > LARGEST or (size > SWOLLEN and size > SWELLS * max(packed, 1)):
        refused.append(SetAside(inner, f"unpacks to {size / 1e6:,.0f} MB, {size // max(packed, 1):,} times its size"))
    else:
        kept[inner] = entry


def _read_zipped(box: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    import zlib

    try:
        with box.open(entry) as file:
            data = file.read(entry.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise UnreadableError(f"its zip entry cannot be unpacked: {error}") from error
    if len(data) > entry.file_size:
        raise UnreadableError("its zip entry is larger than it claims")
    return data


def open_tar(path: Path) -> Source:
    """The members of a tar; a compressed one is first unpacked to a temporary file, so that any member can be read.

    Raises:
        NinelivesError: it is no tar, is cut off, or unpacks to more than it may.
    """
    import threading

    refused: list[SetAside] = []
    kept: dict[str, tarfile.TarInfo] = {}
    try:
        plain = _plain_tar(path)
        with tarfile.open(fileobj=plain, mode="r:") as box:
            for member in box:
                _admit_member(member, kept, refused)
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise NinelivesError(f"the tar '{path}' cannot be opened: {error}", fix=f"tar -tf '{path}'") from error
    items, lock = sorted(kept), threading.Lock()
    return Source(
        items=items,
        read=lambda index: _read_member(plain, lock, kept[items[index]]),
        paths=lambda index: f"{path}/{items[index]}",
        labels=classes_of(items),
        set_aside=refused,
        origins=[str(path)],
    )


def _admit_member(member: tarfile.TarInfo, kept: dict[str, tarfile.TarInfo], refused: list[SetAside]) -> None:
    if member.isreg():
        _admit(member.name, member.size, member.size, member, kept, refused)
    elif not member.isdir():
        refused.append(SetAside(shown(member.name), "a link or device inside a tar"))


def _plain_tar(path: Path) -> IO[bytes]:
    """The tar's own bytes, uncompressed: the file itself, or a temporary copy without a name."""
    import bz2
    import gzip
    import lzma
    import tempfile
    import zlib

    head = path.open("rb")
    magic = head.read(6)
    head.seek(0)
    openers: dict[bytes, Callable[..., IO[bytes]]] = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open, b"\xfd7": lzma.open}
    unpack = openers.get(magic[:2])
    if unpack is None:
        return head
    room, spool = min(UNPACKED, max(path.stat().st_size, 1) * SWELLS + SWOLLEN), tempfile.TemporaryFile()  # noqa: SIM115 - it is the source's for as long as that lives
    with head, unpack(head, "rb") as packed:
        try:
            while piece := packed.read(1 << 20):
                spool.write(piece)
                if spool.tell() > room:
                    raise tarfile.TarError(f"it unpacks to more than {SWELLS} times its size")
        except (lzma.LZMAError, zlib.error, ValueError) as error:
            raise tarfile.TarError(str(error)) from error
    return spool


def _read_member(plain: IO[bytes], lock: threading.Lock, member: tarfile.TarInfo) -> bytes:
    with lock:
        plain.seek(member.offset_data)
        data = plain.read(member.size)
    if len(data) < member.size:
        raise UnreadableError("its tar member is cut off")
    return data
