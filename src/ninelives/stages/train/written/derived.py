"""Properties that a file of rules defines by others: ``heavy = "weight is over 3"``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ninelives.artifacts.toml import Place, Source
from ninelives.stages.train.written.grammar import (
    Comparison,
    Condition,
    Every,
    Names,
    Not,
    Some,
    comparisons,
    parse_condition,
)
from ninelives.stages.train.written.tokens import FaultError

MOST: Final = 1_000  # comparisons that one definition comes to
DEEPEST: Final = 100  # conditions within conditions that it comes to


@dataclass(frozen=True, slots=True)
class Definition:
    """A property that is yes where a condition holds.

    Attributes:
        name: of the property.
        condition: in the writer's words, other definitions unresolved.
        place: of these words in the file.
    """

    name: str
    condition: Condition
    place: Place


def names(source: Source) -> list[str]:
    """What a file defines, or means to."""
    table = source.told.get("properties")
    return list(table) if isinstance(table, dict) else []


def read(source: Source, known: Collection[str], values: Names | None = None) -> tuple[Definition, ...]:
    """The definitions of a file; what is wrong with them is left with ``source``.

    Args:
        source: the file.
        known: properties that there are without it.
        values: the names that some of them can be.
    """
    table = source.told.get("properties", {})
    if not isinstance(table, dict):
        source.fault_of('properties are named, each with its condition: heavy = "weight is over 3"', "properties")
        return ()
    every = [*known, *table]
    found = (_definition(source, name, text, known, every, values or {}) for name, text in table.items())
    return tuple(each for each in found if each)


def _definition(
    source: Source, name: str, text: object, known: Collection[str], every: list[str], values: Names
) -> Definition | None:
    if name in known:
        source.fault_of(f"the property '{name}' is there already: name yours otherwise", "properties", name)
    if not name.strip() or not isinstance(text, str):
        why = f"the property '{name}' is no condition in quotes: heavy = \"weight is over 3\""
        source.fault_of(why, "properties", name)
        return None
    place = source.place(text, "properties", name)
    try:
        return Definition(name, parse_condition(text, every, values), place)
    except FaultError as fault:
        source.fault(place.offsets[fault.at], fault.message)
        return None


def resolved(source: Source, definitions: tuple[Definition, ...]) -> dict[str, Condition]:
    """What each name stands for, without other definitions; none that leads back to itself, or is too long."""
    by_name = {each.name: each for each in definitions}
    for circle in _circles(by_name):
        source.fault(by_name[circle[0]].place.offsets[0], f"'{circle[0]}' is defined by itself: {' → '.join(circle)}")
    if not source.sound:
        return {}
    done: dict[str, Condition] = {}
    sizes: dict[str, tuple[int, int]] = {}
    for name in _inside_out(by_name):
        many, deep = sizes[name] = _size(by_name[name].condition, sizes)
        if many > MOST or deep > DEEPEST:
            what = f"{MOST:,} comparisons" if many > MOST else f"{DEEPEST} conditions within each other"
            source.fault(by_name[name].place.offsets[0], f"'{name}' comes to more than {what}")
            return {}
        done[name] = expanded(by_name[name].condition, done)
    return done


def _size(condition: Condition, known: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Comparisons that a condition comes to, and how deep they lie."""
    if isinstance(condition, Comparison):
        many, deep = known.get(condition.name, (1, 0))
        return many, deep + (condition.sign == "no")
    parts = [_size(part, known) for part in ((condition.of,) if isinstance(condition, Not) else condition.of)]
    return sum(many for many, _ in parts), 1 + max(deep for _, deep in parts)


def expanded(condition: Condition, meanings: Mapping[str, Condition]) -> Condition:
    """A condition with what its derived properties stand for in their place."""
    if isinstance(condition, Comparison):
        meaning = meanings.get(condition.name)
        if meaning is None:
            return condition
        return Not(meaning) if condition.sign == "no" else meaning
    if isinstance(condition, Not):
        return Not(expanded(condition.of, meanings))
    parts = tuple(expanded(part, meanings) for part in condition.of)
    return Every(parts) if isinstance(condition, Every) else Some(parts)


def _asks(definition: Definition, known: Mapping[str, Definition]) -> list[str]:
    """The derived properties that a definition speaks of, each once."""
    return list(dict.fromkeys(each.name for each in comparisons(definition.condition) if each.name in known))


def _circles(known: Mapping[str, Definition]) -> Iterator[list[str]]:
    """Names that lead back to the first of them, which stands at the end again; each circle once."""
    done: set[str] = set()
    for start in known:
        path: list[str] = []
        stack = [(start, 0)]
        while stack:
            name, depth = stack.pop()
            del path[depth:]
            if name in path:
                yield [*path[path.index(name) :], name]
                continue
            if name in done:
                continue
            path.append(name)
            done.add(name)
            stack += [(each, depth + 1) for each in reversed(_asks(known[name], known))]


def _inside_out(known: Mapping[str, Definition]) -> list[str]:
    """Names in an order in which each comes after those that it speaks of; there is no circle."""
    order: dict[str, None] = {}
    for start in known:
        stack = [start]
        while stack:
            left = [each for each in _asks(known[stack[-1]], known) if each not in order]
            if left:
                stack.append(left[0])
            else:
                order[stack.pop()] = None
    return list(order)
