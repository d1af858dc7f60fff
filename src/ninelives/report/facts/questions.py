"""The rung `rules` of a table read aloud: each leaf with the questions that lead to it, in the order that they grew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.kernels.nets.rungs.tables import Rules, RulesOfNumbers
from ninelives.report.facts.rules import added
from ninelives.report.rules import Rule
from ninelives.report.words import figure, list_and

if TYPE_CHECKING:
    from ninelives.artifacts.table import Feature

FEW = 4  # names in one clause
EPOCH, DAYS = date(1970, 1, 1), 700_000  # which days are counted from; further ones have no date


@dataclass(frozen=True, slots=True)
class Known:
    """What the questions so far tell of one column.

    Attributes:
        low, high: of a number: over, and at most.
        named: of a category: the one that it is, or None.
        others: of a category: those that it is not.
        missing: whether a row without a value comes here too.
        gaps: whether one did in fitting.
    """

    low: float = -np.inf
    high: float = np.inf
    named: int | None = None
    others: tuple[int, ...] = ()
    missing: bool = True
    gaps: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """A node, and what leads to it: of each column that was asked about."""

    node: int
    known: dict[int, Known] = field(default_factory=dict)


def aloud(
    rung: Rules | RulesOfNumbers,
    features: Sequence[Feature],
    classes: Sequence[str] | None,
    own: Mapping[str, Any] | None = None,
) -> tuple[Rule, ...]:
    """Each leaf as a rule, with the rows that it decides; rules that the user wrote first, in the writer's words.

    Args:
        rung: the tree.
        features: the columns that it reads.
        classes: their names; None for numbers, where ``kind`` is the number that is said.
        own: what is told of written rules, as ``facts["rules"]`` of a model; of the others only what is asked behind
            these is said.
    """
    tail = own["tail"] if own else 0
    known = {path.node: path.known for path in _leaves(rung, tail)}
    lines = own["written"] if own else ()
    written = [replace(_rule(rung, line["leaf"], line["text"], classes), written=True) for line in lines]
    return (*written, *(_rule(rung, leaf, _sentence(known[leaf], features), classes) for leaf in added(rung, tail)))


def _rule(rung: Rules | RulesOfNumbers, leaf: int, text: str, classes: Sequence[str] | None) -> Rule:
    count = int(rung.count[leaf])
    if isinstance(rung, RulesOfNumbers):
        return Rule(text, figure(float(rung.value[leaf])), count, count)
    assert classes is not None
    best = int(rung.value[leaf].argmax())
    return Rule(text, classes[best], count, int(rung.rows[leaf, best]))


def _leaves(rung: Rules | RulesOfNumbers, root: int) -> Iterator[Path]:
    """Each leaf with what leads to it; no recursion, since a tree may be deeper than Python's stack."""
    below = [Path(root)]
    while below:
        path = below.pop()
        if rung.feature[path.node] < 0:
            yield path
        else:
            below += [_step(rung, path, yes=True), _step(rung, path, yes=False)]


def _step(rung: Rules | RulesOfNumbers, path: Path, *, yes: bool) -> Path:
    """One answer further down."""
    node = path.node
    feature, kind = int(rung.feature[node]), int(rung.category[node])
    was = path.known.get(feature, Known())
    now = replace(
        was,
        missing=was.missing and (rung.missing[node] == 1) == yes,
        gaps=was.gaps or bool(rung.gaps[node]),
    )
    if kind < 0:
        cut = float(rung.threshold[node])
        now = replace(now, high=min(now.high, cut)) if yes else replace(now, low=max(now.low, cut))
    else:
        now = replace(now, named=kind) if yes else replace(now, others=(*now.others, kind))
    return Path(int((rung.left if yes else rung.right)[node]), {**path.known, feature: now})


def _sentence(known: dict[int, Known], features: Sequence[Feature]) -> str:
    return " and ".join(_clause(features[at], each) for at, each in known.items()) or "always"


def _clause(of: Feature, known: Known) -> str:
    name = of.column if _dated(of) else of.name
    return f"{name} {_said(of, known)}" + (" (or missing)" if known.missing and known.gaps else "")


def _said(of: Feature, known: Known) -> str:
    if of.categories:
        if known.named is not None:
            return f"is {of.categories[known.named]}"
        left = [name for kind, name in enumerate(of.categories) if kind not in known.others]
        if len(left) == 1:
            return f"is {left[0]}"
        names = [of.categories[kind] for kind in sorted(known.others)]
        more = [f"{len(names) - FEW:,} more"] if len(names) > FEW else []
        return f"is not {list_and([*names[:FEW], *more], 'or')}"
    if of.kind == "boolean":
        return f"is {'yes' if np.isinf(known.high) else 'no'}"
    low, high = (_cut(of, end) for end in (known.low, known.high))
    most, over = ("is not after", "is after") if _dated(of) else ("is at most", "is over")
    if np.isinf(known.low):
        return f"{most} {high}"
    return f"{over} {low}" if np.isinf(known.high) else f"is between {low} and {high}"


def _dated(of: Feature) -> bool:
    """Whether it is the days of a date, which are told as the date that they are."""
    return of.name == f"{of.column} days"


def _cut(of: Feature, threshold: float) -> str:
    """A threshold to all the digits that a question was given; of days the last whole one."""
    if _dated(of) and abs(threshold) < DAYS:
        return (EPOCH + timedelta(days=int(np.floor(threshold)))).isoformat()
    return f"{'−' if threshold < 0 else ''}{abs(threshold):.8g}"
