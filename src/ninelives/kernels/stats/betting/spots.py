"""How many of its own decisions a machine should have checked: what that costs beside what goes unnoticed."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, sqrt

from ninelives.kernels.stats.betting.odds import noticed


@dataclass(frozen=True, slots=True)
class Spots:
    """A rate of spot checks, and what it means.

    Attributes:
        rate: share of what is kept that a person looks at too, in (0, 1].
        checks: about how many it takes to notice the rise.
        until: decisions until it is noticed: ``checks / rate``.
        unnoticed: mistakes more than promised until then, each time.
        cost: of checks and of such mistakes, a decision.
        bound: what holds the rate: ``least`` (a rise is to be noticed before the next one), ``all`` (there are no more
            to check), or nothing: the cheapest is within both.
    """

    rate: float
    checks: float
    until: float
    unnoticed: float
    cost: float
    bound: str


def spot_rate(
    risk: float, delta: float, *, check: float, mistake: float, between: float, times: float = 5.0, after: int = 0
) -> Spots:
    """The rate of spot checks that costs least.

    Assumed: once in ``between`` decisions the risk rises to ``times`` what was promised, at once, and stays until it is
    noticed; the rise is then mended. A check costs as much on any item, and mends nothing by itself. With ``n`` checks
    until a rise is noticed, a decision costs ``rate * check + n / (rate * between) * (times - 1) * risk * mistake``,
    which is least where both parts are equal: ``rate = sqrt(n * (times - 1) * risk * mistake / (between * check))``.

    Args:
        risk: what was promised, in (0, 1).
        delta: how often a false word may be said, in (0, 1).
        check: cost of one, >= 0.
        mistake: mean cost of one, >= 0.
        between: decisions between two such rises, >= 1.
        times: what the risk rises to, beside what was promised, > 1; no risk is above 1.
        after: spot checks without a rise before it; see :func:`noticed`.

    Raises:
        ValueError: one of them is out of range.
    """
    if not times > 1 or not 0 < risk < 1 or not 0 < delta < 1:
        raise ValueError(f"risk and delta lie in (0, 1) and times is > 1, got {risk}, {delta} and {times}")
    if not (check >= 0 and mistake >= 0 and between >= 1 and all(map(isfinite, (check, mistake, between)))):
        raise ValueError(f"costs are >= 0 and rises at least 1 apart, got {check}, {mistake} and {between}")
    worse = min(1.0, times * risk)
    checks = noticed(worse, risk, delta, after=after)
    more = (worse - risk) * mistake  # what an unnoticed decision costs more
    least = min(1.0, checks / between)
    best = sqrt(checks * more / (between * check)) if check else 1.0
    rate = min(1.0, max(least, best))
    return Spots(
        rate=rate,
        checks=checks,
        until=checks / rate,
        unnoticed=checks / rate * (worse - risk),
        cost=rate * check + checks / (rate * between) * more,
        bound="all" if best >= 1 else "least" if best < least else "",
    )
