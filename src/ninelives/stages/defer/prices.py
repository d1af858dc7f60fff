"""What deciding costs: the cheapest rule that keeps the promise, beside the machine, a person, and by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.problem import Problem
from ninelives.errors import NinelivesError
from ninelives.kernels.stats.betting.spots import spot_rate
from ninelives.kernels.stats.price import (
    Cases,
    Choice,
    Prices,
    Rule,
    Swing,
    Waiting,
    cheapest,
    contradictions,
    mistakes,
    swings,
)
from ninelives.report.words import percent, seconds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ninelives.artifacts.handoff.judged import Bools, Floats, Judged
    from ninelives.stages.defer.asked import Task
    from ninelives.stages.defer.sources import Source

DAYS: Final = 365  # of a year
BETWEEN: Final = 10_000  # decisions between two rises of the risk, where nobody knows how many come
NAMES: Final = {
    "minute": "a minute",
    "human": "a human",
    "wrong": "a mistake",
    "by_hand": "by hand",
    "by_hand_right": "how often people are right",
    "within": "how far off is wrong",
}
WORDS: Final = {
    "keep": "alone where sure, else a human",
    "alone": "always the machine",
    "human": "always a human",
    "by hand": "by hand as today",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """What was reckoned.

    Attributes:
        currency: its sign.
        minute: price of a person's minute.
        choice: the rules.
        swings: what other prices would change.
        assumed: names of what nobody said.
        spot_rate: share of what is kept that a person looks at too.
        notes: costs that contradict each other, and queues that only grow.
    """

    currency: str
    minute: float
    choice: Choice
    swings: Sequence[Swing]
    assumed: tuple[str, ...]
    spot_rate: float
    notes: tuple[str, ...]

    @property
    def threshold(self) -> float | None:
        """From which it decides alone; None where a person is cheaper for all, or nothing was promised."""
        return self.choice.best.threshold

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        choice = self.choice
        others = [choice.alone, choice.human, *([choice.hand] if choice.hand else [])]
        rules = [choice.best, *(each for each in others if each.name != choice.best.name)]
        rules += [choice.cheaper] if choice.cheaper is not None and choice.cheaper.name == "keep" else []
        return {
            "currency": self.currency,
            "minute": self.minute,
            "cost": choice.best.cost,
            "cost_if_alone": choice.alone.cost,
            "cost_if_human": choice.human.cost,
            "cost_by_hand": None if choice.hand is None else choice.hand.cost,
            "assumed": [NAMES[name] for name in self.assumed if name in NAMES],
            "best": choice.best.name,
            "rules": [_told(rule) for rule in rules],
            "cheaper": None if choice.cheaper is None else _told(choice.cheaper),
            "sensitivity": [_swung(each) for each in self.swings],
            "capacity": _queue(choice.best.queue),
        }


def costs_of(source: Source, problem: Problem | None, task: Task) -> dict[str, Any]:
    """What errors and people cost: as the problem says, or the one that the model was trained for, or assumed."""
    if problem is not None:
        return problem.costs
    if source.costs:
        return dict(source.costs)
    outputs: dict[str, Any] = {"number": task.unit or "units", "within": task.within}
    if task.classes is not None and len(task.classes) > 1:
        outputs = {"classes": list(task.classes)}
    return Problem.of({"kind": "predict", "outputs": outputs}).costs


def reckoned(
    source: Source,
    problem: Problem | None,
    judged: Judged,
    may: Bools,
    task: Task,
    *,
    score: Floats,
    passed: Sequence[float],
    weight: Floats | None,
    delta: float,
) -> Priced:
    """The cheapest rule and its rivals, on the calibration items.

    Args:
        source: whose items they are.
        problem: what was asked, with its prices.
        judged: the calibration items.
        may: where it may decide alone, bool of shape (items,).
        task: what counts as wrong.
        score: of each item.
        passed: thresholds that all keep the promise together.
        weight: how often each item counts; None for alike.
        delta: of the promise.

    Raises:
        NinelivesError: prices that cannot be.
    """
    costs = costs_of(source, problem, task)
    _check_classes(costs, task)
    wrong, loss, missed = _mistakes(costs, judged, task)
    cases = Cases(
        score=score,
        wrong=wrong,
        loss=loss,
        missed=missed,
        right=_right(costs, judged),
        may=may & ~np.isnan(score),
        weight=np.ones(len(judged)) if weight is None else weight,
    )
    arrivals = None if costs.get("a_year") is None else costs["a_year"] / DAYS
    mistake = float(costs["mistake"])
    spots = spot_rate(
        task.risk, delta, check=float(costs["human"]), mistake=mistake, between=max(1.0, costs.get("a_year") or BETWEEN)
    )
    prices = Prices(
        human=float(costs["human"]),
        by_hand=float(costs["by_hand"]),
        by_hand_right=float(costs["by_hand_right"]),
        spot=spots.rate if passed else 0.0,
        hour=float(costs.get("waiting") or 0.0),
        arrivals=arrivals,
        capacity=costs.get("a_day"),
    )
    found = contradictions(cases, prices)
    if refused := [each for each in found if each.wrong]:
        raise NinelivesError(
            "; ".join(f"{each.name}: {each.words}" for each in refused), fix="ninelives ask problem.toml, and mend it"
        )
    choice = cheapest(cases, prices, passed)
    return Priced(
        currency=str(costs["currency"]),
        minute=float(costs["minute"]),
        choice=choice,
        swings=swings(choice, cases, prices),
        assumed=tuple(costs["assumed"]),
        spot_rate=spots.rate,
        notes=(*(each.words for each in found), *_growing(choice, prices)),
    )


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


def _right(costs: Mapping[str, Any], judged: Judged) -> Floats:
    """How often a person is right on each item: the least of what is said of its conditions."""
    right = np.full(len(judged), float(costs["by_hand_right"]))
    for text, share in costs.get("people_right", {}).items():
        inside = _inside(text, judged)
        right[inside] = np.minimum(right[inside], share)
    return right


def _inside(text: str, judged: Judged) -> Bools:
    """Items under conditions that are told as a use is; where one of them is not recorded, none is."""
    from ninelives.artifacts.envelope.axes import axis_for

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


def _growing(choice: Choice, prices: Prices) -> list[str]:
    queue = choice.best.queue
    if queue is None or not queue.grows:
        return []
    more = f"people can answer {prices.capacity:,.0f} cases a day, and {queue.more:,.0f} more come"
    return [f"the queue only grows: {more}, so in the end nobody is answered"]


def _told(rule: Rule) -> dict[str, Any]:
    finite = rule.threshold is not None and np.isfinite(rule.threshold)
    return {
        "name": rule.name,
        "words": WORDS[rule.name],
        "cost": rule.cost,
        "risk": rule.risk,
        "keeps": rule.keeps,
        "kept": rule.kept,
        "threshold": rule.threshold if finite else None,
        "grows": rule.grows,
    }


def _swung(swing: Swing) -> dict[str, Any]:
    return {
        "name": swing.name,
        "words": "",
        "value": swing.value,
        "low": swing.low,
        "high": swing.high,
        "cost_low": swing.cost_low,
        "cost_high": swing.cost_high,
        "flips_at": swing.flips_at,
        "flips_to": None if swing.flips_to is None else swing.flips_to.name,
    }


def _queue(queue: Waiting | None) -> dict[str, Any] | None:
    if queue is None:
        return None
    finite = float(queue.utilisation) if np.isfinite(queue.utilisation) else None
    words = f"the queue only grows, by {queue.more:,.0f} a day"
    if queue.hours is not None:
        words = (
            f"an answer takes {seconds(3600 * queue.hours)} on average; people are busy {percent(queue.utilisation, 0)}"
        )
    return {
        "words": words,
        "utilisation": finite,
        "wait_minutes": None if queue.hours is None else 60 * queue.hours,
        "grows": queue.grows,
        "more_a_day": queue.more,
    }
