"""The axes of an envelope: what a condition is called, how it is binned, how its bins are said.

Bins are fixed beforehand or stand at round steps, never at quantiles, so that any two envelopes join.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from ninelives.artifacts.envelope.columns import (
    LARGEST,
    MISSING,
    SMALLEST,
    UNKNOWN,
    Bin,
    Column,
    all_numbers,
    coded_names,
    coded_numbers,
    floats,
    of_text,
    place_bin,
    round_step,
)
from ninelives.errors import NinelivesError

Kind = Literal["circular", "continuous", "ordered", "categorical"]

SEASONS = ("winter", "spring", "summer", "autumn")
_FARTHEST = 2.0**53  # beyond it, floats have no whole numbers to count bins with
_PLAIN = {"weather", "season"}  # their values speak for themselves: "windy", "winter"


@dataclass(frozen=True, slots=True)
class Axis:
    """One condition and its bins.

    Args:
        name: what the condition is called, as in the archive's columns.
        kind: circular and continuous axes with a ``step`` hold numbers; all others hold names.
        step: width of a bin, in the condition's own unit; bin ``i`` is ``[i * step, (i + 1) * step)``.
        period: where a circular axis of numbers begins again; a multiple of ``step``.
        levels: the names of an ordered or circular axis, in order.
        limits: the lowest and highest value that can be; values beyond are taken for these.
    """

    name: str
    kind: Kind
    step: float | None = None
    period: float | None = None
    levels: tuple[str, ...] = ()
    limits: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"an axis is one of {', '.join(get_args(Kind))}, got {self.kind!r}")
        if self.step is not None and not SMALLEST <= self.step <= LARGEST:
            raise ValueError(f"the step of '{self.name}' must lie in [{SMALLEST:g}, {LARGEST:g}], got {self.step}")
        farthest = _FARTHEST * (self.step or 1)
        if self.limits is not None and not -farthest < self.limits[0] < self.limits[1] < farthest:
            raise ValueError(f"the limits of '{self.name}' must be two numbers, the lower first, got {self.limits}")
        if self.period is not None and not (0 < self.period < farthest and self._fits(self.period)):
            raise ValueError(f"the period of '{self.name}' must be a multiple of its step, got {self.period}")

    @property
    def numeric(self) -> bool:
        """Whether its bins are numbers."""
        return self.step is not None

    def encode(self, values: Column) -> tuple[NDArray[np.int64], tuple[Bin, ...]]:
        """Every value's place in the sorted bins, and those bins.

        Args:
            values: numbers, or names; None, NaN and "" are unknown.

        Returns:
            Codes of shape ``(n,)`` into the second: the bins that occur, sorted, ``UNKNOWN`` last.
        """
        if self.numeric:
            return coded_numbers(self._numbers(values))
        return coded_names(values, self._tidied)

    def bin(self, value: float | str | None) -> Bin:
        """The bin of one value."""
        return self.encode([value])[1][0]

    def order(self, label: Bin) -> tuple[int, Any]:
        """A sort key: numbers by size, names by level and alphabet, unknown last."""
        if label == UNKNOWN:
            return (2, "")
        if label in self.levels:
            return (0, self.levels.index(str(label)))
        return (1, label)

    def after(self, label: Bin) -> Bin | None:
        """The bin that follows, if the axis has an order and the bin a place in it."""
        if isinstance(label, int):
            return self._wrapped(label + 1)
        if label not in self.levels:
            return None
        place = self.levels.index(label) + 1
        if place == len(self.levels):
            return self.levels[0] if self.kind == "circular" else None
        return self.levels[place]

    def runs(self, bins: Iterable[Bin]) -> list[list[Bin]]:
        """The bins cut into runs of neighbours, each in order; a circle's run may pass its end."""
        next_of = {label: self.after(label) for label in bins}
        begins = next_of.keys() - set(next_of.values())
        if next_of and not begins:  # a full circle
            begins = {min(next_of, key=self.order)}
        runs = []
        for start in sorted(begins, key=self.order):
            run = [start]
            while (label := next_of[run[-1]]) is not None and label in next_of and label != start:
                run.append(label)
            runs.append(run)
        return runs

    def words(self, first: Bin, last: Bin | None = None) -> str:
        """How a person says one bin, or a run of bins from ``first`` to ``last``."""
        end = first if last is None else last
        if first == UNKNOWN:
            return f"{self.name} unknown"
        if self.step is not None and not isinstance(first, str) and not isinstance(end, str):
            return self._range_words(first * self.step, (end + 1) * self.step)
        said = str(first) if first == end else f"{first} to {end}"
        return said if self.name in _PLAIN else f"{self.name} {said}"

    def coarser(self, step: float) -> Axis:
        """The same axis at a step that is a multiple of its own."""
        return replace(self, step=step)

    def to_json(self) -> dict[str, Any]:
        """Its fields, without those left empty."""
        filled: dict[str, Any] = {"name": self.name, "kind": self.kind, "step": self.step, "period": self.period}
        filled |= {"levels": list(self.levels) or None, "limits": None if self.limits is None else list(self.limits)}
        return {k: v for k, v in filled.items() if v is not None}

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Axis:
        """The axis that ``to_json`` wrote."""
        step, period, limits = (facts.get(name) for name in ("step", "period", "limits"))
        return cls(
            name=str(facts["name"]),
            kind=facts["kind"],
            step=None if step is None else float(step),
            period=None if period is None else float(period),
            levels=tuple(map(str, facts.get("levels", ()))),
            limits=None if limits is None else (float(limits[0]), float(limits[1])),
        )

    def _numbers(self, values: Column) -> NDArray[np.int64]:
        assert self.step is not None
        x = floats(values, self.name)
        known = np.isfinite(x)
        if self.limits is not None:
            x = np.clip(x, *self.limits)
        if self.period is not None:
            x = np.mod(x, self.period)
        # 0.3 / 0.1 is 2.9999999999999996, and 0.3 belongs to the bin that begins there
        with np.errstate(over="ignore"):
            place = np.floor(np.where(known, x, 0) / self.step + 1e-9)
        if self.limits is not None:
            place = np.minimum(place, math.ceil(self.limits[1] / self.step - 1e-9) - 1)
        if self.period is not None:
            place = np.mod(place, round(self.period / self.step))
        return np.where(known, np.clip(place, -_FARTHEST, _FARTHEST), MISSING).astype(np.int64)

    def _fits(self, period: float) -> bool:
        return self.step is not None and abs(math.remainder(period, self.step)) <= 1e-9 * period

    def _tidied(self, name: str) -> str:
        if self.name == "place":
            return place_bin(name)
        return name.lower() if self.name in _PLAIN else name

    def _wrapped(self, place: int) -> int | None:
        assert self.step is not None
        if self.period is not None:
            return place % round(self.period / self.step)
        if self.limits is not None and place * self.step >= self.limits[1] - 1e-9:
            return None
        return place

    def _range_words(self, low: float, high: float) -> str:
        if self.name == "hour":
            wide = (high - low) % 24 == 0
            return "around the clock" if wide else f"{_clock(low)}–{_clock(high if high <= 24 else high % 24)} h"
        if self.limits is not None and low <= self.limits[0] and high < self.limits[1] - 1e-9:
            return f"{self.name} below {_number(high)}"
        if self.limits is not None and high >= self.limits[1] - 1e-9 and low > self.limits[0]:
            return f"{self.name} above {_number(low)}"
        dash = " to " if low < 0 else "–"
        return f"{self.name} {_number(low)}{dash}{_number(high)}"


