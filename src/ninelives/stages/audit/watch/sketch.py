"""What of a reference is kept: counts by hour and column, however many observations it had."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ninelives.errors import NinelivesError
from ninelives.kernels.stats.betting import Ranks
from ninelives.kernels.stats.shift import block_length
from ninelives.stages.audit.watch.clock import CONTEXTS, HOURS
from ninelives.stages.audit.watch.spec import FEWEST

LEANS = 0.1  # a correlation of neighbours from which on they are thinned
SURELY = 4.5  # standard errors: by chance one of 32 columns passes them in 2 of 10,000 references
SOME = 50  # observations whose correlation says anything


@dataclass(slots=True)
class Sketch:
    """A reference, counted.

    Attributes:
        ranks: of the observations that are bet against.
        seen: whether it saw each context, bool of shape (contexts,).
        rows: how many observations it had.
        thin: one in so many is bet on, in it and in the stream.
        notes: what a person should hear of it.
    """

    ranks: Ranks
    seen: np.ndarray
    rows: int
    thin: int
    notes: list[str]


def sketch(rows: np.ndarray, contexts: np.ndarray, names: tuple[str, ...], thin: int | None) -> Sketch:
    """Count a reference.

    Args:
        rows: float64 of shape (observations, columns), in the order of time if they lean on each other.
        contexts: of each, see ``clock.contexts``.
        names: of the columns.
        thin: bet on one in so many; None: as it needs.

    Raises:
        NinelivesError: it is too small.
    """
    if len(rows) < FEWEST:
        raise NinelivesError(
            f"cannot tell, because the reference has {len(rows)} observation{'s' * (len(rows) != 1)}: "
            f"at least {FEWEST} are needed",
            fix="name a larger one with --reference",
        )
    notes = []
    constant = [name for name, column in zip(names, rows.T, strict=True) if len(np.unique(column)) < 2]
    if constant:
        many = f"'{constant[0]}' never changes" if len(constant) == 1 else f"{len(constant)} columns never change"
        notes.append(f"{many} in the reference: any other value is a change")
    if thin is None:
        thin = _thinned(rows, contexts)
        if thin > 1:
            notes.append(
                f"neighbours in the reference lean on each other: one observation in {thin:,} is bet on "
                f"({len(rows[::thin]):,} of the reference)"
            )
    seen = np.bincount(contexts, minlength=CONTEXTS) > 0
    if not seen[:HOURS].any():
        notes.append("the reference records no hours, so day and night are not told apart")
    return Sketch(Ranks.of(rows[::thin], contexts[::thin], of=CONTEXTS), seen, len(rows), thin, notes)


def _thinned(rows: np.ndarray, contexts: np.ndarray) -> int:
    """How far apart observations must be so as not to lean on each other, among those of their own hour."""
    if len(rows) < SOME:
        return 1
    scores = _scores(rows, contexts)
    sure = max(LEANS, SURELY / np.sqrt(len(rows)))
    leaning = [column for column in scores.T if column.std() > 0 and _neighbours(column) > sure]
    return block_length(leaning, leaning) if leaning else 1


def _neighbours(column: np.ndarray) -> float:
    centred = column - column.mean()
    return float((centred[1:] * centred[:-1]).sum() / np.square(centred).sum())


def _scores(rows: np.ndarray, contexts: np.ndarray) -> np.ndarray:
    """Ranks of each column among the observations of the same context, in (-1, 1); 0 where a value is missing."""
    out = np.zeros(rows.shape)
    for context in set(contexts.tolist()):
        own = np.flatnonzero(contexts == context)
        for at, column in enumerate(rows[own].T):
            known = np.flatnonzero(~np.isnan(column))
            _, code, counts = np.unique(column[known], return_inverse=True, return_counts=True)
            middle = np.cumsum(counts) - (counts - 1) / 2
            out[own[known], at] = 2 * middle[code] / (len(known) + 1) - 1
    return out
