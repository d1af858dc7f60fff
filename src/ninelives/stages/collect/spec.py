"""Options of the collect stage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectSpec:
    """How photos become an archive."""

    pack: bool = False  # write the photos themselves into Parquet shards; else they stay where they are
    world: str = "real"  # or "garden"
