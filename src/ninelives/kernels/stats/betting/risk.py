"""Bets that a model is wrong more often than it claims: whoever grows rich has shown it, at any moment.

Each bettor stakes a fixed share on every answer being wrong (Waudby-Smith and Ramdas 2024; of risks: Podkopaev and
Ramdas 2022). What all together have depends on how many answers were wrong and right, and not on their order.
"""

from __future__ import annotations

from math import log

import numpy as np

STAKES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8)  # shares of what would be lost at most


def risk_evidence(wrong: int, right: int, most: float) -> float:
    """Logarithm of the evidence that answers are wrong in more than ``most`` of all cases.

    Where each answer, given those before it, is wrong with a chance of at most ``most``, the evidence is ever at least
    ``log(1 / alpha)`` with a chance of at most alpha.

    Args:
        wrong: answers that were wrong.
        right: answers that were right.
        most: in (0, 1).

    Raises:
        ValueError: ``most`` is no chance.
    """
    if not 0 < most < 1:
        raise ValueError(f"a claimed risk lies in (0, 1), got {most}")
    stakes = np.array(STAKES) / most  # at which a right answer loses 1 - stake
    path = wrong * np.log1p(stakes * (1 - most)) + right * np.log1p(-np.array(STAKES))
    top = float(path.max())
    return top + log(float(np.exp(path - top).mean()))
