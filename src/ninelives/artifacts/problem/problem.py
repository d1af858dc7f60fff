"""A problem: what is asked, of what, with which answers, at which costs, and where it will be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ninelives.artifacts import glance
from ninelives.artifacts.problem.assume import filled
from ninelives.artifacts.problem.checks import contradictions
from ninelives.artifacts.problem.examples import line
from ninelives.artifacts.problem.fields import FIELDS, WHAT, Facts, Fault
from ninelives.artifacts.toml import Source
from ninelives.artifacts.toml import keys as toml
from ninelives.artifacts.toml.write import written
from ninelives.errors import NinelivesError
from ninelives.kernels.stats.worth import mean_mistake
from ninelives.store import atomic

if TYPE_CHECKING:
    from ninelives.artifacts.deployment import Deployment

EXAMPLE: Final = 'kind = "predict"'
HEAD: Final = """\
# What ninelives was asked. Edit it, then: ninelives ask {name}
# What says assumed = true was filled in by the program, some of it from the rest, and is filled in anew when that
# changes: write your own value in its place, without "assumed".
"""
STAGES: Final = {
    "predict": ("collect", "label", "train", "rank", "audit", "defer"),
    "forecast": ("collect", "train", "rank", "audit", "defer"),
    "act": ("collect", "act", "audit", "defer"),
    "create": ("collect", "create"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What it looks at.

    Attributes:
        what: ``photos``, ``table``, ``text``, ``music`` or ``flights``.
        data: where some of it lies already.
        collected: when and where it is collected, as a use is declared.
    """

    what: str
    data: tuple[str, ...] = ()
    collected: Deployment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """The possible answers: classes, a number, actions, or something new.

    Attributes:
        classes: names.
        prevalence: share of the cases that a class is the right answer of.
        target: column of a table that holds the answer.
        number: the unit of a number.
        within: how far off that number may be and still be right, in its unit.
        ahead_hours: h between a forecast and what it tells.
        actions: names.
        reward: outcome → what it is worth.
        making: what is to be made.
    """

    classes: tuple[str, ...] = ()
    prevalence: Mapping[str, float] = field(default_factory=dict)
    target: str | None = None
    number: str | None = None
    within: float | None = None
    ahead_hours: float | None = None
    actions: tuple[str, ...] = ()
    reward: Mapping[str, float] = field(default_factory=dict)
    making: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What is lost, in one currency.

    Attributes:
        currency: its sign.
        minute: of a person's time.
        human: asking a person about one case.
        wrong: any mistake that ``errors`` does not name; nothing where it names all.
        errors: truth → answer → cost.
        waiting: an hour that a case waits for a person; None where nobody said.
    """

    currency: str
    minute: float
    human: float
    wrong: float = 0.0
    errors: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    waiting: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Those who are asked.

    Attributes:
        a_day: cases that all of them together answer; None where nobody said.
        right: condition, as a use is declared → share of the cases that they answer rightly there.
    """

    a_day: float | None = None
    right: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """How it is done today.

    Attributes:
        cost: of a case.
        minutes: of a person's time for a case.
        right: share of the cases.
        a_year: how many cases there are, where somebody said.
    """

    cost: float
    minutes: float
    right: float
    a_year: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What a machine would take: ``hours`` of people's time a year; the share that it decides ``alone``."""

    hours: float
    alone: float


