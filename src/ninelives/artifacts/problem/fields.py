"""The values that ``problem.toml`` may hold, and how each is read; what is wrong stands at its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from math import inf
from typing import Any, Final

from ninelives.artifacts.toml.keys import Path

KINDS: Final = ("predict", "forecast", "act", "create")
WHAT: Final = {"photos": "photo", "table": "row", "text": "text", "music": "piece", "flights": "flight"}
BIASES: Final = {  # as `train --biases` calls them → as people do
    "mirror": "left and right",
    "translation": "where in the picture",
    "scale": "size",
    "rotation": "a small turn",
    "brightness": "light",
    "colour": "colour",
    "blur": "sharpness",
    "noise": "noise",
}
VERSION: Final = 1
LONGEST: Final = 500  # letters of a text
MOST: Final = 1e12  # of any number
RAREST: Final = 1e-9  # share of the cases
SUREST: Final = 1e-6  # share of answers that may be wrong: three million cases would show it

Fault = tuple[Path, str]


class WrongError(Exception):
    """A value cannot be what it should be: all that is wrong with it, each behind the keys inside it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults)
        self.faults = faults


@dataclass(frozen=True)
class Facts:
    """What a file or an interview said.

    Attributes:
        raw: path → value, as it was written.
        read: path → the same as the program uses it.
        assumed: paths of what the program filled in.
        faults: what could not be read.
        anew: path → what a file held as assumed, where it was filled in anew since other values are no longer those.
    """

    raw: dict[Path, Any] = field(default_factory=dict)
    read: dict[Path, Any] = field(default_factory=dict)
    assumed: set[Path] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    anew: dict[Path, Any] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Facts:
        """The values of nested tables."""
        facts = cls()
        facts._walk(told, ())
        return facts

    def said(self, *path: str) -> bool:
        """Whether somebody said it, and it could be read."""
        return path in self.raw and path not in self.assumed

    def put(self, path: Path, value: Any, *, assumed: bool = False) -> None:
        """Read one value; one that cannot be leaves its faults."""
        try:
            self.read[path] = FIELDS[path](value)
            self.raw[path] = value
            if assumed:
                self.assumed.add(path)
        except WrongError as wrong:
            self.faults.extend(((*path, *inside), why) for inside, why in wrong.faults)

    def take(self, path: Path) -> Any:
        """Take a value out; as it was written."""
        self.assumed.discard(path)
        del self.read[path]
        return self.raw.pop(path)

    def _walk(self, table: Mapping[str, Any], at: Path) -> None:
        for key, value in table.items():
            path = (*at, key)
            if path in FIELDS:
                filled = isinstance(value, Mapping) and set(value) == {"value", "assumed"}
                mark = value["assumed"] if filled else False
                if not isinstance(mark, bool):
                    self.faults.append(((*path, "assumed"), f"assumed is true or false, got {mark!r}"))
                self.put(path, value["value"] if filled else value, assumed=mark is True)
            elif not any(known[: len(path)] == path for known in FIELDS):
                self.faults.append((path, _unknown(str(key), at)))
            elif isinstance(value, Mapping):
                self._walk(value, path)
            else:
                self.faults.append((path, f"'{key}' should be a table, and is {value!r}"))


def _unknown(key: str, at: Path) -> str:
    known = list(dict.fromkeys(str(path[len(at)]) for path in FIELDS if path[: len(at)] == at))
    near = get_close_matches(key, known, n=1)
    where = f"[{'.'.join(map(str, at))}]" if at else "a problem"
    return (
        f"{where} has no '{key}'" + (f" (did you mean '{near[0]}' ?)" if near else "") + f": it has {', '.join(known)}"
    )


def text(value: Any) -> str:
    """A line of text."""
    if not isinstance(value, str) or not value.strip():
        raise WrongError(((), f"it should be a text in quotes, got {value!r}"))
    if len(value) > LONGEST:
        raise WrongError(((), f"it has {len(value):,} letters, and {LONGEST} are the most"))
    return value.strip()


def names(value: Any) -> tuple[str, ...]:
    """A list of texts; one text is a list of one."""
    if isinstance(value, str):
        return (text(value),)
    if not isinstance(value, Sequence) or not value:
        raise WrongError(((), f'it should be a list such as ["cat", "dog"], got {value!r}'))
    return tuple(_each(enumerate(value), text).values())


def choice(known: Sequence[str]) -> Callable[[Any], str]:
    """One of some words."""

    def read(value: Any) -> str:
        if value in known:
            return str(value)
        near = get_close_matches(str(value), known, n=1)
        hint = f" (did you mean '{near[0]}' ?)" if near else ""
        raise WrongError(((), f"there is no '{value}'{hint}: it is {', '.join(known[:-1])} or {known[-1]}"))

    return read


