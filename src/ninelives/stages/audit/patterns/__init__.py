"""Patterns in time: what a detective would find in a list of events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ninelives.stages.audit.patterns.write import patterns

__all__ = ["patterns"]


def __getattr__(name: str) -> Any:
    if name == "patterns":  # late: a help text must load no numpy
        from ninelives.stages.audit.patterns.write import patterns

        return patterns
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
