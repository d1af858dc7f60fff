"""Bets that answers are wrong more often, or less often, than a claimed risk; they keep power after a long past.

A bettor claims that the odds of a wrong answer are so many times those of the claim, and each answer multiplies the
bettor's money by how much likelier it makes it: ``times / (1 - risk + times * risk)`` where it is wrong, and the same
without ``times`` where it is right. Where each answer, given those before it, is wrong with a chance on the claim's
side, nobody's money grows in the mean, so that all of it ever comes to ``1 / delta`` with a chance of at most delta
(Ville 1939). Some of the money waits, and goes to the bettors little by little: a risk that rises after thousands of
good answers is met by money that has not been lost on them. The sum over all beginnings is that of Shiryaev and
Roberts, with weights that sum to 1 in place of 1 each, since what is promised is promised for ever.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, expm1, inf, isfinite, log, log1p
from typing import Any

WORSE = (2.0, 6.0)  # times the claimed odds; those between and beyond are met nearly as soon
BETTER = (0.5, 0.15)
START = 0.25  # of the money is bet at once
PATIENCE = 5000  # answers after which half of what waits at first has begun to bet
STEPS = (4.0, 4 / 3, 4 / 9, 4 / 27, 4 / 81, 4 / 243)  # logarithms of how much smaller odds the bound's bets claim


@dataclass(slots=True, eq=False)
class Bets:
    """What some bettors have, together 1 at first.

    Attributes:
        risk: the claim, in (0, 1).
        times: what each bettor takes the odds of a wrong answer to be, beside the claim's.
        money: of each.
        n: answers that were bet on.
    """

    risk: float
    times: tuple[float, ...]
    money: list[float]
    n: int
    _right: list[float] = field(init=False)  # what a right answer multiplies each bettor's money by

    def __post_init__(self) -> None:
        self._right = [1 / (1 - self.risk + each * self.risk) for each in self.times]

    @classmethod
    def start(cls, risk: float, times: tuple[float, ...]) -> Bets:
        """Nothing won yet.

        Raises:
            ValueError: ``risk`` is no chance.
        """
        if not 0 < risk < 1:
            raise ValueError(f"a claimed risk lies in (0, 1), got {risk}")
        return cls(risk, times, [START / len(times)] * len(times), 0)

    def bet(self, *, wrong: bool) -> None:
        """Take one answer in; what waited goes to the bettors after it."""
        fresh = (_waiting(self.n) - _waiting(self.n + 1)) / len(self.times)
        factors = [each * own for each, own in zip(self.times, self._right, strict=True)] if wrong else self._right
        self.money = [own * factor + fresh for own, factor in zip(self.money, factors, strict=True)]
        self.n += 1

    @property
    def evidence(self) -> float:
        """Natural logarithm of all the money, with what waits."""
        return log(sum(self.money) + _waiting(self.n))

    def to_json(self) -> dict[str, Any]:
        """What changes, exactly."""
        return {"money": list(self.money), "n": self.n}

    @classmethod
    def from_json(cls, told: Any, risk: float, times: tuple[float, ...]) -> Bets:
        """What ``to_json`` gave.

        Raises:
            ValueError: it cannot be that.
        """
        if not isinstance(told, dict) or told.keys() != {"money", "n"}:
            raise ValueError("bets are told by money and n")
        money, n = told["money"], told["n"]
        if type(n) is not int or n < 0 or not isinstance(money, list) or len(money) != len(times):
            raise ValueError("bets that do not belong together")
        if not all(type(own) is float and isfinite(own) and own > 0 for own in money):
            raise ValueError("money that nobody can have")
        return cls(risk, times, list(money), n)


def _waiting(n: int) -> float:
    """Money that waits after ``n`` answers: it goes ever more slowly, and never runs out."""
    return (1 - START) * PATIENCE / (n + PATIENCE)


def growth(actual: float, claimed: float) -> float:
    """What an answer adds to the evidence at best, in the mean: the divergence of two risks, in nats.

    Args:
        actual: how often answers are wrong, in [0, 1].
        claimed: how often they are said to be, in [0, 1].
    """
    pairs = ((actual, claimed), (1 - actual, 1 - claimed))
    return sum(one * log(one / other) if other else inf for one, other in pairs if one > 0)


def noticed(actual: float, claimed: float, delta: float, *, after: int = 0) -> float:
    """About how many answers it takes until bets show that they are wrong more often than claimed.

    The evidence sets out from what the nearest bettor has, of the first money or of what came in of late, and grows by
    :func:`growth` with each answer.

    Args:
        actual: how often they are wrong, in (claimed, 1].
        claimed: in (0, 1).
        delta: how often a false word may be said, in (0, 1).
        after: answers before, as often wrong as claimed.

    Raises:
        ValueError: it is not worse than claimed.
    """
    if not 0 < claimed < actual <= 1:
        raise ValueError(f"what is noticed is worse than claimed, got {actual} and {claimed}")
    each = growth(actual, claimed)
    late = (_waiting(after) - _waiting(after + 1)) / each
    first = START * exp(-after * growth(claimed, actual)) if after else START
    own = max(first, late) / len(WORSE)
    return (log(1 / delta) - log(own)) / each


def upper_bound(wrong: int, right: int, delta: float) -> float:
    """The most that the mean risk of the answers so far can be, at all times at once with a chance of 1 - delta.

    The risk may change from answer to answer in any way that does not look ahead, and the bound is of its mean so far:
    ``exp(-step * wrong) / (1 - mean * (1 - exp(-step)))**n`` is at most a martingale that begins at 1 for every step
    at once, since its denominator's logarithm is concave in the risk. It is inverted for a mixture of steps.

    Args:
        wrong: answers that were wrong.
        right: answers that were right.
        delta: in (0, 1).

    Returns:
        A risk in [wrong / n, 1]; 1 where there is no answer.

    Raises:
        ValueError: counts below 0, or ``delta`` is no chance.
    """
    if wrong < 0 or right < 0 or not 0 < delta < 1:
        raise ValueError(f"answers are counted and delta lies in (0, 1), got {wrong}, {right} and {delta}")
    n, enough = wrong + right, log(len(STEPS) / delta)

    def against(mean: float) -> float:
        logs = [-step * wrong - n * log1p(mean * expm1(-step)) for step in STEPS]
        top = max(logs)
        return top + log(sum(exp(each - top) for each in logs))

    if against(1.0) < enough:
        return 1.0
    low, high = wrong / n, 1.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (low, middle) if against(middle) >= enough else (middle, high)
    return high
