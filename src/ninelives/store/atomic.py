"""Writes that are there whole or not at all: temporary name, fsync, rename."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from ninelives.errors import NinelivesError, TakenError

WORDS = {
    errno.ENOSPC: ("the disk is full", "free some space, or choose another disk with -o"),
    errno.EDQUOT: ("your quota is used up", "free some space, or choose another disk with -o"),
    errno.EACCES: ("no permission to write there", "choose another place with -o"),
    errno.EPERM: ("no permission to write there", "choose another place with -o"),
    errno.EROFS: ("that disk can only be read", "choose another place with -o"),
    errno.EFBIG: ("a file may not grow so large there", "choose another disk with -o"),
    errno.ENOTDIR: ("a part of that path is a file, not a folder", "choose another place with -o"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter name with -o"),
}

_TEMPORARY = re.compile(r"^\.(.+?)\.\d+(?:\.old)?\.partial$")


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn an operating system's refusal to write ``path`` into an error that says what to do.

    Raises:
        NinelivesError: instead of any OSError that the body raises, also where a library tells it in words only.
    """
    try:
        str(path).encode()  # not every library writes to a name that is no UTF-8
        yield
    except UnicodeEncodeError as error:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        raise NinelivesError(
            f"cannot write '{shown}': its name is no UTF-8", fix="choose another name with -o"
        ) from error
    except OSError as error:
        raise _refused(path, error.errno or 0, error.strerror or str(error)) from error
    except Exception as error:
        if told := re.search(r"\(os error (\d+)\)", str(error)):  # as Rust's libraries do
            raise _refused(path, int(told[1]), os.strerror(int(told[1]))) from error
        raise


def _refused(path: Path, number: int, why: str) -> NinelivesError:
    words, fix = WORDS.get(number, (why, "choose another place with -o"))
    return NinelivesError(f"cannot write '{_final(path)}': {words}", fix=fix)


def _final(path: Path) -> Path:
    """The name that it would have had: nobody knows the temporary ones."""
    return Path(*(_TEMPORARY.sub(r"\1", part) for part in path.parts))


def probe(path: Path) -> None:
    """Refuse now what could not be written later; makes nothing.

    Raises:
        NinelivesError: the nearest folder that is there may not be written to, or is none.
    """
    with told(path):
        with contextlib.suppress(FileNotFoundError):
            os.lstat(path)
        parent = path.parent
        while not os.path.lexists(parent) and parent != parent.parent:
            parent = parent.parent
        if not os.path.isdir(parent):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if os.statvfs(parent).f_flag & os.ST_RDONLY:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        if not os.access(parent, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def write(path: Path, data: bytes) -> None:
    """Write a file whole: a reader sees the old bytes or the new ones, also after ``kill -9``.

    Raises:
        NinelivesError: the disk is full, or there is no permission.
    """
    with file(path) as partial:
        partial.write_bytes(data)


def spare(path: Path, data: bytes) -> None:
    """As :func:`write`, of what can be made again: nothing is kept where another run removes the folder meanwhile.

    Raises:
        NinelivesError: the disk is full, or there is no permission.
    """
    try:
        write(path, data)
    except NinelivesError as error:
        if not isinstance(error.__cause__, FileNotFoundError):
            raise


@contextlib.contextmanager
def file(path: Path) -> Iterator[Path]:
    """A file to write, which takes its name only when the body ends well; an older one of that name gives way.

    Raises:
        NinelivesError: the disk is full, or there is no permission.
    """
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        partial = _partial(path)
        try:
            yield partial
            sync(partial)
            partial.rename(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        sync(path.parent)


@contextlib.contextmanager
def folder(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """A folder to fill, which takes its name only when the body ends well.

    Args:
        path: the name that it will have.
        replace: an older folder of that name gives way; else it is refused.

    Raises:
        TakenError: ``path`` exists and ``replace`` is false.
        NinelivesError: the disk is full, or there is no permission.
    """
    with told(path):
        if path.exists() and not replace:
            raise TakenError(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        partial = _partial(path)
        partial.mkdir()
        try:
            yield partial
            for written in sorted(partial.rglob("*")):
                sync(written)
            sync(partial)
            _swap(partial, path, replace=replace)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        sync(path.parent)


def _swap(partial: Path, path: Path, *, replace: bool) -> None:
    """Give ``partial`` the name ``path``; an older folder there is moved aside first, then removed."""
    if not replace or not path.exists():
        try:
            partial.rename(path)
        except OSError as error:
            if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):  # another process was faster
                raise TakenError(path) from error
            raise
        return
    old = path.with_name(f".{path.name}.{os.getpid()}.old.partial")
    path.rename(old)
    partial.rename(path)
    shutil.rmtree(old, ignore_errors=True)


def _partial(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.partial")


def _sweep(path: Path) -> None:
    """Remove what killed processes left half-written beside ``path``."""
    name = re.compile(rf"\.{re.escape(path.name)}\.(\d+)(\.old)?\.partial")
    with os.scandir(path.parent) as entries:
        left = [Path(entry.path) for entry in entries if (m := name.fullmatch(entry.name)) and not _alive(int(m[1]))]
    for leftover in left:
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid != os.getpid()


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, lie on the disk.

    Raises:
        OSError: they cannot.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
