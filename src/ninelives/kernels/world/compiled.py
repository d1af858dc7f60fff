"""How every loop of the garden is compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba as nb
import numpy as np

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """A loop as machine code, made at its first call and kept on disk.

    Numba looks for changes only in the file that holds the loop: after a change to what another file gives it, a number
    say, delete the ``__pycache__`` beside it.

    Without the interpreter's lock, so that blocks of worlds run side by side; without ``fastmath``, so that a sum is
    the same alone and in a block; and as NumPy divides, by zero too.
    """
    made: Loop = nb.njit(cache=True, nogil=True, error_model="numpy", no_cfunc_wrapper=True)(loop)
    return made


def whole(value: int) -> int:
    """A constant that loops are called with: for a literal one Numba would compile the called loop anew."""
    return cast(int, np.int64(value))


def inlined(loop: Loop) -> Loop:
    """As ``compiled``, for a few lines that a loop over pixels calls: a call would keep it to one at a time."""
    made: Loop = nb.njit(cache=True, nogil=True, error_model="numpy", no_cfunc_wrapper=True, forceinline=True)(loop)
    return made
