"""Reading a deployment: the words ``key=value, …`` and TOML's values become parts; all faults are told together."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ninelives.artifacts.archive.archive import WORLDS
from ninelives.artifacts.archive.sources import near
from ninelives.artifacts.envelope.axes import SEASONS
from ninelives.artifacts.envelope.columns import place_bin
from ninelives.errors import NinelivesError

AXES = ("hour", "light", "sharpness", "place", "device", "weather", "season")
DAYS = ("date", "from", "to")
KEYS = (*AXES, *DAYS, "world")
EXAMPLES = {
    "world": "world=garden",
    "hour": "hour=20-6",
    "light": "light=0-0.1",
    "sharpness": "sharpness=0-1",
    "place": "place=48.2;16.4",
}

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)"
_RANGE = re.compile(rf"^\s*({_NUMBER})\s*(?:-|–|\.\.|to)\s*({_NUMBER})\s*$")
_CLOCK = r"(\d{1,3}(?:\.\d+)?)(?::(\d{2}))?\s*h?"
_HOURS = re.compile(rf"^\s*{_CLOCK}\s*(?:(?:-|–|\.\.|to)\s*{_CLOCK})?\s*$")
_SHARE = re.compile(r"^(.*):\s*(?:((?:0?\.\d+|[01](?:\.\d*)?))|(\d+(?:\.\d+)?)\s*%)\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the use in a range ``[low, high)`` of numbers, or at a name.

    A range of hours whose end is not above its start passes midnight.
    """

    share: float
    span: tuple[float, float] | None = None
    name: str | None = None

    @property
    def latitude(self) -> float | None:
        """Of a place with coordinates, in degrees."""
        place = place_bin(self.name or "").split(";")
        return float(place[0]) if len(place) == 2 and re.fullmatch(_NUMBER, place[0]) else None

    @property
    def order(self) -> tuple[Any, ...]:
        """A sort key."""
        return self.span or (), self.name or "", self.share

    @property
    def text(self) -> str:
        """How it was written."""
        return self.name if self.name is not None else f"{self.span[0]:g}–{self.span[1]:g}" if self.span else ""

    def told(self, several: bool) -> str:
        """The same, with its share where there are ``several``, or where it is not the whole."""
        return f"{self.text}:{self.share:.6g}" if several or self.share != 1 else self.text

    def to_json(self) -> dict[str, Any]:
        """Its share, and its range or name."""
        where = {"name": self.name} if self.span is None else {"range": list(self.span)}
        return {"share": self.share, **where}

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> Part:
        """The part that ``to_json`` wrote."""
        span, share = facts.get("range"), float(facts["share"])
        part = cls(share, None if span is None else (float(span[0]), float(span[1])), facts.get("name"))
        named = isinstance(part.name, str) if part.span is None else part.name is None
        if not (named and 0 <= share <= 1 and all(map(math.isfinite, part.span or ()))):
            raise ValueError(f"part {dict(facts)}")
        return part


Declared = tuple[dict[str, tuple[Part, ...]], str, date | None, date | None]


def read_words(text: str, columns: Sequence[str] = ()) -> Declared:
    """Parts of every axis, the world, the first and the last day.

    Raises:
        NinelivesError: all faults at once, each with what was got.
    """
    values: dict[str, str] = {}
    faults = []
    for word in filter(None, (w.strip() for w in text.split(","))):
        key, sign, value = (w.strip() for w in word.partition("="))
        if not sign or not value:
            faults.append(f"'{word}' should be key=value")
        elif key in values:
            faults.append(f"'{key}' is declared twice; several values are written {key}={values[key]}|{value}")
        else:
            values[key] = value
    return _read(values, columns, faults, "the deployment")


def read_table(path: Path, columns: Sequence[str] = ()) -> Declared:
    """The same from a TOML file.

    Raises:
        NinelivesError: the file cannot be read, is no TOML, or holds wrong values.
    """
    try:
        facts = tomllib.loads(path.read_text("utf-8"))
    except OSError as cause:
        fix = near(path) if isinstance(cause, FileNotFoundError) else f"ls -ld '{path}'"
        raise NinelivesError(f"the deployment '{path}' cannot be read: {cause.strerror}", fix=fix) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        raise NinelivesError(f"the deployment '{path}' is no TOML: {cause}", fix='hour = "20-6"') from None
    table = facts.get("deployment", facts)
    if not isinstance(table, dict):
        raise NinelivesError(f"'deployment' in '{path}' should be a table, and is {table!r}", fix="[deployment]")
    return _read({key: _as_words(key, value) for key, value in table.items()}, columns, [], f"'{path}'")


