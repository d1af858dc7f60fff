"""Weights by class, where only the classes' shares have changed: as is tested here, or as an audit told."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import numpy as np

from ninelives.kernels.stats.shift import black_box, likeliest, only_shares
from ninelives.report.words import list_and, percent
from ninelives.stages.defer.shift.mixture import ALPHA, CARRIED, CONTRADICTED, Mixture, weighed

if TYPE_CHECKING:
    from ninelives.artifacts.findings import Findings
    from ninelives.artifacts.handoff.judged import Floats, Ints, Judged
    from ninelives.stages.defer.sources import Source

FEWEST: Final = 30  # items of either sample, below which the classes' shares are not estimated


def by_class(source: Source, old: Judged, new: Judged, delta: float, seed: int) -> Mixture | None:
    """Weights by class, where the audit's check says that only the classes' shares have changed."""
    if source.classes is None or old.truth is None or min(len(old), len(new)) < FEWEST:
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
    weights = np.clip(also / before, found.low, found.high)
    return _by_shares(source.classes, f": {_said(source.classes, before, also)}", weights, found.low, found.high)


def by_findings(source: Source, findings: Findings, old: Judged, delta: float) -> Mixture | None:
    """Weights that an audit told, or that labels contradict the model; None where it told neither, or its check failed.

    Its intervals are widened to the certainty that is wanted here.
    """
    kind, alpha = findings.facts["kind"], findings.facts["alpha"]
    if kind["name"] == "concept-change":
        words = f"the audit found that the rule itself has changed: {findings.facts['sentence']}"
        return Mixture(kind=CONTRADICTED, words=words.rstrip("."), assumption="")
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
    return _by_shares(source.classes, f", says the audit: {kind['words']}", weights, np.maximum(low, 0.0), high)


def _by_shares(classes: tuple[str, ...], how: str, weights: Floats, low: Floats, high: Floats) -> Mixture | None:
    return weighed(
        Mixture(
            kind="label-shift",
            words=f"only the classes' shares have changed{how}",
            assumption="each class looks as it did",
            place=_classes,
            names=classes,
            low=low,
            high=high,
            weights=weights,
            missed=CARRIED,
        )
    )


def _classes(judged: Judged) -> Ints:
    """The class of each item as its stratum."""
    assert judged.truth is not None
    return judged.truth.astype(np.int64)


def _z(tail: float) -> float:
    return NormalDist().inv_cdf(1 - tail / 2)


def _said(classes: tuple[str, ...], before: Floats, now: Floats) -> str:
    most = np.argsort(-np.abs(now - before), kind="stable")[:2].tolist()
    return list_and(f"{classes[at]} {percent(before[at])} before, {percent(now[at])} now" for at in most)
