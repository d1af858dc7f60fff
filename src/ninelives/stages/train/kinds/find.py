"""Kinds in the features of photos, by k-means (Lloyd 1957), and what speaks for them: halves that know of no label.

No label enters any choice, here or in a setting. Features are used as the network gives them: whitening them, or
bringing each to one length, was worse or fell apart on small samples.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ninelives.kernels.stats import SMALLEST, Valley, valley

DIRECTIONS = 50  # of the largest variance, that are searched
RESTARTS, RESTARTS_OF_HALVES = 10, 3
HALVINGS = 10
COMPARED = 10_000  # scenes that are halved, at most
LEVEL = 0.05  # of the test for valleys


@dataclass(frozen=True, slots=True)
class Between:
    """What lies between two kinds.

    Attributes:
        kinds: which two.
        seen: the test of the halving that is in the middle of all, by its p-value.
        p: of all halvings: twice their median (Meinshausen and others 2009).
    """

    kinds: tuple[int, int]
    seen: Valley
    p: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the kinds.

    Attributes:
        agreement: share of one half's photos that centres of either half sort alike, in each halving.
        between: each pair of kinds.
    """

    agreement: tuple[float, ...]
    between: tuple[Between, ...]

    @property
    def p(self) -> float:
        """Of the hypothesis that some two kinds are one; 1 where there were too few photos to halve."""
        return max((pair.p for pair in self.between), default=1.0)

    @property
    def there(self) -> bool:
        """Whether all kinds are apart."""
        return self.p <= LEVEL


def principal(x: np.ndarray) -> np.ndarray:
    """``x`` along its directions of largest variance, float64 of shape (rows, at most ``DIRECTIONS``)."""
    z = x - x.mean(axis=0, dtype=np.float64)
    if len(z) > z.shape[1]:
        _, vectors = np.linalg.eigh(z.T @ z)
        return np.asarray(z @ vectors[:, ::-1][:, :DIRECTIONS])
    values, vectors = np.linalg.eigh(z @ z.T)
    return np.asarray(vectors[:, ::-1][:, :DIRECTIONS] * np.sqrt(np.maximum(values[::-1][:DIRECTIONS], 0)))


def sorted_into(z: np.ndarray, k: int, seed: int, restarts: int = RESTARTS) -> np.ndarray:
    """The kind of each row, int64 of shape (rows,), the largest kind first; the best of some restarts.

    Args:
        z: float64 of shape (rows, directions), at least ``k`` of them different.
        k: how many kinds.
        seed: of the starts.
        restarts: how many; the least sum of squares is taken.
    """
    from sklearn.cluster import KMeans

    raw = KMeans(k, n_init=restarts, random_state=seed).fit(z).labels_
    return np.asarray(np.argsort(np.argsort(-np.bincount(raw, minlength=k), kind="stable"))[raw], np.int64)


def centres_of(x: np.ndarray, kind: np.ndarray, k: int) -> np.ndarray:
    """Mean of each kind, float64 of shape (k, features)."""
    return np.stack([x[kind == one].mean(axis=0, dtype=np.float64) for one in range(k)])


def nearest(x: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """The nearest centre of each row, int64 of shape (rows,)."""
    middle = centres.mean(axis=0)
    towards = centres - middle
    return np.asarray(((x - middle) @ towards.T - (towards**2).sum(axis=1) / 2).argmax(axis=1), np.int64)


def evidence(z: np.ndarray, kind: np.ndarray, k: int, seed: int) -> Evidence:
    """Halve the rows again and again; kinds found in one half are tested on the other, which had no part in them.

    Args:
        z: one row a scene, float64 of shape (scenes, directions).
        kind: of each row, as all rows together were sorted; tells which kind of a half is which.
        k: how many kinds.
        seed: of the halves.
    """
    draw = np.random.default_rng(seed)
    agreement: list[float] = []
    valleys: dict[tuple[int, int], list[Valley]] = {pair: [] for pair in combinations(range(k), 2)}
    for halving in range(HALVINGS):
        order = draw.permutation(len(z))[:COMPARED]
        halves = np.array_split(order, 2)
        if any(len(np.unique(z[half], axis=0)) < k for half in halves):
            return Evidence((), ())
        own = [sorted_into(z[half], k, seed + halving, RESTARTS_OF_HALVES) for half in halves]
        centres = [_like(z[half], each, kind[half], k) for half, each in zip(halves, own, strict=True)]
        for one, other in ((0, 1), (1, 0)):
            judged = z[halves[other]]
            said = nearest(judged, centres[one])
            agreement.append(float((said == nearest(judged, centres[other])).mean()))
            for pair, seen in valleys.items():
                seen.append(_between(judged, said, centres[one], pair))
    return Evidence(tuple(agreement), tuple(_together(pair, seen) for pair, seen in valleys.items()))


def _like(z: np.ndarray, own: np.ndarray, kind: np.ndarray, k: int) -> np.ndarray:
    """Centres of a half's own kinds, each in the place of the kind that it shares most rows with (Kuhn 1955)."""
    from scipy.optimize import linear_sum_assignment

    shared = np.zeros((k, k))
    np.add.at(shared, (own, kind), 1)
    mine, theirs = linear_sum_assignment(-shared)
    return np.asarray(centres_of(z, own, k)[mine[np.argsort(theirs)]])


def _between(z: np.ndarray, said: np.ndarray, centres: np.ndarray, pair: tuple[int, int]) -> Valley:
    start, stop = centres[list(pair)]
    line = stop - start
    return valley((z[np.isin(said, pair)] - start) @ line / max(float(line @ line), SMALLEST))


def _together(pair: tuple[int, int], seen: list[Valley]) -> Between:
    ordered = sorted(seen, key=lambda one: one.p)
    middle = ordered[len(ordered) // 2]
    return Between(pair, middle, min(1.0, 2 * middle.p))