def read_values(table: Mapping[str, Any], columns: Sequence[str] = ()) -> tuple[Declared | None, list[tuple[str, str]]]:
    """The same from the values of a TOML table that stands in a larger file.

    Returns:
        What they declare, and all that is wrong, each with the key that it stands at; "" for the table as a whole.
    """
    words = {key: _as_words(key, value) for key, value in table.items()}
    faults: list[tuple[str, str]] = []
    for key, value in words.items():
        alone: list[str] = []
        if key in AXES or key in columns:
            _parts(key, value, alone)
        elif key in DAYS:
            _days({key: value} | ({"from": words.get("from", "")} if key == "to" else {}), alone)
        elif key == "world":
            alone += [] if value in WORLDS else [_no_world(value)]
        else:
            alone.append(unknown_key(key, KEYS))
        faults += [(key, why) for why in alone]
    if faults:
        return None, faults
    try:
        return _read(words, columns, [], "it"), []
    except NinelivesError as error:
        return None, [("", error.message.removeprefix("it is wrong: "))]


def _no_world(name: str) -> str:
    return f"there is no world '{name}': it is {' or '.join(WORLDS)}"


def _read(values: Mapping[str, str], columns: Sequence[str], faults: list[str], where: str) -> Declared:
    parts: dict[str, tuple[Part, ...]] = {}
    for key, value in values.items():
        if key in columns or key in AXES:
            parts[key] = _parts(key, value, faults)
        elif key not in KEYS:
            faults.append(unknown_key(key, (*KEYS, *columns)))
    start, end = _days(values, faults)
    if (world := values.get("world", WORLDS[0])) not in WORLDS:
        faults.append(_no_world(world))
    if not values and not faults:
        faults.append("it declares nothing")
    if faults:
        example = next((EXAMPLES[key] for key in values if key in EXAMPLES), "hour=20-6, place=48.2;16.4")
        raise NinelivesError(f"{where} is wrong: " + "; ".join(faults), fix=f'--deployment "{example}"')
    return parts, world, start, end


def unknown_key(key: str, known: Sequence[str]) -> str:
    """That a key is no condition, and which one may have been meant."""
    near = get_close_matches(key, known, 1)
    hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}"
    return f"'{key}' is no condition; {hint}"


def _parts(key: str, value: str, faults: list[str]) -> tuple[Part, ...]:
    """The parts of one axis: those without a share divide what the others leave, by their width."""
    read = _READERS.get(key, _column)
    found: list[tuple[Part, float | None]] = []
    for word in value.split("|"):
        share, bare = _share(word.strip())
        part = read(key, bare, faults)
        if part is not None:
            found.append((part, share))
    given = [share for _, share in found if share is not None]
    if given and len(given) < len(found):
        faults.append(f"{key}={value}: give every part a share, or none")
    if sum(given) > 1 + 1e-6:
        faults.append(f"{key}={value}: the shares sum to {sum(given):g}, which is over 1")
    widths = [_width(key, part) for part, _ in found]
    return tuple(
        Part(width / sum(widths) if share is None else share, part.span, part.name)
        for (part, share), width in zip(found, widths, strict=True)
    )


def _share(word: str) -> tuple[float | None, str]:
    """A share behind a colon, and what stands before it: ``rain:0.3``, ``rain:30%``, but not ``6-7:30``."""
    match = _SHARE.match(word)
    if match is None:
        return None, word
    share = float(match[2]) if match[2] else float(match[3]) / 100
    return share, match[1].strip()


def _width(key: str, part: Part) -> float:
    if part.span is None:
        return 1.0
    low, high = part.span
    return ((high - low) % 24 or 24.0) if key == "hour" else high - low


