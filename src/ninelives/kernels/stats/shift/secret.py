"""Tests that nobody can foresee who does not know their seed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ninelives.kernels.stats.shift.parts import Part, directions

NAME = "secret"
MANY = 8  # mixtures
WIDE = 64  # directions of a part
FEWEST, MOST = 2, 4  # directions that a mixture is of: of many more, all look like the bell curve


def secret(parts: Sequence[Part], seed: int, many: int = MANY) -> Part:
    """Random mixtures of random subsets of everything that is compared, to be compared too.

    Two distributions are alike only if all their projections are (Cramér and Wold 1936), and a few at random tell
    almost surely (Cuesta-Albertos, Fraiman and Ransford 2007). Who keeps every column as it was and breaks how they
    hang together, or has tuned his rows against the tests that he knows, cannot know what will be looked at.

    Args:
        parts: what is compared.
        seed: that nobody else knows.
        many: mixtures.

    Returns:
        A part of at most ``many`` columns, none where nothing varies. It knows no label, so ``compare`` stays exact.
    """
    draw = np.random.default_rng(seed)
    told = [directions(part, WIDE, 0) for part in parts]
    wide = np.concatenate([np.zeros((parts[0].rows, 0), np.float32), *told], axis=1).astype(float)
    wide = (wide - wide.mean(axis=0)) / np.maximum(wide.std(axis=0), 1e-12)
    columns = {}
    for at in range(many if wide.shape[1] else 0):
        some = draw.permutation(wide.shape[1])[: draw.integers(FEWEST, MOST + 1)]
        columns[f"mixture {at + 1}"] = wide[:, some] @ draw.normal(size=len(some))
    return Part(NAME, columns, kernel=False)
