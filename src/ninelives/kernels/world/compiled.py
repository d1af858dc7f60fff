"""How every loop of the garden is compiled."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

import numba as nb
import numpy as np
from numba.core.registry import CPUDispatcher

Loop = TypeVar("Loop", bound=Callable[..., object])

_HOW: dict[str, Any] = {
    "nogil": True,  # blocks of worlds run side by side
    "error_model": "numpy",  # by zero too
    "_nrt": False,  # nothing is allocated, so nothing is counted: half of the time in loops over arrays
    "no_cfunc_wrapper": True,  # nobody calls it from C
    "no_rewrites": True,  # those are for expressions of whole arrays
}


def kernel(loop: Loop) -> Loop:
    """A loop that Python calls, as machine code: made at its first call, kept until any file of the garden changes.

    It allocates no array. There is no ``fastmath``, so that a sum is the same alone and in a block.
    """
    made: Loop = _kept(loop)
    return made


def compiled(loop: Loop) -> Loop:
    """A part of kernels: compiled into each of them, and kept with them. Python may call it too, as tests do."""
    made: Any = _Part(loop, targetoptions={**_PART})
    return cast(Loop, made)


def compiled_as(signature: str) -> Callable[[Loop], Loop]:
    """The same for these types alone: else each constant that it is called with makes a version of its own.

    Args:
        signature: as Numba writes it, such as ``float64(uint64, int64)``.
    """

    def typed(loop: Loop) -> Loop:
        made: Any = _Typed(loop, targetoptions={**_PART})
        made.signature = signature
        return cast(Loop, made)

    return typed


def inlined(loop: Loop) -> Loop:
    """The same for a part of a loop: its code becomes the caller's, and is compiled once, there.

    A ``compiled`` part is made into machine code by itself, then again in each caller, and in each of theirs. It is
    still called from Python as it is.
    """
    made: Loop = _kept(loop, _nrt=True, inline="always")
    return made


_PART: dict[str, Any] = {
    **_HOW,
    "nopython": True,
    "no_cpython_wrapper": True,
}  # a wrapper takes as long as a small loop


class _Part(CPUDispatcher):  # type: ignore[misc] # Numba has no types
    """What only compiled code can call; for Python it is compiled once more, with what a call from there takes."""

    def __call__(self, *arguments: Any) -> Any:
        return self.alone(*arguments)

    @cached_property
    def alone(self) -> Any:
        return _kept(self.py_func)


class _Typed(_Part):
    """The same, for one signature; compiled when first asked for."""

    signature: str

    @cached_property
    def alone(self) -> Any:
        made = _kept(self.py_func)
        _settle(made, self.signature)
        return made

    def get_call_template(self, args: Any, kws: Any) -> Any:
        if self._can_compile:
            _settle(self, self.signature)
        return super().get_call_template(args, kws)


def _settle(loop: Any, signature: str) -> None:
    """Compile it for these types, and never again."""
    loop.compile(signature)
    loop.disable_compile()


def _kept(loop: Callable[..., object], **other: Any) -> Any:
    """Numba trusts what it kept while the loop's own file is the same; but what the loop calls is part of it too."""
    made = nb.njit(**{**_HOW, "cache": True, **other})(loop)
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
