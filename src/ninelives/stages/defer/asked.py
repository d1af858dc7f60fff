"""What counts as a wrong answer, how doubtful an answer is, and how often it may be wrong."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.handoff.rule import sureness
from ninelives.errors import NinelivesError
from ninelives.kernels.stats.guarantee import Doubt
from ninelives.stages.defer.spec import RISK

if TYPE_CHECKING:
    from ninelives.artifacts.handoff.judged import Floats, Judged
    from ninelives.artifacts.problem import Problem
    from ninelives.stages.defer.sources import Source
    from ninelives.stages.defer.spec import DeferSpec

COVERED: Final = 0.9  # of numbers, that are right where nobody says how far off is wrong


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Task:
    """What is decided.

    Attributes:
        risk: share of what it decides alone that may be wrong.
        classes: names; None of numbers.
        within: how far off a number may be and still be right; None of classes.
        unit: of numbers, where somebody said.
        doubt: how often numbers are off by more, by what was said; None of classes.
        assumed: names of what nobody said.
    """

    risk: float
    classes: tuple[str, ...] | None
    within: float | None = None
    unit: str | None = None
    doubt: Doubt | None = None
    assumed: tuple[str, ...] = ()

    def score(self, outputs: Floats) -> Floats:
        """How sure each answer is, shape (items,): the larger, the surer."""
        return sureness(outputs, self.doubt)

    def finite(self, threshold: float) -> float:
        """A threshold that everything passes, as the least score that there is; any other as it is."""
        if np.isfinite(threshold):
            return float(threshold)
        return 0.0 if self.classes is not None else -1.0

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "task": "number" if self.classes is None else "classes",
            "classes": None if self.classes is None else list(self.classes),
            "unit": self.unit,
            "within": self.within,
            "risk": self.risk,
        }


def task_of(source: Source, problem: Problem | None, spec: DeferSpec) -> Task:
    """What is decided: the options first, then the problem, then what can be assumed."""
    costs = source.costs or {}
    wanted = problem.risk if problem is not None and problem.facts.said("risk") else None
    risk = spec.risk or wanted or RISK
    if source.classes is not None:
        if spec.within is not None:
            raise NinelivesError(f"'{source.name}' says classes, and --within is of numbers", fix="leave --within out")
        return Task(risk=risk, classes=source.classes)
    asked = costs if problem is None else problem.costs
    within = spec.within or (None if "within" in asked.get("assumed", ()) else asked.get("within"))
    unit = None if "unit" in asked.get("assumed", ()) else asked.get("unit")
    learned = source.planning if source.planning is not None else source.calibration
    assumed = () if within else ("within",)
    assert learned.truth is not None
    own = float(within or _usual(learned))
    said = learned.outputs
    width = said[:, 2] - said[:, 1] if said.shape[1] > 1 else None
    doubt = Doubt.learn(said[:, 0], learned.truth, width, within=own)
    return Task(risk=risk, classes=None, within=own, unit=unit, doubt=doubt, assumed=assumed)


def _usual(learned: Judged) -> float:
    """What nine numbers of ten are off by at most, in two digits."""
    assert learned.truth is not None
    off = float(np.quantile(np.abs(learned.outputs[:, 0] - learned.truth), COVERED))
    if off <= 0:
        return 1.0
    digits = 10.0 ** (floor(log10(off)) - 1)
    return float(f"{np.ceil(off / digits) * digits:.12g}")


def share(value: float) -> str:
    """A share that was asked for: ``2 %``, ``0.5 %``."""
    return f"{float(f'{100 * value:.6g}'):g} %"