def _hours(key: str, word: str, faults: list[str]) -> Part | None:
    match = _HOURS.match(word)
    if match is None:
        faults.append(f"{key}={word}: hours are written 20-6, 7:30-9 or 8")
        return None
    low = float(match[1]) + int(match[2] or 0) / 60
    high = low + 1 if match[3] is None else float(match[3]) + int(match[4] or 0) / 60
    if low > 24 or high > 24 or int(match[2] or 0) > 59 or int(match[4] or 0) > 59:
        faults.append(f"{key}={word}: hours lie in 0 to 24, minutes in 0 to 59")
    elif low == high:
        faults.append(f"{key}={word}: it ends where it begins; around the clock is 0-24")
    return Part(1.0, span=(low, high))


def _range(key: str, word: str, faults: list[str]) -> Part | None:
    match = _RANGE.match(word)
    if match is None:
        faults.append(f"{key}={word}: a range is written {EXAMPLES.get(key, key + '=0-10').partition('=')[2]}")
        return None
    low, high = float(match[1]), float(match[2])
    if high <= low:
        faults.append(f"{key}={word}: a range goes from the lower to the higher number")
    elif (key in {"light", "sharpness"} and low < 0) or (key == "light" and high > 1):
        faults.append(f"{key}={word}: {key} lies in " + ("0 to 1" if key == "light" else "0 and above"))
    return Part(1.0, span=(low, high))


def _place(key: str, word: str, faults: list[str]) -> Part | None:
    place = place_bin(word)
    if place == "unknown":
        faults.append(f"{key}={word}: a latitude lies in -90 to 90, a longitude in -180 to 180")
    return _name(key, place, faults)


def _season(key: str, word: str, faults: list[str]) -> Part | None:
    season = {"fall": "autumn"}.get(word.lower(), word.lower())
    if season not in SEASONS:
        near = get_close_matches(season, SEASONS, 1)
        faults.append(f"{key}={word}: " + (f"did you mean '{near[0]}'?" if near else f"one of {', '.join(SEASONS)}"))
    return Part(1.0, name=season)


def _name(key: str, word: str, faults: list[str]) -> Part | None:
    if not word:
        faults.append(f"{key}= names nothing")
    return Part(1.0, name=word.lower() if key == "weather" else word)


def _column(key: str, word: str, faults: list[str]) -> Part | None:
    """A column of the problem's own: a range if it looks like one, else a name."""
    return _range(key, word, faults) if _RANGE.match(word) else _name(key, word, faults)


_READERS: dict[str, Callable[[str, str, list[str]], Part | None]] = {
    "hour": _hours,
    "light": _range,
    "sharpness": _range,
    "place": _place,
    "season": _season,
    "device": _name,
    "weather": _name,
}


def _days(values: Mapping[str, str], faults: list[str]) -> tuple[date | None, date | None]:
    """First and last day: from ``from`` and ``to``, or ``date``, of one day or of two with ``..`` between."""
    if "date" in values and ("from" in values or "to" in values):
        faults.append("date= and from=, to= say the same thing; give one of them")
    if "to" in values and "from" not in values:
        faults.append("to= needs from=")
    first, _, last = values.get("date", "").partition("..")
    start = _day("from", values["from"], faults) if "from" in values else _day("date", first, faults)
    end = _day("to", values["to"], faults) if "to" in values else _day("date", last, faults) if last else None
    if "date" in values and not last:
        end = start
    if start and end and end < start:
        faults.append(f"the last day, {end.isoformat()}, is before the first, {start.isoformat()}")
    return start, end


def _day(key: str, word: str, faults: list[str]) -> date | None:
    if not word:
        return None
    try:
        return date.fromisoformat(word.strip())
    except ValueError:
        faults.append(f"{key}={word}: a day is written 2026-12-01")
        return None


def _as_words(key: str, value: Any) -> str:
    """A TOML value as it would be written on the command line."""
    if isinstance(value, dict):
        return "|".join(f"{name}:{share}" for name, share in value.items())
    if isinstance(value, list):
        numbers = all(isinstance(v, int | float) for v in value)
        return (";" if numbers and key == "place" else "-" if numbers else "|").join(map(str, value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)
