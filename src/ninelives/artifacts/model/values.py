"""What single values of a sealed model may be, for every check of its parts."""

from __future__ import annotations

from typing import Any

import numpy as np


def numbers(*told: Any) -> bool:
    """Whether all of them are finite numbers, and no truth values."""
    return all(type(number) in (int, float) for number in told) and bool(np.isfinite(told).all())


def two(told: Any) -> tuple[Any, Any]:
    """The two ends of an interval, or members of a pair; ValueError or TypeError where there are not two."""
    first, second = told
    return first, second
