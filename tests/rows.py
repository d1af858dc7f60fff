"""Tables of generated rows, for tests that need some and do not care what they mean."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl


def rows(count: int = 240, *, seed: int = 0) -> pl.DataFrame:
    """A number, a category, yes and no, some of it missing; ``fit`` follows from them nearly, ``price`` too."""
    draw = np.random.default_rng(seed)
    size = draw.normal(50, 15, count).round(2)
    kind = draw.choice(["round", "square", "flat"], count, p=[0.5, 0.3, 0.2])
    wet = draw.random(count) < 0.5
    price = 3 * size + 40 * (kind == "flat") - 25 * wet + draw.normal(0, 4, count)
    good = (size + 12 * (kind == "round") + draw.normal(0, 6, count)) > 55
    return pl.DataFrame(
        {
            "size": size,
            "kind": pl.Series(kind).set(pl.Series(draw.random(count) < 0.05), None),
            "wet": wet,
            "fit": np.where(good, "yes", "no"),
            "price": price.round(2),
        }
    )


def write(path: Path, frame: pl.DataFrame) -> Path:
    """As CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_csv(path)
    return path
