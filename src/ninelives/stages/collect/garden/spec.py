"""Options of photos of the garden. Standard library only: reading them must not cost a user any waiting."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from numbers import Integral, Real
from typing import Any

from ninelives.errors import NinelivesError
from ninelives.stages.collect.garden.faults import LAUNCH, SEEDS, Fault, among, between, refuse, within

VIEWS = ("drone", "ground", "satellite")
TREES = ("train", "test", "final")
USUAL = (date(2025, 1, 1), date(2025, 12, 31))  # where nobody says when
SIZES = (16, 512)  # px
MOST = 100_000_000  # pictures: their names have eight digits
_HOURS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[-–]\s*(\d+(?:\.\d+)?)\s*")
_OPTIONS = {"since": "from", "until": "to"}  # where a field's name is not the option's
_MENDED = {"n": "-n 20000", "size": "--size 64", "seed": "--seed 0", "cats": "--cats 0.5", "hours": "--hours 7-17"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosSpec:
    """Which photos of the garden. Text is read as it is typed: ``"7-17"``, ``"1961-01-20"``."""

    n: int = 20_000
    view: str = "drone"  # who looks
    since: date | None = None  # the first day; None: 2025-01-01, for a satellite the day of its launch
    until: date | None = None  # the last day; None: 2025-12-31
    hours: tuple[float, float] = (7.0, 17.0)  # local, from and to; to may pass midnight: (20, 6)
    cats: float = 0.5  # share of the pictures that show one
    size: int = 64  # px, of the sides
    trees: str = "train"  # which set the trees are of: no two sets share one
    seed: int = 0

    def __post_init__(self) -> None:
        """Read what is text, and tell every fault at once."""
        faults = [*self._read(), *self._numbers()]
        refuse("photos", faults or [*self._ranges(), *self._dates()])

    def _read(self) -> list[Fault]:
        """Dates and hours out of text, and the usual days where none are told."""
        faults = []
        usual = (LAUNCH if self.view == "satellite" else USUAL[0], USUAL[1])
        for name, day in zip(("since", "until"), usual, strict=True):
            told, option = getattr(self, name), _OPTIONS[name]
            try:
                object.__setattr__(self, name, day if told is None else _day(told))
            except (TypeError, ValueError):
                faults.append((f"{option} must be a day such as {day}, got {told!r}", f"--{option} {day}"))
        if isinstance(self.hours, str):
            match = _HOURS.fullmatch(self.hours)
            if match is None:
                says = f"hours are told as 7-17 or 20-6, in 0 to 24, got {self.hours!r}"
                return [*faults, (says, _MENDED["hours"])]
            object.__setattr__(self, "hours", tuple(map(float, match.groups())))
        return faults

    def _numbers(self) -> list[Fault]:
        """What is of another type than its field."""
        kinds: dict[str, tuple[type, str]] = {
            **dict.fromkeys(("n", "size", "seed"), (Integral, "a whole number")),
            "cats": (Real, "a number"),
        }
        wrong = {name: getattr(self, name) for name, (kind, _) in kinds.items() if not _is(getattr(self, name), kind)}
        faults = [(f"{name} must be {kinds[name][1]}, got {told!r}", _MENDED[name]) for name, told in wrong.items()]
        hours = self.hours
        if not (isinstance(hours, tuple | list) and len(hours) == 2 and all(_is(hour, Real) for hour in hours)):
            if not isinstance(hours, str):
                faults.append((f"hours are two numbers, from and to, got {hours!r}", _MENDED["hours"]))
        else:
            object.__setattr__(self, "hours", (float(hours[0]), float(hours[1])))
        return faults

    def _ranges(self) -> list[Fault]:
        """What lies outside of what can be."""
        first, last = self.hours
        rules = {
            f"hours must lie in 0 to 24, got {first:g}-{last:g}": all(0 <= hour <= 24 for hour in self.hours),
            f"hours are none, got {first:g}-{last:g}": first != last,
        }
        return [
            *within("n", int(self.n), 1, MOST, "pictures"),
            *((rule, _MENDED["hours"]) for rule, holds in rules.items() if not holds),
            *within("cats", self.cats, 0, 1),
            *within("size", int(self.size), *SIZES, "px"),
            *within("seed", int(self.seed), *SEEDS),
            *among("view", self.view, VIEWS),
            *among("trees", self.trees, TREES),
        ]

    def _dates(self) -> list[Fault]:
        """Days on which nobody could look, and none at all."""
        assert self.since is not None
        assert self.until is not None
        faults = [
            *between("from", self.since, self.view),
            *between("to", self.until, self.view),
        ]
        if not faults and self.until < self.since:
            says = f"to must not be before from, got {self.since} to {self.until}"
            return [(says, f"--from {self.until} --to {self.since}")]
        return faults

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> PhotosSpec:
        """From options by name; ``from`` and ``to`` are taken for ``since`` and ``until``.

        Raises:
            NinelivesError: all unknown names, with those that were meant.
        """
        fields_of = {option: name for name, option in _OPTIONS.items()}
        known = [*(field.name for field in fields(cls)), *fields_of]
        if unknown := [name for name in options if name not in known]:
            near = {name: difflib.get_close_matches(name, known, n=1) for name in unknown}
            told = [f"'{name}'" + (f" (did you mean '{close[0]}' ?)" if close else "") for name, close in near.items()]
            raise NinelivesError(f"there is no option {', '.join(told)}", fix=f"one of {', '.join(known)}")
        return cls(**{fields_of.get(name, name): value for name, value in options.items()})

    @property
    def days(self) -> tuple[int, int]:
        """The first day, and the first that is no more of it; in days since 1970-01-01."""
        assert self.since is not None
        assert self.until is not None
        zero = date(1970, 1, 1)
        return (self.since - zero) // timedelta(days=1), (self.until - zero) // timedelta(days=1) + 1

    def to_json(self) -> dict[str, Any]:
        """Plain values, but for the seed."""
        told = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "seed"}
        return told | {"since": str(self.since), "until": str(self.until), "hours": list(self.hours)}


def _day(told: object) -> date:
    """A day as it is told.

    Raises:
        ValueError, TypeError: it is none.
    """
    if isinstance(told, datetime):
        return told.date()
    return told if isinstance(told, date) else date.fromisoformat(told)  # type: ignore[arg-type] # it says so


def _is(value: object, kind: type) -> bool:
    finite = not isinstance(value, float) or math.isfinite(value)
    return isinstance(value, kind) and not isinstance(value, bool) and finite
