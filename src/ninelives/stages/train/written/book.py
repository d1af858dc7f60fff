"""``rules.toml``: the user's own rules, read and checked; every fault is told with its line and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ninelives.artifacts.properties.named import YES_NO
from ninelives.artifacts.toml import Place, Source
from ninelives.stages.train.written import derived
from ninelives.stages.train.written.derived import Definition
from ninelives.stages.train.written.doubts import NAMED, Kinds, misfits, never, strangers
from ninelives.stages.train.written.grammar import Condition, Names, Rule, asked, meant, parse_rule
from ninelives.stages.train.written.logic import Span
from ninelives.stages.train.written.nodes import Written
from ninelives.stages.train.written.tokens import FaultError

EXAMPLE: Final = 'rules = ["if whiskers is yes then cat", "if weight is over 9 then dog"]'
KEYS: Final = ("rules", "otherwise", "properties")
LEARN: Final = "learn"
MOST: Final = 200  # rules


@dataclass(frozen=True, slots=True)
class Line:
    """One written rule.

    Attributes:
        text: in the writer's words.
        place: of these in the file.
        rule: as it was read, derived properties and all.
    """

    text: str
    place: Place
    rule: Rule


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """The rules of one file.

    Attributes:
        source: the file.
        lines: the rules, in order.
        otherwise: class of what no rule catches; None where that is learned.
        definitions: properties that the file defines by others.
        meanings: what each of these stands for.
    """

    source: Source
    lines: tuple[Line, ...]
    otherwise: str | None
    definitions: tuple[Definition, ...]
    meanings: Mapping[str, Condition]

    @classmethod
    def read(cls, path: str | Path, kinds: Kinds, domain: Mapping[str, Span], values: Names | None = None) -> Rulebook:
        """Read a file, and tell all that is wrong with it before a photo is looked at.

        Args:
            path: of the TOML file.
            kinds: the properties that rules may speak of, each with its kind, None where that is not known yet.
            domain: the numbers that some of them can have at all.
            values: the names that some of them can be, where they are columns of a table.

        Raises:
            NinelivesError: the file cannot be read; or all that is wrong with its rules.
        """
        source = Source(Path(path), what="file of rules", example=EXAMPLE)
        for key in source.told:
            if key not in KEYS:
                source.fault_of(f"a file of rules has no '{key}'{meant(key, KEYS)}: it has {', '.join(KEYS)}", key)
        definitions = derived.read(source, list(kinds), values)
        names = [*kinds, *derived.names(source)]
        lines = _lines(source, names, values)
        names += [asked(name, value) for name, each in (values or {}).items() for value in each]
        book = cls(source, lines, _otherwise(source), definitions, {})
        for place, condition in book._conditions():
            for at, why in strangers(condition, names, NAMED if values is None else ""):
                source.fault(place.offsets[at], why)
        book._tell_misfits(kinds)
        book = replace(book, meanings=derived.resolved(source, definitions))
        if source.sound:
            for number, (at, why) in never(book.rules, domain):
                source.fault(lines[number].place.offsets[at], why)
        source.refuse()
        return book

    @property
    def rules(self) -> tuple[Rule, ...]:
        """What they say, without derived properties."""
        return tuple(
            replace(line.rule, condition=derived.expanded(line.rule.condition, self.meanings)) for line in self.lines
        )

    def settle(self, kinds: Kinds, classes: Sequence[str]) -> None:
        """Tell what is wrong with the rules for these photos: kinds that do not fit, and classes that are none.

        Raises:
            NinelivesError: all of it.
        """
        self._tell_misfits(kinds)
        for line in self.lines:
            if line.rule.kind not in classes:
                self.source.fault(line.place.offsets[line.rule.at], _no_class(line.rule.kind, classes))
        if self.otherwise is not None and self.otherwise not in classes:
            self.source.fault_of(_no_class(self.otherwise, classes), "otherwise")
        self.source.refuse()

    def compiled(self, columns: Sequence[str], classes: Sequence[str]) -> Written:
        """The rules as questions about columns."""
        return Written.of(self.rules, columns, classes, self.otherwise)

    def _conditions(self) -> list[tuple[Place, Condition]]:
        written = [(line.place, line.rule.condition) for line in self.lines]
        return written + [(each.place, each.condition) for each in self.definitions]

    def _tell_misfits(self, kinds: Kinds) -> None:
        all_kinds = {**kinds, **{each.name: YES_NO for each in self.definitions}}
        for place, condition in self._conditions():
            for at, why in misfits(condition, all_kinds):
                self.source.fault(place.offsets[at], why)


def _lines(source: Source, names: Sequence[str], values: Names | None) -> tuple[Line, ...]:
    told = source.told.get("rules", [])
    if not isinstance(told, list) or not all(isinstance(text, str) for text in told):
        source.fault_of(f"rules are a list of sentences in quotes: {EXAMPLE}", "rules")
        return ()
    if not told:
        source.fault_of(f"there is no rule in it: {EXAMPLE}", "rules")
    if len(told) > MOST:
        source.fault_of(f"there are {len(told):,} rules, and {MOST} are as many as anybody can check", "rules")
    return tuple(line for text in told[:MOST] if (line := _line(source, text, names, values)))


def _line(source: Source, text: str, names: Sequence[str], values: Names | None) -> Line | None:
    place = source.place(text, "rules")
    try:
        return Line(text, place, parse_rule(text, names, values))
    except FaultError as fault:
        source.fault(place.offsets[fault.at], fault.message)
        return None


def _otherwise(source: Source) -> str | None:
    told = source.told.get("otherwise", LEARN)
    if not isinstance(told, str):
        source.fault_of(f"otherwise is '{LEARN}', or a class", "otherwise")
        return None
    return None if told == LEARN else told


def _no_class(name: str, classes: Sequence[str]) -> str:
    return f"there is no class '{name}'{meant(name, classes)}: there are {', '.join(classes[:8])}"
