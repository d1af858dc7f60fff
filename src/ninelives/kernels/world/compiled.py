"""How every loop of the garden is compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numba as nb

Loop = TypeVar("Loop", bound=Callable[..., object])

_HOW: dict[str, Any] = {
    "cache": True,
    "nogil": True,  # blocks of worlds run side by side
    "error_model": "numpy",  # by zero too
    "_nrt": False,  # nothing is allocated, so nothing is counted: half of the time in loops over arrays
    "no_cfunc_wrapper": True,  # a fifth of the time to compile
}


def compiled(loop: Loop) -> Loop:
    """A loop as machine code, made at its first call and kept on disk.

    It allocates no array. There is no ``fastmath``, so that a sum is the same alone and in a block.
    """
    made: Loop = nb.njit(**_HOW)(loop)
    return made


def compiled_as(signature: str) -> Callable[[Loop], Loop]:
    """The same for these types alone: else each constant that it is called with makes a version of its own.

    Args:
        signature: as Numba writes it, such as ``float64(uint64, int64)``.
    """

    def typed(loop: Loop) -> Loop:
        made: Loop = nb.njit(signature, **_HOW)(loop)
        return made

    return typed
