"""How far off a rung of numbers is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from ninelives.artifacts.model import values


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """How far off a rung of numbers is, in the user's own units; down is better.

    Attributes:
        mean_absolute_error: of the rows that were judged.
        interval: of that, 95 %, over scenes.
        root_mean_squared_error: of the same rows.
    """

    mean_absolute_error: float
    interval: tuple[float, float]
    root_mean_squared_error: float

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self) | {"interval": list(self.interval)}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        """The errors that ``to_json`` told.

        Raises:
            ValueError, KeyError, TypeError: it told none.
        """
        low, high = values.two(told["interval"])
        mean, root = told["mean_absolute_error"], told["root_mean_squared_error"]
        if set(told) != {"mean_absolute_error", "interval", "root_mean_squared_error"}:
            raise ValueError("errors of a rung have other fields")
        if not values.numbers(mean, low, high, root) or not (0 <= low <= mean <= high and root >= 0):
            raise ValueError("errors of a rung are no numbers that can be")
        return cls(mean_absolute_error=mean, interval=(low, high), root_mean_squared_error=root)
