"""Options of a forecast. Standard library only: reading them must not cost a user any waiting."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from math import inf
from typing import Any, Final

from ninelives.errors import NinelivesError
from ninelives.stages.train.clock import seconds_of

LADDER = ("persistence", "drift", "seasonal", "smoothing", "linear", "boosting", "network")  # from the lowest rung up
UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}

# options of photos and tables, and why series have none of them
REASONS: Final = {
    **dict.fromkeys(("size", "side", "limit"), "a series has no pixels"),
    "unlabelled": "kinds are found in photos by their looks",
    "fine_tune": "no pretrained network reads a series",
    "biases": "what should not matter is tried on copies of photos, and a series has none",
    "labels": "the table itself holds what is to be foreseen",
    "properties": "say --known of what is known beforehand",
    "rules": "no rung of series has rules",
    "id": "a row is named by its time",
    "ignore": "no column is learned from but the target, and those that --known names",
    "keep": "no column is learned from but the target, and those that --known names",
    "task": "a series is of numbers",
    "axes": "its conditions are the parts of its times, and which series it is",
    "calibration_share": "each forecast of the backtest is of steps that its fit had not seen",
    "folds": "splits of a series go forward in time",
}


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
    budget: float | None = None  # s of wall clock that all may take; what is not finished by then is named

    def __post_init__(self) -> None:
        """Check all fields, and tell every fault at once; text is read as it is typed: ``"24,168"``, ``"5m"``."""
        self._read()
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
        broken += [] if self.budget is None or 0 < self.budget < inf else [f"budget must be above 0, got {self.budget}"]
        broken += [
            f"there is no rung '{rung}': there are {', '.join(LADDER)}" for rung in self.rungs if rung not in LADDER
        ]
        if broken:
            raise NinelivesError("; ".join(broken), fix="ninelives train --help")

    def _read(self) -> None:
        """Numbers and names out of text.

        Raises:
            NinelivesError: a text is none, or a field of another type.
        """
        if isinstance(self.seasons, str | int):
            object.__setattr__(self, "seasons", seasons_of(self.seasons))
        if isinstance(self.rungs, str):
            object.__setattr__(self, "rungs", tuple(word.strip() for word in self.rungs.split(",") if word.strip()))
        if isinstance(self.budget, str):
            object.__setattr__(self, "budget", seconds_of(self.budget))
        whole = {name: getattr(self, name) for name in ("horizon", "delay", "seed")}
        wrong = [
            f"{name} must be a whole number, got {told!r}"
            for name, told in whole.items()
            if type(told) is not int and not (name == "horizon" and told is None)
        ]
        if wrong:
            raise NinelivesError("; ".join(wrong), fix="ninelives train --help")

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> SeriesSpec:
        """From options by name.

        Raises:
            NinelivesError: what series have none of, with the reason; unknown names, with those that were meant.
        """
        known = [field.name for field in fields(cls)]
        options = {"seasons" if name == "season" else name: value for name, value in options.items()}
        refuse(name for name in options if name in REASONS)
        if unknown := [name for name in options if name not in known]:
            close = {name: difflib.get_close_matches(name, known, n=1) for name in unknown}
            told = [f"'{name}'" + (f" (did you mean '{near[0]}' ?)" if near else "") for name, near in close.items()]
            raise NinelivesError(f"there is no option {', '.join(told)}", fix=f"one of {', '.join(known)}")
        return cls(**{name: value for name, value in options.items() if value is not None})

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


def seasons_of(told: str | int) -> tuple[int, ...]:
    """Seasons out of text: ``"24,168"``, ``"none"``.

    Raises:
        NinelivesError: it names none.
    """
    words = [word.strip() for word in str(told).split(",") if word.strip()]
    if words == ["none"]:
        return ()
    if not words or not all(word.isascii() and word.isdigit() for word in words):
        raise NinelivesError(
            f"a season is a number of steps, or none, got '{told}'", fix="--season 24 or --season 24,168"
        )
    return tuple(int(word) for word in words)


TIMED: Final = ("horizon", "by", "known", "season", "seasons", "delay", "step", "zone", "levels", "alpha")


def untimed(given: Collection[str]) -> None:
    """Refuse what is said of a series where nothing says when its rows were.

    Raises:
        NinelivesError: such was said.
    """
    if said := [f"--{name}" for name in given]:
        told = ", ".join(said)
        raise NinelivesError(
            f"{told} {'is' if len(said) == 1 else 'are'} of a series, and no --time says when its rows were",
            fix=f"name the column of the times: --time COLUMN, or leave {told} out",
        )


def refuse(given: Collection[str] | Any) -> None:
    """Refuse options that make no sense for series, each with its reason.

    Raises:
        NinelivesError: there are such.
    """
    if wrong := list(given):
        typed = [f"--{name.replace('_', '-')}" for name in wrong]
        told = "; ".join(f"{option}: {REASONS[name]}" for option, name in zip(typed, wrong, strict=True))
        raise NinelivesError(f"series are foreseen without {told}", fix=f"leave {', '.join(typed)} out")


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
