"""Small samples whose truth is known, shared by the tests of guarantees."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from ninelives.kernels.stats.guarantee import Cases

SCORES = (0.0, 0.25, 0.5, 0.9, 1.0, -3.0, np.nan, np.inf, -np.inf)


def judged(seed: int | list[int], n: int, *, wrong: float = 0.05, steep: float = 5) -> tuple[np.ndarray, np.ndarray]:
    """Scores, of which one in five is 1, and errors that lie among the low ones."""
    draw = np.random.default_rng(seed)
    rank = draw.random(n)
    return np.where(rank < 0.2, 1.0, 1 - rank), (draw.random(n) < wrong * (steep + 1) * rank**steep).astype(float)


@st.composite
def columns(draw: Any, most: int = 60) -> dict[str, np.ndarray]:
    """Any few cases: tied, missing and infinite scores, losses of any kind, scenes, strata."""
    n, chance = draw(st.integers(0, most)), np.random.default_rng(draw(st.integers(0, 2**32)))
    losses = draw(st.sampled_from(["errors", "numbers", "both"]))
    scores = chance.choice(draw(st.lists(st.sampled_from(SCORES), min_size=1, max_size=5)), n)
    number, error = chance.random(n), chance.integers(0, 2, n).astype(float)
    loss = {"errors": error, "numbers": number, "both": np.where(chance.random(n) < 0.5, error, number)}
    scene = chance.integers(0, draw(st.integers(1, most)), n)
    return {"score": scores, "loss": loss[losses], "scene": scene, "stratum": chance.integers(0, 3, n)}


def cases(n: int, seed: int | list[int] = 0, **how: float) -> Cases:
    return Cases.of(*judged(seed, n, **how))
