"""What a guarantee takes: how many cases, and what can be promised with those there are."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log, log1p
from typing import Final

import numpy as np

from ninelives.kernels.stats.guarantee.cases import Cases, Floats, Weights
from ninelives.kernels.stats.guarantee.certify import Certified
from ninelives.kernels.stats.guarantee.masses import Masses
from ninelives.kernels.stats.guarantee.plan import Plan, settled, shares

SHORT: Final = 0.9  # of what can be kept, by all cases together, is enough
MOST: Final = 1_000_000  # scenes that are told as needed
STEP: Final = 1.1  # how finely


@dataclass(frozen=True, slots=True)
class Needed:
    """What a guarantee takes.

    Attributes:
        clean: scenes, kept and without one error, that alpha and delta ask for at least.
        can: share of the cases to come whose risk is below alpha, as far as the cases tell: an estimate.
        scenes: calibration scenes with which nine tenths of that are kept on average; None where nothing can be kept
            or a million are too few.
    """

    clean: int
    can: float
    scenes: int | None


def need(found: Certified, cases: Cases, plan: Plan, *, weights: Weights | None = None) -> Needed:
    """How many cases would keep what can be kept, by the planning and the calibration cases together.

    Args:
        found: what they certified.
        cases: that certified it.
        plan: that they were tested by.
        weights: of the strata.
    """
    delta, told = settled(cases, found.alpha, found.delta, weights)
    clean = clean_needed(found.alpha, delta) if delta > 0 else MOST
    masses = (plan.masses + Masses.of(cases, plan.thresholds, told)).smooth()
    share = shares(cases, plan.thresholds, told) if len(cases) else plan.kept
    can = float(share[masses.risk() <= found.alpha].max(initial=0))
    if not can or delta <= 0:
        return Needed(clean, can, None)
    if found.kept >= SHORT * can:
        return Needed(clean, can, found.scenes)
    return Needed(clean, can, _enough(masses, share, SHORT * can, found.alpha, delta))


def clean_needed(alpha: float, delta: float) -> int:
    """Kept cases without one error that bound a risk by alpha: 149 for 2 % at a delta of 5 %."""
    return ceil(round(log(delta) / log1p(-alpha), 9))


def _enough(masses: Masses, kept: Floats, share: float, alpha: float, delta: float) -> int | None:
    """The fewest scenes with which ``share`` is kept on average, to a tenth."""
    ladder = (clean_needed(alpha, delta) * STEP ** np.arange(200)).astype(int)
    ladder = ladder[ladder <= MOST]
    low, high = 0, len(ladder)
    while low < high:
        middle = (low + high) // 2
        enough = masses.start(kept, int(ladder[middle]), alpha, delta, 0)[1] >= share
        low, high = (low, middle) if enough else (middle + 1, high)
    return int(ladder[low]) if low < len(ladder) else None
