"""Where and when an artifact will be used: declared in words or TOML, before the first picture of it exists.

Declared hours declare light too: the share of them with the sun below -6 degrees is the darkest tenth of ``light``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from ninelives.artifacts.archive.archive import WORLDS
from ninelives.artifacts.deployment.words import Part, read_table, read_values, read_words
from ninelives.artifacts.envelope.axes import SEASONS, Axis, by_rank, season_of
from ninelives.artifacts.envelope.columns import Bin
from ninelives.errors import NinelivesError
from ninelives.kernels.photos.sun import dark_hours

DARK = (0.0, 0.1)  # of `light`: no real day photo lies there, and every night one does
LATITUDE = 47.0  # where nothing is declared: the middle of Europe and of North America
EQUINOX = 80  # day of the year, 21 March
MOST_BINS = 10_000  # a share spread over more leaves nothing in each that a test could find missing
EXAMPLE = "hour=20-6, place=48.2;16.4"


@dataclass(frozen=True)
class Deployment:
    """A declared use: shares of it on each axis that was named, and nothing on the others.

    Args:
        parts: for each axis, ranges or names with the share of the use that lies in them; the rest of an axis
            whose shares sum to less than 1 stays undeclared.
        world: ``real`` or ``garden``.
        start: first day of the use, if named.
        end: last day of the use, if named.
    """

    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    world: str = "real"
    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        """The same declaration in any order is the same deployment.

        Raises:
            NinelivesError: there is no such world.
        """
        if self.world not in WORLDS:
            known = " or ".join(WORLDS)
            raise NinelivesError(f"there is no world '{self.world}': it is {known}", fix=f"world={WORLDS[0]}")
        ranked = by_rank([Axis(name, "categorical") for name in self.parts])
        parts = {axis.name: tuple(sorted(self.parts[axis.name], key=lambda p: p.order)) for axis in ranked}
        object.__setattr__(self, "parts", parts)

    @classmethod
    def parse(cls, text: str, *, columns: Sequence[str] = ()) -> Deployment:
        """A deployment in words: ``hour=20-6, place=48.2;16.4, weather=rain:0.3|dry:0.7, world=garden``.

        Ranges end before their second number, and hours may pass midnight; ``|`` gives several, each with its share
        after a colon or all alike.

        Args:
            text: ``key=value`` pairs with commas between them.
            columns: conditions of the problem's own that may be named beside a photo's.

        Raises:
            NinelivesError: all faults of the text at once, each with what was got.
        """
        return cls(*read_words(text, columns))

    @classmethod
    def from_toml(cls, path: str | Path, *, columns: Sequence[str] = ()) -> Deployment:
        """The same keys from a TOML file, in a table ``[deployment]`` or at its top.

        Raises:
            NinelivesError: the file cannot be read, or any of its values is wrong.
        """
        return cls(*read_table(Path(path), columns))

    @classmethod
    def from_values(
        cls, table: Mapping[str, Any], *, columns: Sequence[str] = ()
    ) -> tuple[Deployment | None, list[tuple[str, str]]]:
        """The same keys from a table that was read already.

        Returns:
            The deployment, and all that is wrong, each with the key that it stands at; "" for the table as a whole.
        """
        declared, faults = read_values(table, columns)
        return (None if declared is None else cls(*declared)), faults

    @classmethod
    def of(cls, source: str | Path | Deployment | None, *, columns: Sequence[str] = ()) -> Deployment:
        """A deployment from words, from the path of a TOML file, or from one; None declares nothing."""
        if source is None or isinstance(source, Deployment):
            return source or cls()
        text = str(source)
        if isinstance(source, Path) or text.endswith(".toml"):
            return cls.from_toml(text, columns=columns)
        if "=" not in text:
            raise NinelivesError(
                f"a deployment is 'key=value' pairs or a TOML file, and '{text}' is neither",
                fix=f'--deployment "{EXAMPLE}"',
            )
        return cls.parse(text, columns=columns)

    def __repr__(self) -> str:
        told = [f"{name}={'|'.join(part.told(len(parts) > 1) for part in parts)}" for name, parts in self.parts.items()]
        told += [f"{word}={day}" for word, day in (("from", self.start), ("to", self.end)) if day]
        told += [f"world={self.world}"] if self.world != WORLDS[0] else []
        return f"Deployment.parse({', '.join(told)!r})" if told else "Deployment()"

    @property
    def declared(self) -> tuple[str, ...]:
        """The axes that were declared, not those that follow from them."""
        return tuple(self.parts)

    @property
    def assumed(self) -> tuple[str, ...]:
        """What had to be assumed, a sentence each."""
        return self.assumed_of(light=True)

    def assumed_of(self, *, light: bool) -> tuple[str, ...]:
        """The same; without ``light`` what is used records none, so nothing follows for it from the hours."""
        return (*(self._light_assumptions() if light else ()), *self._season_assumptions(), *self._pair_assumptions())

    def shares(self, axis: Axis) -> dict[Bin, float]:
        """Share of the use in each bin of an axis; empty where the axis is not declared.

        Within a range the use is spread evenly.
        """
        found: dict[Bin, float] = {}
        for part in self._all_parts.get(axis.name, ()):
            for label, share in _binned(part, axis):
                found[label] = found.get(label, 0.0) + share
        return found

    def independent(self, a: str, b: str) -> bool:
        """Whether the shares of a pair of axes may be multiplied: not where one follows from the other."""
        return not any(name in {a, b} and name not in self.parts for name in self._all_parts)

    def to_json(self) -> dict[str, Any]:
        """Plain facts; ``assumed`` is told for readers."""
        return {
            "world": self.world,
            "start": None if self.start is None else self.start.isoformat(),
            "end": None if self.end is None else self.end.isoformat(),
            "declared": {name: [p.to_json() for p in parts] for name, parts in self.parts.items()},
            "assumed": list(self.assumed),
        }

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> Deployment:
        """The deployment that ``to_json`` wrote.

        Raises:
            NinelivesError: it is none.
        """
        try:
            parts = {str(name): tuple(Part.from_json(p) for p in parts) for name, parts in facts["declared"].items()}
            days = [None if facts[k] is None else date.fromisoformat(facts[k]) for k in ("start", "end")]
            return cls(parts, str(facts["world"]), *days)
        except (NinelivesError, KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError) as cause:
            raise NinelivesError(
                f"this is no deployment: {type(cause).__name__} at {cause}", fix="make it again"
            ) from None

    @cached_property
    def _all_parts(self) -> dict[str, tuple[Part, ...]]:
        """What was declared, and the light and season that follow from it."""
        parts = dict(self.parts)
        if "hour" in parts and "light" not in parts and (dark := self._dark_share()) > 0:
            parts["light"] = (Part(dark, span=DARK),)
        if "season" not in parts and (seasons := self._seasons()):
            parts["season"] = seasons
        return parts

    def _dark_share(self) -> float:
        """Share of the declared hours with the sun below -6 degrees, over the declared days and places."""
        sunk = [
            share * part.share * _overlap(part.span or (0.0, 24.0), dark_hours(latitude, day)) / len(days)
            for latitude, share in self._latitudes()
            for days in [self._days(latitude)]
            for day in days
            for part in self.parts["hour"]
        ]
        return round(sum(sunk), 6)  # below it, the order of summing would tell

    def _latitudes(self) -> list[tuple[float, float]]:
        """Declared latitudes with their shares; places without coordinates count for the assumed one."""
        places = [(p.latitude, p.share) for p in self.parts.get("place", ())]
        known = [(latitude, share) for latitude, share in places if latitude is not None]
        total = sum(share for _, share in known)
        return [(latitude, share / total) for latitude, share in known] if total else [(LATITUDE, 1.0)]

    def _days(self, latitude: float) -> list[int]:
        """Days of the year that stand for the declared time of the year."""
        if self.start is not None:
            return [day.timetuple().tm_yday for day in _spread(self.start, self.end or self.start)]
        if "season" not in self.parts:
            return [EQUINOX]
        turn = 0 if latitude >= 0 else 2
        named = {p.name for p in self.parts["season"]}
        # the middles of a season's three months; winter is December to February
        months = [(3 * ((SEASONS.index(s) + turn) % 4) + m) % 12 for s in SEASONS if s in named for m in (11, 12, 13)]
        return [15 + round(30.4 * month) for month in months] or [EQUINOX]

    def _seasons(self) -> tuple[Part, ...]:
        """The seasons of declared days; a first day alone tells of none."""
        if self.start is None or self.end is None:
            return ()
        latitude = self._latitudes()[0][0]
        named = [season_of(day, latitude) for day in _spread(self.start, self.end)]
        return tuple(Part(named.count(s) / len(named), name=s) for s in SEASONS if s in named)

    def _light_assumptions(self) -> list[str]:
        if "hour" not in self.parts or "light" in self.parts:
            return []
        dark = self._dark_share()
        said = [f"{100 * dark:.0f} % of the declared hours have the sun below -6°, which is light below 0.1"]
        said += ["hours are by the sun, not by the clock of a time zone"]
        where = [f"{LATITUDE:.0f}° N"] if all(p.latitude is None for p in self.parts.get("place", ())) else []
        when = ["the equinox"] if self.start is None and "season" not in self.parts else []
        if where or when:
            lacking = [*(["place with a latitude"] if where else []), *(["season or date"] if when else [])]
            said += [f"{' at '.join(where + when)}, since no {' and no '.join(lacking)} was declared"]
        if self.start is not None and self.end is None:
            said += [f"the light of {self.start.isoformat()}, since no last day was declared"]
        return said

    def _season_assumptions(self) -> list[str]:
        if "season" in self.parts or not self._seasons() or self.parts.get("place"):
            return []
        return ["seasons of the northern half, since no place was declared"]

    def _pair_assumptions(self) -> list[str]:
        named = [name for name in self._all_parts if name in self.parts]
        return [f"{', '.join(named[:-1])} and {named[-1]} vary independently"] if len(named) > 1 else []


def _spread(first: date, last: date, at_most: int = 36) -> list[date]:
    """Days from first to last, evenly."""
    days = (last - first).days
    return [first + timedelta(days=round(d)) for d in np.linspace(0, days, min(at_most, days + 1))]


def _overlap(hours: tuple[float, float], dark: tuple[float, float] | None) -> float:
    """Share of the hours that lies in the dark ones; both run over midnight where they end before they begin."""
    if dark is None:
        return 0.0
    (low, length), (start, night) = _from_and_length(*hours), _from_and_length(*dark)
    shared = [min(low + length, start + turn + night) - max(low, start + turn) for turn in (-24, 0, 24)]
    return sum(max(0.0, part) for part in shared) / length


def _from_and_length(low: float, high: float) -> tuple[float, float]:
    return low, (high - low) % 24 or 24.0


def _binned(part: Part, axis: Axis) -> list[tuple[Bin, float]]:
    """A part's share of each bin that it reaches into."""
    if part.span is None or axis.step is None:
        return [(axis.bin(part.text), part.share)] if axis.step is None else []
    low, high = part.span
    if axis.period is not None:
        high = low + ((high - low) % axis.period or axis.period)
    if not 0 < (high - low) / axis.step <= MOST_BINS:
        return []
    edges = np.arange(np.floor(low / axis.step + 1e-9), np.ceil(high / axis.step - 1e-9) + 1) * axis.step
    inside = np.diff(np.clip(edges, low, high))
    return [
        (axis.bin(float(edge) + axis.step / 2), part.share * float(length) / (high - low))
        for edge, length in zip(edges, inside, strict=False)
    ]
