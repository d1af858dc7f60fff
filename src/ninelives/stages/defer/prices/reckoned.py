"""The cheapest rule that keeps the promise, and its rivals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ninelives.errors import NinelivesError
from ninelives.kernels.stats.betting.spots import spot_rate
from ninelives.kernels.stats.price import Choice, Prices, cheapest, contradictions, swings
from ninelives.stages.defer.prices.costs import cases_of, costs_of, prices_of
from ninelives.stages.defer.prices.priced import Priced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ninelives.artifacts.handoff.judged import Bools, Floats, Judged
    from ninelives.artifacts.problem import Problem
    from ninelives.stages.defer.asked import Task
    from ninelives.stages.defer.sources import Source

BETWEEN: Final = 10_000  # decisions between two rises of the risk, where nobody knows how many come


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
    cases = cases_of(costs, judged, may, task, score=score, weight=weight)
    human, between = float(costs["human"]), max(1.0, costs.get("a_year") or BETWEEN)
    spots = spot_rate(task.risk, delta, check=human, mistake=float(costs["mistake"]), between=between)
    prices = prices_of(costs, spots.rate if passed else 0.0)
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


def _growing(choice: Choice, prices: Prices) -> list[str]:
    queue = choice.best.queue
    if queue is None or not queue.grows:
        return []
    more = f"people can answer {prices.capacity:,.0f} cases a day, and {queue.more:,.0f} more come"
    return [f"the queue only grows: {more}, so in the end nobody is answered"]