def number(
    low: float = -inf, high: float = inf, *, above: bool = False, below: bool = False
) -> Callable[[Any], float | int]:
    """A number from ``low`` to ``high``, without these where ``above`` or ``below`` says so."""

    def read(value: Any) -> float | int:
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            raise WrongError(((), f"it should be a number, got {value!r}"))
        if abs(value) > MOST:
            raise WrongError(((), f"it is too large to reckon with: {_plain(MOST)} is the most"))
        if not (low <= value <= high) or (above and value == low) or (below and value == high):
            least = f"above {_plain(low)}" if above else f"{_plain(low)} or more"
            most = f"below {_plain(high)}" if below else f"at most {_plain(high)}"
            bounds = " and ".join([*([least] if low > -inf else []), *([most] if high < inf else [])])
            raise WrongError(((), f"it should be {_plain(low) if low == high else bounds}, got {_plain(value)}"))
        return value

    return read


def _plain(value: float) -> str:
    """A number without an exponent, which not everybody reads: ``0.000001``."""
    if abs(value) == inf or (value and abs(value) < 1e-12):
        return f"{value:g}"
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:.12f}".rstrip("0") if abs(value) < 1e-4 else f"{value:g}"


def biases(value: Any) -> tuple[str, ...]:
    """Names of what should not matter; an empty list for nothing."""
    return (
        () if isinstance(value, list | tuple) and not value else tuple(_each(enumerate(names(value)), _bias).values())
    )


_bias = choice(tuple(BIASES))


def table(read: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any]]:
    """A table of names, each with a value that ``read`` reads."""

    def of(value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping) or not value:
            raise WrongError(((), f"it should be a table of names, each with its value, got {value!r}"))
        return _each(value.items(), read)

    return of


def use(value: Any) -> Any:
    """A deployment: hours, places, devices, shares, days; and columns, which ``checks`` leaves to tables."""
    from ninelives.artifacts.deployment import Deployment  # late: it loads numpy
    from ninelives.artifacts.deployment.words import KEYS

    if not isinstance(value, Mapping):
        raise WrongError(((), f'it should be a table such as {{ hour = "20-6" }}, got {value!r}'))
    own = [key for key in value if key not in KEYS]
    deployment, faults = Deployment.from_values(value, columns=own)
    if faults:
        raise WrongError(*(((key,) if key else (), why) for key, why in faults))
    return deployment


def _each(pairs: Any, read: Callable[[Any], Any]) -> dict[Any, Any]:
    """What each value of pairs is read as; all that is wrong with any of them, at its name."""
    found, faults = {}, []
    for name, value in pairs:
        try:
            found[name] = read(value)
        except WrongError as wrong:
            faults += [((name, *inside), why) for inside, why in wrong.faults]
    if faults:
        raise WrongError(*faults)
    return found


def _share(value: Any) -> float | int:
    """A share of the cases: none of them, or one that somebody will live to see."""
    return 0 if not isinstance(value, bool) and value == 0 else number(RAREST, 1)(value)


_cost = number(0)
FIELDS: Final[dict[Path, Callable[[Any], Any]]] = {
    ("version",): number(VERSION, VERSION),
    ("kind",): choice(KINDS),
    ("question",): text,
    ("risk",): number(SUREST, 0.5),
    ("biases",): biases,
    ("inputs", "what"): choice(tuple(WHAT)),
    ("inputs", "data"): names,
    ("inputs", "collected"): use,
    ("outputs", "classes"): names,
    ("outputs", "prevalence"): table(_share),
    ("outputs", "target"): text,
    ("outputs", "number"): text,
    ("outputs", "within"): number(0, above=True),
    ("outputs", "ahead_hours"): number(0, above=True),
    ("outputs", "actions"): names,
    ("outputs", "reward"): table(number()),
    ("outputs", "making"): text,
    ("loss", "currency"): text,
    ("loss", "minute"): _cost,
    ("loss", "human"): _cost,
    ("loss", "wrong"): _cost,
    ("loss", "waiting"): _cost,
    ("loss", "errors"): table(table(_cost)),
    ("by_hand", "cost"): _cost,
    ("by_hand", "minutes"): number(0, above=True),
    ("by_hand", "right"): number(0, 1, above=True),
    ("by_hand", "a_year"): number(0, above=True),
    ("people", "a_day"): number(0, above=True),
    ("people", "right"): table(number(0, 1, above=True)),
    ("machine", "hours"): number(0),
    ("machine", "alone"): number(0, 1, above=True),
    ("deployment",): use,
}
