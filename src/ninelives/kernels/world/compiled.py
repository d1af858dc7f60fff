"""How every loop of the garden is compiled."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba as nb
import numpy as np

Loop = TypeVar("Loop", bound=Callable[..., object])

_HOW: dict[str, Any] = {
    "cache": True,
    "nogil": True,  # blocks of worlds run side by side
    "error_model": "numpy",  # by zero too
    "_nrt": False,  # nothing is allocated, so nothing is counted: half of the time in loops over arrays
    "no_cfunc_wrapper": True,  # a fifth of the time to compile
}


def compiled(loop: Loop) -> Loop:
    """A loop as machine code, made at its first call and kept on disk until any file of the garden changes.

    It allocates no array. There is no ``fastmath``, so that a sum is the same alone and in a block.
    """
    made: Loop = _made(loop)
    return made


def compiled_as(signature: str) -> Callable[[Loop], Loop]:
    """The same for these types alone: else each constant that it is called with makes a version of its own.

    Args:
        signature: as Numba writes it, such as ``float64(uint64, int64)``.
    """

    def typed(loop: Loop) -> Loop:
        made = _made(loop)
        made.compile(signature)
        made.disable_compile()
        kept: Loop = made
        return kept

    return typed


def inlined(loop: Loop) -> Loop:
    """The same for a part of a loop: its code becomes the caller's, and is compiled once, there.

    A ``compiled`` part is made into machine code by itself, then again in each caller, and in each of theirs. It is
    still called from Python as it is.
    """
    made: Loop = _made(loop, _nrt=True, inline="always")
    return made


def _made(loop: Callable[..., object], **other: Any) -> Any:
    """Numba trusts what it kept while the loop's own file is the same; but what the loop calls is part of it too."""
    made = nb.njit(**{**_HOW, **other})(loop)
    made._cache._cache_file._source_stamp = sources()
    return made


@cache
def sources() -> str:
    """SHA-256 of every file of the garden."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def whole(value: int) -> int:
    """A constant that loops are called with: for a literal one Numba would compile the called loop anew."""
    return cast(int, np.int64(value))
