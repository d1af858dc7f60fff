"""The loosest threshold whose risk is bounded, at most alpha with a chance of 1 - delta over calibration cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ninelives.kernels.stats.guarantee.bets import Bets
from ninelives.kernels.stats.guarantee.cases import Cases, Floats, Weights
from ninelives.kernels.stats.guarantee.counts import Counts
from ninelives.kernels.stats.guarantee.plan import Plan, settled, shares


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """What each threshold of a plan keeps, for pictures; each of shape (thresholds,).

    Attributes:
        thresholds: descending.
        kept: share of the cases to come.
        risk: mean loss among these, as observed; NaN where nothing is kept.
        upper: bound on it at delta, for each threshold by itself.
        p: of the hypothesis that it is above alpha.
    """

    thresholds: Floats
    kept: Floats
    risk: Floats
    upper: Floats
    p: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Certified:
    """A threshold and its guarantee.

    Attributes:
        threshold: keep scores that are not below it; None where no guarantee can be given.
        kept: share of the cases to come that it keeps, as observed; 0 without a threshold.
        items: calibration cases that it keeps.
        errors: their losses together.
        p: of the hypothesis that the risk at it is above alpha; at the first threshold where that failed.
        bound: on that risk, at ``delta``.
        alpha: as asked for.
        delta: as asked for.
        by: "counts" or "bets".
        scenes: calibration scenes.
        effective: independent cases of equal weight that all would tell as much as (Kish 1965).
        effective_kept: the same of those kept.
        curve: of all thresholds.
        promised: bound at the plan's first threshold, at ``delta``: a lower alpha, or where that failed a higher one,
            that can be promised with these cases. It was settled before them, so that looking costs nothing.
    """

    threshold: float | None
    kept: float
    items: int
    errors: float
    p: float
    bound: float
    alpha: float
    delta: float
    by: str
    scenes: int
    effective: float
    effective_kept: float
    curve: Curve
    promised: float


def certify(
    cases: Cases, plan: Plan, alpha: float, delta: float, *, weights: Weights | None = None, seed: int = 0
) -> Certified:
    """Test the plan's thresholds until one fails; what passed last is kept.

    Each scene counts once: the risk is that of a random case of a random scene, among those that are kept.

    Args:
        cases: judged, independent of those that the plan was learned from, and of the model.
        plan: where to begin.
        alpha: the risk that is allowed, in (0, 1).
        delta: the chance that it is higher, in (0, 1).
        weights: of the strata, where cases to come mix these otherwise; the chance that they are missed is taken
            off ``delta``.
        seed: of the case that is drawn of each scene.

    Raises:
        ValueError: alpha or delta is outside (0, 1), or a stratum has no weight.
    """
    left, told = settled(cases, alpha, delta, weights)
    evidence: Counts | Bets
    if plan.money is None:
        evidence = Counts.draw(cases, plan.thresholds, told, seed)
    else:
        evidence = Bets.place(cases, plan.thresholds, told, plan.money)
    p = evidence.p(alpha)
    failed = np.flatnonzero(p[plan.start :] > left)
    place = plan.start + (int(failed[0]) if failed.size else len(p) - plan.start) - 1
    curve = _curve(cases, plan, told, p, evidence.upper(left))
    found = place >= plan.start
    at = max(place, plan.start)
    keeps = cases.score >= plan.thresholds[place] if found else np.zeros(len(cases), bool)
    voice = cases.voice * told.middle[cases.stratum]
    return Certified(
        threshold=float(plan.thresholds[place]) if found else None,
        kept=float(curve.kept[place]) if found else 0.0,
        items=int(keeps.sum()),
        errors=float(cases.loss[keeps].sum()),
        p=float(p[at]),
        bound=evidence.bound(at, left),
        alpha=alpha,
        delta=delta,
        by="counts" if plan.money is None else "bets",
        scenes=cases.scenes,
        effective=_kish(voice, cases),
        effective_kept=_kish(voice[keeps], cases.rows(keeps)),
        curve=curve,
        promised=evidence.bound(plan.start, left),
    )


def certify_each(
    planning: Mapping[str, Cases],
    cases: Mapping[str, Cases],
    alpha: float,
    delta: float,
    *,
    jointly: bool = False,
    weights: Weights | None = None,
    seed: int = 0,
) -> dict[str, Certified]:
    """A threshold of its own for each group, such as a condition or a predicted class (Mondrian).

    Args:
        planning: of each group.
        cases: of each group; those that nothing was planned with plan for nothing, and try all at once.
        alpha: the risk that is allowed in each.
        delta: the chance that it is higher: in each group by itself, or
        jointly: in any of them (Bonferroni).
        weights: of the strata.
        seed: as for :func:`certify`.

    Raises:
        ValueError: as for :func:`certify`.
    """
    each = delta / max(len(cases), 1) if jointly else delta
    none = Cases.of([], [])
    found = {}
    for name, own in cases.items():
        plan = Plan.learn(planning.get(name, none), own.scenes, alpha, each, weights=weights, seed=seed)
        found[name] = certify(own, plan, alpha, each, weights=weights, seed=seed)
    return found


def _curve(cases: Cases, plan: Plan, weights: Weights, p: Floats, upper: Floats) -> Curve:
    kept = shares(cases, plan.thresholds, weights)
    voice = cases.voice * weights.middle[cases.stratum]
    lost = np.bincount(cases.place(plan.thresholds), voice * cases.loss, len(kept) + 1)[:-1].cumsum()
    with np.errstate(invalid="ignore", divide="ignore"):
        risk = np.where(kept > 0, lost / max(voice.sum(), 1e-300) / kept, np.nan)
    return Curve(plan.thresholds, kept, risk, upper, p)


def _kish(voice: Floats, cases: Cases) -> float:
    """Scenes of equal weight that would tell as much."""
    together = np.bincount(cases.scene, voice)
    return float(together.sum() ** 2 / max(np.square(together).sum(), 1e-300)) if len(cases) else 0.0
