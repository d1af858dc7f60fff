"""What rules say of each other: a condition as boxes of properties, and whether earlier rules leave any of it.

What a rule sees is float32, so ``under 3`` is ``at most the number before 3``; each comparison is a span of numbers,
its lower end left out and its upper end taken in, and nothing is lost in reckoning with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from ninelives.stages.train.written.grammar import Comparison, Condition, Every, Not

Span = tuple[float, float]  # over the first, at most the second
Box = Mapping[str, Span]  # of the properties that are spoken of
ALL: Final[Span] = (-np.inf, np.inf)
MOST: Final = 512  # boxes of one condition
PIECES: Final = 2_000  # of what is left, before it is given up


class TooManyError(Exception):
    """A condition has more alternatives than can be reckoned with."""


def span(comparison: Comparison) -> Span:
    """The numbers that a comparison takes; yes is 1 and no is 0."""
    if comparison.sign in ("yes", "no"):
        return (0.5, np.inf) if comparison.sign == "yes" else (-np.inf, 0.5)
    ends = [float(np.float32(number)) for number in comparison.numbers]
    below = float(np.nextafter(np.float32(ends[0]), np.float32(-np.inf)))
    spans = {
        "<": (-np.inf, below),
        "<=": (-np.inf, ends[0]),
        ">": (ends[0], np.inf),
        ">=": (below, np.inf),
        "=": (below, ends[0]),
        "between": (ends[0], ends[-1]),
    }
    return spans[comparison.sign]


def boxes(condition: Condition, domain: Mapping[str, Span], *, held: bool = True) -> list[Box]:
    """Boxes that together are what a condition takes, or with ``held=False`` what it leaves.

    Raises:
        TooManyError: they are more than ``MOST``.
    """
    if isinstance(condition, Comparison):
        whole, (low, high) = domain.get(condition.name, ALL), span(condition)
        spans = [(low, high)] if held else [(-np.inf, low), (high, np.inf)]
        return [{condition.name: part} for each in spans if not _is_empty(part := _common(each, whole))]
    if isinstance(condition, Not):
        return boxes(condition.of, domain, held=not held)
    found = [boxes(part, domain, held=held) for part in condition.of]
    if isinstance(condition, Every) == held:
        return _product(found)
    return _bounded([box for part in found for box in part])


def _product(factors: Sequence[Sequence[Box]]) -> list[Box]:
    product: list[Box] = [{}]
    for factor in factors:
        joined = (_intersection(one, other) for one in product for other in factor)
        product = _bounded([box for box in joined if box is not None])
    return product


def _bounded(found: list[Box]) -> list[Box]:
    if len(found) > MOST:
        raise TooManyError
    return found


def _intersection(one: Box, other: Box) -> Box | None:
    both = {name: _common(one.get(name, ALL), other.get(name, ALL)) for name in {**one, **other}}
    return None if any(map(_is_empty, both.values())) else both


def _common(one: Span, other: Span) -> Span:
    return max(one[0], other[0]), min(one[1], other[1])


def _is_empty(part: Span) -> bool:
    return part[0] >= part[1]


def covered(wanted: Sequence[Box], earlier: Sequence[Box], domain: Mapping[str, Span]) -> bool:
    """Whether earlier boxes leave nothing of the wanted ones; False too where that takes too long to tell."""
    left = list(wanted)
    for taken in sorted(earlier, key=len):  # what is said of few properties takes much at once
        if not left:
            break
        left = [piece for box in left for piece in _without(box, taken, domain)]
        if len(left) > PIECES:
            return False
    return not left


def overlap(one: Sequence[Box], other: Sequence[Box]) -> bool:
    """Whether some numbers lie in both."""
    return not all(_apart(each, another) for each in one for another in other)


def _apart(one: Box, other: Box) -> bool:
    """Whether no number lies in both."""
    shared = ((span, other[name]) for name, span in one.items() if name in other)
    return any(high <= least or low >= most for (low, high), (least, most) in shared)


def _without(box: Box, taken: Box, domain: Mapping[str, Span]) -> list[Box]:
    """The parts of a box that another does not take."""
    if _apart(box, taken):
        return [box]
    parts: list[Box] = []
    inside = dict(box)
    for name, (low, high) in taken.items():
        here = inside.get(name, domain.get(name, ALL))
        outside = [_common(here, side) for side in ((-np.inf, low), (high, np.inf))]
        parts += [{**inside, name: part} for part in outside if not _is_empty(part)]
        inside[name] = _common(here, (low, high))
    return parts
