"""What one fit of a rung is given of a table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from ninelives.stages.train.tables.written import OwnRules

FARTHEST = 1e30  # of a number that is to be learned: its square must stay one
WIDEST = 4096  # columns


@dataclass(frozen=True, slots=True, eq=False)
class TableLesson:
    """What one fit of a rung is given.

    Attributes:
        x: the table, float32 of shape (rows, columns): numbers, yes and no as 1 and 0, categories as codes from 0, not
            a number where missing.
        y: class of each row, int64 of shape (rows,), or a number of each, float64; a class may be absent.
        categories: how many each column has, 0 for numbers; int64 of shape (columns,).
        names: of all classes; none for numbers.
        seed: of whatever it draws.
        scene: of each row, int64 of shape (rows,); None where each is one of its own.
        work: where a long fit keeps what outlives a kill, a path of its own; None to keep nothing.
        tick: to be called again and again within a long fit; it may raise to stop it.
        written: the user's own rules, for the rung ``rules``.

    Raises:
        ValueError: the arrays do not fit each other, or hold what cannot be learned.
    """

    x: np.ndarray
    y: np.ndarray
    categories: np.ndarray
    names: tuple[str, ...] = ()
    seed: int = 0
    scene: np.ndarray | None = None
    work: Path | None = None
    tick: Callable[[], None] = lambda: None
    written: OwnRules | None = None

    def __post_init__(self) -> None:
        """Check the arrays, and tell every fault at once."""
        rules = {
            f"x must be float32 of shape (rows, columns), got {self.x.dtype} {self.x.shape}": self.x.dtype == np.float32
            and self.x.ndim == 2,
            f"y must have an entry for each of one row or more, got {self.y.shape}": self.y.shape == self.x.shape[:1]
            and self.y.size > 0,
            f"a table has {WIDEST:,} columns at most, got {self.x.shape[-1]:,}": self.x.shape[-1] <= WIDEST,
            f"categories must have an entry for each column, got {self.categories.shape}": self.categories.shape
            == self.x.shape[1:],
        }
        broken = [rule for rule, holds in rules.items() if not holds]
        if broken := broken or [*self._target(), *self._codes()]:
            raise ValueError("; ".join(broken))

    def _target(self) -> list[str]:
        """What is wrong with ``y``."""
        if not self.names:
            bad = self.y.dtype != np.float64 or not (np.abs(self.y) <= FARTHEST).all()
            return [f"numbers to be learned must be float64 and within {FARTHEST:g}"] if bad else []
        bad = self.y.dtype != np.int64 or self.y.min() < 0 or self.y.max() >= len(self.names)
        return [f"classes must be int64 from 0 to {len(self.names) - 1}"] if bad else []

    def _codes(self) -> list[str]:
        """Which columns hold what is no code of theirs, or infinity."""
        found = []
        for at, kinds in enumerate(self.categories.tolist()):
            known = self.x[:, at][~np.isnan(self.x[:, at])]
            if np.isinf(known).any():
                found.append(f"column {at} holds infinity")
            elif kinds and known.size and (known.min() < 0 or known.max() >= kinds or (known % 1).any()):
                got = f"{known.min():g} to {known.max():g}"
                found.append(f"column {at} must hold whole codes from 0 to {kinds - 1}, got {got}")
        return found

    @property
    def classes(self) -> int:
        """How many classes there are; 0 for numbers."""
        return len(self.names)

    @property
    def scenes(self) -> np.ndarray:
        """Of each row, int64 of shape (rows,)."""
        return np.arange(len(self.y)) if self.scene is None else self.scene

    def present(self) -> tuple[np.ndarray, np.ndarray]:
        """The classes that have rows, in the order of their first, so that their names play no part.

        Returns:
            These, int64, and the place of each row's class among them, int64 of shape (rows,).
        """
        found, first = np.unique(self.y, return_index=True)
        present = found[np.argsort(first)]
        place = np.zeros(self.classes, np.int64)
        place[present] = np.arange(len(present))
        return present, place[self.y]

    def some(self, rows: np.ndarray) -> TableLesson:
        """The same of some rows, given by their numbers or a mask."""
        return replace(self, x=self.x[rows], y=self.y[rows], scene=None if self.scene is None else self.scene[rows])

    def drawn(self, most: int) -> TableLesson:
        """So many rows at most, drawn by the seed, in their order."""
        if len(self.y) <= most:
            return self
        return self.some(np.sort(np.random.default_rng(self.seed).permutation(len(self.y))[:most]))

    def order(self) -> np.ndarray:
        """The columns in an order that depends on what they hold alone, so that their places play no part."""
        told = [
            hashlib.blake2b(np.ascontiguousarray(self.x[:, at]).data, digest_size=16, salt=kinds.to_bytes(8)).digest()
            for at, kinds in enumerate(self.categories.tolist())
        ]
        return np.array(sorted(range(len(told)), key=told.__getitem__), np.int64)
