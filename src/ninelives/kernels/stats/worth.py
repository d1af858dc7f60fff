"""What deciding costs: when a machine pays, when a person should be asked, and what an alarm is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def break_even(fixed: float, saved: float) -> float | None:
    """Cases from which a yearly cost is earned back; None where a case saves nothing.

    Args:
        fixed: a year's cost of having the machine at all, >= 0.
        saved: what one case costs less with it than without.

    Returns:
        ``fixed / saved`` cases a year.
    """
    return fixed / saved if saved > 0 else None


def saved(alone: float, by_hand: float, human: float, right: float, risk: float, mistake: float) -> float:
    """What one case costs less where a machine decides some alone and hands the others to a person.

    By hand a case costs ``by_hand + (1 - right) * mistake``. One that is handed over costs ``human`` in place of
    ``by_hand``, one that is decided alone costs ``risk * mistake``.

    Args:
        alone: share that the machine decides alone, in [0, 1].
        by_hand: cost of a case that a person decides today.
        human: cost of asking a person about a case.
        right: how often that person is right, in [0, 1].
        risk: how often the machine is wrong where it decides alone, in [0, 1].
        mistake: mean cost of one.

    Returns:
        Cost a case, below 0 where the machine is dearer.
    """
    return by_hand - (1 - alone) * human + alone * (1 - right - risk) * mistake


def mean_mistake(
    shares: Mapping[str, float], errors: Mapping[str, Mapping[str, float]], otherwise: float, classes: Sequence[str]
) -> float:
    """Mean cost of a mistake, where each truth is mistaken alike often, for each other answer alike.

    Args:
        shares: share of the cases that each class is the truth of; they sum to 1.
        errors: truth → answer → cost.
        otherwise: cost of what ``errors`` does not name.
        classes: two at least.

    Returns:
        The mean over truths, weighted by their shares, of the mean over wrong answers.
    """
    total = 0.0
    for truth in classes:
        costs = [errors.get(truth, {}).get(answer, otherwise) for answer in classes if answer != truth]
        total += shares[truth] * sum(costs) / len(costs)
    return total


def sure_enough(human: float, mistake: float, right: float = 1.0, missed: float = 0.0) -> float:
    """How sure a decision must be before a person is dearer than the chance of a mistake: Chow's rule.

    Source: C. K. Chow, On optimum recognition error and reject tradeoff, IEEE Trans. Information Theory 16 (1), 1970.
    There a case that is handed over costs ``human`` and no more. A person errs too, here as often on each case: with
    ``q`` the chance that the answer is wrong, deciding costs ``q * mistake``, and asking
    ``human + (1 - right) * (q * mistake + (1 - q) * missed)``.

    Args:
        human: cost of asking a person about one case, >= 0.
        mistake: cost of giving the answer where it is wrong, >= 0.
        right: how often the person is right, in [0, 1].
        missed: cost of another answer where this one is right, >= 0.

    Returns:
        A probability in [0, 1]; 0 where nobody is ever worth asking.
    """
    error = 1 - right
    asking, gained = human + error * missed, right * mistake + error * missed
    return max(0.0, 1 - asking / gained) if gained else 0.0


def wrong_alarms(share: float, found: float, cleared: float) -> float:
    """Share of a test's alarms that are wrong, by Bayes' rule: the base rate's trap.

    Source: P. E. Meehl & A. Rosen, Antecedent probability and the efficiency of psychometric signs, patterns, or
    cutting scores, Psychological Bulletin 52 (3), 1955.

    Args:
        share: of the cases that what it looks for is there in, in (0, 1).
        found: share of those that it gives alarm at, in (0, 1].
        cleared: share of the others that it gives none at, in [0, 1].

    Returns:
        A share in [0, 1).
    """
    wrong = (1 - share) * (1 - cleared)
    return wrong / (wrong + share * found)


def clearing(share: float, found: float, wrong: float) -> float:
    """Share of the harmless cases that a test must let pass so that no more than ``wrong`` of its alarms are wrong.

    Args:
        share: of the cases that what it looks for is there in, in (0, 1).
        found: share of those that it gives alarm at.
        wrong: share of the alarms, in (0, 1).

    Returns:
        A share below 1: what ``cleared`` of :func:`wrong_alarms` must be.
    """
    return 1 - share * found / (1 - share) * wrong / (1 - wrong)
