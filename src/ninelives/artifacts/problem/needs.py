"""Which data to get, the cheapest first: what a gap lacks, what a class lacks, and what shows the wanted risk."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from ninelives.artifacts.envelope.regions import SEEN

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Gaps
    from ninelives.artifacts.envelope.gaps import Gap
    from ninelives.artifacts.problem.answer import Held, Sizes
    from ninelives.artifacts.problem.problem import Problem

Why = Literal["gap", "class", "label", "risk"]


@dataclass(frozen=True, slots=True)
class Need:
    """Some data to get.

    Attributes:
        why: a condition that would be new (``gap``), an answer of which too few are there (``class``), data that nobody
            has answered yet (``label``), or too few to show the wanted risk (``risk``).
        what: the condition or the class; empty for the risk.
        count: how many of them.
        looked: how many a person looks at to get these.
        price: of that person's time.
        days: until so many forecasts have come true; None for what does not wait.
    """

    why: Why
    what: str
    count: int
    looked: int
    price: float
    days: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def needs(problem: Problem, gaps: Gaps, sizes: Sizes, held: Held | None) -> tuple[Need, ...]:
    """All that is lacking, the cheapest first.

    Args:
        problem: what is asked.
        gaps: conditions of its use that its data lack.
        sizes: how many show the wanted risk.
        held: the data that are there; None where none are known.
    """
    items = 0 if held is None else held.items
    found = [_need(problem, "gap", what, count, count) for what, count in _lacking(gaps)]
    if held is not None and items and not held.answered:
        found.append(_need(problem, "label", "", items, min(items, sizes.likely)))
    found += _classes(problem, held.classes if held else {})
    apart = min(max(300, items // 5), 2 * items // 5)  # what `train` keeps for a later guarantee
    if (left := sizes.likely - apart) > 0:
        found.append(_need(problem, "risk", "", left, left))
    return tuple(sorted(found, key=lambda need: (need.price, need.looked)))


def _need(problem: Problem, why: Why, what: str, count: int, looked: int) -> Need:
    ahead = problem.outputs.ahead_hours
    days = count * ahead / 24 if ahead and why == "risk" else None
    return Need(why, what, count, looked, looked * problem.loss.human, days)


def _classes(problem: Problem, held: Mapping[str, int]) -> list[Need]:
    """Each class of which fewer are there than a region needs to be seen; met by chance, the rarest takes longest.

    What is said never to be is not looked for.
    """
    shares = problem.shares
    short = {name: SEEN - held.get(name, 0) for name, share in shares.items() if share and held.get(name, 0) < SEEN}
    looks = {name: math.ceil(count / shares[name]) for name, count in short.items()}
    common = [name for name in short if looks[name] <= 2 * SEEN * max(2, len(short))]
    found = [_need(problem, "class", name, short[name], looks[name]) for name in short if name not in common]
    if common:
        names = " and ".join(common) if len(common) < 3 else f"{len(common)} answers"
        count, looked = sum(short[name] for name in common), max(looks[name] for name in common)
        found.append(_need(problem, "class", names, count, max(count, looked)))
    return found


def _lacking(gaps: Gaps) -> list[tuple[str, int]]:
    """Conditions as a person says them, neighbours as one, and the scenes that would make each seen."""
    single: dict[str, list[Gap]] = {}
    found = []
    for gap in gaps:
        if len(gap.conditions) == 1:
            single.setdefault(gap.axes[0].name, []).append(gap)
        else:
            found.append((gap.words, SEEN - gap.scenes))
    return [each for same in single.values() for each in _runs(same)] + found


def _runs(same: Sequence[Gap]) -> list[tuple[str, int]]:
    axis, by_bin = same[0].axes[0], {gap.conditions[0][1]: gap for gap in same}
    runs = axis.runs(by_bin)
    return [(axis.words(run[0], run[-1]), sum(SEEN - by_bin[label].scenes for label in run)) for run in runs]
