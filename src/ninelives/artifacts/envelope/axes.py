"""The axes of an envelope: what a condition is called, how it is binned, how its bins are said.

Bins are fixed beforehand or stand at round steps, never at quantiles, so that any two envelopes join.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ninelives.errors import NinelivesError

Bin = int | str
Column = Sequence[Any] | NDArray[Any]
Kind = Literal["circular", "continuous", "ordered", "categorical"]

UNKNOWN = "unknown"  # the bin of values that an item lacks; never counts as seen
SEASONS = ("winter", "spring", "summer", "autumn")
FEWEST = 5  # bins over the range of a column whose step is chosen from the data; at most 25
_MISSING = np.iinfo(np.int64).min
_LARGEST = 2.0**53  # beyond it, floats have no whole numbers to count bins with
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
            return _coded_numbers(self._numbers(values))
        return _coded_names(values, self.name)

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
        limits = facts.get("limits")
        return cls(
            name=str(facts["name"]),
            kind=facts["kind"],
            step=facts.get("step"),
            period=facts.get("period"),
            levels=tuple(facts.get("levels", ())),
            limits=None if limits is None else (float(limits[0]), float(limits[1])),
        )

    def _numbers(self, values: Column) -> NDArray[np.int64]:
        assert self.step is not None
        x = _floats(values, self.name)
        known = np.isfinite(x)
        if self.limits is not None:
            x = np.clip(x, *self.limits)
        if self.period is not None:
            x = np.mod(x, self.period)
        # 0.3 / 0.1 is 2.9999999999999996, and 0.3 belongs to the bin that begins there
        place = np.floor(np.where(known, x, 0) / self.step + 1e-9)
        if self.limits is not None:
            place = np.minimum(place, math.ceil(self.limits[1] / self.step - 1e-9) - 1)
        if self.period is not None:
            place = np.mod(place, round(self.period / self.step))
        return np.where(known, np.clip(place, -_LARGEST, _LARGEST), _MISSING).astype(np.int64)

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
            return "around the clock" if wide else f"{_clock(low)}-{_clock(high if high <= 24 else high % 24)} h"
        if self.limits is not None and low <= self.limits[0] and high < self.limits[1] - 1e-9:
            return f"{self.name} below {_number(high)}"
        if self.limits is not None and high >= self.limits[1] - 1e-9 and low > self.limits[0]:
            return f"{self.name} above {_number(low)}"
        return f"{self.name} {_number(low)} to {_number(high)}"


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


def axis_for(name: str, values: Column) -> Axis:
    """The photo's axis of that name, or one whose kind and step the column decides.

    Steps are 1 or 5 times a power of ten, the largest that leaves at least five bins: each step is a multiple of all
    smaller ones, so more data only ever joins bins.
    """
    if name in _KNOWN:
        return _KNOWN[name]
    array = np.asarray(values)
    if array.dtype.kind not in "iuf" and not _all_numbers(values):
        return Axis(name, "categorical")
    x = _floats(values, name)
    return Axis(name, "continuous", step=_round_step(x[np.isfinite(x)]))


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


def _floats(values: Column, name: str) -> NDArray[np.float64]:
    array = np.asarray(values)
    if array.dtype.kind == "M":
        raise NinelivesError(f"'{name}' holds dates, and the future is always new", fix="give hour or season instead")
    try:
        return array.astype(float)
    except (TypeError, ValueError):
        raise NinelivesError(f"'{name}' should hold numbers, and holds {_sample(values)}") from None


def _sample(values: Column) -> str:
    odd = next((v for v in values if v is not None and not isinstance(v, int | float)), None)
    return repr(odd)[:40]


def _all_numbers(values: Column) -> bool:
    kinds = {type(v) for v in values}
    return not any(issubclass(k, str | bool | np.bool_ | tuple) for k in kinds) and kinds != {type(None)}


def _coded_numbers(place: NDArray[np.int64]) -> tuple[NDArray[np.int64], tuple[Bin, ...]]:
    bins, code = np.unique(place, return_inverse=True)
    labels: tuple[Bin, ...] = tuple(bins.tolist())
    if labels and labels[0] == _MISSING:
        return np.where(code == 0, len(labels) - 1, code - 1), (*labels[1:], UNKNOWN)
    return code.astype(np.int64), labels


def _coded_names(values: Column, name: str) -> tuple[NDArray[np.int64], tuple[Bin, ...]]:
    import pyarrow as pa  # late: a hash table of a million names in a fifth of a second

    texts = values.tolist() if isinstance(values, np.ndarray) else list(values)
    try:
        coded = pa.array(texts, type=pa.string(), from_pandas=True).dictionary_encode()
    except (pa.ArrowTypeError, pa.ArrowInvalid):
        coded = pa.array([_as_text(v) for v in texts], type=pa.string()).dictionary_encode()
    names = [_tidy(v, name) for v in coded.dictionary.to_pylist()] + [UNKNOWN]
    labels = sorted(set(names), key=lambda v: (v == UNKNOWN, v))
    place = {label: i for i, label in enumerate(labels)}
    lookup = np.array([place[v] for v in names], np.int64)
    raw = coded.indices.fill_null(len(names) - 1).to_numpy(zero_copy_only=False)
    used, code = np.unique(lookup[raw], return_inverse=True)
    return code.astype(np.int64), tuple(labels[i] for i in used)


def _as_text(value: Any) -> str | None:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return ";".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _tidy(value: str, name: str) -> str:
    text = value.strip() or UNKNOWN
    if name == "place":
        return place_bin(text)
    return text.lower() if name in _PLAIN else text


def place_bin(text: str) -> str:
    """A place by its name, or "latitude;longitude" rounded to a tenth of a degree (about 10 km)."""
    parts = text.split(";")
    try:
        latitude, longitude = (float(p) for p in parts)
    except ValueError:
        return text
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return UNKNOWN
    # + 0.0: no "-0.0", which would be another place
    return f"{round(latitude, 1) + 0.0};{round(longitude, 1) + 0.0}"


def _round_step(x: NDArray[np.float64]) -> float:
    span = float(x.max() - x.min()) if x.size else 0.0
    if not math.isfinite(span):
        return 1e308
    whole = bool(x.size) and bool(np.all(x == np.round(x)))
    if span == 0:
        size = float(abs(x[0])) if x.size else 0.0
        return 10.0 ** (math.floor(math.log10(size)) - 1) if size > 1e-300 and not whole else 1.0
    power = math.floor(math.log10(span / FEWEST) + 1e-9)
    step = float(f"{5 if span / FEWEST >= 5 * 10.0**power * (1 - 1e-9) else 1}e{power}")
    return max(step, 1.0) if whole else step


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
