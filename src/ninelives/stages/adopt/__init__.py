"""Adopt: a model made elsewhere gets what our own have, a score, calibration, an envelope and lineage."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ninelives.stages.adopt.spec import AdoptSpec

if TYPE_CHECKING:
    from ninelives.stages.adopt.fit import adopt

__all__ = ["AdoptSpec", "adopt"]


def __getattr__(name: str) -> Any:
    if name == "adopt":  # late: reading a spec or a help text must load no numpy
        return import_module("ninelives.stages.adopt.fit").adopt
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
