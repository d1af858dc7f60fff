"""Columns of conditions as arrays: numbers, names, places, and the step that a column's own range suggests."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ninelives.errors import NinelivesError

Bin = int | str
Column = Sequence[Any] | NDArray[Any]

UNKNOWN = "unknown"  # the bin of values that an item lacks; never counts as seen
MISSING = int(np.iinfo(np.int64).min)  # among places of numbers: a value that an item lacks
FEWEST = 5  # bins over the range of a column whose step is chosen from the data; at most 25
SMALLEST, LARGEST = 1e-100, 1e100  # steps; so any two of them have a common multiple that is a float


def floats(values: Column, name: str) -> NDArray[np.float64]:
    """The column's numbers, NaN where it has none.

    Raises:
        NinelivesError: it holds names or dates.
    """
    array = np.asarray(values)
    if array.dtype.kind == "M":
        raise NinelivesError(f"'{name}' holds dates, and the future is always new", fix="give hour or season instead")
    try:
        return array.astype(float)
    except (TypeError, ValueError):
        raise NinelivesError(
            f"'{name}' should hold numbers, and holds {_sample(values)}", fix="write a number a row"
        ) from None


def of_text(values: Column) -> bool:
    """Whether it is a Polars column of text, which needs no look at each of a million values."""
    return type(values).__name__ == "Series" and str(getattr(values, "dtype", "")) == "String"


def all_numbers(values: Column) -> bool:
    """Whether a column of mixed things holds numbers and gaps only."""
    kinds = {type(v) for v in values}
    return not any(issubclass(k, str | bool | np.bool_ | tuple) for k in kinds) and kinds != {type(None)}


def round_step(x: NDArray[np.float64]) -> float:
    """1 or 5 times a power of ten, the largest that leaves at least five bins over the range of ``x``."""
    with np.errstate(over="ignore"):
        span = float(x.max() - x.min()) if x.size else 0.0
    whole = bool(x.size) and bool(np.all(x == np.round(x)))
    if span > LARGEST:
        return LARGEST
    if span < SMALLEST:
        size = min(float(abs(x[0])), LARGEST) if x.size else 0.0
        return float(f"1e{math.floor(math.log10(size)) - 1}") if size > 100 * SMALLEST and not whole else 1.0
    power = math.floor(math.log10(span / FEWEST) + 1e-9)
    step = float(f"{5 if span / FEWEST >= 5 * 10.0**power * (1 - 1e-9) else 1}e{power}")
    return max(step, 1.0 if whole else SMALLEST)


def coded_numbers(place: NDArray[np.int64]) -> tuple[NDArray[np.int64], tuple[Bin, ...]]:
    """Codes into the sorted places, ``UNKNOWN`` last, and these."""
    bins, code = np.unique(place, return_inverse=True)
    labels: tuple[Bin, ...] = tuple(bins.tolist())
    if labels and labels[0] == MISSING:
        return np.where(code == 0, len(labels) - 1, code - 1), (*labels[1:], UNKNOWN)
    return code.astype(np.int64), labels


def coded_names(values: Column, tidy: Callable[[str], str]) -> tuple[NDArray[np.int64], tuple[Bin, ...]]:
    """Codes into the sorted tidied names, ``UNKNOWN`` last, and these."""
    import pyarrow as pa  # late: a hash table of a million names in a fifth of a second

    if of_text(values):
        coded = values.to_arrow().dictionary_encode()  # type: ignore[union-attr]
    else:
        texts = values.tolist() if isinstance(values, np.ndarray) else list(values)
        try:
            coded = pa.array(texts, type=pa.string(), from_pandas=True).dictionary_encode()
        except (pa.ArrowTypeError, pa.ArrowInvalid, UnicodeEncodeError):
            coded = pa.array([_as_text(v) for v in texts], type=pa.string()).dictionary_encode()
    names = [tidy(v.strip()) or UNKNOWN for v in coded.dictionary.to_pylist()] + [UNKNOWN]
    labels = sorted(set(names), key=lambda v: (v == UNKNOWN, v))
    place = {label: i for i, label in enumerate(labels)}
    lookup = np.array([place[v] for v in names], np.int64)
    raw = coded.indices.fill_null(len(names) - 1).to_numpy(zero_copy_only=False)
    used, code = np.unique(lookup[raw], return_inverse=True)
    return code.astype(np.int64), tuple(labels[i] for i in used)


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


def _sample(values: Column) -> str:
    odd = next((v for v in values if v is not None and not isinstance(v, int | float)), None)
    return repr(odd)[:40]


def _as_text(value: Any) -> str | None:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    text = ";".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return text.encode("utf-8", "replace").decode()  # a camera may write half a letter
