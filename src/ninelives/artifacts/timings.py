"""How long it took to make something: for people, beside what is sealed, so whatever is wrong with it is no fault."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from ninelives.store import atomic

FILE: Final = "timings.json"


def write(folder: Path, told: Mapping[str, Any]) -> None:
    """Lay seconds down beside what a folder seals.

    Raises:
        NinelivesError: the disk is full, or there is no permission.
    """
    atomic.write(folder / FILE, json.dumps(told).encode())


def seconds_of(folder: Path) -> float:
    """From start to end, in s; 0 where nobody knows."""
    try:
        return float(json.loads((folder / FILE).read_bytes())["total"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0.0


def timings_of(folder: Path) -> dict[str, Any]:
    """From start to end, and for each rung of a model, in s; 0 where nobody knows."""
    try:
        found = json.loads((folder / FILE).read_bytes())
        rungs = {str(name): float(seconds) for name, seconds in found["rungs"].items()}
        return {"total": float(found["total"]), "rungs": rungs}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {"total": 0.0, "rungs": {}}
