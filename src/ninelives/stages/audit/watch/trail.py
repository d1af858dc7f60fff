"""The way that the evidence took, at a few hundred moments however long the stream: what the chart shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

KEPT = 512


@dataclass(slots=True)
class Trail:
    """Moments at even distances; the distance doubles when there are too many.

    Attributes:
        step: observations between two moments.
        logs: the greatest logarithm of the evidence in each stretch of ``step`` observations.
        open: the greatest one of the stretch that has not ended.
        last: the logarithm after the last observation.
    """

    step: int = 1
    logs: list[float] = field(default_factory=list)
    open: float = -np.inf
    last: float = 0.0

    def add(self, path: np.ndarray, first: int) -> None:
        """Take the evidence after some observations in, the first of which has the number ``first``."""
        at, self.last = 0, float(path[-1]) if len(path) else self.last
        while at < len(path):
            left = self.step - (first + at - 1) % self.step
            part = path[at : at + left]
            self.open = max(self.open, float(part.max()))
            at += len(part)
            if len(part) == left:
                self.logs.append(self.open)
                self.open = -np.inf
            if len(self.logs) == KEPT:
                self.logs = np.maximum(self.logs[::2], self.logs[1::2]).tolist()
                self.step *= 2

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "step": self.step,
            "logs": self.logs,
            "open": None if np.isinf(self.open) else self.open,
            "last": self.last,
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Trail:
        """What ``to_json`` told."""
        rest = -np.inf if told["open"] is None else float(told["open"])
        return cls(int(told["step"]), [float(log) for log in told["logs"]], rest, float(told["last"]))
