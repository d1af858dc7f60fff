"""The hand-over itself, step by step: where each item lies, whether the mixture holds, the promise, and its price."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import Gaps, places
from ninelives.artifacts.handoff import Handoff
from ninelives.artifacts.handoff.rule import SIMULATED, Rule
from ninelives.kernels.stats.betting import ladder
from ninelives.kernels.stats.guarantee import Sets
from ninelives.stages.defer import prices, shift, told, verdict
from ninelives.stages.defer.asked import Task, task_of
from ninelives.stages.defer.planned import planned
from ninelives.stages.defer.promise import Promise, promised
from ninelives.stages.defer.simulated import in_the_dark

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Places
    from ninelives.artifacts.findings import Findings
    from ninelives.artifacts.handoff.judged import Bools, Judged
    from ninelives.artifacts.lineage import Lineage
    from ninelives.artifacts.problem import Problem
    from ninelives.stages.defer.sources import New, Source
    from ninelives.stages.defer.spec import DeferSpec


COVERED: Final = 0.95  # of cases whose truth is in the set of classes that people are told


def found(
    source: Source,
    new: New | None,
    findings: Findings | None,
    problem: Problem | None,
    spec: DeferSpec,
    lineage: Lineage,
    names: dict[str, str],
    start: float | None = None,
) -> Handoff:
    """All steps.

    Args:
        source: the model, and what calibrates it.
        new: what it will decide on; None where nothing is there yet.
        findings: what an audit of the two found.
        problem: what was asked.
        spec: the options.
        lineage: of the hand-over.
        names: how ``model``, ``new`` and ``out`` are typed.
        start: when it began, of ``time.perf_counter``.
    """
    start = time.perf_counter() if start is None else start
    source = planned(source, spec.seed)
    task = task_of(source, problem, spec)
    own = _placed(source, source.calibration, own=source.own)
    inside = own.kind < SIMULATED
    gaps = Gaps() if new is None else source.envelope.gaps(new.visited)
    fresh = None if new is None or new.judged is None else new.judged
    there = None if fresh is None else _placed(source, fresh)
    crowded = np.zeros(0, bool) if fresh is None else gaps.hold(fresh.conditions, len(fresh))
    held = None if fresh is None or there is None else fresh.select((there.kind < SIMULATED) & ~crowded)
    calibration = source.calibration.select(inside)
    mixed = _mixed(source, calibration, held, findings, spec)
    promise = promised(source, calibration, task, mixed, spec)
    dark = in_the_dark(source, fresh, there, task, spec)
    priced = _priced(source, problem, own, promise, task, mixed, spec)
    rule = _rule(priced, promise, dark if spec.trust_simulated else None, task)
    known = _kept(source, source.calibration, own, rule, promise, task)
    shown = known
    if fresh is not None and there is not None:
        shown = _kept(source, fresh, there, rule, promise, task, ~crowded | (there.kind == SIMULATED))
    judged = verdict.judged(
        verdict.Case(
            source=source,
            new=new,
            gaps=gaps,
            mixed=mixed,
            promise=promise,
            dark=dark,
            known=known,
            shown=shown,
            best=priced.choice.best.name,
            spec=spec,
            task=task,
        )
    )
    return Handoff(
        facts={
            "verdict": judged.name,
            "level": judged.level,
            "sentence": judged.sentence,
            "why": judged.why,
            "guarantee": judged.guarantee,
            "assumption": judged.assumption,
            **task.to_json(),
            "delta": spec.delta,
            "threshold": rule.threshold,
            "rule": rule.to_json(),
            "each": spec.each,
            "groups": None if promise.groups is None else promise.groups.to_json(),
            "ladder": _ladder(known, rule, task),
            "kept": float(shown.alone.mean()) if len(shown.alone) else 0.0,
            "handed_over": float(1 - shown.alone.mean()) if len(shown.alone) else 1.0,
            "of": {
                "items": len(shown.judged),
                "scenes": len(np.unique(shown.judged.scenes)),
                "what": "calibration" if fresh is None else "new",
            },
            "by_region": told.regions(source.envelope, shown, known, source.world),
            "by_group": promise.by_group,
            "effective_sample_size": promise.effective,
            "curve": promise.curve,
            "chosen": _chosen(promise, rule),
            "along": told.along(source.envelope, known, None if fresh is None else shown, source.world),
            "needed": promise.needed,
            "costs": priced.to_json(),
            "spot_rate": priced.spot_rate,
            "sets": _sets(calibration, task, promise, source),
            "simulated": None if dark is None else dark.to_json(),
            "shift": mixed.to_json(),
            "assumptions": judged.assumptions,
            "notes": [*source.notes, *(new.notes if new else ()), *judged.notes, *priced.notes],
            "unrecorded": list(gaps.unrecorded),
            "gaps": [gap.to_json() for gap in gaps],
            "declared": new is not None and isinstance(new.visited, Deployment),
            "calibrated_on": source.apart,
            "calibration_items": len(calibration),
            "repeated": 0 if new is None else new.repeated,
            "noun": source.noun,
            "world": source.world,
            "envelope": source.envelope.to_json(),
            "model": {"identity": source.identity, "name": source.name, "kind": source.kind, "typed": names["model"]},
            "new": names["new"],
            "lineage": lineage.to_json(),
        },
        calibration=told.table(
            source.calibration,
            task.score(source.calibration.outputs),
            source.calibration.wrong(task.within),
            own.kind,
            [own.words[at] if at >= 0 else "" for at in own.region.tolist()],
        ),
        doubt=task.doubt,
        seconds=time.perf_counter() - start,
    )


def _placed(source: Source, judged: Judged, *, own: bool = False) -> Places:
    return places(source.envelope, judged.conditions, len(judged), world=source.world, own=own)


def _mixed(
    source: Source, calibration: Judged, held: Judged | None, findings: Findings | None, spec: DeferSpec
) -> shift.Mixture:
    """How the new items are mixed: as an audit says, or as is tested here."""
    if findings is not None and (by_audit := shift.by_findings(source, findings, calibration, spec.delta)) is not None:
        return by_audit
    return shift.mixture(source, calibration, held, spec.delta, spec.seed)


def _kept(
    source: Source, judged: Judged, where: Places, rule: Rule, promise: Promise, task: Task, may: Bools | None = None
) -> told.Kept:
    """Which items are decided alone."""
    group = None if promise.groups is None else promise.groups.place(judged, source.envelope)
    alone = rule.keeps(task.score(judged.outputs), where.kind, group)
    wrong = judged.wrong(task.within) if judged.truth is not None else None
    return told.Kept(judged=judged, kind=where.kind, alone=alone if may is None else alone & may, wrong=wrong)


def _priced(
    source: Source,
    problem: Problem | None,
    own: Places,
    promise: Promise,
    task: Task,
    mixed: shift.Mixture,
    spec: DeferSpec,
) -> prices.Priced:
    """What the rules cost, on the calibration items; what lies outside is handed over whatever the rule is."""
    judged, passed, score = source.calibration, promise.passed, task.score(source.calibration.outputs)
    if promise.groups is not None:  # one rule of several thresholds: it is kept, or a person decides
        rule = Rule(threshold=promise.threshold, groups=promise.thresholds)
        kept = rule.keeps(score, own.kind, promise.groups.place(judged, source.envelope))
        score, passed = kept.astype(float), (1.0,) if promise.some else ()
    weight = None
    if mixed.place is not None and mixed.weights is not None:
        weight = mixed.weights[mixed.place(judged)]
    return prices.reckoned(
        source, problem, judged, own.kind < SIMULATED, task, score=score, passed=passed, weight=weight, delta=spec.delta
    )


def _rule(priced: prices.Priced, promise: Promise, dark: Any, task: Task) -> Rule:
    """The cheapest rule that keeps the promise; where a person is cheaper for all, that is it."""
    best = priced.choice.best
    simulated = None if dark is None else dark.threshold
    if best.name not in ("keep", "alone"):
        return Rule(threshold=None, simulated=simulated)
    if promise.groups is not None:
        return Rule(threshold=promise.threshold, simulated=simulated, groups=promise.thresholds)
    least = 0.0 if task.classes is not None else -1.0
    alone = least if best.threshold is None or not np.isfinite(best.threshold) else best.threshold
    return Rule(threshold=float(alone), simulated=simulated)


def _ladder(known: told.Kept, rule: Rule, task: Task) -> list[float]:
    """Thresholds that keep ever less, which spot checks may fall back to."""
    first = rule.simulated if rule.threshold is None else rule.threshold
    if first is None:
        return []
    inside = known.judged.select(known.kind < SIMULATED)
    return [float(each) for each in ladder(task.score(inside.outputs), first)]


def _chosen(promise: Promise, rule: Rule) -> dict[str, Any] | None:
    """The point of the curve that the rule stands at."""
    if rule.threshold is None or not promise.curve:
        return None
    return min(promise.curve, key=lambda one: abs(one["threshold"] - rule.threshold))


def _sets(calibration: Judged, task: Task, promise: Promise, source: Source) -> dict[str, Any] | None:
    """Which classes may be the truth, told to who is asked; None where there are but two, or numbers."""
    if task.classes is None or len(task.classes) < 3 or calibration.truth is None or not len(calibration):
        return None
    group = None if promise.groups is None else promise.groups.place(calibration, source.envelope)
    many = None if promise.groups is None else len(promise.groups.names) + 1  # the last for what is of none
    truth = calibration.truth.astype(np.int64)
    learned = Sets.learn(calibration.outputs, truth, calibration.scenes, COVERED, group=group, groups=many)
    return {"level": learned.level, "floors": learned.floors.tolist()}
