"""What errors and people cost: as a problem says, of each item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope.axes import axis_for
from ninelives.artifacts.problem import Problem
from ninelives.errors import NinelivesError
from ninelives.kernels.stats.price import Cases, Prices, mistakes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ninelives.artifacts.handoff.judged import Bools, Floats, Judged
    from ninelives.stages.defer.asked import Task
    from ninelives.stages.defer.sources import Source

DAYS: Final = 365  # of a year


def costs_of(source: Source, problem: Problem | None, task: Task) -> dict[str, Any]:
    """What errors and people cost: as the problem says, or the one that the model was trained for, or assumed.

    Raises:
        NinelivesError: it prices mistakes between classes that the model does not know.
    """
    costs = _said(source, problem, task)
    _check_classes(costs, task)
    return costs


def _said(source: Source, problem: Problem | None, task: Task) -> dict[str, Any]:
    if problem is not None:
        return problem.costs
    if source.costs:
        return dict(source.costs)
    outputs: dict[str, Any] = {"number": task.unit or "units", "within": task.within}
    if task.classes is not None and len(task.classes) > 1:
        outputs = {"classes": list(task.classes)}
    return Problem.of({"kind": "predict", "outputs": outputs}).costs


def _check_classes(costs: Mapping[str, Any], task: Task) -> None:
    """Refuse mistakes between classes that the model does not know."""
    if task.classes is None:
        return
    named = {name for truth, row in costs.get("errors", {}).items() for name in (truth, *row)}
    if others := sorted(named - set(task.classes)):
        raise NinelivesError(
            f"the problem prices mistakes of '{others[0]}', and the model's classes are {', '.join(task.classes)}",
            fix="write its classes as the model's",
        )


def cases_of(
    costs: Mapping[str, Any], judged: Judged, may: Bools, task: Task, *, score: Floats, weight: Floats | None
) -> Cases:
    """The items with what each mistake costs; for the arguments see ``reckoned``."""
    wrong, loss, missed = _mistakes(costs, judged, task)
    return Cases(
        score=score,
        wrong=wrong,
        loss=loss,
        missed=missed,
        right=right_of(costs, judged),
        may=may & ~np.isnan(score),
        weight=np.ones(len(judged)) if weight is None else weight,
    )


def prices_of(costs: Mapping[str, Any], spot: float) -> Prices:
    """What people cost.

    Args:
        costs: as told.
        spot: share of what is kept that they look at too.
    """
    return Prices(
        human=float(costs["human"]),
        by_hand=float(costs["by_hand"]),
        by_hand_right=float(costs["by_hand_right"]),
        spot=spot,
        hour=float(costs.get("waiting") or 0.0),
        arrivals=None if costs.get("a_year") is None else costs["a_year"] / DAYS,
        capacity=costs.get("a_day"),
    )


def _mistakes(costs: Mapping[str, Any], judged: Judged, task: Task) -> tuple[Bools, Floats, Floats]:
    if task.classes is None:
        wrong = judged.wrong(task.within)
        mistake = np.full(len(judged), float(costs["mistake"]))
        return wrong, np.asarray(wrong * mistake, float), mistake
    assert judged.truth is not None
    errors, otherwise = costs.get("errors", {}), float(costs.get("wrong", 0.0))
    table = np.array(
        [
            [0.0 if truth == answer else float(errors.get(truth, {}).get(answer, otherwise)) for answer in task.classes]
            for truth in task.classes
        ]
    )
    wrong, loss, missed = mistakes(judged.truth.astype(np.int64), judged.outputs.argmax(axis=1), table)
    return wrong, np.asarray(loss, float), np.asarray(missed, float)


def right_of(costs: Mapping[str, Any], judged: Judged) -> Floats:
    """How often a person is right on each item: the least of what is said of its conditions."""
    right = np.full(len(judged), float(costs["by_hand_right"]))
    for text, share in costs.get("people_right", {}).items():
        inside = _inside(text, judged)
        right[inside] = np.minimum(right[inside], share)
    return right


def _inside(text: str, judged: Judged) -> Bools:
    """Items under conditions that are told as a use is; where one of them is not recorded, none is."""
    use = Deployment.parse(text, columns=[text.partition("=")[0].strip()])
    held = np.ones(len(judged), bool)
    for name in use.parts:
        values = judged.conditions.get(name)
        if values is None:
            return np.zeros(len(judged), bool)
        axis = axis_for(name, values)
        code, labels = axis.encode(values)
        shares = use.shares(axis)
        held &= np.array([shares.get(label, 0.0) > 0 for label in labels], bool)[code]
    return held
