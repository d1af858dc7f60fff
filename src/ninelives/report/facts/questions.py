"""The rules of a table read aloud: what leads to each leaf, in the words of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from ninelives.kernels.nets.rungs.tables import Rules, RulesOfNumbers
from ninelives.report.digits import threshold


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column is called.

    Attributes:
        name: of the column.
        categories: names of its codes, in order; none for numbers.
        yes_no: whether its numbers are 1 for yes and 0 for no.
    """

    name: str
    categories: tuple[str, ...] = ()
    yes_no: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One rule.

    Attributes:
        text: ``sex is female and pclass is at most 2.5``; ``always`` for a tree without a question.
        leaf: the node that it ends in.
        rows: that it decides, of those that were learned from.
        says: its class, or its number.
        share: of its rows that are of that class; None of numbers.
    """

    text: str
    leaf: int
    rows: int
    says: str | float
    share: float | None


@dataclass(slots=True)
class _Asked:
    """What is known of one column on the way to a leaf."""

    low: float = -np.inf
    high: float = np.inf
    is_: int | None = None
    isnt: list[int] = field(default_factory=list)
    unknown: bool = False  # whether rows came this way whose answer was missing
    gone: bool = False  # whether rows went another way whose answer was missing


def aloud(rules: Rules | RulesOfNumbers, columns: Sequence[Heading], classes: Sequence[str] = ()) -> tuple[Line, ...]:
    """Each rule of a tree, those that decide most rows first.

    Args:
        rules: the rung.
        columns: what each column is called.
        classes: their names; none for numbers.
    """
    lines = []
    for leaf, asked in _ways(rules):
        text = " and ".join(_clause(columns[column], told) for column, told in asked.items()) or "always"
        rows = int(rules.count[leaf])
        if isinstance(rules, Rules):
            kind = int(rules.value[leaf].argmax())
            lines.append(Line(text, leaf, rows, classes[kind], float(rules.rows[leaf, kind] / max(rows, 1))))
        else:
            lines.append(Line(text, leaf, rows, float(rules.value[leaf]), None))
    return tuple(sorted(lines, key=lambda line: -line.rows))


def _ways(rules: Rules | RulesOfNumbers) -> Iterator[tuple[int, dict[int, _Asked]]]:
    """Each leaf with what leads to it; no recursion, since a tree may be deeper than Python's stack."""
    below: list[tuple[int, tuple[tuple[int, bool], ...]]] = [(0, ())]
    while below:
        node, way = below.pop()
        if rules.feature[node] < 0:
            yield node, _together(rules, way)
            continue
        below.append((int(rules.right[node]), (*way, (node, False))))
        below.append((int(rules.left[node]), (*way, (node, True))))


def _together(rules: Rules | RulesOfNumbers, way: tuple[tuple[int, bool], ...]) -> dict[int, _Asked]:
    """The answers on one way, by column, in the order of the first question about each."""
    found: dict[int, _Asked] = {}
    for node, left in way:
        told = found.setdefault(int(rules.feature[node]), _Asked())
        category, cut = int(rules.category[node]), float(rules.threshold[node])
        if category >= 0 and left:
            told.is_ = category
        elif category >= 0:
            told.isnt.append(category)
        elif left:
            told.high = min(told.high, cut)
        else:
            told.low = max(told.low, cut)
        here = bool(rules.missing[node]) == left
        told.gone |= not here and rules.gaps[node] > 0
        told.unknown = here and rules.gaps[node] > 0
    return found


def _clause(of: Heading, told: _Asked) -> str:
    text = _of_category(of, told) if told.is_ is not None or told.isnt else _of_number(of, told)
    return f"{text} or unknown" if told.unknown and not told.gone else text


def _of_category(of: Heading, told: _Asked) -> str:
    if told.is_ is not None:
        return f"{of.name} is {of.categories[told.is_]}"
    left = [name for code, name in enumerate(of.categories) if code not in told.isnt]
    if len(left) == 1:
        return f"{of.name} is {left[0]}"
    names = [of.categories[code] for code in told.isnt]
    return f"{of.name} is {'not' if len(names) == 1 else 'neither'} {' nor '.join(names)}"


def _of_number(of: Heading, told: _Asked) -> str:
    if of.yes_no:
        return f"{of.name} is {'yes' if np.isinf(told.high) else 'no'}"
    if np.isinf(told.low):
        return f"{of.name} is at most {threshold(of.name, told.high)}"
    if np.isinf(told.high):
        return f"{of.name} is over {threshold(of.name, told.low)}"
    return f"{of.name} is between {threshold(of.name, told.low)} and {threshold(of.name, told.high)}"
