"""What is wrong with the garden's options: each with its field, what it may be, what was got, and what mends it."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable
from datetime import date

from ninelives.errors import NinelivesError

Fault = tuple[str, str]  # what is wrong; the option as it could be typed
SEEDS = (0, 2**63 - 1)
DAYS = (date(1900, 1, 1), date(2100, 12, 31))  # the sun's place is known well enough
LAUNCH = date(1961, 1, 20)  # before it no satellite looks down


def refuse(verb: str, faults: list[Fault]) -> None:
    """Tell all faults of a command's options at once.

    Raises:
        NinelivesError: there are any.
    """
    if faults:
        mended = dict.fromkeys(fix for _, fix in faults)
        raise NinelivesError("; ".join(what for what, _ in faults), fix=" ".join(["ninelives garden", verb, *mended]))


def within(name: str, value: float, low: float, high: float, unit: str = "", *, even: bool = False) -> list[Fault]:
    """A number that lies in a range."""
    real = math.isfinite(value)
    if real and low <= value <= high and not (even and value % 2):
        return []
    nearest = min(max(value, low), high) if real else low
    nearest -= nearest % 2 if even else 0
    span = f"{_plain(low)} to {'2^63 - 1' if high == SEEDS[1] else _plain(high)} {unit}".rstrip()
    typed = nearest if isinstance(nearest, int) else f"{nearest:g}"
    return [
        (
            f"{name} must lie in {span}{', an even number' if even else ''}, got {_plain(value)}",
            f"{'-' if len(name) == 1 else '--'}{name} {typed}",
        )
    ]


def among(name: str, value: object, known: Iterable[str]) -> list[Fault]:
    """A word that is one of some."""
    some = list(known)
    if value in some:
        return []
    near = difflib.get_close_matches(str(value), some, n=1)
    hint = f" (did you mean '{near[0]}' ?)" if near else ""
    return [(f"{name} must be one of {', '.join(some)}, got {value!r}{hint}", f"--{name} {(near or some)[0]}")]


def between(name: str, day: date, view: str | None) -> list[Fault]:
    """A day on which the sun's place is known, and on which there was what looks down from orbit."""
    orbit = view == "satellite"
    first, last = LAUNCH if orbit else DAYS[0], DAYS[1]
    if first <= day <= last:
        return []
    why = ": no satellite looked down before" if orbit and day < first else ""
    return [(f"{name} must lie in {first} to {last}{why}, got {day}", f"--{name} {first if day < first else last}")]


def _plain(number: float) -> str:
    return f"{number:,}" if isinstance(number, int) and number >= 10_000 else f"{number:g}"
