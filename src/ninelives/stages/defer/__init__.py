"""Defer: what may it decide alone, when does it call a human, with which guarantee and at what price?"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ninelives.stages.defer.spec import DeferSpec

if TYPE_CHECKING:
    from ninelives.stages.defer.job import defer

__all__ = ["DeferSpec", "defer"]

_LATE = {"defer": "ninelives.stages.defer.job"}  # a help text must load no numpy


def __getattr__(name: str) -> Any:
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
