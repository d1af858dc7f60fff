"""Whether new items come as the calibration items did, tested as the audit does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ninelives.kernels.stats.shift import Part, compare, ordered, scened
from ninelives.report.words import plural
from ninelives.stages.defer.shift.classes import by_class
from ninelives.stages.defer.shift.mixture import ALPHA, Mixture, untested, unweighed
from ninelives.stages.defer.shift.regions import by_region

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Axis
    from ninelives.artifacts.handoff.judged import Ints, Judged
    from ninelives.stages.defer.sources import Source

FEWEST: Final = 10  # items of either sample, below which nothing is tested
DRAWS: Final = 499


def mixture(source: Source, old: Judged, new: Judged | None, delta: float, seed: int) -> Mixture:
    """What the new items inside the envelope are, beside the calibration items.

    Args:
        source: that they are beside.
        old: calibration items inside the envelope.
        new: new items inside it; None for none.
        delta: of the promise.
        seed: of the relabellings.
    """
    if new is None:
        return untested(source)
    if min(len(old), len(new)) < FEWEST:
        many = f"only {len(new):,}" if len(new) else "none"
        return untested(source, f"{many} of the new {source.noun}s lie where it was judged, so nothing can be compared")
    p, moved = _tested(source, old, new, seed)
    if p > ALPHA:
        words = f"no shift was found between {source.apart} and {plural(len(new), f'new {source.noun}')} (p {p:.2g})"
        return unweighed(source, "none", words)
    found = by_class(source, old, new, delta, seed) or by_region(source, old, new, moved, delta, seed)
    if found is not None:
        return found
    words = f"the new {source.noun}s differ from {source.apart} in more than the shares of what was seen (p {p:.2g})"
    return Mixture(kind="other", words=words, assumption=f"an answer is as often right there as among {source.apart}")


def _tested(source: Source, old: Judged, new: Judged, seed: int) -> tuple[float, list[str]]:
    """The p-value of all tests together, and the conditions whose shares surely differ."""
    said = np.concatenate([old.outputs, new.outputs])
    first = 1 if source.classes is None or len(source.classes) == 2 else said.shape[1]
    parts = [Part("outputs", {str(at): said[:, at] for at in range(first)})]
    names = {axis.name: _bins(axis, old, new) for axis in source.envelope.axes}
    names = {name: codes for name, codes in names.items() if len(np.unique(codes)) > 1}
    parts += [Part("conditions", names=names, kernel=False)] if names else []
    rows = source.noun == "row"
    units = ordered(parts, len(old)) if rows else scened(old.scenes, new.scenes)
    found = compare(parts, units, alpha=ALPHA, draws=DRAWS, seed=seed, sizes=False)
    moved = [test.column for test in found.tests if test.part == "conditions" and test.column and test.p <= ALPHA]
    return float(found.p), moved


def _bins(axis: Axis, old: Judged, new: Judged) -> Ints:
    """The bin of each item on one axis, the old ones first."""
    values = [value for side in (old, new) for value in side.conditions.get(axis.name, [None] * len(side))]
    return np.asarray(axis.encode(values)[0])
