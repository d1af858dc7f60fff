"""Whether the new items come as the calibration items did; and where they do not, what they must be weighed by.

The guarantee is for the mixture that the calibration items are of. Where only that mixture has changed (the classes'
shares, or those of regions that were seen), weights put it right; whether nothing else has is tested as the audit does
it. Their uncertainty is carried as intervals that hold together; anything else makes the number an estimate.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.kernels.stats.harm import exact
from ninelives.kernels.stats.shift import (
    Part,
    black_box,
    compare,
    likeliest,
    only_shares,
    ordered,
    same_within,
    scened,
)
from ninelives.report.words import list_and, percent, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from ninelives.artifacts.envelope.axes import Axis
    from ninelives.artifacts.findings import Findings
    from ninelives.artifacts.handoff.judged import Floats, Ints, Judged
    from ninelives.stages.defer.sources import Source

ALPHA: Final = 0.05
FEWEST: Final = 10  # items of either sample, below which nothing is tested
SHARES: Final = 30  # below which the classes' shares are not estimated
CARRIED: Final = 0.2  # of delta, that the weights' intervals may miss
CLIPPED: Final = 20.0  # the largest weight: one calibration item never stands for more than so many
SEEN: Final = 20  # calibration items of a stretch, below which it is joined with the nearest
DRAWS: Final = 499


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mixture:
    """How the new items are mixed beside the calibration items.

    Attributes:
        kind: ``none`` (no shift was found), ``untested``, ``label-shift``, ``regions``, or ``other``.
        words: a sentence.
        assumption: what a promise for the new items then rests on.
        place: the stratum of each of some items, int64 of shape (items,); None without weights.
        names: of the strata.
        low, high: ends of the weights of each stratum, that hold together but with a chance of ``missed``.
        weights: what is likeliest between them.
        missed: share of delta that they may miss with.
    """

    kind: str
    words: str
    assumption: str
    place: Callable[[Judged], Ints] | None = None
    names: tuple[str, ...] = ()
    low: Floats | None = None
    high: Floats | None = None
    weights: Floats | None = None
    missed: float = 0.0

    @property
    def promised(self) -> bool:
        """Whether a guarantee can hold for the new items."""
        return self.kind != "other"

    def to_json(self) -> dict[str, Any]:
        """Plain values, for the facts."""
        told = None
        if self.weights is not None and self.low is not None and self.high is not None:
            each = zip(self.names, self.weights.tolist(), self.low.tolist(), self.high.tolist(), strict=True)
            told = [{"name": name, "weight": weight, "interval": [low, high]} for name, weight, low, high in each]
        return {"tested": self.kind != "untested", "kind": self.kind, "words": self.words, "weights": told}


def untested(source: Source, why: str = "") -> Mixture:
    """Nothing new is known, or too little."""
    assumption = f"new {source.noun}s come as {source.apart} did"
    return Mixture(kind="untested", words=why or "nothing new was given to compare with", assumption=assumption)


def mixture(source: Source, old: Judged, new: Judged | None, delta: float, seed: int) -> Mixture:
    """What the new items inside the envelope are, beside the calibration items.

    Args:
        source: that they are beside.
        old: calibration items inside the envelope.
        new: new items inside it; None for none.
        delta: of the promise.
        seed: of the relabellings.
    """
    if new is None or min(len(old), len(new)) < FEWEST:
        many = "none" if not new else f"only {len(new):,}"
        few = f"{many} of the new {source.noun}s lie where it was judged, so nothing can be compared"
        return untested(source, "" if new is None else few)
    p, moved = _tested(source, old, new, seed)
    if p > ALPHA:
        words = f"no shift was found between {source.apart} and {plural(len(new), f'new {source.noun}')} (p {p:.2g})"
        return Mixture(kind="none", words=words, assumption=f"new {source.noun}s come as {source.apart} did")
    found = _by_class(source, old, new, delta, seed) or _by_region(source, old, new, moved, delta, seed)
    if found is not None:
        return found
    words = f"the new {source.noun}s differ from {source.apart} in more than the shares of what was seen (p {p:.2g})"
    return Mixture(kind="other", words=words, assumption=f"an answer is as often right there as among {source.apart}")


def _tested(source: Source, old: Judged, new: Judged, seed: int) -> tuple[float, list[str]]:
    """The p-value of all tests together, and the conditions whose shares surely differ."""
    said = np.concatenate([old.outputs, new.outputs])
    last = 1 if source.classes is not None and len(source.classes) == 2 else said.shape[1]
    parts = [Part("outputs", {str(at): said[:, at] for at in range(last if source.classes else 1)})]
    names = {axis.name: _bins(axis, old, new) for axis in source.envelope.axes}
    names = {name: codes for name, codes in names.items() if len(np.unique(codes)) > 1}
    parts += [Part("conditions", names=names, kernel=False)] if names else []
    rows = source.noun == "row"
    units = ordered(parts, len(old)) if rows else scened(old.scenes, new.scenes)
    found = compare(parts, units, alpha=ALPHA, draws=DRAWS, seed=seed, sizes=False)
    moved = [test.column for test in found.tests if test.part == "conditions" and test.column and test.p <= ALPHA]
    return float(found.p), moved


def _bins(axis: Any, old: Judged, new: Judged) -> Ints:
    """The bin of each item on one axis, the old ones first."""
    columns = [side.conditions.get(axis.name) for side in (old, new)]
    told = [v for side, column in zip((old, new), columns, strict=True) for v in _values(side, column)]
    return np.asarray(axis.encode(told)[0])


def _values(side: Judged, column: Any) -> list[Any]:
    return [None] * len(side) if column is None else list(column)


def _by_class(source: Source, old: Judged, new: Judged, delta: float, seed: int) -> Mixture | None:
    """Weights by class, where the audit's check says that only the classes' shares have changed."""
    if source.classes is None or old.truth is None or min(len(old), len(new)) < SHARES:
        return None
    truth = old.truth.astype(np.int64)
    if len(np.unique(truth)) < len(source.classes):
        return None
    missed = CARRIED * delta
    level = 1 - missed / len(source.classes)
    found = black_box(old.outputs, truth, new.outputs, scenes=(old.scenes, new.scenes), level=level, seed=seed)
    moved = bool(((found.low > 1) | (found.high < 1)).any())
    if found.clouded or not moved or only_shares(old.outputs, truth, new.outputs, seed=seed) <= ALPHA:
        return None
    before = np.bincount(truth, minlength=len(source.classes)) / len(truth)
    also = likeliest(new.outputs, before)
    return _weighed(
        Mixture(
            kind="label-shift",
            words=f"only the classes' shares have changed: {_said(source.classes, before, also)}",
            assumption="each class looks as it did",
            place=_classes,
            names=source.classes,
            low=found.low,
            high=found.high,
            weights=np.clip(also / before, found.low, found.high),
            missed=CARRIED,
        )
    )


def _classes(judged: Judged) -> Ints:
    """The class of each item as its stratum."""
    assert judged.truth is not None
    return judged.truth.astype(np.int64)


def _by_region(source: Source, old: Judged, new: Judged, moved: list[str], delta: float, seed: int) -> Mixture | None:
    """Weights by the bins of the one condition that moved most, where within them nothing has changed."""
    if not moved:
        return None
    stretches = Stretches.of(source.envelope.axis(moved[0]), old)
    if len(stretches.labels) < 2:
        return None
    here, there = stretches.place(old), stretches.place(new)
    if same_within(old.outputs, new.outputs, (here, there), (old.scenes, new.scenes), seed=seed) <= ALPHA:
        return None
    many = len(stretches.names)
    level = 1 - CARRIED * delta / many
    before = np.array([_share(old, here, at, level) for at in range(many)]).T
    now = np.array([_share(new, there, at, level) for at in range(many)]).T
    weights, low, high = _ratio(now, before)
    return _weighed(
        Mixture(
            kind="regions",
            words=f"regions that were seen come in other shares, along {moved[0]}",
            assumption=f"within a stretch of {moved[0]} they look and are answered as they were",
            place=stretches.place,
            names=stretches.names,
            low=low,
            high=high,
            weights=weights,
            missed=CARRIED,
        )
    )


@dataclass(frozen=True, slots=True)
class Stretches:
    """Bins of one condition; those with few calibration items are joined with the nearest that has enough.

    Attributes:
        axis: the condition.
        labels: bins with enough items, in their order.
        names: as a person says them.
    """

    axis: Axis
    labels: tuple[Any, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, axis: Axis, items: Judged) -> Stretches:
        """The bins that calibration items lie in."""
        code, labels = axis.encode(_values(items, items.conditions.get(axis.name)))
        counts = np.bincount(code, minlength=len(labels))
        own = tuple(label for label, many in zip(labels, counts.tolist(), strict=True) if many >= SEEN)
        return cls(axis, own, tuple(axis.words(label) for label in own))

    def place(self, items: Judged) -> Ints:
        """The stretch that each item lies in, or is nearest to, int64 of shape (items,)."""
        code, labels = self.axis.encode(_values(items, items.conditions.get(self.axis.name)))
        return np.array([self._nearest(label) for label in labels], np.int64)[code]

    def _nearest(self, label: Any) -> int:
        order = self.axis.order
        if label in self.labels or not isinstance(label, int):
            return self.labels.index(label) if label in self.labels else len(self.labels) - 1
        known = [each for each in self.labels if isinstance(each, int)] or list(self.labels)
        return self.labels.index(min(known, key=lambda each: abs(order(each)[1] - order(label)[1])))


def _share(side: Judged, where: Ints, at: int, level: float) -> tuple[float, float, float]:
    """The share of scenes that are mostly in one stratum, with its exact interval."""
    _, first = np.unique(side.scenes, return_index=True)
    hits, scenes = int((where[first] == at).sum()), len(first)
    return hits / scenes, *exact(hits, scenes, level)


def _ratio(one: Floats, other: Floats) -> tuple[Floats, Floats, Floats]:
    """Ratios of independent shares, with the intervals that those of both give (Donner and Zou 2012, of logarithms).

    Args:
        one, other: shares with both ends of their intervals, each of shape (3, shares).
    """
    known = (one[0] > 0) & (other[0] > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(other[0] > 0, one[0] / other[0], 0.0)
        up = np.exp(np.hypot(np.log(one[2] / one[0]), np.log(other[0] / other[1])))
        down = np.exp(np.hypot(np.log(one[0] / one[1]), np.log(other[2] / other[0])))
        low, high = np.where(known, ratio / down, 0.0), np.where(known, ratio * up, one[2] / other[1])
    return ratio, low, np.where(other[1] > 0, high, np.inf)


def _weighed(found: Mixture) -> Mixture | None:
    """The mixture, unless some calibration item would have to stand for too many new ones."""
    assert found.high is not None
    return None if found.high.max() > CLIPPED else found


def by_findings(source: Source, findings: Findings, old: Judged, delta: float) -> Mixture | None:
    """Weights that an audit told; None where it told none, or its check failed.

    Its intervals are widened to the certainty that is wanted here.
    """
    kind, alpha = findings.facts["kind"], findings.facts["alpha"]
    shares = kind.get("shares") or {}
    if kind["name"] != "label-shift" or source.classes is None or old.truth is None or not shares.get("is"):
        return None
    told = {one["class"]: one for one in shares["classes"]}
    if set(told) != set(source.classes):
        return None
    missed, classes = CARRIED * delta, len(source.classes)
    wider = _z(missed / classes) / _z(alpha / classes)
    weights = np.array([told[name]["weight"] for name in source.classes])
    ends = np.array([told[name]["interval"] for name in source.classes]).T
    low, high = weights + (ends - weights) * max(1.0, wider)
    return _weighed(
        Mixture(
            kind="label-shift",
            words=f"only the classes' shares have changed, says the audit: {kind['words']}",
            assumption="each class looks as it did",
            place=_classes,
            names=source.classes,
            low=np.maximum(low, 0.0),
            high=high,
            weights=weights,
            missed=CARRIED,
        )
    )


def _z(tail: float) -> float:
    return NormalDist().inv_cdf(1 - tail / 2)


def _said(classes: tuple[str, ...], before: Floats, now: Floats) -> str:
    most = np.argsort(-np.abs(now - before), kind="stable")[:2].tolist()
    return list_and(f"{classes[at]} {percent(before[at])} before, {percent(now[at])} now" for at in most)
