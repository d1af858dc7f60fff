"""What a case costs under each rule, from the cases that were kept apart."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from ninelives.kernels.stats.price.waiting import Waiting, waiting

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cases:
    """Cases whose truth is known, each array of shape (cases,).

    Attributes:
        score: how sure the machine is of its answer, float64; one that is no number is never kept.
        wrong: whether that answer is wrong, bool.
        loss: cost of that answer, float64, >= 0.
        missed: mean cost of a person's mistake on the case, float64, >= 0.
        right: how often a person who is asked is right under the case's conditions, float64, in [0, 1].
        may: whether the machine may decide there at all, bool: what is outside its envelope is handed over.
        weight: how often the case counts, float64, >= 0.
    """

    score: Floats
    wrong: NDArray[np.bool_]
    loss: Floats
    missed: Floats
    right: Floats
    may: NDArray[np.bool_]
    weight: Floats

    def __post_init__(self) -> None:
        shapes = {getattr(self, each.name).shape for each in fields(self)}
        if len(shapes) != 1 or not len(self.score) or not self.weight.sum() > 0:
            raise ValueError(f"cases are arrays of one length, which count for something, got {sorted(shapes)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What people and time cost, in one currency.

    Attributes:
        human: asking a person about a case.
        by_hand: a case that is decided by hand as today; None where nobody does it today.
        by_hand_right: how often that is right.
        spot: share of what is kept that a person looks at too.
        hour: that a case waits for its answer.
        arrivals: cases a day, kept or not; None where nobody said.
        capacity: cases a day that people can answer; None where that is no matter.
        people: who answer at the same time.
        hours: that they work a day.
    """

    human: float
    by_hand: float | None = None
    by_hand_right: float = 1.0
    spot: float = 0.0
    hour: float = 0.0
    arrivals: float | None = None
    capacity: float | None = None
    people: int = 1
    hours: float = 8.0

    def waiting(self, asked: float) -> Waiting | None:
        """The queue where that share of the cases is asked about; None where nothing is known of it."""
        if self.arrivals is None or self.capacity is None:
            return None
        return waiting(self.arrivals * asked, self.capacity, people=self.people, hours=self.hours)


@dataclass(frozen=True, slots=True)
class Bill:
    """What a case costs in the mean, part by part.

    Attributes:
        machine: mistakes of the machine.
        people: mistakes of those who are asked.
        asking: them, spot checks too.
        waiting: for them; 0 where the queue only grows, which no sum can tell.
        hand: doing it by hand.
        hand_mistakes: those that are made by hand.
    """

    machine: float = 0.0
    people: float = 0.0
    asking: float = 0.0
    waiting: float = 0.0
    hand: float = 0.0
    hand_mistakes: float = 0.0

    @property
    def cost(self) -> float:
        """All of it."""
        return self.machine + self.people + self.asking + self.waiting + self.hand + self.hand_mistakes


@dataclass(frozen=True, slots=True)
class Totals:
    """Means over all cases of what is kept at each of some thresholds, float64 of shape (thresholds,)."""

    kept: Floats
    wrong: Floats
    loss: Floats
    missed: Floats  # of what is handed over: how often a person is wrong, at its cost

    @classmethod
    def at(cls, cases: Cases, thresholds: Floats) -> Totals:
        """Of everything that scores at least each of ``thresholds``, and that the machine may decide."""
        may = cases.may & ~np.isnan(cases.score)
        order = np.argsort(cases.score[may])
        weight = cases.weight / cases.weight.sum()
        at = np.searchsorted(cases.score[may][order], thresholds, side="left")

        def kept(values: Floats) -> Floats:
            above = np.cumsum((weight * values)[may][order][::-1])[::-1]
            return np.asarray(np.append(above, 0.0)[at])

        people = (1 - cases.right) * cases.missed
        every = float((weight * people).sum())
        ones = np.ones(len(weight))
        return cls(kept(ones), kept(cases.wrong.astype(float)), kept(cases.loss), every - kept(people))
