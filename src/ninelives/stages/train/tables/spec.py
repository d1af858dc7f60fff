"""Options of learning from a table. Standard library only: reading them must not cost a user any waiting."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from math import inf
from numbers import Integral, Real
from typing import Any, Final

from ninelives.errors import NinelivesError
from ninelives.stages.train.clock import seconds_of

CLASSES: Final = ("majority", "rules", "perceptron", "kernel", "boosting", "network")  # from the lowest rung up
NUMBERS: Final = ("mean", "rules", "linear", "kernel", "boosting", "network")
PHOTOS: Final = ("zero-shot", "pretrained")  # rungs that look at photos alone
MEANT: Final = {"perceptron": "linear", "majority": "mean"}  # of classes, and what it is of numbers

# options of photos, and why a table has none of them
REASONS: Final = {
    "size": "a table has no pixels",
    "side": "a table has no pixels",
    "shown": "a table's network sees every row in each round",
    "limit": "each rung says itself how many rows it learns from",
    "unlabelled": "kinds are found in photos by their looks, and a table has none",
    "fine_tune": "no pretrained network reads a table",
    "biases": "what should not matter is tried on copies of photos, and rows have none",
    "labels": "the table itself holds what is to be learned",
    "properties": "all its columns are known already",
}

_NAMES = ("rungs", "axes")
_NUMBERS: Final[dict[str, tuple[type, str]]] = {
    **dict.fromkeys(("seed", "folds"), (Integral, "a whole number")),
    **dict.fromkeys(("calibration_share", "budget"), (Real, "a number")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """How a ladder is fitted to a table. Every field has a default that does the job on a laptop."""

    rungs: tuple[str, ...] | None = None  # the whole ladder of classes, or of numbers
    seed: int = 0
    folds: int = 5  # of the cross-validation, by scene
    calibration_share: float = 0.2  # of the rows, kept apart for `defer`; at least 300, at most 40 %; 0 keeps none
    axes: tuple[str, ...] | None = None  # of the envelope; the usual ones by default
    budget: float | None = None  # s of wall clock that all may take; what is not finished by then is named

    def __post_init__(self) -> None:
        """Check all fields, and tell every fault at once; text is read as it is typed: ``"5m"``, ``"rules,kernel"``."""
        self._read()
        rules = {
            f"folds must be >= 2, got {self.folds}": self.folds >= 2,
            f"seed must be >= 0, got {self.seed}": self.seed >= 0,
            f"calibration-share must lie in [0, 0.4], got {self.calibration_share}": 0 <= self.calibration_share <= 0.4,
            "name at least one rung": self.rungs is None or bool(self.rungs),
            f"budget must be a time above 0 s, got {self.budget}": self.budget is None or 0 < self.budget < inf,
        }
        broken = [rule for rule, holds in rules.items() if not holds]
        every = tuple(dict.fromkeys((*CLASSES, *NUMBERS)))
        broken += [_unknown(rung) for rung in self.rungs or () if rung not in every]
        if broken:
            raise NinelivesError("; ".join(broken), fix="ninelives train --help")

    def _read(self) -> None:
        """Names and times out of text; what is of another type than its field is told."""
        faults = []
        for name in _NAMES:
            told = getattr(self, name)
            if isinstance(told, str):
                told = [word.strip() for word in told.split(",") if word.strip()]
            if isinstance(told, list | tuple) and all(isinstance(word, str) for word in told):
                object.__setattr__(self, name, tuple(told))
            elif told is not None:
                faults.append(f"{name} are names with commas between them, got {told!r}")
        if isinstance(self.budget, str):
            object.__setattr__(self, "budget", seconds_of(self.budget))
        for name, (kind, words) in _NUMBERS.items():
            told = getattr(self, name)
            if (told is not None or name != "budget") and (isinstance(told, bool) or not isinstance(told, kind)):
                faults.append(f"{name.replace('_', '-')} must be {words}, got {told!r}")
        if faults:
            raise NinelivesError("; ".join(faults), fix="ninelives train --help")

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> TableSpec:
        """From options by name.

        Raises:
            NinelivesError: what a table has none of, with the reason; unknown names, with those that were meant.
        """
        known = [field.name for field in fields(cls)]
        refuse(name for name in options if name in REASONS)
        if unknown := [name for name in options if name not in known]:
            close = {name: difflib.get_close_matches(name, known, n=1) for name in unknown}
            told = [f"'{name}'" + (f" (did you mean '{near[0]}' ?)" if near else "") for name, near in close.items()]
            raise NinelivesError(f"there is no option {', '.join(told)}", fix=f"one of {', '.join(known)}")
        return cls(**options)

    def ladder(self, *, numbers: bool) -> tuple[str, ...]:
        """The wanted rungs, from the lowest up.

        Raises:
            NinelivesError: a rung tells classes where numbers are learned, or the other way round.
        """
        whole = NUMBERS if numbers else CLASSES
        if wrong := [rung for rung in self.rungs or () if rung not in whole]:
            meant = MEANT if numbers else {number: one for one, number in MEANT.items()}
            hints = [f"'{rung}' (did you mean '{meant[rung]}' ?)" for rung in wrong]
            what = "numbers" if numbers else "classes"
            raise NinelivesError(
                f"{what} are learned, and their ladder has no {', '.join(hints)}: it is {', '.join(whole)}",
                fix=f"--rungs {','.join(meant.get(rung, rung) for rung in self.rungs or ())}",
            )
        return tuple(rung for rung in whole if self.rungs is None or rung in self.rungs)


def refuse(given: Collection[str] | Any) -> None:
    """Refuse options that make no sense for a table, each with its reason.

    Raises:
        NinelivesError: there are such.
    """
    if wrong := list(given):
        told = "; ".join(f"{_typed(name)}: {REASONS[name]}" for name in wrong)
        raise NinelivesError(
            f"a table is learned from without {told}", fix=f"leave {', '.join(map(_typed, wrong))} out"
        )


def _typed(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _unknown(name: str) -> str:
    ladders = f"of classes there are {', '.join(CLASSES)}; of numbers {', '.join(NUMBERS)}"
    if name in PHOTOS:
        return f"the rung '{name}' looks at photos: {ladders}"
    close = difflib.get_close_matches(name, dict.fromkeys((*CLASSES, *NUMBERS)), n=1)
    hint = f" (did you mean '{close[0]}' ?)" if close else ""
    return f"there is no rung '{name}'{hint}: {ladders}"
