"""All that a hand-over tells of itself: the facts of its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.deployment import Deployment
from ninelives.kernels.stats.betting import ladder
from ninelives.kernels.stats.guarantee import Sets
from ninelives.stages.defer import told
from ninelives.stages.defer.verdict import judged as verdict_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ninelives.artifacts.lineage import Lineage
    from ninelives.stages.defer.case import Case

COVERED: Final = 0.95  # of cases whose truth is in the set of classes that people are told


def facts(case: Case, lineage: Lineage, names: Mapping[str, str]) -> dict[str, Any]:
    """Plain values.

    Args:
        case: what was reckoned.
        lineage: of the hand-over.
        names: how ``model`` and ``new`` are typed.
    """
    judged, source, new, shown = verdict_on(case), case.source, case.new, case.shown
    task, promise = case.task, case.promise
    return {
        "verdict": judged.name,
        "level": judged.level,
        "sentence": judged.sentence,
        "why": judged.why,
        "guarantee": judged.guarantee,
        "assumption": judged.assumption,
        **task.to_json(),
        "delta": case.spec.delta,
        "threshold": case.rule.threshold,
        "rule": case.rule.to_json(),
        "each": case.spec.each,
        "groups": None if promise.groups is None else promise.groups.to_json(),
        "ladder": _ladder(case),
        "kept": case.kept,
        "handed_over": 1 - case.kept,
        "of": {
            "items": len(shown.judged),
            "scenes": len(np.unique(shown.judged.scenes)),
            "what": "calibration" if case.fresh is None else "new",
        },
        "by_region": told.regions(source.envelope, shown, case.known, source.world),
        "by_group": promise.by_group,
        "effective_sample_size": promise.effective,
        "curve": promise.curve,
        "chosen": _chosen(case),
        "along": told.along(source.envelope, case.known, case.fresh, source.world),
        "needed": promise.needed,
        "costs": {**case.priced.to_json(), "cost_new": None if new is None else _cost_new(case)},
        "spot_rate": case.priced.spot_rate,
        "sets": _sets(case),
        "simulated": None if case.dark is None else case.dark.to_json(),
        "shift": case.mixed.to_json(),
        "assumptions": judged.assumptions,
        "notes": [*source.notes, *(new.notes if new else ()), *judged.notes, *case.priced.notes],
        "unrecorded": list(case.gaps.unrecorded),
        "gaps": [gap.to_json() for gap in case.gaps],
        "declared": new is not None and isinstance(new.visited, Deployment),
        "calibrated_on": source.apart,
        "calibration_items": len(case.calibration),
        "repeated": 0 if new is None else new.repeated,
        "noun": source.noun,
        "world": source.world,
        "envelope": source.envelope.to_json(),
        "model": {"identity": source.identity, "name": source.name, "kind": source.kind, "typed": names["model"]},
        "new": names["new"],
        "lineage": lineage.to_json(),
    }


def _cost_new(case: Case) -> float:
    """What one of the new items is likely to cost: alone as among the calibration items, and the rest a human."""
    choice, kept = case.priced.choice, case.kept
    human = (choice.hand if choice.hand is not None and case.best == "by hand" else choice.human).cost
    alone = 0.0 if not choice.best.kept else (choice.best.cost - (1 - choice.best.kept) * human) / choice.best.kept
    return kept * max(0.0, alone) + (1 - kept) * human


def _ladder(case: Case) -> list[float]:
    """Thresholds that keep ever less, which spot checks may fall back to."""
    first = case.rule.simulated if case.rule.threshold is None else case.rule.threshold
    if first is None:
        return []
    return [float(each) for each in ladder(case.task.score(case.calibration.outputs), first)]


def _chosen(case: Case) -> dict[str, Any] | None:
    """The point of the curve that the rule stands at."""
    threshold = case.rule.threshold
    if threshold is None or not case.promise.curve:
        return None
    return min(case.promise.curve, key=lambda one: abs(one["threshold"] - threshold))


def _sets(case: Case) -> dict[str, Any] | None:
    """Which classes may be the truth, told to who is asked; None where there are but two, or numbers."""
    items, classes, groups = case.calibration, case.task.classes, case.promise.groups
    if classes is None or len(classes) < 3 or items.truth is None or not len(items):
        return None
    group = None if groups is None else groups.place(items, case.source.envelope)
    many = None if groups is None else len(groups.names) + 1  # the last for what is of none
    learned = Sets.learn(items.outputs, items.truth.astype(np.int64), items.scenes, COVERED, group=group, groups=many)
    return {"level": learned.level, "floors": learned.floors.tolist()}
