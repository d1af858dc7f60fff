"""A number for each item, by its name and what it holds: the same at each repeat, and as good as drawn."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ninelives.artifacts.handoff.judged import Bools, Floats, Judged

Marks = NDArray[np.uint64]


def marks(digest: str, batch: Judged, start: int) -> Marks:
    """One for each item, uint64 of shape (items,), uniform over all.

    Args:
        digest: of the hand-over, so that nobody chooses who is drawn.
        batch: the items; those that have no names of their own are told apart by their number.
        start: how many came before.
    """
    if batch.keys is None:
        return np.array([mark(digest, start + at) for at in range(len(batch))], np.uint64)
    pairs = zip(batch.items, batch.keys, strict=True)
    return np.array([mark(digest, item, key) for item, key in pairs], np.uint64)


def drawn(told: Marks, rate: float) -> Bools:
    """Which are drawn at a rate: by their marks, so that a repeat draws the same."""
    return np.asarray(chance(told) < rate)


def chance(told: Marks) -> Floats:
    """Marks as numbers from 0 to 1."""
    return np.asarray(told / 2.0**64)


def mark(*told: object) -> int:
    """That of one, below 2**64."""
    return int.from_bytes(hashlib.sha256(json.dumps(told).encode()).digest()[:8])
