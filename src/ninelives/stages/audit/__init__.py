"""Audit: has the world left the envelope, does it do harm, which rows show it, and what to do."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ninelives.stages.audit.spec import AuditSpec

if TYPE_CHECKING:
    from ninelives.stages.audit.job import audit

__all__ = ["AuditSpec", "audit"]

_LATE = {"audit": "ninelives.stages.audit.job"}  # a help text must load no numpy


def __getattr__(name: str) -> Any:
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
