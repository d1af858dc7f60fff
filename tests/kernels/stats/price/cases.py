"""Small heaps of cases, and prices, for the laws of this room."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from ninelives.kernels.stats.price import Cases, Prices

PLAIN = Prices(human=0.5, by_hand=0.6, by_hand_right=0.95, spot=0.05)


def heap(n: int, seed: int, **given: Any) -> Cases:
    """Cases of which the surer ones are more often right."""
    rng = np.random.default_rng(seed)
    score = rng.integers(0, 12, n) / 12 if seed % 2 else rng.random(n)
    wrong = rng.random(n) > 0.6 + 0.4 * score
    made = {
        "score": score,
        "wrong": wrong,
        "loss": np.where(wrong, rng.choice([1.0, 10.0], n), 0.0),
        "missed": rng.choice([1.0, 5.0], n),
        "right": rng.choice([0.9, 0.99], n),
        "may": rng.random(n) < 0.9,
        "weight": rng.choice([0.5, 1.0, 2.0], n),
    }
    return Cases(**made | given)


def heaps() -> st.SearchStrategy[Cases]:
    return st.builds(heap, st.integers(1, 40), st.integers(0, 10_000))


def price() -> st.SearchStrategy[Prices]:
    money, share = st.floats(0, 20), st.floats(0, 1)
    return st.builds(
        Prices,
        human=money,
        by_hand=st.none() | money,
        by_hand_right=share,
        spot=share,
        hour=money,
        arrivals=st.none() | st.integers(0, 500),
        capacity=st.none() | st.floats(0.01, 500).map(lambda most: round(most) + 0.37),  # no queue just at its limit
        people=st.integers(1, 5),
    )
