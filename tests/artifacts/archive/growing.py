"""Growths for the tests: pictures of plain noise, with a row each."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import polars as pl

from ninelives.artifacts.archive.growth import Draw, Growth
from ninelives.artifacts.lineage import Lineage


def noise(side: int = 8, seed: int = 0) -> Draw:
    """A picture of noise for each number, and what is told of it; it depends on the number alone."""

    def draw(start: int, stop: int) -> tuple[np.ndarray, pl.DataFrame]:
        pictures = [np.random.default_rng([seed, at]).integers(0, 256, (side, side, 3)) for at in range(start, stop)]
        number = np.arange(start, stop)
        rows = pl.DataFrame(
            {
                "item": [f"{at:08d}.ppm" for at in number.tolist()],
                "label": ["cat" if at % 2 else "no cat" for at in number.tolist()],
                "scene": number // 3,
                "hour": (number % 24).astype(np.float32),
                "cat_pixels": number % 2 * 9,
            }
        )
        return np.array(pictures, np.uint8), rows

    return draw


def growth(count: int = 100, *, side: int = 8, seed: int = 0, draw: Draw | None = None) -> Growth:
    """What is to be made of them."""
    lineage = Lineage(stage="garden", inputs={}, options={"n": count, "side": side}, seed=seed)
    return Growth(draw or noise(side, seed), count, side, lineage)


def until(last: int, draw: Draw, stop: Callable[[], None]) -> Draw:
    """The same, but for a ``stop`` where the picture ``last`` is asked for."""
    lock = threading.Lock()

    def drawn(start: int, end: int) -> tuple[np.ndarray, pl.DataFrame]:
        with lock:
            if start <= last < end:
                stop()
        return draw(start, end)

    return drawn
