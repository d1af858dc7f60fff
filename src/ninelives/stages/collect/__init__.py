"""Collect: what is there, from when and where, and what is there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ninelives.stages.collect.write import collect

__all__ = ["collect"]


def __getattr__(name: str) -> Any:
    if name == "collect":  # late: a help text must load no numpy
        from ninelives.stages.collect.write import collect

        return collect
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
