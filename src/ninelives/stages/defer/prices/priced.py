"""What the rules were found to cost, as it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.report.words import percent, seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ninelives.kernels.stats.price import Choice, Rule, Swing, Waiting

NAMES: Final = {
    "minute": "a minute",
    "human": "a human",
    "wrong": "a mistake",
    "by_hand": "by hand",
    "by_hand_right": "how often people are right",
    "within": "how far off is wrong",
}
WORDS: Final = {
    "keep": "alone where sure, else a human",
    "alone": "always the machine",
    "human": "always a human",
    "by hand": "by hand as today",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """What was reckoned.

    Attributes:
        currency: its sign.
        minute: price of a person's minute.
        choice: the rules.
        swings: what other prices would change.
        assumed: names of what nobody said.
        spot_rate: share of what is kept that a person looks at too.
        notes: costs that contradict each other, and queues that only grow.
    """

    currency: str
    minute: float
    choice: Choice
    swings: Sequence[Swing]
    assumed: tuple[str, ...]
    spot_rate: float
    notes: tuple[str, ...]

    @property
    def threshold(self) -> float | None:
        """From which it decides alone; None where a person is cheaper for all, or nothing was promised."""
        return self.choice.best.threshold

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        choice = self.choice
        others = [choice.alone, choice.human, *([choice.hand] if choice.hand else [])]
        rules = [choice.best, *(each for each in others if each.name != choice.best.name)]
        rules += [choice.cheaper] if choice.cheaper is not None and choice.cheaper.name == "keep" else []
        return {
            "currency": self.currency,
            "minute": self.minute,
            "cost": choice.best.cost,
            "cost_if_alone": choice.alone.cost,
            "cost_if_human": choice.human.cost,
            "cost_by_hand": None if choice.hand is None else choice.hand.cost,
            "assumed": [NAMES[name] for name in self.assumed if name in NAMES],
            "best": choice.best.name,
            "rules": [_told(rule) for rule in rules],
            "cheaper": None if choice.cheaper is None else _told(choice.cheaper),
            "sensitivity": [_swung(each) for each in self.swings],
            "capacity": _queue(choice.best.queue),
        }


def _told(rule: Rule) -> dict[str, Any]:
    finite = rule.threshold is not None and np.isfinite(rule.threshold)
    return {
        "name": rule.name,
        "words": WORDS[rule.name],
        "cost": rule.cost,
        "risk": rule.risk,
        "keeps": rule.keeps,
        "kept": rule.kept,
        "threshold": rule.threshold if finite else None,
        "grows": rule.grows,
    }


def _swung(swing: Swing) -> dict[str, Any]:
    return {
        "name": swing.name,
        "words": "",
        "value": swing.value,
        "low": swing.low,
        "high": swing.high,
        "cost_low": swing.cost_low,
        "cost_high": swing.cost_high,
        "flips_at": swing.flips_at,
        "flips_to": None if swing.flips_to is None else swing.flips_to.name,
    }


def _queue(queue: Waiting | None) -> dict[str, Any] | None:
    if queue is None:
        return None
    finite = float(queue.utilisation) if np.isfinite(queue.utilisation) else None
    words = f"the queue only grows, by {queue.more:,.0f} a day"
    if queue.hours is not None:
        words = (
            f"an answer takes {seconds(3600 * queue.hours)} on average; people are busy {percent(queue.utilisation, 0)}"
        )
    return {
        "words": words,
        "utilisation": finite,
        "wait_minutes": None if queue.hours is None else 60 * queue.hours,
        "grows": queue.grows,
        "more_a_day": queue.more,
    }