@dataclass(frozen=True)
class Problem:
    """One problem. Make it with :meth:`of` or :meth:`load`, which fill in what nobody said.

    Attributes:
        facts: every value as it was written, and which of them were assumed.
        path: of its file, where it has one.
    """

    facts: Facts
    path: Path | None = field(default=None, compare=False)

    @classmethod
    def of(cls, told: Mapping[str, Any] | Facts) -> Problem:
        """From tables as ``problem.toml`` has them; what they leave out is assumed.

        Raises:
            NinelivesError: all that is wrong with them.
        """
        problem, faults = cls.checked(told)
        if faults:
            listed = "; ".join(f"{'.'.join(map(str, path))}: {why}" for path, why in faults)
            raise NinelivesError(f"the problem is wrong: {glance.visible(listed)}", fix=line(*faults[0][0]))
        return problem

    @classmethod
    def checked(cls, told: Mapping[str, Any] | Facts) -> tuple[Problem, list[Fault]]:
        """The problem, and all that is wrong with it; it is none where something is."""
        facts = filled(told if isinstance(told, Facts) else Facts.of(told))
        faults = [*facts.faults, *contradictions(facts)]
        return cls(facts), list({str(fault): fault for fault in faults}.values())

    @classmethod
    def load(cls, path: str | Path) -> Problem:
        """Read a file.

        Raises:
            NinelivesError: it is no TOML; or all that is wrong with it, each with line and column.
        """
        problem, source = cls.opened(path)
        source.refuse()
        return problem

    @classmethod
    def opened(cls, path: str | Path) -> tuple[Problem, Source]:
        """The problem of a file, and the file, with all that is wrong so far left with it.

        Raises:
            NinelivesError: it is no TOML.
        """
        source = Source(Path(path), what="problem", example=EXAMPLE)
        problem, faults = cls.checked(source.told)
        for at, why in faults:
            source.fault_of(why, *at, fix=line(*at))
        return cls(problem.facts, Path(path)), source

    def save(self, path: str | Path) -> None:
        """Write the file, whole or not at all."""
        atomic.write(Path(path), self.to_toml(Path(path).name).encode())

    def to_toml(self, name: str = "problem.toml") -> str:
        """The file's text."""
        return HEAD.format(name=glance.visible(name)) + "\n" + written(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """The tables that :meth:`of` reads as this; what was assumed is marked."""
        told: dict[str, Any] = {}
        for path in FIELDS:
            if path in self.facts.raw:
                value, table = self.facts.raw[path], told
                for name in path[:-1]:
                    table = table.setdefault(str(name), {})
                marked = {"value": value, "assumed": True} if path in self.facts.assumed else value
                table[str(path[-1])] = marked
        return told

    @property
    def kind(self) -> str:
        """``predict``, ``forecast``, ``act`` or ``create``."""
        return str(self.facts.read[("kind",)])

    @property
    def question(self) -> str:
        """In the asker's own words; empty where there are none."""
        return str(self.facts.read.get(("question",), ""))

    @property
    def risk(self) -> float:
        """Share of its answers that may be wrong."""
        return float(self.facts.read[("risk",)])

    @property
    def biases(self) -> tuple[str, ...] | None:
        """What should not matter, as ``train --biases`` names it; None where nobody said."""
        return self.facts.read.get(("biases",))

    @property
    def deployment(self) -> Deployment | None:
        """When and where it will be used; None where nobody said."""
        return self.facts.read.get(("deployment",))

    @cached_property
    def inputs(self) -> Inputs:
        """What it looks at."""
        return Inputs(**self._table("inputs"))

    @cached_property
    def outputs(self) -> Outputs:
        """The possible answers."""
        return Outputs(**self._table("outputs"))

    @cached_property
    def loss(self) -> Loss:
        """What mistakes and people cost."""
        return Loss(**self._table("loss"))

    @cached_property
    def by_hand(self) -> ByHand:
        """How it is done today."""
        return ByHand(**self._table("by_hand"))

    @cached_property
    def people(self) -> People:
        """Those who are asked."""
        return People(**self._table("people"))

    @cached_property
    def machine(self) -> Machine:
        """What a machine would take."""
        return Machine(**self._table("machine"))

    @property
    def target(self) -> str | None:
        """Column of a table that holds the answer."""
        return self.outputs.target

    @property
    def noun(self) -> str:
        """One of what it looks at: ``photo``."""
        return WHAT[self.inputs.what]

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that play; nobody is asked for labels that a column holds."""
        return tuple(each for each in STAGES[self.kind] if each != "label" or self.target is None)

    @property
    def assumed(self) -> tuple[str, ...]:
        """Names of what the program filled in: ``by_hand.right``."""
        return tuple(".".join(map(str, path)) for path in FIELDS if path in self.facts.assumed)

    @property
    def shares(self) -> dict[str, float]:
        """How often each class is the right answer; what nobody said shares the rest in equal parts."""
        told, classes = self.outputs.prevalence, self.outputs.classes
        rest = [name for name in classes if name not in told]
        left = max(0.0, 1 - sum(told.values()))
        return {name: told.get(name, left / max(1, len(rest))) for name in classes}

    @property
    def mistake(self) -> float:
        """Mean cost of a mistake."""
        classes = self.outputs.classes
        if len(classes) < 2:
            return self.loss.wrong
        return mean_mistake(self.shares, self.loss.errors, self.loss.wrong, classes)

    @property
    def costs(self) -> dict[str, Any]:
        """What later stages reckon with: plain values."""
        told = {name: self.facts.read[path] for path, name in _COSTS.items() if path in self.facts.read}
        names = {".".join(map(str, path)): name for path, name in _COSTS.items()}
        return told | {"mistake": self.mistake, "assumed": [names[each] for each in self.assumed if each in names]}

    def __repr__(self) -> str:
        said = self.facts.assumed
        return glance.lines(
            f"problem: {self.question or self.kind}",
            f"{self.kind}, from {self.inputs.what}" + ("" if ("inputs", "what") not in said else " (assumed)"),
            f"answers: {glance.few(self.outputs.classes or self.outputs.actions)}" if self._named else "",
            f"assumed: {glance.few(self.assumed, 20)}" if said else "",
        )

    @property
    def _named(self) -> bool:
        return bool(self.outputs.classes or self.outputs.actions)

    def _table(self, name: str) -> dict[str, Any]:
        return {str(path[1]): value for path, value in self.facts.read.items() if path[0] == name}


_COSTS: Final[dict[toml.Path, str]] = {
    ("loss", "currency"): "currency",
    ("loss", "minute"): "minute",
    ("loss", "human"): "human",
    ("loss", "wrong"): "wrong",
    ("loss", "errors"): "errors",
    ("by_hand", "cost"): "by_hand",
    ("by_hand", "right"): "by_hand_right",
    ("by_hand", "a_year"): "a_year",
    ("loss", "waiting"): "waiting",
    ("people", "a_day"): "a_day",
    ("people", "right"): "people_right",
    ("risk",): "risk",
    ("outputs", "number"): "unit",
    ("outputs", "within"): "within",
}
