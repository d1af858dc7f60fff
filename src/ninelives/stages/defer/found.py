"""The hand-over itself, step by step: where each item lies, whether the mixture holds, the promise, and its price."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.envelope import Gaps, places
from ninelives.artifacts.handoff import Handoff
from ninelives.artifacts.handoff.rule import SIMULATED, Rule
from ninelives.report.words import many
from ninelives.stages.defer import prices, shift, told
from ninelives.stages.defer.asked import Task, task_of
from ninelives.stages.defer.case import Case
from ninelives.stages.defer.estimated import estimated
from ninelives.stages.defer.facts import facts
from ninelives.stages.defer.planned import planned
from ninelives.stages.defer.promise import Promise, promised
from ninelives.stages.defer.simulated import in_the_dark

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Places
    from ninelives.artifacts.findings import Findings
    from ninelives.artifacts.handoff.judged import Bools, Judged
    from ninelives.artifacts.lineage import Lineage
    from ninelives.artifacts.problem import Problem
    from ninelives.stages.defer.simulated import Dark
    from ninelives.stages.defer.sources import New, Source
    from ninelives.stages.defer.spec import DeferSpec


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
        names: how ``model`` and ``new`` are typed.
        start: when it began, of ``time.perf_counter``.
    """
    start = time.perf_counter() if start is None else start
    source = planned(source, spec.seed)
    task = task_of(source, problem, spec)
    own = _placed(source, source.calibration, own=True)
    calibration = source.calibration.select(own.kind < SIMULATED)
    gaps = Gaps() if new is None else source.envelope.gaps(new.visited)
    fresh = None if new is None or new.judged is None else new.judged
    there = None if fresh is None else _placed(source, fresh)
    crowded = np.zeros(0, bool) if fresh is None else gaps.hold(fresh.conditions, len(fresh))
    held = None if fresh is None or there is None else fresh.select((there.kind < SIMULATED) & ~crowded)
    mixed = _mixed(source, calibration, held, findings, spec)
    promise = promised(source, calibration, task, mixed, spec)
    mixed, promise = estimated(source, calibration, task, mixed, promise, spec)
    if mixed.kind == shift.CONTRADICTED:
        promise = promise.withdrawn(mixed.words, f"labels of such {many(source.noun)}: --calibration DATA")
    dark = in_the_dark(source, fresh, there, task, spec)
    priced = _priced(source, problem, own, promise, task, mixed, spec)
    rule = _rule(priced, promise, dark if spec.trust_simulated else None, task)
    known = _kept(source, source.calibration, own, rule, promise, task)
    shown = known
    if fresh is not None and there is not None:
        shown = _kept(source, fresh, there, rule, promise, task, ~crowded | (there.kind == SIMULATED))
    case = Case(
        source=source,
        new=new,
        spec=spec,
        task=task,
        gaps=gaps,
        calibration=calibration,
        mixed=mixed,
        promise=promise,
        dark=dark,
        priced=priced,
        rule=rule,
        known=known,
        shown=shown,
    )
    return Handoff(
        facts=facts(case, lineage, names),
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


def _rule(priced: prices.Priced, promise: Promise, dark: Dark | None, task: Task) -> Rule:
    """The cheapest rule that keeps the promise; where a person is cheaper for all, that is it."""
    best = priced.choice.best
    simulated = None if dark is None else dark.threshold
    if best.name not in ("keep", "alone"):
        return Rule(threshold=None, simulated=simulated)
    if promise.groups is not None:
        return Rule(threshold=promise.threshold, simulated=simulated, groups=promise.thresholds)
    return Rule(threshold=task.finite(-np.inf if best.threshold is None else best.threshold), simulated=simulated)
