"""The language of rules: ``if whiskers is yes and not (weight over 9 or 'its centre' < 0.4) then cat``.

::

    rule       = "if" any "then" CLASS
    any        = all { "or" all }
    all        = single { "and" single }
    single     = "not" single | "(" any ")" | comparison
    comparison = PROPERTY [ "is" ] ( "yes" | "no" | amount ) | PROPERTY "is" NAME
    amount     = ( "<" | "<=" | ">" | ">=" | "=" | "under" | "at most" | "over" | "at least" ) NUMBER
               | NUMBER | "between" NUMBER "and" NUMBER

A property that is known may stand without quotes, whatever words its name is made of. ``between`` leaves its first
number out and takes its last in, as learned rules do. A property of names (a column of a table) is one of them, which
is read as a property of its own that is yes: ``kind is round``.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ninelives.stages.train.written.tokens import FaultError, Token, quoted, tokens

SIGNS: Final = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "=", "under": "<", "over": ">"}
AT: Final = {"most": "<=", "least": ">="}
SAID: Final = {"<": "under", "<=": "at most", ">": "over", ">=": "at least", "=": ""}
LARGEST: Final = 1e9  # of a number
DEEPEST: Final = 40  # brackets within brackets
LONGEST: Final = 2_000  # letters of a rule


@dataclass(frozen=True, slots=True)
class Comparison:
    """One property, compared.

    Attributes:
        name: of the property.
        sign: ``yes``, ``no``, ``<``, ``<=``, ``>``, ``>=``, ``=`` or ``between``.
        numbers: none, one, or the two ends.
        at: its place in the text.
    """

    name: str
    sign: str
    numbers: tuple[float, ...] = ()
    at: int = field(default=0, compare=False)

    def __str__(self) -> str:
        if self.sign in ("yes", "no"):
            return f"{quoted(self.name)} is {self.sign}"
        if self.sign == "between":
            return f"{quoted(self.name)} is between {self.numbers[0]!r} and {self.numbers[1]!r}"
        return " ".join(filter(None, (quoted(self.name), "is", SAID[self.sign], repr(self.numbers[0]))))


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of a condition."""

    of: Condition

    def __str__(self) -> str:
        return f"not ({self.of})"


@dataclass(frozen=True, slots=True)
class Every:
    """All of several conditions."""

    of: tuple[Condition, ...]

    def __str__(self) -> str:
        return " and ".join(map(_bracketed, self.of))


@dataclass(frozen=True, slots=True)
class Some:
    """One of several conditions, or more."""

    of: tuple[Condition, ...]

    def __str__(self) -> str:
        return " or ".join(map(_bracketed, self.of))


Names = Mapping[str, Sequence[str]]  # property → the names that it can be, where it is no number and no yes or no
Condition = Comparison | Not | Every | Some


def _bracketed(part: Condition) -> str:
    return f"({part})" if isinstance(part, Every | Some) else str(part)


@dataclass(frozen=True, slots=True)
class Rule:
    """``if`` a condition holds ``then`` it is of a class.

    Attributes:
        condition: of the photo's properties.
        kind: the class.
        at: place of the class in the text.
    """

    condition: Condition
    kind: str
    at: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"if {self.condition} then {quoted(self.kind)}"


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """All comparisons in a condition, from left to right."""
    if isinstance(condition, Comparison):
        yield condition
    else:
        for part in condition.of if isinstance(condition, Every | Some) else (condition.of,):
            yield from comparisons(part)


def asked(name: str, value: str) -> str:
    """The property that is yes where a property of names is this one."""
    return f"{name} is {value}"


def parse_rule(text: str, names: Sequence[str], values: Names | None = None) -> Rule:
    """One rule; properties that are not among ``names`` stand in it as they were written.

    Raises:
        FaultError: it is none, and where.
    """
    parser = _Parser(text, names, values or {})
    parser.expect("if", "a rule begins with 'if'")
    condition = parser.some()
    then = parser.expect("then", "'and', 'or' or 'then' is missing")
    kind = text[then.end :].strip()
    rest = parser.rest()
    if not rest:
        raise FaultError(len(text), "the rule names no class behind 'then'")
    if len(rest) == 1 and rest[0].quoted:
        kind = rest[0].text
    return Rule(condition, kind, rest[0].at)


def parse_condition(text: str, names: Sequence[str], values: Names | None = None) -> Condition:
    """A condition alone, as for ``parse_rule``.

    Raises:
        FaultError: it is none, and where.
    """
    parser = _Parser(text, names, values or {})
    condition = parser.some()
    if rest := parser.rest():
        raise FaultError(rest[0].at, f"'and' or 'or' is missing before '{rest[0].text}'")
    return condition


def meant(name: str, known: Sequence[str]) -> str:
    """`` (did you mean 'x' ?)`` where one is near, in any case of letters."""
    lower = {each.lower(): each for each in known}
    close = difflib.get_close_matches(name.lower(), list(lower), n=1)
    return f" (did you mean '{lower[close[0]]}' ?)" if close else ""


