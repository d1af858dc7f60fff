"""Costs that contradict each other, each named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

import numpy as np

from ninelives.kernels.stats.price.bill import Cases, Prices


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something that cannot be, or that makes the asking pointless.

    Attributes:
        name: of the price: ``human``, ``by_hand``, ``by_hand_right``, ``human_right``, ``mistake``, ``spot``, ``hour``,
            ``arrivals``, ``capacity``, ``people`` or ``hours``.
        words: why, beginning with no capital.
        wrong: whether it cannot be; else it is only told.
    """

    name: str
    words: str
    wrong: bool


def contradictions(cases: Cases, prices: Prices) -> list[Contradiction]:
    """All of them; nothing can be reckoned where one is wrong."""
    ranged = list(_ranges(cases, prices))
    return ranged or [*_people(cases, prices), *_queue(prices), *_mistakes(cases)]


def _ranges(cases: Cases, prices: Prices) -> Iterator[Contradiction]:
    costs = {"human": prices.human, "by_hand": prices.by_hand, "hour": prices.hour}
    counts = {"arrivals": prices.arrivals, "capacity": prices.capacity}
    for name, value in (costs | counts).items():
        if value is not None and not (value >= 0 and isfinite(value)):
            yield Contradiction(name, f"{value:g} is below nothing, or no number", wrong=True)
    for name, share in {"by_hand_right": prices.by_hand_right, "spot": prices.spot}.items():
        if not 0 <= share <= 1:
            yield Contradiction(name, f"{share:g} is no share: it lies in [0, 1]", wrong=True)
    if not (np.isfinite(cases.right) & (cases.right >= 0) & (cases.right <= 1)).all():
        yield Contradiction("human_right", "how often a person is right is a share, in [0, 1]", wrong=True)
    if not all((np.isfinite(each) & (each >= 0)).all() for each in (cases.loss, cases.missed)):
        yield Contradiction("mistake", "a mistake cannot cost less than nothing", wrong=True)
    if prices.people < 1 or not (prices.hours > 0 and isfinite(prices.hours)):
        which = "people" if prices.people < 1 else "hours"
        yield Contradiction(which, "somebody must work for some time where there is a queue", wrong=True)


def _people(cases: Cases, prices: Prices) -> Iterator[Contradiction]:
    right = float((cases.weight * cases.right).sum() / cases.weight.sum())
    if prices.by_hand is not None and prices.human > prices.by_hand and right < prices.by_hand_right:
        words = (
            f"asking a person costs {prices.human:g} and is right in {100 * right:.4g} %, and by hand a case costs "
            f"{prices.by_hand:g} and is right in {100 * prices.by_hand_right:.4g} %: nobody would be asked"
        )
        yield Contradiction("human", words, wrong=False)


def _queue(prices: Prices) -> Iterator[Contradiction]:
    if prices.capacity == 0 and prices.arrivals != 0:
        yield Contradiction("capacity", "nobody can answer anything that is handed over", wrong=True)
    if prices.hour > 0 and (prices.arrivals is None or prices.capacity is None):
        missing = "arrivals" if prices.arrivals is None else "capacity"
        words = f"waiting costs {prices.hour:g} an hour, and without {missing} a day nobody can say how long it is"
        yield Contradiction(missing, words, wrong=False)
    if prices.capacity is not None and prices.arrivals is None:
        yield Contradiction("arrivals", "how much comes a day decides whether people can keep up", wrong=False)


def _mistakes(cases: Cases) -> Iterator[Contradiction]:
    if not (cases.loss.any() or cases.missed.any()):
        yield Contradiction("mistake", "no mistake costs anything, so any answer will do", wrong=False)
    if (cases.loss[~cases.wrong] > 0).any():
        yield Contradiction("mistake", "an answer that is right costs something", wrong=True)
