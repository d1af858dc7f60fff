"""The audit itself, step by step: envelope, shift, kind, harm, which rows, what to do, and how often it cries wolf."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import Gaps
from ninelives.artifacts.findings import Findings, Harm
from ninelives.kernels.stats.shift import compare, scores
from ninelives.report.words import many, plural
from ninelives.stages.audit import actions, explained, itself, kind, price, told, verdict
from ninelives.stages.audit.harm import reckon
from ninelives.stages.audit.shifted import lined_up
from ninelives.stages.audit.told import Shift

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.lineage import Lineage
    from ninelives.artifacts.problem import Problem
    from ninelives.artifacts.sides import Sides
    from ninelives.stages.audit.spec import AuditSpec
    from ninelives.store.cache import Cache

FEWEST = 10  # rows of a side, below which nothing is tested


def found(
    sides: Sides,
    spec: AuditSpec,
    lineage: Lineage,
    names: dict[str, str],
    cache: Cache,
    progress: Progress | None = None,
    problem: Problem | None = None,
    start: float | None = None,
) -> Findings:
    """All six steps, and the audit of the audit.

    Args:
        sides: what is held against each other.
        spec: the options.
        lineage: of the findings.
        names: how ``reference``, ``new`` and ``out`` are called.
        cache: where the reference's sketch is kept.
        progress: called with (stage, done, of how many).
        problem: what was asked.
        start: when it began, of ``time.perf_counter``.
    """
    start = time.perf_counter() if start is None else start
    gaps = _gaps(sides, problem, spec.alpha)
    silent = _silent(sides)
    shift = None if silent else _shift(sides, spec)
    silent = silent or ("" if shift else "nothing varies, in neither of the two")
    moved = shift is not None and shift.tested.p <= spec.alpha
    harm = _harm(sides, gaps, spec, moved=moved)
    of_kind = _kind(sides, harm, spec, moved=moved)
    tested = shift.tested if shift else None
    judged = verdict.judged(
        gaps, tested, harm, alpha=spec.alpha, noun=sides.noun, silent=silent, would=_would_tell(sides)
    )
    own = itself.sketched(sides, spec, cache, progress) if shift else itself.untried(silent)
    handed = outside(sides, gaps)
    case = actions.Case(
        sides=sides, gaps=gaps, kind=of_kind, harm=harm, shifted=moved, handed=int(handed.sum()), **names
    )
    why = explained.explained(sides, shift.apart, told.moved(shift.tested, spec.alpha)) if shift else []
    rows = told.rows(sides, shift)
    facts = {
        "verdict": judged.name,
        "level": judged.level,
        "sentence": judged.sentence,
        "why": judged.why,
        "gaps": [gap.to_json() for gap in gaps],
        "unrecorded": list(gaps.unrecorded),
        "tests": told.tests(shift),
        "kind": of_kind,
        "harm": harm,
        "rows": told.first(rows, sides, shift, [each.column for each in why]),
        "explained_by": [each.to_json() for each in why] if moved or gaps else [],
        "actions": [each.to_json() for each in actions.ranked(case)],
        "realised_false_alarm_rate": own["rate"],
        "itself": own,
        "units": told.units(shift),
        "alpha": spec.alpha,
        "p": None if shift is None else float(shift.tested.p),
        "assumptions": told.assumptions(sides, shift, of_kind, harm),
        "notes": [*sides.notes, *filter(None, [price.told(sides, harm, problem)])],
        "noun": sides.noun,
        "items": 0 if sides.new is None else len(sides.new),
        "reference_items": len(sides.reference),
        "repeated": sides.repeated,
        "reference": names["reference"],
        "new": names["new"],
        "classes": None if sides.classes is None else list(sides.classes),
        "envelope": sides.envelope.to_json(),
        "visited": sides.visited.to_json(),
        "declared": isinstance(sides.visited, Deployment),
        "lineage": lineage.to_json(),
    }
    if spec.adversary:
        from ninelives.stages.audit.adversary import hiding  # late: nobody else needs it

        facts["adversary"] = hiding(
            sides, shift, alpha=spec.alpha, seed=spec.seed, unrecorded=gaps.unrecorded, progress=progress
        )
    return Findings(
        facts=facts,
        rows=rows,
        relabel=told.relabel(sides, shift),
        handover=() if sides.new is None else tuple(np.array(sides.new.items, object)[handed].tolist()),
        seconds=time.perf_counter() - start,
    )


def _gaps(sides: Sides, problem: Problem | None, alpha: float) -> Gaps:
    """What the new rows visit and nobody saw, and what the problem's declared use will."""
    gaps = sides.envelope.gaps(sides.visited, alpha=alpha)
    use = None if problem is None else problem.deployment
    if use is None or isinstance(sides.visited, Deployment):
        return gaps
    also = sides.envelope.gaps(use, alpha=alpha)
    held = {gap.conditions for gap in gaps}
    more = [gap for gap in also if gap.conditions not in held]
    return Gaps([*gaps, *more], tuple(dict.fromkeys([*gaps.unrecorded, *also.unrecorded])))


