"""The promise: from which score on at most so many of the answers are wrong, as sure as it was asked to be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.handoff.groups import Groups
from ninelives.kernels.stats.guarantee import Cases, Certified, Plan, Weights, certify, clean_needed, need
from ninelives.report.words import list_and
from ninelives.stages.defer.lacking import needed, why_not

if TYPE_CHECKING:
    from ninelives.artifacts.handoff.judged import Judged
    from ninelives.stages.defer.asked import Task
    from ninelives.stages.defer.shift import Mixture
    from ninelives.stages.defer.sources import Source
    from ninelives.stages.defer.spec import DeferSpec

POINTS: Final = 60  # of the curve that is drawn
FEW: Final = 4  # groups that are named
WORDS: Final = "each threshold was fixed before a calibration item was looked at (Learn then Test)"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Promise:
    """What can be promised.

    Attributes:
        threshold: the loosest score from which the promise holds, of any group; None where none does.
        passed: all thresholds that keep it together, ascending; -inf keeps all there is. None of groups.
        groups: that each have a promise of their own; None where there is but one.
        thresholds: of the groups.
        by_group: what is told of each.
        effective: independent items that would tell as much.
        curve: share kept, risk and its upper end at each threshold, strict to loose.
        needed: what it would take.
        holds: whether it is a guarantee for items like these; else an estimate.
        reason: why there is none; empty where there is one.
        risk: of what the loosest threshold keeps.
    """

    threshold: float | None
    passed: tuple[float, ...]
    groups: Groups | None = None
    thresholds: tuple[float | None, ...] | None = None
    by_group: list[dict[str, Any]] = field(default_factory=list)
    effective: float
    curve: list[dict[str, Any]]
    needed: dict[str, Any]
    holds: bool
    reason: str
    risk: float

    @property
    def some(self) -> bool:
        """Whether anything can be decided alone."""
        return self.threshold is not None or any(each is not None for each in self.thresholds or ())

    def withdrawn(self, reason: str, takes: str) -> Promise:
        """The same, of which nothing is promised any more."""
        needed = {**self.needed, "words": takes}
        return replace(self, threshold=None, passed=(), groups=None, thresholds=None, reason=reason, needed=needed)


def promised(source: Source, calibration: Judged, task: Task, mixed: Mixture, spec: DeferSpec) -> Promise:
    """The promise for all, or for each group by itself.

    Args:
        source: with the items that plan.
        calibration: the items inside the envelope that certify.
        task: what counts as wrong, and how often it may be.
        mixed: how the new items are mixed beside them.
        spec: delta, groups and seed.
    """
    whole = _whole(source, calibration, task, mixed, spec)
    if spec.each is None:
        return whole
    groups = Groups.of(spec.each, calibration, source.envelope, source.classes)
    return _by_group(whole, groups, source, calibration, task, mixed, spec)


def _whole(source: Source, calibration: Judged, task: Task, mixed: Mixture, spec: DeferSpec) -> Promise:
    cases, weights = _cases(calibration, task, mixed), _weights(mixed, spec.delta)
    plan, found = _certified(_cases(_planning(source), task, mixed), cases, weights, task, spec, spec.delta)
    passed = [] if found.threshold is None else [t for t in plan.thresholds[plan.start :] if t >= found.threshold]
    at = plan.start if found.threshold is None else int(np.flatnonzero(plan.thresholds == found.threshold)[0])
    reason = "" if passed else why_not(found, source, task, spec)
    if not source.judged_apart:
        reason = f"{source.apart} stand in for items that the model itself judged and had not seen"
    return Promise(
        threshold=_least(found, task),
        passed=tuple(sorted({float(each) for each in passed})),
        effective=found.effective,
        curve=_curve(found, task),
        needed=needed(found, need(found, cases, plan, weights=weights), source, task),
        holds=source.judged_apart,
        reason=reason,
        risk=_number(found.curve.risk[at]) if len(found.curve.risk) else 0.0,
    )


def _planning(source: Source) -> Judged:
    """The items that plan; there always are some by now."""
    assert source.planning is not None
    return source.planning


def _certified(
    planning: Cases, cases: Cases, weights: Weights | None, task: Task, spec: DeferSpec, delta: float
) -> tuple[Plan, Certified]:
    plan = Plan.learn(planning, cases.scenes, task.risk, delta, weights=weights, seed=spec.seed)
    return plan, certify(cases, plan, task.risk, delta, weights=weights, seed=spec.seed)


def _cases(judged: Judged, task: Task, mixed: Mixture) -> Cases:
    strata = None if mixed.place is None else mixed.place(judged)
    return Cases.of(task.score(judged.outputs), judged.wrong(task.within), judged.scenes, strata)


def _weights(mixed: Mixture, delta: float) -> Weights | None:
    return None if mixed.low is None or mixed.high is None else Weights(mixed.low, mixed.high, mixed.missed * delta)


def _least(found: Certified, task: Task) -> float | None:
    """The score from which the promise holds."""
    return None if found.threshold is None else task.finite(found.threshold)


def _number(value: float) -> float:
    return 0.0 if np.isnan(value) else float(value)


def _curve(found: Certified, task: Task) -> list[dict[str, Any]]:
    """Points of the curve that is drawn, strict to loose."""
    curve = found.curve
    known = np.flatnonzero(curve.kept > 0)
    some = known[np.unique(np.linspace(0, len(known) - 1, min(POINTS, len(known))).astype(int))] if len(known) else []
    return [
        {
            "threshold": task.finite(curve.thresholds[at]),
            "kept": float(curve.kept[at]),
            "risk": _number(curve.risk[at]),
            "bound": float(curve.upper[at]),
        }
        for at in some
    ]


def _by_group(
    whole: Promise,
    groups: Groups,
    source: Source,
    calibration: Judged,
    task: Task,
    mixed: Mixture,
    spec: DeferSpec,
) -> Promise:
    """A promise for each group; all of them hold together, so that each has its part of delta."""
    planning, delta = _planning(source), spec.delta / max(1, len(groups.names))
    own, others = groups.place(calibration, source.envelope), groups.place(planning, source.envelope)
    clean, weights, found = clean_needed(task.risk, delta), _weights(mixed, delta), []
    for at in range(len(groups.names)):
        plans, certifies = (
            _cases(judged, task, mixed) for judged in (planning.select(others == at), calibration.select(own == at))
        )
        found.append(_certified(plans, certifies, weights, task, spec, delta)[1])
    thresholds = tuple(_least(one, task) for one in found)
    told = [
        {
            "name": name,
            "items": int((own == at).sum()),
            "threshold": threshold,
            "kept": one.kept,
            "clean": clean,
        }
        for at, (name, one, threshold) in enumerate(zip(groups.names, found, thresholds, strict=True))
    ]
    known = [each for each in thresholds if each is not None]
    missing = [name for name, each in zip(groups.names, thresholds, strict=True) if each is None]
    words = whole.needed["words"]
    if missing:
        names = list_and(missing[:FEW])
        words = f"{clean:,} without a mistake of each {groups.by}: nothing is promised of {names}"
    return replace(
        whole,
        threshold=min(known) if known else None,
        passed=(),
        groups=groups,
        thresholds=thresholds,
        by_group=told,
        reason=whole.reason if known else f"of no {groups.by} by itself are there enough items",
        needed={**whole.needed, "words": words},
    )
