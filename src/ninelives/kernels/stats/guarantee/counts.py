"""Evidence by counting: cases drawn so that each is an independent draw from the cases to come, and exact chances.

Of each scene one case is drawn. Weights are met by rejection: a case stays with the chance ``weight / largest``, and
those that stay are a sample of the weighted population (von Neumann 1951). A loss between 0 and 1 becomes an error
with that chance. What remains is so many errors among so many kept, whose chance under a risk of alpha is binomial.
It throws cases away, and still shows more than a bet on all of them while the largest weight is below about twice the
mean one: an exact chance of 5 % lies 1.6 deviations off, capital of 20 takes 2.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from ninelives.kernels.stats.exact import binomial_less
from ninelives.kernels.stats.guarantee.cases import Cases, Floats, Ints, Weights
from ninelives.kernels.stats.harm.labelled import one_each


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Errors among drawn cases that are kept at each threshold.

    Attributes:
        wrong: shape (thresholds, options); where weights are known to an interval only, each option is the fewest
            right ones that can come with so many errors, whichever weights are the true ones.
        kept: the same shape.
    """

    wrong: Ints
    kept: Ints

    @classmethod
    def draw(cls, cases: Cases, thresholds: Floats, weights: Weights, seed: int) -> Self:
        """From the cases themselves, at descending thresholds."""
        drawn = cases.rows(one_each(cases.scene, seed))
        chance = np.random.default_rng([seed, 1]).random((2, len(drawn)))
        enters, wrong = chance[0] * weights.most, chance[1] < drawn.loss
        at = drawn.place(thresholds)
        stays = (enters < weights.high[drawn.stratum]) & (at < len(thresholds))
        if not weights.boxed:
            return cls(*(_up_to(at[stays & held], len(thresholds))[:, None] for held in (wrong, wrong | True)))
        return cls(*_options(at[stays], wrong[stays], enters[stays], drawn.stratum[stays], weights, len(thresholds)))

    def p(self, alpha: float) -> Floats:
        """Chance of so few errors where the risk is alpha, the largest of all options, shape (thresholds,)."""
        return np.asarray(binomial_less(self.wrong, self.kept, alpha).max(axis=1))

    def upper(self, delta: float) -> Floats:
        """The end of the interval that leaves out ``delta`` above (Clopper and Pearson 1934), shape (thresholds,)."""
        return np.asarray(upper(self.wrong, self.kept, delta).max(axis=1))

    def bound(self, place: int, delta: float) -> float:
        """The same at one threshold."""
        return float(self.upper(delta)[place])


def upper(wrong: Ints, kept: Ints, delta: float) -> Floats:
    """The risk above which so few errors have a chance below ``delta``; 1 where nothing is kept."""
    from scipy.special import betaincinv

    clean = kept - wrong
    return np.asarray(np.where(clean > 0, betaincinv(wrong + 1.0, np.maximum(clean, 1), 1 - delta), 1.0))


def _up_to(at: Ints, thresholds: int) -> Ints:
    return np.asarray(np.bincount(at, minlength=thresholds).cumsum(), np.int64)


def _options(
    at: Ints, wrong: Ints, enters: Floats, stratum: Ints, weights: Weights, thresholds: int
) -> tuple[Ints, Ints]:
    """All pairs of errors and fewest right ones that weights within their intervals allow, at each threshold.

    As the weight of a stratum grows its cases enter one after the other, so only moments at which an error enters
    can be worse than those before. Strata are joined by the fewest right ones for each number of errors.
    """
    wide = [_of_strata(at <= place, wrong, enters, stratum, weights) for place in range(thresholds)]
    longest = max(len(clean) for _, clean in wide)
    held, kept = (np.empty((thresholds, longest), np.int64) for _ in range(2))
    for place, (first, clean) in enumerate(wide):
        number = np.minimum(np.arange(longest), len(clean) - 1)
        held[place] = first + number
        kept[place] = held[place] + clean[number]
    return held, kept


def _of_strata(kept: np.ndarray, wrong: Ints, enters: Floats, stratum: Ints, weights: Weights) -> tuple[int, Ints]:
    """Errors that are always in, and the fewest right ones with 0, 1, 2… more of them."""
    always, clean = 0, np.zeros(1, np.int64)
    for each, low in enumerate(weights.low):
        here = kept & (stratum == each)
        errors, right = (np.sort(enters[here & (wrong == what)]) for what in (True, False))
        surely = int(np.searchsorted(errors, low))
        moments = np.r_[low, np.nextafter(errors[surely:], np.inf)]
        always += surely
        clean = _joined(clean, np.asarray(np.searchsorted(right, moments), np.int64))
    return always, clean


def _joined(one: Ints, other: Ints) -> Ints:
    """The least sum for each total number: a convolution of minima and sums."""
    short, long = sorted((one, other), key=len)
    most = np.iinfo(np.int64).max
    joined = np.full(len(short) + len(long) - 1, most)
    for more, value in enumerate(short):
        span = slice(more, more + len(long))
        joined[span] = np.minimum(joined[span], value + long)
    return joined
