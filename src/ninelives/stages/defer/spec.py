"""Options of the defer stage."""

from __future__ import annotations

from dataclasses import dataclass

from ninelives.errors import NinelivesError

RISK, DELTA = 0.02, 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferSpec:
    """What a hand-over has to keep."""

    risk: float | None = None  # of what it decides alone, in (0, 1); None for the problem's, or .02
    delta: float = DELTA  # chance that the risk is above that all the same, in (0, 1)
    within: float | None = None  # how far off a number may be and still be right; None for the problem's, or assumed
    axes: tuple[str, ...] | None = None  # conditions of the envelope to look at; None for all
    trust_simulated: bool = False  # whether it decides alone where it knows simulated conditions only
    each: str | None = None  # "answer", or a condition: the promise for each of them by itself
    seed: int = 0

    def __post_init__(self) -> None:
        """Check all options together.

        Raises:
            NinelivesError: some are out of range; all of them are told.
        """
        rules = {
            f"risk must lie in (0, 1), got {self.risk}": self.risk is None or 0 < self.risk < 1,
            f"delta must lie in (0, 1), got {self.delta}": 0 < self.delta < 1,
            f"within must be > 0, got {self.within}": self.within is None or self.within > 0,
        }
        if broken := [rule for rule, holds in rules.items() if not holds]:
            raise NinelivesError("; ".join(broken), fix="ninelives defer MODEL --risk 0.02 --delta 0.05")