PHOTO_AXES = (
    Axis("hour", "circular", step=2.0, period=24.0),
    Axis("light", "continuous", step=0.1, limits=(0.0, 1.0)),
    Axis("sharpness", "continuous", step=0.25),
    Axis("place", "categorical"),
    Axis("device", "categorical"),
    Axis("weather", "categorical"),
    Axis("season", "circular", levels=SEASONS),
)
_KNOWN = {axis.name: axis for axis in PHOTO_AXES}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ROUNDS = {"weekday": WEEKDAYS, "month": MONTHS}  # names that come round, by the last word of the axis' name


def axis_for(name: str, values: Column) -> Axis:
    """The photo's axis of that name, or one whose kind and step the column decides.

    Weekdays and months, by their English names and in a column that is called so, come round in their own order.
    Steps are 1 or 5 times a power of ten, the largest that leaves at least five bins: each step is a multiple of all
    smaller ones, so more data only ever joins bins.
    """
    if name in _KNOWN:
        return _KNOWN[name]
    if of_text(values) or (np.asarray(values).dtype.kind not in "iuf" and not all_numbers(values)):
        levels = _ROUNDS.get(name.rpartition(" ")[2], ())
        inside = levels and {str(value) for value in values if value is not None} <= set(levels)
        return Axis(name, "circular", levels=levels) if inside else Axis(name, "categorical")
    x = floats(values, name)
    return Axis(name, "continuous", step=round_step(x[np.isfinite(x)]))


def by_rank(axes: Sequence[Axis]) -> tuple[Axis, ...]:
    """The axes in the one order that all envelopes keep: a photo's first, others by name."""
    rank = {name: i for i, name in enumerate(_KNOWN)}
    return tuple(sorted(axes, key=lambda a: (rank.get(a.name, len(rank)), a.name)))


def common(a: Axis, b: Axis) -> Axis:
    """The finest axis whose bins both can be joined to.

    Raises:
        NinelivesError: one holds numbers and the other names, or they are circles of two sizes.
    """
    if a == b:
        return a
    if (a.kind, a.numeric, a.period) != (b.kind, b.numeric, b.period):
        raise NinelivesError(
            f"'{a.name}' is {_said(a)} in one envelope and {_said(b)} in the other",
            fix=f"record '{a.name}' alike in both",
        )
    levels = tuple(dict.fromkeys((*a.levels, *b.levels)))
    step = a.step if a.step is None or b.step is None else _least_multiple(a.step, b.step)
    limits = a.limits if a.limits == b.limits else None
    return replace(a, step=step, levels=levels, limits=limits)


def season_of(day: date, latitude: float = 45.0) -> str:
    """The meteorological season, turned round south of the equator."""
    return SEASONS[(day.month % 12 // 3 + (0 if latitude >= 0 else 2)) % 4]


def _least_multiple(a: float, b: float) -> float:
    one, two = Fraction(repr(a)), Fraction(repr(b))
    shared = math.lcm(one.numerator * two.denominator, two.numerator * one.denominator)
    return float(Fraction(shared, one.denominator * two.denominator))


def _said(axis: Axis) -> str:
    return f"{axis.kind} (period {axis.period:g})" if axis.period else axis.kind


def _clock(hour: float) -> str:
    whole, minutes = divmod(round(hour * 60), 60)
    return f"{whole}" if minutes == 0 else f"{whole}:{minutes:02d}"


def _number(x: float) -> str:
    return f"{x:.10g}"
