"""Options of a forecast. Standard library only: reading them must not cost a user any waiting."""

from __future__ import annotations

from dataclasses import dataclass

from ninelives.errors import NinelivesError

LADDER = ("persistence", "drift", "seasonal", "smoothing", "linear", "boosting", "network")  # from the lowest rung up
UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesSpec:
    """How series are forecast. Every field has a default that does the job on a laptop."""

    horizon: int | None = None  # steps ahead; None: a round of the shortest season, 12 where there is none
    seasons: tuple[int, ...] | None = None  # steps; None: found in the data, () for none
    delay: int = 0  # steps that the last values are published late
    rungs: tuple[str, ...] = LADDER
    levels: tuple[float, ...] = (0.5, 0.8, 0.95)  # of the bands
    zone: str = ""  # whose clocks the times were read from, as "Europe/Vienna"
    step: str | None = None  # "1h", "15min": values within one are averaged; None: the step that most times are apart
    alpha: float = 0.05  # of all tests against persistence together
    seed: int = 0

    def __post_init__(self) -> None:
        """Check all fields, and tell every fault at once."""
        rules = {
            f"horizon must be >= 1 step, got {self.horizon}": self.horizon is None or self.horizon >= 1,
            f"a season must be >= 2 steps, got {self.seasons}": all(season >= 2 for season in self.seasons or ()),
            f"delay must be >= 0 steps, got {self.delay}": self.delay >= 0,
            f"levels must lie in (0, 1), got {self.levels}": all(0 < level < 1 for level in self.levels),
            f"alpha must lie in (0, 1), got {self.alpha}": 0 < self.alpha < 1,
            f"step must be a length like 15min, 1h or 1d, got {self.step!r}": self.step is None or self.step_s > 0,
            f"zone must be one like Europe/Vienna, got {self.zone!r}": not self.zone or _is_zone(self.zone),
        }
        broken = [rule for rule, holds in rules.items() if not holds]
        broken += [
            f"there is no rung '{rung}': there are {', '.join(LADDER)}" for rung in self.rungs if rung not in LADDER
        ]
        if broken:
            raise NinelivesError("; ".join(broken), fix="ninelives train --help")

    @property
    def step_s(self) -> float:
        """The step in s, or in units of times that are numbers; 0 where none is told or none can be read."""
        if self.step is None:
            return 0.0
        text = self.step.strip()
        unit = text.lstrip("0123456789.")
        try:
            count = float(text.removesuffix(unit) or 1)
        except ValueError:
            return 0.0
        return count * UNITS.get(unit.strip() or "s", 0)

    @property
    def ladder(self) -> tuple[str, ...]:
        """The wanted rungs from the lowest up, persistence always among them: the others are held against it."""
        return tuple(rung for rung in LADDER if rung in self.rungs or rung == "persistence")


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