def _silent(sides: Sides) -> str:
    """Why nothing can be tested; empty where it can."""
    if sides.new is None:
        return "only a use is declared, in which no gap was found, and nothing of it was seen yet"
    if sides.repeated and sides.repeated >= len(sides.new):
        return f"the reference holds all of the new {sides.noun}s too, so nothing in them is new"
    for side, whose in ((sides.new, "the new data hold"), (sides.reference, "the reference holds")):
        if len(side) < FEWEST:
            return f"{whose} {plural(len(side), sides.noun)}, and {FEWEST} are the least"
    return ""


def _would_tell(sides: Sides) -> str:
    """What would tell where nothing can be tested, a sentence."""
    nouns = many(sides.noun)
    if sides.new is None:
        return f"{nouns.capitalize()} from there would tell, once there are some."
    return f"Other {nouns}, from other scenes or times, would tell." if sides.repeated else f"More {nouns} would tell."


def _shift(sides: Sides, spec: AuditSpec) -> Shift | None:
    """Every test of the two; None where nothing varies that could be compared."""
    compared = lined_up(sides)

    tested = compare(compared.parts, compared.units, alpha=spec.alpha, draws=spec.draws, seed=spec.seed)
    if tested.least <= spec.alpha and not any(test.valid for test in tested.tests):
        return None
    found = scores(compared.parts, compared.units, seed=spec.seed)
    own = len(compared.reference)
    ordered = np.empty(len(compared.new))
    ordered[compared.new] = found[own:]
    return Shift(compared=compared, tested=tested, scores=ordered, apart=explained.apartness(found[own:], found[:own]))


def _harm(sides: Sides, gaps: Gaps, spec: AuditSpec, *, moved: bool) -> dict[str, Any]:
    if sides.new is None:
        return Harm.unknown("nothing of the use was seen yet").to_json()
    labels = _labels(sides)
    return reckon(
        sides.model,
        sides.reference,
        sides.new,
        shifted=moved,
        gaps=gaps,
        labels=labels,
        level=1 - spec.alpha,
        seed=spec.seed,
        classes=sides.classes,
    ).to_json()


def _labels(sides: Sides) -> dict[str, Any] | None:
    """What is known of new items, by name; None where nothing is."""
    new = sides.new
    if new is None or new.truth is None:
        return None
    known = {
        item: truth for item, truth in zip(new.items, new.truth, strict=True) if truth is not None and truth == truth
    }
    return known or None


def _kind(sides: Sides, harm: dict[str, Any], spec: AuditSpec, *, moved: bool) -> dict[str, Any]:
    if sides.new is None:
        return {"name": "unknown", "words": "nothing was seen yet", "assumption": "", "shares": None, "strangers": None}
    return kind.reckon(sides, shifted=moved, concept=harm.get("concept_p"), alpha=spec.alpha, seed=spec.seed)


def outside(sides: Sides, gaps: Gaps) -> np.ndarray:
    """New rows that lie in a gap, bool of shape (rows,)."""
    new = sides.new
    return np.zeros(0, bool) if new is None else gaps.hold(new.conditions, len(new))
