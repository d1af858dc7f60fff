"""The rung `rules` read aloud: written rules in the writer's words and order, then the learned ones as they grew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ninelives.artifacts.properties import Property
from ninelives.kernels.nets.rungs import Rules
from ninelives.report.charts import Growth
from ninelives.report.digits import threshold
from ninelives.report.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator


class Grown(Protocol):
    """A tree whose two nodes of a question stand where they came in growing."""

    @property
    def feature(self) -> np.ndarray:
        """What each node asks about, -1 at a leaf."""

    @property
    def left(self) -> np.ndarray:
        """Where yes leads."""

    @property
    def right(self) -> np.ndarray:
        """Where no leads."""

    @property
    def count(self) -> np.ndarray:
        """How many came by each node in fitting."""


def aloud(
    rules: Rules, classes: Sequence[str], told: Mapping[str, Any], properties: Sequence[Property]
) -> tuple[Rule, ...]:
    """Each rule with the photos that it decides, and what adding it gained.

    Args:
        rules: the rung.
        classes: their names.
        told: what the model says of its rules: ``written``, ``otherwise``, ``tail``, ``steps``.
        properties: what the rung sees, in order.
    """
    own = [
        _gaining(Rule(line["text"], line["class"], *_decided(rules, line["leaf"]), written=True), told, at)
        for at, line in enumerate(told["written"], 1)
    ]
    bounds = dict(_leaves(rules, told["tail"]))
    grown = [
        Rule(_sentence(bounds[leaf], properties), classes[int(rules.value[leaf].argmax())], *_decided(rules, leaf))
        for leaf in added(rules, told["tail"])
    ]
    first, *rest = grown
    learned = [first, *(_gaining(rule, told, at) for at, rule in enumerate(rest, len(own) + 1))]
    if told["otherwise"] is not None:
        learned = [replace(learned[0], text=f"otherwise {told['otherwise']}", written=True)]
    return (*own, *learned)


def growth(told: Mapping[str, Any]) -> Growth:
    """How often lists of one rule, of two and so on are right."""
    steps = tuple((step["score"], tuple(step["interval"])) for step in told["steps"])
    best = max(told["steps"], key=lambda step: step["score"])
    return Growth(steps, told["enough"], len(told["written"]), best["error"])


def added(rules: Grown, tail: int) -> list[int]:
    """The learned leaves in the order in which the tree grew: of a leaf that was split, the larger half stays."""
    leaves, count = [tail], rules.count
    inner = tail + np.flatnonzero(rules.feature[tail:] >= 0)
    for split in inner[np.argsort(rules.left[inner])].tolist():
        halves = sorted((int(rules.left[split]), int(rules.right[split])), key=lambda node: -count[node])
        leaves[leaves.index(split)] = halves[0]
        leaves.append(halves[1])
    return leaves


def _decided(rules: Rules, leaf: int) -> tuple[int, int]:
    """Photos that a leaf decides, and of them those of the class that it names."""
    return int(rules.count[leaf]), int(rules.photos[leaf, rules.value[leaf].argmax()])


def _gaining(rule: Rule, told: Mapping[str, Any], at: int) -> Rule:
    """A rule with what adding it gained, as the one after ``at`` others."""
    step = told["steps"][at]
    return replace(rule, gain=step["gain"], interval=tuple(step["gain_interval"]), pays=at < told["enough"])


Bounds = dict[int, tuple[float, float]]  # property → (over, at most)


def _leaves(rules: Rules, root: int) -> Iterator[tuple[int, Bounds]]:
    """Each leaf under ``root`` with what leads to it; no recursion, since a tree may be deeper than Python's stack."""
    below: list[tuple[int, Bounds]] = [(root, {})]
    while below:
        node, bounds = below.pop()
        feature, cut = int(rules.feature[node]), float(rules.threshold[node])
        if feature < 0:
            yield node, bounds
            continue
        low, high = bounds.get(feature, (-np.inf, np.inf))
        below.append((int(rules.left[node]), {**bounds, feature: (low, min(high, cut))}))
        below.append((int(rules.right[node]), {**bounds, feature: (max(low, cut), high)}))


def _sentence(bounds: Bounds, properties: Sequence[Property]) -> str:
    return " and ".join(_clause(properties[feature], *limits) for feature, limits in bounds.items()) or "always"


def _clause(of: Property, low: float, high: float) -> str:
    if of.kind == "yes/no":
        return f"{of.name} is {'yes' if np.isinf(high) else 'no'}"
    if np.isinf(low):
        return f"{of.name} is at most {threshold(of.name, high)}"
    if np.isinf(high):
        return f"{of.name} is over {threshold(of.name, low)}"
    return f"{of.name} is between {threshold(of.name, low)} and {threshold(of.name, high)}"
