"""The cheapest rule that keeps the guarantee, beside what everybody would do without one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninelives.kernels.stats.price.bill import Bill, Cases, Floats, Prices, Totals
from ninelives.kernels.stats.price.waiting import Waiting

KEEP, ALONE, HUMAN, HAND = "keep", "alone", "human", "by hand"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to decide.

    Attributes:
        name: ``keep`` what scores at least ``threshold``; ``alone``, always; a ``human``, always; ``by hand`` as today.
        threshold: from which the machine decides; None where it decides nothing, and -inf where it always does.
        kept: share that the machine decides alone.
        risk: share of that which is wrong, where it decides anything.
        bill: what a case costs.
        keeps: whether the guarantee holds. Where the machine decides nothing, nothing that it decides is wrong: it
            holds, and says nothing about the people.
        queue: of what people are asked; None where nothing is known of it.
    """

    name: str
    threshold: float | None
    kept: float
    risk: float | None
    bill: Bill
    keeps: bool
    queue: Waiting | None = None

    @property
    def cost(self) -> float:
        """Of a case."""
        return self.bill.cost

    @property
    def grows(self) -> bool:
        """Whether what people are asked is more than they can answer."""
        return self.queue is not None and self.queue.grows


@dataclass(frozen=True, slots=True)
class Choice:
    """What to do.

    Attributes:
        best: the cheapest rule that keeps the guarantee and whose queue does not only grow; where every queue does, of
            those the one that grows least.
        alone: always the machine, without spot checks.
        human: always a person who is asked.
        hand: by hand as today; None where nobody does it today.
        standing: all rules that ``best`` is the cheapest of.
        cheaper: the cheapest of the rules that keep more than any threshold that was certified, where it costs less
            than ``best``: it breaks the guarantee. None where there is none.
        crowded: the cheapest rule that keeps the guarantee and costs less than ``best``, but whose queue only grows;
            None where there is none.
    """

    best: Rule
    alone: Rule
    human: Rule
    hand: Rule | None
    standing: tuple[Rule, ...]
    cheaper: Rule | None
    crowded: Rule | None = None


def cheapest(cases: Cases, prices: Prices, certified: ArrayLike) -> Choice:
    """Of all rules that keep the guarantee the cheapest, on the cases that were kept apart.

    A case that is kept costs what its answer loses, and the share that is checked the price of a person; one that is
    handed over costs a person, that person's mistakes, and waiting. Assumed: spot checks mend nothing; a person who is
    asked is as often right on any case under the same conditions; by hand nobody waits. Since ``alone`` is among the
    rules where it keeps the guarantee, and ``human`` and ``by hand`` always are, ``best`` is never dearer than any of
    them that keeps it, but for one whose queue only grows.

    Args:
        cases: those that were kept apart.
        prices: what people and time cost.
        certified: thresholds that all keep the guarantee together, in any order, shape (thresholds,); none where none
            does. The machine alone keeps it only where -inf is among them and it may decide everywhere.

    Raises:
        ValueError: a threshold is no number.
    """
    sure = np.unique(np.asarray(certified, float))
    if np.isnan(sure).any():
        raise ValueError("a threshold that is no number")
    alone, human = _alone(cases, sure), _human(cases, prices)
    hand = None if prices.by_hand is None else _hand(cases, prices, prices.by_hand)
    kept = _kept(cases, prices, sure, keeps=True)
    safe = [each for each in (*kept, human, hand, alone) if each is not None and each.keeps]
    standing = [each for each in safe if not each.grows]
    best = min(standing, key=_cost) if standing else min(safe, key=_growth)
    had = np.unique(cases.score[cases.may & np.isfinite(cases.score)])
    loose = had[had < sure.min(initial=np.inf)]
    others = [each for each in (alone, *_kept(cases, prices, loose, keeps=False)) if not each.keeps and not each.grows]
    least = min(others, key=_cost, default=None)
    cheaper = least if least is not None and least.cost < best.cost else None
    full = min((each for each in safe if each.grows), key=_cost, default=None)
    crowded = full if full is not None and not best.grows and full.cost < best.cost else None
    return Choice(best, alone, human, hand, tuple(standing or safe), cheaper, crowded)


def mistakes(
    truth: NDArray[np.int64], answer: NDArray[np.int64], costs: Floats
) -> tuple[NDArray[np.bool_], Floats, Floats]:
    """What the answers to cases of some classes cost, and what a person's mistake does.

    Args:
        truth: class of each case, shape (cases,).
        answer: what the machine says, shape (cases,).
        costs: of each answer (column) to each truth (row), shape (classes, classes), nothing on the diagonal.

    Returns:
        Whether each answer is wrong, its cost, and the mean cost of the wrong answers to its truth, shape (cases,).
    """
    others = max(1, len(costs) - 1)
    return truth != answer, costs[truth, answer], (costs.sum(axis=1) / others)[truth]


def _kept(cases: Cases, prices: Prices, thresholds: Floats, *, keeps: bool) -> list[Rule]:
    """A rule for each threshold that keeps something, the strictest first."""
    totals = Totals.at(cases, thresholds)
    each = np.column_stack([thresholds, totals.kept, totals.wrong, totals.loss, totals.missed])
    return [_rule(prices, one, keeps) for one in each[totals.kept > 0][::-1].tolist()]


def _rule(prices: Prices, of: list[float], keeps: bool) -> Rule:
    threshold, kept, wrong, loss, missed = of
    handed, checked = max(0.0, 1 - kept), prices.spot * kept
    queue = prices.waiting(handed + checked)
    hours = handed * queue.hours if queue and queue.hours is not None else 0.0  # nobody waits for a spot check
    bill = Bill(machine=loss, people=missed, asking=(handed + checked) * prices.human, waiting=hours * prices.hour)
    return Rule(KEEP, threshold, kept, wrong / kept, bill, keeps, queue)


def _alone(cases: Cases, sure: Floats) -> Rule:
    weight = cases.weight / cases.weight.sum()
    keeps = bool(np.isneginf(sure).any() and cases.may.all())
    loss, wrong = float((weight * cases.loss).sum()), float(weight[cases.wrong].sum())
    return Rule(ALONE, -np.inf, 1.0, wrong, Bill(machine=loss), keeps)


def _human(cases: Cases, prices: Prices) -> Rule:
    weight, queue = cases.weight / cases.weight.sum(), prices.waiting(1.0)
    hours = queue.hours if queue and queue.hours is not None else 0.0
    people = float((weight * (1 - cases.right) * cases.missed).sum())
    bill = Bill(people=people, asking=prices.human, waiting=hours * prices.hour)
    return Rule(HUMAN, None, 0.0, None, bill, keeps=True, queue=queue)


def _hand(cases: Cases, prices: Prices, price: float) -> Rule:
    weight = cases.weight / cases.weight.sum()
    missed = float((weight * cases.missed).sum())
    bill = Bill(hand=price, hand_mistakes=(1 - prices.by_hand_right) * missed)
    return Rule(HAND, None, 0.0, None, bill, keeps=True)


def _cost(rule: Rule) -> float:
    return rule.cost


def _growth(rule: Rule) -> tuple[float, float]:
    return (rule.queue.more if rule.queue else 0.0), rule.cost
