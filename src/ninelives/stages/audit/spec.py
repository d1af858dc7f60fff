"""Options of the audit stage."""

from __future__ import annotations

from dataclasses import dataclass

from ninelives.errors import NinelivesError

ALPHA = 0.05
FEWEST = 19  # relabellings, below which no p-value could be .05


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSpec:
    """How two samples are held against each other."""

    alpha: float = ALPHA  # how often a false alarm is taken, in (0, .5]
    axes: tuple[str, ...] | None = None  # conditions to look at; None for those of the reference
    draws: int = 999  # relabellings that the tests are read off
    seed: int = 0
    adversary: bool = False  # whether to search what one who knows the audit could hide

    def __post_init__(self) -> None:
        """Check all options together.

        Raises:
            NinelivesError: some are out of range; all of them are told.
        """
        rules = {
            f"alpha must lie in (0, .5], got {self.alpha}": 0 < self.alpha <= 0.5,
            f"draws must be >= {FEWEST}, got {self.draws}": self.draws >= FEWEST,
        }
        if broken := [rule for rule, holds in rules.items() if not holds]:
            raise NinelivesError("; ".join(broken), fix="ninelives audit --help")
