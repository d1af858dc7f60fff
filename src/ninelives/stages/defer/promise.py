"""The promise: from which score on at most so many of the answers are wrong, as sure as it was asked to be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.handoff.groups import Groups
from ninelives.kernels.stats.guarantee import Cases, Certified, Needed, Plan, Weights, certify, clean_needed, need
from ninelives.report.words import list_and, many, percent, plural

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
        threshold: the loosest score from which the promise holds; None where none does, and with groups.
        passed: all thresholds that keep it together, ascending; -inf keeps all there is.
        groups: that each have a promise of their own; None where there is but one.
        thresholds: of the groups.
        by_group: what is told of each.
        items: calibration items that could be decided alone.
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
    items: int
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
    plan, found, takes = _certified(_planning(source), calibration, task, mixed, spec, spec.delta)
    passed = [] if found.threshold is None else [t for t in plan.thresholds[plan.start :] if t >= found.threshold]
    at = plan.start if found.threshold is None else int(np.flatnonzero(plan.thresholds == found.threshold)[0])
    reason = "" if passed else _why_not(found, source, task, spec)
    if not source.judged_apart:
        reason = f"{source.apart} stand in for items that the model itself judged and had not seen"
    return Promise(
        threshold=_finite(found.threshold, task),
        passed=tuple(sorted({float(each) for each in passed})),
        items=len(calibration),
        effective=found.effective,
        curve=_curve(found, task),
        needed=_needed(found, takes, source, task),
        holds=source.judged_apart,
        reason=reason,
        risk=_number(found.curve.risk[at]) if len(found.curve.risk) else 0.0,
    )


def _planning(source: Source) -> Judged:
    """The items that plan; there always are some by now."""
    assert source.planning is not None
    return source.planning


def _certified(
    planning: Judged, calibration: Judged, task: Task, mixed: Mixture, spec: DeferSpec, delta: float
) -> tuple[Plan, Certified, Needed]:
    cases = _cases(calibration, task, mixed)
    weights = None
    if mixed.low is not None and mixed.high is not None:
        weights = Weights(mixed.low, mixed.high, mixed.missed * delta)
    first = _cases(planning, task, mixed)
    plan = Plan.learn(first, cases.scenes, task.risk, delta, weights=weights, seed=spec.seed)
    found = certify(cases, plan, task.risk, delta, weights=weights, seed=spec.seed)
    return plan, found, need(found, cases, plan, weights=weights)


def _cases(judged: Judged, task: Task, mixed: Mixture) -> Cases:
    strata = None if mixed.place is None else mixed.place(judged)
    return Cases.of(task.score(judged.outputs), judged.wrong(task.within), judged.scenes, strata)


def _finite(threshold: float | None, task: Task) -> Any:
    """A threshold that keeps all, as the least score that there is."""
    if threshold is None or np.isfinite(threshold):
        return None if threshold is None else float(threshold)
    return 0.0 if task.classes is not None else -1.0


def _number(value: float) -> float:
    return 0.0 if np.isnan(value) else float(value)


def _why_not(found: Certified, source: Source, task: Task, spec: DeferSpec) -> str:
    clean = clean_needed(task.risk, spec.delta)
    if found.scenes < clean:
        return (
            f"{plural(found.scenes, source.counted)} are too few: it takes {clean:,} without a mistake to be "
            f"{share(1 - spec.delta)} sure of {share(task.risk)}"
        )
    return f"even of what it is surest of, more than {share(task.risk)} may be wrong"


def _needed(found: Certified, takes: Needed, source: Source, task: Task) -> dict[str, Any]:
    """What it would take, and what can be promised with what there is."""
    promised, told = found.promised, ""
    more = f"about {takes.scenes:,}" if takes.scenes is not None else f"at least {takes.clean:,}"
    if found.threshold is None:
        tail = "" if takes.scenes is not None else ", without a mistake,"
        told = f"{more} {many(source.counted)}{tail} for {share(task.risk)}"
        if promised < 1:
            told += f"; with those there are, at most {percent(promised)} can be promised of what it is surest of"
    elif takes.scenes is not None and takes.scenes > found.scenes:
        told = f"{more} {many(source.counted)} with their truth would keep about {percent(takes.can, 0)}"
    return {
        "clean": takes.clean,
        "items": takes.scenes,
        "risk": None if promised >= 1 else float(promised),
        "words": told,
    }


def _curve(found: Certified, task: Task) -> list[dict[str, Any]]:
    """Points of the curve that is drawn, strict to loose."""
    curve = found.curve
    known = np.flatnonzero(curve.kept > 0)
    some = known[np.unique(np.linspace(0, len(known) - 1, min(POINTS, len(known))).astype(int))] if len(known) else []
    return [
        {
            "threshold": _finite(float(curve.thresholds[at]), task),
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
    planning, each = _planning(source), spec.delta / max(1, len(groups.names))
    own, others = groups.place(calibration, source.envelope), groups.place(planning, source.envelope)
    found = [
        _certified(planning.select(others == at), calibration.select(own == at), task, mixed, spec, each)[1]
        for at in range(len(groups.names))
    ]
    told = [
        {
            "name": name,
            "items": int((own == at).sum()),
            "threshold": _finite(one.threshold, task),
            "kept": one.kept,
            "clean": clean_needed(task.risk, each),
        }
        for at, (name, one) in enumerate(zip(groups.names, found, strict=True))
    ]
    thresholds = tuple(_finite(one.threshold, task) for one in found)
    known = [each for each in thresholds if each is not None]
    missing = [name for name, each in zip(groups.names, thresholds, strict=True) if each is None]
    words = whole.needed["words"]
    if missing:
        clean, names = clean_needed(task.risk, each), list_and(missing[:FEW])
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


def share(value: float) -> str:
    """A share that was asked for: ``2 %``, ``0.5 %``."""
    return f"{float(f'{100 * value:.6g}'):g} %"
