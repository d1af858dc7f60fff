"""Options of a watch."""

from __future__ import annotations

from dataclasses import dataclass

from ninelives.errors import NinelivesError

FEWEST = 10  # observations of a reference


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSpec:
    """How a stream is watched."""

    alpha: float = 0.05  # the chance of ever alarming though nothing changed
    every: int = 1000  # observations between two lines
    seed: int = 0  # of what breaks ties
    thin: int | None = None  # bet on one observation in so many; None: as the reference leans on itself

    def __post_init__(self) -> None:
        rules = {
            f"alpha must lie in (0, 0.5], got {self.alpha}": 0 < self.alpha <= 0.5,
            f"every must be >= 1, got {self.every}": self.every >= 1,
            f"thin must be >= 1, got {self.thin}": self.thin is None or self.thin >= 1,
        }
        if broken := [rule for rule, holds in rules.items() if not holds]:
            raise NinelivesError("; ".join(broken), fix="ninelives watch --help")