def _longest_first(names: Sequence[str]) -> list[tuple[list[str], str]]:
    """Names with their words, so that no name is taken for the beginning of a longer one."""
    return sorted(((name.split(), name) for name in names), key=lambda pair: -len(pair[0]))


class _Parser:
    """Recursive descent, one method for each line of the grammar."""

    def __init__(self, text: str, names: Sequence[str], values: Names) -> None:
        if len(text) > LONGEST:
            raise FaultError(0, f"a rule has at most {LONGEST:,} letters, and this has {len(text):,}")
        self._end = len(text)
        self._tokens = tokens(text)
        self._next = 0
        self._depth = 0
        self._names = _longest_first(names)
        self._values = values

    def rest(self) -> list[Token]:
        """What is left."""
        return self._tokens[self._next :]

    def expect(self, word: str, message: str) -> Token:
        """The next token, which has to be this word."""
        token = self._peek()
        if token is None or not token.means(word):
            got = f" before '{token.text}'" if token else ""
            raise FaultError(token.at if token else self._end, f"{message}{got}")
        self._next += 1
        return token

    def some(self) -> Condition:
        """Conditions with ``or`` between them."""
        parts = [self._every()]
        while self._take("or"):
            parts.append(self._every())
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _every(self) -> Condition:
        parts = [self._single()]
        while self._take("and"):
            parts.append(self._single())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _single(self) -> Condition:
        token = self._peek()
        self._depth += 1
        if token and self._depth > DEEPEST:
            raise FaultError(token.at, f"brackets go more than {DEEPEST} deep here")
        if self._take("not"):
            found: Condition = Not(self._single())
        elif self._take("("):
            found = self.some()
            self.expect(")", "a bracket is not closed")
        else:
            found = self._comparison()
        self._depth -= 1
        return found

    def _comparison(self) -> Comparison:
        at = token.at if (token := self._peek()) else self._end
        name = self._property()
        said_is = self._take("is")
        if name in self._values:
            return Comparison(asked(name, self._value(name)), "yes", (), at)
        for word in ("yes", "no"):
            if said_is and self._take(word):
                return Comparison(name, word, (), at)
        if self._take("between"):
            low = self._number()
            self.expect("and", "'between' needs two numbers with 'and' between them")
            return Comparison(name, "between", (low, self._number()), at)
        sign = self._sign()
        if self._values and name not in (known := [each for _, each in self._names]):
            raise FaultError(at, f"there is no property '{name}'{meant(name, known)}")
        if sign is None and not said_is:
            raise self._lost(f"how '{name}' is compared is missing: is yes, is no, at most 3, over 3")
        return Comparison(name, sign or "=", (self._number(),), at)

    def _value(self, name: str) -> str:
        """One of the names that a property can be."""
        token, known = self._peek(), self._values[name]
        if token and token.quoted and token.text in known:
            self._next += 1
            return token.text
        found = self._known(_longest_first(known))
        if found is None:
            few = ", ".join(known[:8]) + ", …" * (len(known) > 8)
            hint = meant(token.text, known) if token else ""
            raise self._lost(f"'{name}' is one of {few}{hint}")
        return found

    def _property(self) -> str:
        token = self._peek()
        if token and token.quoted:
            self._next += 1
            return token.text
        return self._known(self._names) or self._unknown()

    def _known(self, names: Sequence[tuple[list[str], str]]) -> str | None:
        """The name whose words come next, without quotes."""
        texts = [None if each.quoted else each.text for each in self.rest()]
        for words, name in names:
            if words and texts[: len(words)] == words:
                self._next += len(words)
                return name
        return None

    def _unknown(self) -> str:
        """The words up to where a comparison begins, whatever they are."""
        words = []
        while (token := self._peek()) and not self._begins_comparison(token):
            words.append(token.text)
            self._next += 1
        if not words:
            raise self._lost("a property is missing")
        return " ".join(words)

    def _begins_comparison(self, token: Token) -> bool:
        after = self._tokens[self._next + 1] if self._next + 1 < len(self._tokens) else None
        if token.means("at"):
            return after is not None and after.means(*AT)
        return token.quoted or token.means("is", "and", "or", "then", "between", "(", ")", *SIGNS)

    def _sign(self) -> str | None:
        token = self._peek()
        if token is None:
            return None
        if token.means(*SIGNS):
            self._next += 1
            return SIGNS[token.text.lower()]
        if self._begins_comparison(token) and self._take("at"):
            self._next += 1
            return AT[self._tokens[self._next - 1].text.lower()]
        return None

    def _number(self) -> float:
        token = self._peek()
        try:
            number = math.nan if token is None or token.quoted else float(token.text)
        except ValueError:
            number = math.nan
        if token is None or not abs(number) <= LARGEST:
            raise self._lost(f"a number up to {LARGEST:,.0f} is missing")
        self._next += 1
        return number

    def _lost(self, message: str) -> FaultError:
        token = self._peek()
        got = f", got '{token.text}'" if token else ""
        return FaultError(token.at if token else self._end, f"{message}{got}")

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, word: str) -> bool:
        token = self._peek()
        if token is None or not token.means(word):
            return False
        self._next += 1
        return True
