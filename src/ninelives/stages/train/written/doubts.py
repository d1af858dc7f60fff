"""What is wrong with rules that can be read: strangers, kinds that do not fit, and rules that can never fire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ninelives.artifacts.properties.named import NUMBER, YES_NO
from ninelives.report.words import list_and
from ninelives.stages.train.written.grammar import Condition, Rule, comparisons, meant
from ninelives.stages.train.written.logic import Box, Span, TooManyError, boxes, covered, overlap

Kinds = Mapping[str, str | None]  # property → its kind, None where that is not known yet
NAMED = ": a column or a file of answers is named by --properties"
Doubt = tuple[int, str]  # place in the text, and what is wrong there


def strangers(condition: Condition, known: Sequence[str], how: str = NAMED) -> Iterator[Doubt]:
    """Properties that nobody has; ``how`` one would be named, for photos."""
    for each in comparisons(condition):
        if each.name not in known:
            hint = meant(each.name, known) or how or f": there are {', '.join(list(known)[:8])}"
            yield each.at, f"there is no property '{each.name}'{hint}"


def misfits(condition: Condition, kinds: Kinds) -> Iterator[Doubt]:
    """Yes and no where a number is wanted, and the other way round."""
    for each in comparisons(condition):
        kind, asks = kinds.get(each.name), YES_NO if each.sign in ("yes", "no") else NUMBER
        if kind is not None and kind != asks:
            what = "a number: is over 3, is at most 3" if kind == NUMBER else "yes or no: is yes, is no"
            yield each.at, f"the property '{each.name}' is {what}"


def never(rules: Sequence[Rule], domain: Mapping[str, Span]) -> Iterator[tuple[int, Doubt]]:
    """Rules that no photo can come to: position of the rule, and why.

    Args:
        rules: in order, without derived properties.
        domain: the numbers that some properties can have at all.
    """
    taken: list[list[Box]] = []
    for number, rule in enumerate(rules):
        try:
            own = boxes(rule.condition, domain)
        except TooManyError:
            yield number, (0, "the rule has too many alternatives to be checked: make several rules of it")
            own = []
        else:
            if why := _idle(rule, own) or _late(rule, own, rules, taken, domain):
                yield number, (0, why)
                own = []  # what it would catch is caught
        taken.append(own)


def _idle(rule: Rule, own: Sequence[Box]) -> str:
    return "" if own else f"no photo can ever meet this condition, so it never says '{rule.kind}'"


def _late(
    rule: Rule, own: Sequence[Box], rules: Sequence[Rule], taken: Sequence[Sequence[Box]], domain: Mapping[str, Span]
) -> str:
    """Why earlier rules leave nothing for this one; empty where they do."""
    for number, before in enumerate(taken):
        if before and covered(own, before, domain):
            if not covered(before, own, domain):
                return f"the rule can never fire: rule {number + 1} before it catches all that it would"
            if rules[number].kind == rule.kind:
                return f"the rule says what rule {number + 1} has said"
            other = f"it says '{rules[number].kind}', this says '{rule.kind}'"
            return f"the rule contradicts rule {number + 1}: their conditions are the same, {other}"
    if covered(own, [box for before in taken for box in before], domain):
        meets = [str(number + 1) for number, before in enumerate(taken) if overlap(own, before)]
        return f"the rule can never fire: rules {list_and(meets)} before it catch all that it would"
    return ""
