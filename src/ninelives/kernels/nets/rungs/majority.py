"""The commoner class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays, check_shares


@dataclass(frozen=True, slots=True, eq=False)
class Majority(Arrays):
    """Always the commoner class, as often as it was seen."""

    name: ClassVar[str] = "majority"
    prior: np.ndarray  # (classes,)

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """The prior, for every row of ``x``, shape (rows, anything)."""
        return np.tile(self.prior, (len(x), 1))

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        check_shares("prior", self.prior)

    @property
    def parameters(self) -> int:
        """One share a class, less one."""
        return len(self.prior) - 1
