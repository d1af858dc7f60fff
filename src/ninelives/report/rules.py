"""Rules and what they ask for, as a terminal and a page say it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.glance import visible
from ninelives.report.terminal import paint
from ninelives.report.words import Interval, count, list_and, percent, plural, points, seconds

if TYPE_CHECKING:
    from ninelives.artifacts.properties import Property

SOURCES = {"photo": "measured", "column": "a column of the table", "answers": "people"}
MANY = 1_000  # photos that a price is told of


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the rung `rules`, as a person reads it.

    Attributes:
        text: a condition, ``its centre is dark and ...``; of a written rule all the writer's words.
        kind: the class that it names.
        count: photos it was fitted on that it decides.
        hits: of them those that are of that class.
        written: by the user, and not learned.
        gain: in share right, of the list up to it over the list without it; None for what is said of the rest.
        interval: of the gain, 95 %.
        pays: whether it is among those that are enough.
    """

    text: str
    kind: str
    count: int
    hits: int
    written: bool = False
    gain: float | None = None
    interval: Interval = (0.0, 0.0)
    pays: bool = True


def gained(rule: Rule) -> str:
    """What adding a rule gained: ``+3.2 points (1.1 to 5.3)``; empty where it is not told."""
    if rule.gain is None:
        return ""
    low, high = (100 * end for end in rule.interval)
    sign = "+" if rule.gain > 0 else "−" if rule.gain < 0 else "±"
    return f"{sign}{points(rule.gain)} ({_signed(low)} to {_signed(high)})"


def _signed(number: float) -> str:
    return f"{number:.1f}".replace("-", "−").replace("−0.0", "0.0")


def right(rule: Rule, noun: str = "photo") -> str:
    """How often a rule is right on the photos that it was fitted on."""
    if not rule.count:
        return f"no {noun} comes to it"
    return f"right for {count(rule.hits)} of {plural(rule.count, noun)}"


def stops(told: Mapping[str, Any]) -> str:
    """Where the list stops paying, in a sentence."""
    many, enough = len(told["steps"]), told["enough"]
    if many == 1:
        return "There is one rule."
    share = percent(told["steps"][enough - 1]["score"])
    if enough == many:
        return "The list pays to its last rule: every shorter one is worse by more than one standard error."
    first = "The first rule is" if enough == 1 else f"The first {enough} of {many} rules are"
    return f"{first} enough ({share}): no longer list is better by more than one standard error."


def price(properties: Sequence[Property]) -> str:
    """A person's time that some properties cost for one photo: ``12 s``; empty where they cost none."""
    minutes = sum(each.minutes for each in properties)
    return seconds(60 * minutes) if minutes else ""


def asks(chosen: str, read: Sequence[Property], told: Sequence[Property]) -> str:
    """What the chosen rung has to be told of a new photo, and what that costs; empty where nothing was ever told."""
    if not told:
        return ""
    if not read:
        spared = f", which spares {price(told)} of a person's time" if price(told) else ""
        return f"Of a new photo {chosen} has to be told nothing{spared}"
    named, cost = list_and(each.name for each in read), price(read)
    many = seconds(60 * MANY * sum(each.minutes for each in read))
    priced = f": {cost} of a person's time, {many} for {count(MANY)} photos" if cost else ""
    return f"Of a new photo {chosen} has to be told {named}{priced}"


def option(read: Sequence[Property]) -> str:
    """What a command for new photos needs to be typed behind it, people's answers in files; empty for none."""
    files = [f"{each.name}={each.name}.csv" for each in read if each.source == "answers"]
    return f" --properties {shlex.quote(','.join(files))}" if files else ""


def lines(facts: Mapping[str, Any], chosen: str, read: Sequence[Property], told: Sequence[Property]) -> list[str]:
    """What ``train`` prints of them; nothing where there are none."""
    found = []
    if facts["rules"] is not None and len(facts["rules"]["steps"]) > 1:
        found.append(f"  rules       {_short(facts['rules'])}")
    if said := asks(chosen, read, told):
        found.append(f"  {paint('asks', 'estimate' if read else 'seen')}        {visible(said)}")
    return found


def _short(told: Mapping[str, Any]) -> str:
    steps, enough, own = told["steps"], told["enough"], len(told["written"])
    first = f"{enough} of {len(steps)} are enough ({percent(steps[enough - 1]['score'])})"
    if not own:
        return (
            f"{first}; more gain at most one standard error"
            if enough < len(steps)
            else f"the list pays to the last of {len(steps)}"
        )
    alone = f"your {own} alone are right in {percent(steps[own]['score'])}"
    return f"{alone}; {first}" if enough < len(steps) or len(steps) > own + 1 else alone
