"""Photos of the garden, with all that is true of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ninelives.stages.collect.garden.write import photos

__all__ = ["photos"]


def __getattr__(name: str) -> Any:
    if name == "photos":  # late: a help text must load no numpy
        from ninelives.stages.collect.garden.write import photos

        return photos
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
