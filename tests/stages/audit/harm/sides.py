"""Sides made up: two classes told by one number, or a number told by another."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from ninelives.artifacts.sides.side import Side

CLASSES = ("cat", "dog")


def side(outputs: np.ndarray, truth: Any = None, **more: Any) -> Side:
    n = len(outputs)
    told: dict[str, Any] = {"scenes": np.arange(n), "conditions": {}, "inputs": pl.DataFrame()}
    return Side(items=[f"row {at}" for at in range(n)], outputs=outputs, truth=truth, **(told | more))


def classes(draw: np.random.Generator, n: int, *, moved: float = 1.5, broken: float = 0.0, **more: Any) -> Side:
    """Calibrated probabilities from a number about ±``moved``; a share ``broken`` of the truths is turned round."""
    line = 2 * draw.normal(moved, 1, n) * draw.choice([-1, 1], n)
    p = 1 / (1 + np.exp(-line))
    dog = (draw.random(n) < p) ^ (draw.random(n) < broken)
    return side(np.c_[1 - p, p], np.array(CLASSES, object)[dog.astype(int)], **more)


def numbers(draw: np.random.Generator, n: int, *, moved: float = 0.0, off: float = 0.0, **more: Any) -> Side:
    """Predictions of which larger ones err more; all truths lie ``off`` above."""
    said = draw.normal(5 + moved, 1, n)
    return side(said[:, None], said + off + draw.normal(size=n) * said / 5, **more)


def wrong(told: Side) -> np.ndarray:
    assert told.outputs is not None
    return np.array(CLASSES)[told.outputs.argmax(axis=1)] != told.truth
