"""Which rows show a shift, and which conditions or columns explain how much of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.report.words import figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

    from ninelives.artifacts.sides import Sides

TOLD = 5  # explanations
LEAST = 0.05  # of the shift, that is worth a line
CUTS = 60  # places at which a column may be cut
WIDE = 200  # columns that are looked at, those that differ most
FINEST = 1e-200  # a span below it, or above its inverse, has no digits to round to


@dataclass(frozen=True, slots=True)
class Explained:
    """A part of the new rows that the reference has less of.

    Attributes:
        column: whose.
        words: ``light below 0.05``.
        share: of the shift, in [0, 1]: how many more rows lie there, beside how many would have to be others
            for the two samples to be alike.
        here: share of the new rows in it.
        there: of the reference's.
    """

    column: str
    words: str
    share: float
    here: float
    there: float

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def explained(sides: Sides, apart: float, moved: Sequence[str] | None = None) -> list[Explained]:
    """The parts of conditions and columns that tell most of a shift, one a column, the largest share first.

    Args:
        sides: with a new one.
        apart: how far a classifier tells the two apart (the largest difference of the shares above any of its
            scores), in [0, 1]; at least what the best column alone does is taken.
        moved: columns that surely differ; None for all.
    """
    assert sides.new is not None
    found = [_best(name, *columns) for name, columns in _columns(sides) if moved is None or name in moved]
    parts = [each for each in found if each is not None]
    whole = max([apart, *(each.here - each.there for each in parts)], default=0.0)
    if whole <= 0:
        return []
    told = [
        Explained(each.column, each.words, min((each.here - each.there) / whole, 1.0), each.here, each.there)
        for each in parts
    ]
    told = [each for each in told if each.share >= LEAST]
    return sorted(told, key=lambda each: (-each.share, each.column))[:TOLD]


def apartness(scores: np.ndarray, reference: np.ndarray) -> float:
    """The largest difference of two samples' shares above any score, in [0, 1].

    Args:
        scores: of the new rows.
        reference: of the reference's.
    """
    cuts = np.unique(np.concatenate([scores, reference]))
    above = [1 - np.searchsorted(np.sort(side), cuts, side="right") / len(side) for side in (scores, reference)]
    return float(max(0.0, (above[0] - above[1]).max()))


def _columns(sides: Sides) -> Iterator[tuple[str, tuple[pl.Series, pl.Series]]]:
    """Conditions first, then the inputs that are none, then what was said."""
    old, new = sides.reference, sides.new
    assert new is not None
    yield from (
        (name, (old.conditions[name], new.conditions[name])) for name in old.conditions if name in new.conditions
    )
    for name in old.inputs.columns[:WIDE]:
        if name not in old.conditions and name in new.inputs.columns:
            yield name, (old.inputs.get_column(name), new.inputs.get_column(name))


def _best(name: str, old: pl.Series, new: pl.Series) -> Explained | None:
    """The part of one column that has most more of the new rows."""
    if old.null_count() == len(old) or new.null_count() == len(new):
        return None
    if old.dtype.is_numeric() and new.dtype.is_numeric():
        return _best_range(name, old.to_numpy().astype(float), new.to_numpy().astype(float))
    return _best_names(name, old, new)


def _best_range(name: str, old: np.ndarray, new: np.ndarray) -> Explained | None:
    """Below, above, or between two of some round places."""
    both = np.concatenate([old, new])
    both = both[np.isfinite(both)]
    if not both.size or both.min() == both.max():
        return None
    cuts = _round(both)
    below = [np.array([(side < cut).mean() for cut in cuts]) for side in (old, new)]
    more = below[1] - below[0]
    low, high = int(more.argmin()), int(more.argmax())
    known = [float(np.isfinite(side).mean()) for side in (old, new)]
    candidates = [
        (f"{name} below {figure(cuts[high])}", below[1][high], below[0][high]),
        (f"{name} from {figure(cuts[low])}", known[1] - below[1][low], known[0] - below[0][low]),
    ]
    if low < high:
        words = f"{name} from {figure(cuts[low])} to {figure(cuts[high])}"
        inside = [side[high] - side[low] for side in (below[1], below[0])]
        if inside[0] - inside[1] > 1.25 * max(here - there for _, here, there in candidates):  # a range says more
            candidates.append((words, inside[0], inside[1]))
    words, here, there = max(candidates, key=lambda each: each[1] - each[2])
    return Explained(name, words, 0.0, float(here), float(there))


def _round(values: np.ndarray) -> np.ndarray:
    """Places at which a person would cut: quantiles, in as few digits as tell them apart."""
    quantiles = np.unique(np.quantile(values, np.linspace(0, 1, CUTS + 2)[1:-1]))
    span = float(values.max()) - float(values.min())
    if not FINEST < span < 1 / FINEST:
        return quantiles
    return np.unique(np.round(quantiles, int(np.ceil(-np.log10(span / 100)))))


def _best_names(name: str, old: pl.Series, new: pl.Series) -> Explained | None:
    """The names that the new rows have more of, as few as say most of it."""
    counts: list[Mapping[str, float]] = []
    for side in (old, new):
        told = side.cast(str).fill_null("unknown").value_counts(normalize=True)
        counts.append(dict(told.iter_rows()))
    more = {key: share - counts[0].get(key, 0.0) for key, share in counts[1].items()}
    picked = [key for key, gain in sorted(more.items(), key=lambda pair: (-pair[1], pair[0])) if gain > 0][:3]
    if not picked:
        return None
    here, there = (sum(side.get(key, 0.0) for key in picked) for side in (counts[1], counts[0]))
    return Explained(name, f"{name} {' or '.join(picked)}", 0.0, float(here), float(there))
