"""Right and wrong in numbers, as the pages want them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ninelives.report.charts import Sureness


def table(classes: int, pairs: Iterable[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """How often each class (row) was taken for each (column), from rows of (truth, prediction, times)."""
    counts = np.zeros((classes, classes), int)
    for truth, prediction, times in pairs:
        counts[truth, prediction] = times
    return tuple(tuple(row) for row in counts.tolist()) if counts.any() else ()


def sureness(bins: Iterable[Mapping[str, Any]]) -> tuple[Sureness, ...]:
    """The rows of ``by_sureness``."""
    return tuple(Sureness(b["says"], b["right"], b["items"], tuple(b["interval"])) for b in bins)
