"""A decision tree, read aloud as rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ninelives.kernels.nets.rungs import Rules
from ninelives.kernels.photos.properties import NAMES
from ninelives.report.model import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator


def aloud(rules: Rules, classes: tuple[str, ...]) -> tuple[Rule, ...]:
    """One rule a leaf, the one that decides most photos first."""
    photos = rules.photos()
    found = [
        Rule(
            text=_sentence(bounds),
            kind=classes[int(rules.value[leaf].argmax())],
            count=int(rules.count[leaf]),
            hits=int(photos[leaf, rules.value[leaf].argmax()]),
        )
        for leaf, bounds in _leaves(rules, 0, {})
    ]
    return tuple(sorted(found, key=lambda rule: -rule.count))


Bounds = dict[int, tuple[float, float]]  # property → (over, at most)


def _leaves(rules: Rules, node: int, bounds: Bounds) -> Iterator[tuple[int, Bounds]]:
    feature = int(rules.feature[node])
    if feature < 0:
        yield node, bounds
        return
    low, high = bounds.get(feature, (-np.inf, np.inf))
    cut = float(rules.threshold[node])
    yield from _leaves(rules, int(rules.left[node]), {**bounds, feature: (low, min(high, cut))})
    yield from _leaves(rules, int(rules.right[node]), {**bounds, feature: (max(low, cut), high)})


def _sentence(bounds: Bounds) -> str:
    return " and ".join(_clause(NAMES[feature], *limits) for feature, limits in bounds.items()) or "always"


def _clause(name: str, low: float, high: float) -> str:
    if np.isinf(low):
        return f"{name} is at most {high:.2g}"
    if np.isinf(high):
        return f"{name} is over {low:.2g}"
    return f"{name} is between {low:.2g} and {high:.2g}"
