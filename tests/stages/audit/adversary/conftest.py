"""Two small tables of one kind, what an audit finds of them, and the world that an opponent plays in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.sides import Sides, opened
from ninelives.kernels.stats.shift import compare, scores
from ninelives.stages.audit.adversary.world import World, world_of
from ninelives.stages.audit.shifted import lined_up
from ninelives.stages.audit.told import Shift
from ninelives.store.cache import Cache

ROWS, ALPHA = 80, 0.05


def frame(seed: int, rows: int = ROWS) -> pl.DataFrame:
    """Two columns that lean on each other, an hour, a name, and a column that never varies."""
    draw = np.random.default_rng(seed)
    x = draw.normal(size=rows)
    return pl.DataFrame(
        {
            "x": x,
            "y": 0.9 * x + 0.4 * draw.normal(size=rows),
            "watch": draw.choice([0, 4, 8, 12, 16, 20], rows),
            "kind": draw.choice(["cat", "dog", "owl"], rows, p=[0.6, 0.3, 0.1]),
            "same": np.full(rows, 7.0),
        }
    )


@pytest.fixture(scope="package")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Sides:
    root: Path = tmp_path_factory.mktemp("adversary")
    for name, seed in (("old.csv", 1), ("new.csv", 2)):
        frame(seed).write_csv(root / name)
    return opened(root / "old.csv", root / "new.csv", None, Cache(root / "cache"))


@pytest.fixture(scope="package")
def shift(sides: Sides) -> Shift:
    compared = lined_up(sides)
    tested = compare(compared.parts, compared.units, alpha=ALPHA, draws=99, seed=0)
    found = scores(compared.parts, compared.units)
    return Shift(compared=compared, tested=tested, scores=found[len(compared.reference) :], apart=0.1)


@pytest.fixture(scope="package")
def world(shift: Shift) -> World:
    return world_of(shift, ALPHA, 0)
