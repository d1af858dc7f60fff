"""How one rung of series did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from ninelives.artifacts.model import values

PAIRS = ("interval", "scaled_interval", "error_interval")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesScore:
    """How one rung did at the origins of the backtest, each foreseen from what was known there.

    Attributes:
        name: of the rung.
        score: share of persistence's error that it saves; up is better, persistence itself has 0.
        interval: of that, 95 %.
        scaled: mean absolute error in units of the seasonal naive error (MASE); in the target's own where that is 0.
        scaled_interval: of that, 95 %.
        mean_absolute_error: in the target's own units, over all steps.
        error_interval: of that, 95 %.
        p: one-sided, that it is no better than persistence; adjusted over the rungs.
        beats: whether that is refused.
        parameters: numbers fitted.
        seconds: for all fits and forecasts; not part of any digest.
    """

    name: str
    score: float
    interval: tuple[float, float]
    scaled: float
    scaled_interval: tuple[float, float]
    mean_absolute_error: float
    error_interval: tuple[float, float]
    p: float
    beats: bool
    parameters: int
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Plain values, those that a digest may cover."""
        told = {name: value for name, value in asdict(self).items() if name != "seconds"}
        return told | {name: list(told[name]) for name in PAIRS}

    @classmethod
    def from_json(cls, told: Mapping[str, Any], seconds: float = 0.0) -> Self:
        """The score that ``to_json`` told.

        Raises:
            ValueError, KeyError, TypeError: it told none.
        """
        ends = {name: values.two(told[name]) for name in PAIRS}
        numbers = [told[name] for name in ("score", "scaled", "mean_absolute_error", "p")]
        if not values.numbers(*numbers, *(end for pair in ends.values() for end in pair)):
            raise ValueError("a score is no number")
        if not isinstance(told["name"], str) or type(told["parameters"]) is not int or type(told["beats"]) is not bool:
            raise ValueError("a score lacks its name or parameters, or does not say whether it beats persistence")
        if not all(low <= high for low, high in ends.values()) or not 0 <= told["p"] <= 1:
            raise ValueError("a score has an interval that ends before it begins, or no p-value")
        return cls(**{**told, **ends}, seconds=seconds)
