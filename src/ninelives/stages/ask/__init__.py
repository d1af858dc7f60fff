"""Ask: what is wanted, what it costs, how it is done by hand, and what is lacking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ninelives.stages.ask.reckon import ask

__all__ = ["ask"]


def __getattr__(name: str) -> Any:
    if name == "ask":  # late: a help text must load no numpy
        from ninelives.stages.ask.reckon import ask

        return ask
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
