"""Times, and how far apart they are, as people say them."""

from __future__ import annotations

import numpy as np

STEPS = {"1min": 60, "1h": 3600, "1d": 86_400, "1w": 604_800}  # s
LENGTHS = ((604_800, "week"), (86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


def length(step: float, unit: str) -> str:
    """How far apart steps are: ``an hour``, ``15 minutes``, ``a month``, ``2``."""
    if unit == "":
        return f"{step:g}"
    if unit == "M":
        return _many(step, "month") if step % 12 else _many(step / 12, "year")
    size, name = next(((size, name) for size, name in LENGTHS if step % size == 0), (1, "second"))
    return _many(step / size, name)


def _many(many: float, name: str) -> str:
    return f"{'an' if name == 'hour' else 'a'} {name}" if many == 1 else f"{many:g} {name}s"


def said(moment: np.ndarray | np.generic) -> str:
    """A time, no finer than it has to be."""
    if moment.dtype.kind != "M":
        return f"{moment:g}"
    told = str(moment.astype("datetime64[s]"))
    return told.removesuffix("T00:00:00").removesuffix(":00").replace("T", " ")


def coarser(usual: float) -> str:
    """A step that most times have a value in."""
    return next((name for name, size in STEPS.items() if size > usual), "4w")
