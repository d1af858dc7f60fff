"""Thresholds that keep ever less, by which a machine decides less before it decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

KEPT: Final = (0.75, 0.5, 0.25)  # shares of what the first one keeps


def ladder(scores: ArrayLike, loosest: float, kept: Sequence[float] = KEPT) -> NDArray[np.float64]:
    """Thresholds that keep ever less of what the loosest does.

    Args:
        scores: such as come, those kept apart for instance, float64 of shape (items,).
        loosest: the threshold that was promised.
        kept: shares of what it keeps, descending, in (0, 1).

    Returns:
        Ascending, the loosest first; where scores are tied each keeps at most its share, and one that would keep
        nothing, or no less than the one before, is left out.
    """
    own = np.sort(np.asarray(scores, float))
    own = own[own >= loosest]
    found = [float(loosest)]
    for share in kept:
        at = len(own) - int(share * len(own) + 1e-9)
        most = own[at] if at < len(own) else np.inf
        if at > 0 and at < len(own) and own[at - 1] == most:  # a tie is kept whole or not at all
            above = own[own > most]
            most = above[0] if len(above) else np.inf
        if np.isfinite(most) and most > found[-1] and int((own >= most).sum()) < int((own >= found[-1]).sum()):
            found.append(float(most))
    return np.array(found)
