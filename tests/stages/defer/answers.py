"""Tables of answers whose truth is known, for tests: how sure each is, and how often it is right, follow a rule."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from ninelives.artifacts.handoff.judged import Judged, places_of


def answers(count: int, *, seed: int = 0, hard: float = 0.1, truth: bool = True, dogs: float = 0.5) -> pl.DataFrame:
    """Probabilities of cat and dog that are true: a share ``hard`` is hardly known, the others nearly surely."""
    draw = np.random.default_rng(seed)
    dog = draw.random(count) < dogs
    doubt = np.where(draw.random(count) < hard, draw.uniform(0.1, 0.5, count), draw.uniform(0.0, 0.01, count))
    wrong = draw.random(count) < doubt
    says_dog = dog ^ wrong
    p_dog = np.where(says_dog, 1 - doubt, doubt)
    told = {"item": [f"i{at}" for at in range(count)], "p_cat": 1 - p_dog, "p_dog": p_dog}
    return pl.DataFrame({**told, **({"truth": np.where(dog, "dog", "cat")} if truth else {})})


def numbers(count: int, *, seed: int = 0, truth: bool = True) -> pl.DataFrame:
    """Predictions of numbers that are the farther off the larger they are."""
    draw = np.random.default_rng(seed)
    said = draw.uniform(0, 100, count)
    off = draw.normal(0, 1 + said / 20)
    told = {"item": [f"i{at}" for at in range(count)], "prediction": said}
    return pl.DataFrame({**told, **({"truth": said + off} if truth else {})})


def items(frame: pl.DataFrame, hours: np.ndarray | None = None) -> Judged:
    """Answers of cat and dog, each a scene of its own, as items."""
    return Judged(
        items=frame["item"].to_list(),
        scenes=np.arange(len(frame)),
        conditions={} if hours is None else {"hour": pl.Series(hours)},
        outputs=frame.select("p_cat", "p_dog").to_numpy(),
        truth=places_of(frame["truth"].to_list(), ("cat", "dog")),
    )


def written(path: Path, frame: pl.DataFrame) -> Path:
    """As CSV."""
    frame.write_csv(path)
    return path
