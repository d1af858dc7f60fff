"""What a model's mistakes cost beside doing it by hand, as a terminal and a page say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ninelives.report.asked import exact, money
from ninelives.report.words import Interval, between, percent

WORDS = {
    "minute": "a person's minute costs {}",
    "human": "asking a person costs {}",
    "wrong": "a mistake costs {}",
    "by_hand": "a case by hand costs {}",
}
NOUN: Final = "photo"


@dataclass(frozen=True, slots=True)
class Charged:
    """Mean cost of a photo or row.

    Attributes:
        mean: where the model decides alone.
        interval: of it, 95 %, over scenes.
        by_hand: of a person who decides.
        currency: its sign.
        assumed: names of costs that nobody said.
        costs: all of them.
        noun: what an item is called.
        beyond: of numbers, the share that is further off than what is still right, with its interval.
    """

    mean: float
    interval: Interval
    by_hand: float
    currency: str
    assumed: tuple[str, ...]
    costs: Mapping[str, Any]
    noun: str = NOUN
    beyond: tuple[float, Interval] | None = None


def sentence(told: Charged) -> str:
    """What a photo or row costs that it decides alone, and by hand."""
    low, high = (money(end, told.currency) for end in told.interval)
    alone = f"its mistakes cost {money(told.mean, told.currency)} a {told.noun} ({low} to {high}, 95 % sure)"
    right, risk = told.costs["by_hand_right"], told.costs["risk"]
    hand = f"by hand a {told.noun} costs {_hand(told)}, as {exact(right)} are right"
    off = f"It is {_beyond(told)}. " if told.beyond else ""
    return f"{off}Where it decides alone, {alone}; {hand}. At most {exact(risk)} may be wrong."


def _beyond(told: Charged) -> str:
    """How often a number is too far off: ``off by more than 5 kWh in 16.2 % (14.0–18.4)``."""
    assert told.beyond is not None
    share, interval = told.beyond
    return f"off by more than {told.costs['within']:g} {told.costs['unit']} in {percent(share)} ({between(interval)})"


def _hand(told: Charged) -> str:
    """A person's price and, beside it, that of the mistakes that a person makes: the same yardstick for both."""
    mistakes = (1 - told.costs["by_hand_right"]) * told.costs["mistake"]
    return f"{money(told.by_hand, told.currency)} and {money(mistakes, told.currency)} of mistakes"


def assumed(told: Charged) -> tuple[str, ...]:
    """What of the costs nobody said, in words."""
    said = [WORDS[name].format(money(told.costs[name], told.currency)) for name in told.assumed if name in WORDS]
    said += [f"by hand {exact(told.costs['by_hand_right'])} are right"] if "by_hand_right" in told.assumed else []
    said += [f"off by {told.costs['within']:g} is still right"] if "within" in told.assumed else []
    return (*said, *([f"at most {exact(told.costs['risk'])} may be wrong"] if "risk" in told.assumed else []))


def lines(told: Charged | None) -> list[str]:
    """What ``train`` prints of it; nothing without a problem."""
    if told is None:
        return []
    low, high = (money(end, told.currency) for end in told.interval)
    alone = f"its mistakes cost {money(told.mean, told.currency)} a {told.noun} ({low} to {high})"
    off = [f"  too far     {_beyond(told)}"] if told.beyond else []
    words = assumed(told)
    rest = [f"  assumed     {'; '.join(words)}"] if words else []
    return [*off, f"  costs       {alone}, by hand it is {_hand(told)}", *rest]
