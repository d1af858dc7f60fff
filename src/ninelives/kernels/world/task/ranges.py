"""The declared conditions of an episode: each is drawn from its range, and recorded with the episode."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import IntEnum
from math import pi
from typing import Any

import numpy as np

from ninelives.errors import NinelivesError
from ninelives.kernels.world.garden import Doubles

Span = tuple[float, float]

LAMPS = ("auto", "on", "off")  # auto: on while the sun is down
TREES = ("train", "test", "final")  # disjoint; final is never used for choosing anything
CAMERAS = ("gimbal", "body")  # level with the horizon at -10 degrees, or fixed to the frame
AIRS = ("first-order", "dryden")  # the gusts' spectrum

_BOUNDS: dict[str, tuple[float, float, str]] = {
    "hours": (0, 24, "h"),
    "wind": (0, 20, "m/s"),
    "gusts": (0, 1, "of the mean wind"),
    "fog": (0, 0.3, "1/m"),
    "hidden": (0, 1, ""),
    "yaw": (0, pi, "rad"),
}
_CHOICES = {"lamp": LAMPS, "trees": TREES, "camera": CAMERAS, "air": AIRS}
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)


class At(IntEnum):
    """Where a range lies in the array that the loops read."""

    HOUR = 0
    HOURS = 1  # how many
    DAY = 2
    DAYS = 3
    WIND = 4
    WINDS = 5
    GUSTS = 6
    GUSTY = 7
    FOG = 8
    FOGS = 9
    LAMP = 10  # its place in LAMPS
    TREES = 11  # its place in TREES
    HIDDEN = 12
    YAW = 13
    AIR = 14  # its place in AIRS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """Where an episode may take place. A single value stands for a range of no width.

    Raises:
        NinelivesError: a value is outside what is possible; all faults are told at once.
    """

    hours: Span = (0, 24)  # local solar time, h; (20, 6) goes past midnight
    dates: tuple[str, str] = ("2026-05-01", "2026-10-31")  # the leaves are on
    wind: Span = (0, 7)  # mean speed, m/s
    gusts: Span = (0.19, 0.19)  # standard deviation over the mean wind
    fog: Span = (0, 0)  # extinction, 1/m: 0.05 leaves 5 % of what is 60 m away
    lamp: str = "auto"
    trees: str = "train"
    hidden: float = 0  # share of cats that sit half behind leaves
    yaw: float = 0.6  # the first yaw lies within so much of facing the trunk, rad
    camera: str = "gimbal"
    air: str = "first-order"

    def __post_init__(self) -> None:
        for name in ("hours", "wind", "gusts", "fog"):
            object.__setattr__(self, name, _pair(getattr(self, name)))
        object.__setattr__(self, "dates", tuple(str(day) for day in _pair(self.dates)))
        faults = {name: self._fault(name) for name in (*_BOUNDS, *_CHOICES)} | {"dates": self._dates()}
        broken = {name: fault for name, fault in faults.items() if fault}
        if broken:
            usual = {field.name: field.default for field in fields(self)}
            fix = ", ".join(f"{name}={usual[name]!r}" for name in broken)
            raise NinelivesError("; ".join(broken.values()), fix=fix)

    @classmethod
    def of(cls, told: Mapping[str, Any], *, start: Ranges | None = None) -> Ranges:
        """Ranges from names and values, as a file or keyword arguments tell them.

        Args:
            told: any of the fields.
            start: what holds for those that are not told.

        Raises:
            NinelivesError: a name is unknown, or a value is impossible.
        """
        known = [field.name for field in fields(cls)]
        for name in told:
            if name not in known:
                near = difflib.get_close_matches(str(name), known, n=1)
                hint = f"did you mean {near[0]} ?" if near else f"there are {', '.join(known)}"
                raise NinelivesError(f"no condition is called '{name}'", fix=hint)
        return replace(start or STORY, **{name: _tuple(value) for name, value in told.items()})

    def _fault(self, name: str) -> str | None:
        value = getattr(self, name)
        if name in _CHOICES:
            some = _CHOICES[name]
            return None if value in some else f"{name} must be one of {', '.join(some)}, got {value!r}"
        low, high, unit = _BOUNDS[name]
        ends = value if isinstance(value, tuple) else (value,)
        numbers = all(
            isinstance(end, (int, float)) and not isinstance(end, bool) and low <= end <= high for end in ends
        )
        ordered = name == "hours" or len(ends) == 1 or (numbers and ends[0] <= ends[1])
        if len(ends) in (1, 2) and numbers and ordered:
            return None
        got = value if not isinstance(value, tuple) or len(value) != 2 else f"{value[0]} to {value[1]}"
        return f"{name} must lie in {low:g} to {high:.4g} {unit}".rstrip() + f", from low to high, got {got}"

    def _dates(self) -> str | None:
        try:
            first, last = (date.fromisoformat(day) for day in self.dates)
        except ValueError:
            return f"dates must be two days such as 2026-05-01, got {' to '.join(self.dates)}"
        if _FIRST <= first <= last <= _LAST:
            return None
        return f"dates must lie in {_FIRST} to {_LAST}, the first not after the last, got {first} to {last}"

    def packed(self) -> Doubles:
        """What the loops read, shape ``(len(At),)``: where a range begins, and how wide it is."""
        first, last = (date.fromisoformat(day).toordinal() - date(1970, 1, 1).toordinal() for day in self.dates)
        held = np.zeros(len(At))
        hours = (self.hours[1] - self.hours[0]) % 24 if self.hours != (0, 24) else 24.0
        held[At.HOUR], held[At.HOURS] = self.hours[0], hours
        held[At.DAY], held[At.DAYS] = first, last - first + 1
        for low, width, name in ((At.WIND, At.WINDS, "wind"), (At.GUSTS, At.GUSTY, "gusts"), (At.FOG, At.FOGS, "fog")):
            span = getattr(self, name)
            held[low], held[width] = span[0], span[1] - span[0]
        held[At.LAMP], held[At.TREES] = LAMPS.index(self.lamp), TREES.index(self.trees)
        held[At.HIDDEN], held[At.YAW], held[At.AIR] = self.hidden, self.yaw, AIRS.index(self.air)
        return held


def _pair(value: Any) -> Any:
    return value if isinstance(value, tuple) else (value, value)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


STORY = Ranges()
HARD = Ranges(
    dates=("2026-01-01", "2026-12-31"),
    fog=(0, 0.08),
    gusts=(0.1, 0.3),
    hidden=0.5,
    yaw=pi,
    camera="body",
    air="dryden",
)
NAMED = {"story": STORY, "hard": HARD}
