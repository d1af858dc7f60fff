"""How every loop of the garden is compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numba as nb

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """A loop as machine code, made at its first call and kept on disk.

    Without the interpreter's lock, so that blocks of worlds run side by side; without ``fastmath``, so that a sum is
    the same alone and in a block; and as NumPy divides, by zero too.
    """
    made: Loop = nb.njit(cache=True, nogil=True, error_model="numpy")(loop)
    return made


def inlined(loop: Loop) -> Loop:
    """The same for a part of a loop: its code becomes the caller's, and is compiled once, there.

    A ``compiled`` part is made into machine code by itself, then again in each caller, and in each of theirs. It is
    still called from Python as it is.
    """
    made: Loop = nb.njit(cache=True, nogil=True, error_model="numpy", inline="always")(loop)
    return made
