"""What a watch says of one moment."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import Any

LARGEST = 690.0  # natural logarithm of the largest evidence that is written as a number


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of JSON.

    Attributes:
        n: observations so far.
        time: of the last one, local clock; None where nobody told.
        e: the evidence against the stream being like its reference; from 1 / alpha on it is an alarm.
        alarm: whether it ever was.
        since: after which observation the change began that it alarmed at.
        since_interval: the ends of what that may be; see ``kernels.stats.betting.Past.since``.
        column: the one that moved most, so far.
        columns: all that would be an alarm by themselves.
        outside: observations so far at hours that the reference never saw.
        risk_e: the evidence that the model is wrong more often than it claims; None without labels.
        risk_alarm: whether that was ever an alarm.
        said: what else a person should hear, since the last line.
    """

    n: int
    time: str | None
    e: float
    alarm: bool
    since: int | None
    since_interval: tuple[int, int] | None
    column: str | None
    columns: tuple[str, ...] = ()
    outside: int = 0
    risk_e: float | None = None
    risk_alarm: bool = False
    said: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values, in this order."""
        told = {name: getattr(self, name) for name in self.__slots__}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}


def number(log: float) -> float:
    """Evidence from its natural logarithm, to six digits: the same on every machine."""
    return float(f"{exp(min(log, LARGEST)):.6g}")
