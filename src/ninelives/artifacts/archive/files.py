"""Photos in folders, and alone."""

from __future__ import annotations

import heapq
import os
import stat
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from ninelives.artifacts.archive.sources import LARGEST, SetAside, Source, UnreadableError, classes_of
from ninelives.errors import NinelivesError


def shown(name: str) -> str:
    """A file's name as text that can be written anywhere: bytes that are no UTF-8 become ``\\xNN``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def open_folder(root: Path) -> Source:
    """Every file under a folder; hidden names and our own artifacts left out, links followed, no folder read twice.

    Raises:
        NinelivesError: the folder itself cannot be read, or holds no file.
    """
    refused: list[SetAside] = []
    items: list[str] = []
    odd: dict[str, str] = {}  # names that are no UTF-8, by how they are shown
    for name in _walk(root, refused):
        item = shown(name)
        if item != name:
            odd[item] = name
        items.append(item if item != name else name)
    if not items and not refused:
        raise NinelivesError(f"the folder '{root}' is empty", fix="name a folder that holds photos")
    items.sort()
    if odd and len(set(items)) < len(items):
        refused += [
            SetAside(name, "two files' names are shown alike") for name, after in pairwise(items) if name == after
        ]
        items = sorted(set(items))
    base = str(root)

    def path(index: int) -> str:
        name = items[index]
        return os.path.join(base, odd.get(name, name))

    return Source(
        items=items,
        read=lambda index: read_file(path(index)),
        paths=lambda index: shown(path(index)),
        labels=classes_of(items),
        set_aside=sorted(refused, key=lambda entry: entry.path),
        origins=[base],
    )


def _walk(root: Path, refused: list[SetAside]) -> Iterator[str]:
    """Names on disk of all files below ``root``: first what lies there, then what links lead to."""
    seen = {_identity(folder) for folder in Path(os.path.realpath(root)).parents}
    near, linked = [""], list[str]()
    while near or linked:
        inside = near.pop() if near else heapq.heappop(linked)
        folder = os.path.join(root, inside)
        try:
            here = _identity(folder)
            if here in seen:
                refused.append(SetAside(shown(inside), "a link that leads back to a folder that is read already"))
                continue
            seen.add(here)
            if inside and os.path.lexists(os.path.join(folder, "ninelives.json")):
                continue  # an artifact of ours that was written among the photos
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.name.startswith("."):
                        name = f"{inside}/{entry.name}" if inside else entry.name
                        yield from _entry(name, entry, near, linked, refused)
        except OSError as error:
            if not inside:
                raise NinelivesError(
                    f"the folder '{root}' cannot be read: {error.strerror}", fix=f"ls -ld '{root}'"
                ) from error
            refused.append(SetAside(shown(inside), f"the folder cannot be read: {error.strerror}"))


def _identity(folder: str | Path) -> tuple[int, int]:
    facts = os.stat(folder)
    return facts.st_dev, facts.st_ino


def _entry(
    name: str, entry: os.DirEntry[str], near: list[str], linked: list[str], refused: list[SetAside]
) -> Iterator[str]:
    """The name itself where it is a file's; a folder's is kept for later, anything else's is set aside."""
    try:
        if entry.is_file():
            yield name
        elif not entry.is_dir():
            entry.stat()  # fails where a link leads nowhere
            refused.append(SetAside(shown(name), "neither a file nor a folder"))
        elif entry.is_symlink():
            heapq.heappush(linked, name)
        else:
            near.append(name)
    except OSError as error:
        why = "a link that leads nowhere or back to itself" if entry.is_symlink() else str(error.strerror)
        refused.append(SetAside(shown(name), why))


def read_file(path: str) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableError: it is no file, or far larger than any photo.
        OSError: it cannot be read.
    """
    with open(path, "rb", opener=_at_once) as file:
        facts = os.fstat(file.fileno())
        if not stat.S_ISREG(facts.st_mode):
            raise UnreadableError("neither a file nor a folder")
        if facts.st_size > LARGEST:
            raise UnreadableError(f"larger than {LARGEST >> 20} MB")
        return file.read()


def _at_once(path: str, flags: int) -> int:
    """Open a file without waiting, as a pipe that nobody writes to would make us."""
    return os.open(path, flags | os.O_NONBLOCK)


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
