"""Lists of events for tests: at random, and with a habit planted."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from ninelives.artifacts.patterns import Patterns
from ninelives.stages.audit.patterns.find import found_in
from ninelives.stages.audit.patterns.moments import read
from ninelives.stages.audit.patterns.spec import PatternsSpec
from ninelives.stages.audit.patterns.traps import looked

START = np.datetime64("2024-01-03T00:00:00", "us")


def at_random(seed: int, events: int, days: float) -> np.ndarray:
    """Events at random, to the second, in the order of time."""
    seconds = np.sort(np.random.default_rng(seed).integers(0, int(days * 86_400), events))
    return START + (seconds * 1_000_000).astype("timedelta64[us]")


def evenings(seed: int, events: int = 200, days: int = 120, share: float = 0.7) -> np.ndarray:
    """Of events at random some are moved to 16:00-23:00 of their day."""
    when, rng = at_random(seed, events, days), np.random.default_rng(seed + 1)
    day = when.astype("datetime64[D]").astype("datetime64[us]")
    late = day + (rng.integers(16 * 3600, 23 * 3600, events) * 1_000_000).astype("timedelta64[us]")
    return np.sort(np.where(rng.random(events) < share, late, when))


def found(table: Any, **options: Any) -> Patterns:
    """What is found in columns, or in a table."""
    spec = PatternsSpec(time=options.pop("time", ("when",)), **options)
    return found_in(
        looked(read(pl.DataFrame(table) if isinstance(table, dict) else table, spec), spec.time[0], spec.zone), spec
    )
