"""Watch a stream beside its reference: bets that may be looked at after every observation."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ninelives.stages.audit.watch.spec import WatchSpec

if TYPE_CHECKING:
    from ninelives.stages.audit.watch.line import Line
    from ninelives.stages.audit.watch.monitor import Watch

__all__ = ["Line", "Watch", "WatchSpec"]

_LATE = {"Watch": "ninelives.stages.audit.watch.monitor", "Line": "ninelives.stages.audit.watch.line"}


def __getattr__(name: str) -> Any:
    if name in _LATE:  # a help text loads no numpy
        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
