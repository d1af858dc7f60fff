"""C's standard error, kept quiet while a decoder runs.

libjpeg inside OpenCV writes "Corrupt JPEG data: ..." with ``fprintf(stderr)``, which neither OpenCV's log level nor
``sys.stderr`` governs. Only the C library's stream is swapped, and only while a decoder runs: Python's own standard
error, which owns the file descriptor, goes on as before, so that progress lines of other threads are not lost.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_inside = 0  # decoders running now, in all threads
_saved: int | None = None


def _streams() -> tuple[ctypes.c_void_p, int] | None:
    """The C library's ``stderr`` variable and a stream that swallows everything; None where there is no such thing."""
    try:
        libc = ctypes.CDLL(None)
        variable = next(
            found
            for name in ("stderr", "__stderrp")  # glibc and musl; macOS
            if (found := _variable(libc, name)) is not None
        )
        libc.fopen.restype = ctypes.c_void_p
        sink = libc.fopen(os.devnull.encode(), b"w")
    except (OSError, TypeError, StopIteration, AttributeError):  # a platform without dlopen(NULL): decoders may talk
        return None
    return (variable, sink) if sink else None


def _variable(libc: ctypes.CDLL, name: str) -> ctypes.c_void_p | None:
    try:
        return ctypes.c_void_p.in_dll(libc, name)
    except ValueError:
        return None


_found = _streams()


@contextmanager
def quiet() -> Iterator[None]:
    """Swallow what C code prints to ``stderr`` meanwhile. May be entered by any number of threads at once."""
    if _found is None:
        yield
        return
    _enter(*_found)
    try:
        yield
    finally:
        _leave(_found[0])


def _enter(variable: ctypes.c_void_p, sink: int) -> None:
    global _inside, _saved  # noqa: PLW0603 - the variable it guards is the process's own
    with _lock:
        if not _inside:
            _saved, variable.value = variable.value, sink
        _inside += 1


def _leave(variable: ctypes.c_void_p) -> None:
    global _inside  # noqa: PLW0603
    with _lock:
        _inside -= 1
        if not _inside:
            variable.value = _saved
