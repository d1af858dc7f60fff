"""Options of the train stage. Standard library only: reading them must not cost a user any waiting."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import inf
from numbers import Integral, Real
from typing import Any

from ninelives.errors import NinelivesError
from ninelives.stages.train.clock import seconds_of

LADDER = ("majority", "rules", "perceptron", "kernel", "network", "zero-shot", "pretrained")  # from the lowest rung up
CAPPED = ("network",)  # rungs that take minutes
BIASES = ("mirror", "translation", "scale", "rotation", "brightness", "colour", "blur", "noise")

_NAMES = ("rungs", "axes", "biases")
_NUMBERS: dict[str, tuple[type, str]] = {
    **dict.fromkeys(("seed", "folds", "size", "side", "limit", "shown", "unlabelled"), (Integral, "a whole number")),
    **dict.fromkeys(("calibration_share", "budget"), (Real, "a number")),
}
_OPTIONAL = ("shown", "unlabelled", "budget")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainSpec:
    """How a ladder is fitted. Every field has a default that does the job on a laptop."""

    rungs: tuple[str, ...] = LADDER
    seed: int = 0
    folds: int = 5  # of the cross-validation, by scene
    calibration_share: float = 0.2  # of the items, kept apart for `defer`; at least 300, at most 40 %; 0 keeps none
    size: int = 224  # px, what the pretrained network looks at
    side: int = 16  # px, what the kernel rung looks at
    limit: int = 50_000  # photos that a rung is fitted on at most, and that are kept apart; drawn by scene
    shown: int | None = None  # photos that the rung network is shown, as often as each is; None: as many as pay
    unlabelled: int | None = None  # kinds that photos are sorted into without labels; None: a ladder is climbed
    axes: tuple[str, ...] | None = None  # of the envelope; the usual ones by default
    budget: float | None = None  # s of wall clock that all may take; what is not finished by then is named
    fine_tune: bool = False  # whether the pretrained network is tuned too, and used where that pays
    biases: tuple[str, ...] | None = None  # what should not matter, () for nothing; None: what a declared night needs

    def __post_init__(self) -> None:
        """Check all fields, and tell every fault at once; text is read as it is typed: ``"5m"``, ``"rules,kernel"``."""
        self._read()
        rules = {
            f"folds must be >= 2, got {self.folds}": self.folds >= 2,
            f"seed must be >= 0, got {self.seed}": self.seed >= 0,
            f"calibration-share must lie in [0, 0.4], got {self.calibration_share}": 0 <= self.calibration_share <= 0.4,
            f"size must lie in 64 to 256 px and be a multiple of 32, got {self.size}": 64 <= self.size <= 256
            and self.size % 32 == 0,
            f"side must lie in 4 to 64 px, got {self.side}": 4 <= self.side <= 64,
            f"limit must be >= 100, got {self.limit}": self.limit >= 100,
            f"shown must be >= 1, got {self.shown}": self.shown is None or self.shown >= 1,
            "name at least one rung": bool(self.rungs),
            f"budget must be a time above 0 s, got {self.budget}": self.budget is None or 0 < self.budget < inf,
        }
        broken = [rule for rule, holds in rules.items() if not holds]
        broken += self._unlabelled()
        broken += [_unknown("rung", rung, "the ladder is", LADDER) for rung in self.rungs if rung not in LADDER]
        broken += [_unknown("bias", bias, "there are", BIASES) for bias in self.biases or () if bias not in BIASES]
        if broken:
            raise NinelivesError("; ".join(broken), fix="ninelives train --help")

    def _read(self) -> None:
        """Names and times out of text; what is of another type than its field is told."""
        faults = []
        for name in _NAMES:
            told = getattr(self, name)
            if isinstance(told, str):
                told = [] if told == "none" else [word.strip() for word in told.split(",") if word.strip()]
            if isinstance(told, list | tuple) and all(isinstance(word, str) for word in told):
                object.__setattr__(self, name, tuple(told))
            elif told is not None or name == "rungs":
                faults.append(f"{name} are names with commas between them, got {told!r}")
        if isinstance(self.budget, str):
            object.__setattr__(self, "budget", seconds_of(self.budget))
        for name, (kind, words) in _NUMBERS.items():
            told = getattr(self, name)
            if (told is not None or name not in _OPTIONAL) and (isinstance(told, bool) or not isinstance(told, kind)):
                faults.append(f"{name.replace('_', '-')} must be {words}, got {told!r}")
        if not isinstance(self.fine_tune, bool):
            faults.append(f"fine-tune is on or off, got {self.fine_tune!r}")
        if faults:
            raise NinelivesError("; ".join(faults), fix="ninelives train --help")

    def _unlabelled(self) -> list[str]:
        """What does not go with kinds."""
        if self.unlabelled is None:
            return []
        rules = {
            f"unlabelled must be >= 2 kinds, got {self.unlabelled}": self.unlabelled >= 2,
            "kinds are no ladder: leave --rungs out with --unlabelled": self.rungs == LADDER,
            "kinds learn from no copy: leave --biases out with --unlabelled": not self.biases,
            "kinds tune no network: leave --fine-tune out with --unlabelled": not self.fine_tune,
            "kinds keep to no --budget: leave it out with --unlabelled": self.budget is None,
        }
        return [rule for rule, holds in rules.items() if not holds]

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> TrainSpec:
        """From options by name.

        Raises:
            NinelivesError: all unknown names, with those that were meant.
        """
        known = [field.name for field in fields(cls)]
        if unknown := [name for name in options if name not in known]:
            close = {name: difflib.get_close_matches(name, known, n=1) for name in unknown}
            told = [f"'{name}'" + (f" (did you mean '{near[0]}' ?)" if near else "") for name, near in close.items()]
            raise NinelivesError(f"there is no option {', '.join(told)}", fix=f"one of {', '.join(known)}")
        return cls(**options)

    @property
    def ladder(self) -> tuple[str, ...]:
        """The wanted rungs, from the lowest up."""
        return tuple(rung for rung in LADDER if rung in self.rungs)

    @property
    def capped(self) -> tuple[str, ...]:
        """Rungs that are only tried shortly: those that take minutes, unless a shorter list of rungs names them."""
        return CAPPED if self.ladder == LADDER else ()


def _unknown(what: str, name: str, those: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    hint = f" (did you mean '{close[0]}' ?)" if close else ""
    return f"there is no {what} '{name}'{hint}: {those} {', '.join(known)}"
