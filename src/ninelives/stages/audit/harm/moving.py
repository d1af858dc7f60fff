"""Whether what is asked about moves with time: then nobody can tell without labels how far it has gone since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.sides.side import Floats, Side
from ninelives.kernels.stats import error_of_scenes

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALPHA = 0.05  # of the test whether time moves what is asked about
DAY = 86_400.0  # s
MOVED = (
    "what is asked about moves with time (what held in the first half of the reference held less in the second), and "
    "what is new came later: only labels can tell how far it has gone"
)
BLOCKS = 10  # of the later half
MOST = 4_000  # rows that are looked at
LEAST = 200  # rows below which nothing is tried
STEPS = 60  # trees


def unforeseen(reference: Side, new: Side, *, share: bool, seed: int) -> str:
    """Why only labels can tell of rows that came later than the reference; empty where they did not, or others can.

    Numbers have a level that time may move, so of them nothing is told further ahead than the reference's own halves
    can try: the middle of the second lies a quarter of the whole after the end of the first.
    """
    if not share and reference.moments is not None and new.moments is not None:
        whole = float(np.ptp(reference.moments))
        ahead = float(np.median(new.moments) - reference.moments.max())
        if ahead > whole / 4:
            return (
                f"half of what is new came more than {ahead / DAY:,.1f} days after the reference's last, and its own "
                f"{whole / DAY:,.1f} days can be tried {whole / 4 / DAY:,.1f} ahead: only labels can tell whether "
                "numbers still keep their level"
            )
    p = moves(reference, new, share=share, seed=seed)
    return MOVED if p is not None and p <= ALPHA else ""


def moves(reference: Side, new: Side, *, share: bool, seed: int) -> float | None:
    """p-value of the hypothesis that what held in the first half of the reference's time held in the second as well.

    Trees learn from the first half, and as many rows of all times but the tested block; both are judged on the same
    blocks of the second half. One-sided, by Student's t over the blocks.

    Returns:
        None where the new rows are not later than the reference, or time, features or truths are not known of enough.
    """
    if reference.moments is None or new.moments is None or reference.features is None or reference.truth is None:
        return None
    known = np.array([each is not None and each == each for each in reference.truth])
    if known.sum() < LEAST or np.median(new.moments) <= reference.moments.max():
        return None
    rows = np.flatnonzero(known)
    rows = rows[np.argsort(reference.moments[rows], kind="stable")]
    rows = rows[np.linspace(0, len(rows) - 1, min(len(rows), MOST)).astype(int)]
    x, truth = reference.features[rows].astype(float), reference.truth[rows]
    return _compared(x, truth if share else truth.astype(float), share=share, seed=seed)


def _compared(x: Floats, truth: NDArray[Any], *, share: bool, seed: int) -> float:
    from scipy.special import stdtr

    half = len(x) // 2
    block = np.full(len(x), -1)
    block[half:] = np.arange(len(x) - half) * BLOCKS // (len(x) - half)
    draw = np.random.default_rng(seed)
    before = _lost(x, truth, np.arange(half), np.arange(half, len(x)), share=share)
    beside = np.empty(len(x))
    for turn in (0, 1):
        tested = (block >= 0) & (block % 2 == turn)
        others = draw.permutation(np.flatnonzero(~tested))[:half]
        beside[tested] = _lost(x, truth, np.sort(others), np.flatnonzero(tested), share=share)
    worse, error, blocks = error_of_scenes(before - beside[half:], block[half:])
    return 1.0 if error <= 0 else float(max(stdtr(blocks - 1, -worse / error), 1e-16))


def _lost(x: Floats, truth: NDArray[Any], some: NDArray[Any], others: NDArray[Any], *, share: bool) -> Floats:
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
    from threadpoolctl import threadpool_limits

    kind = HistGradientBoostingClassifier if share else HistGradientBoostingRegressor
    if share and len(set(truth[some])) < 2:
        return np.asarray(truth[others] != truth[some][0], float)
    with threadpool_limits(1):
        said = kind(max_iter=STEPS, random_state=0).fit(x[some], truth[some]).predict(x[others])
    return np.asarray(said != truth[others], float) if share else np.abs(said - truth[others])
