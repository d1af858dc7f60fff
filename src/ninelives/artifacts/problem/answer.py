"""What can be said of a problem at once, before any data, and more where there are some."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ninelives.artifacts import glance
from ninelives.artifacts.envelope import Gaps, speak
from ninelives.artifacts.problem.needs import Need, needs
from ninelives.artifacts.problem.pays import Pays, pays
from ninelives.artifacts.problem.plan import planned
from ninelives.artifacts.problem.problem import Problem
from ninelives.artifacts.problem.rare import Trap, traps
from ninelives.kernels.stats.sizes import enough, to_show

if TYPE_CHECKING:
    from pathlib import Path

    from ninelives.artifacts.envelope import Envelope

LEANS: Final = {  # each verdict, and the values that it is built on
    "pays": (
        *("by_hand.cost", "by_hand.minutes", "by_hand.right", "loss.minute", "loss.human", "loss.wrong"),
        *("machine.hours", "machine.alone", "risk", "loss.currency", "outputs.prevalence"),
    ),
    "rare": ("outputs.classes", "outputs.prevalence", "outputs.target", "risk"),
    "guess": ("outputs.classes", "outputs.prevalence", "outputs.actions", "outputs.target", "risk"),
    "bribes": ("outputs.reward",),
    "sizes": ("risk", "outputs.number", "outputs.within", "outputs.making"),
    "sure": ("loss.human", "loss.wrong", "by_hand.right", "outputs.classes"),
    "needs": (*("inputs.what", "outputs.classes", "outputs.prevalence", "outputs.ahead_hours", "loss.human", "risk"),),
    "stages": ("kind", "outputs.target"),
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many fresh cases show that no more than the wanted share is wrong, 95 % sure.

    Attributes:
        clean: where not one of them is wrong.
        likely: where the machine really is wrong half as often as it may be: so many show it with a chance of 80 %.
        errors: how many of ``likely`` may be wrong.
    """

    clean: int
    likely: int
    errors: int


@dataclass(frozen=True, slots=True)
class Held:
    """What data were looked at.

    Attributes:
        items: how many.
        scenes: in how many scenes.
        classes: label → how many.
        unrecorded: conditions that none of them tells.
        notes: where they differ from what was said.
        answered: how many have an answer.
    """

    items: int
    scenes: int
    classes: dict[str, int]
    unrecorded: tuple[str, ...]
    notes: tuple[str, ...] = ()
    answered: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """The answer to a problem.

    Attributes:
        problem: what was asked.
        pays: the break-even beside doing it by hand.
        traps: classes so rare that most alarms would be wrong.
        sizes: how many cases show the wanted risk.
        gaps: conditions of the use that the data, or the plan to collect them, lack.
        basis: what ``gaps`` rest on: ``data``, ``plan``, or nothing where neither is known.
        needs: which data to get, the cheapest first.
        held: the data, where some were looked at.
    """

    problem: Problem
    pays: Pays
    traps: tuple[Trap, ...]
    sizes: Sizes
    gaps: Gaps
    basis: str
    needs: tuple[Need, ...]
    held: Held | None = None

    @classmethod
    def of(cls, problem: Problem, envelope: Envelope | None = None, held: Held | None = None) -> Answer:
        """Reckon it.

        Args:
            problem: what is asked.
            envelope: of the data that are there; else that of the plan to collect them.
            held: what they are.
        """
        sizes = Sizes(enough(problem.risk), *to_show(problem.risk, problem.risk / 2))
        plan, use = problem.inputs.collected, problem.deployment
        known = planned(plan) if envelope is None and plan is not None else envelope
        gaps = Gaps() if known is None or use is None else known.gaps(use)
        basis = "data" if envelope is not None else "" if known is None else "plan"
        lacking = needs(problem, gaps, sizes, held)
        return cls(problem, pays(problem), traps(problem), sizes, gaps, basis, lacking, held)

    @property
    def guess(self) -> tuple[str, float]:
        """What is right most often without looking, and how often; nothing where no answer is there to guess."""
        outputs, shares = self.problem.outputs, self.problem.shares
        if outputs.actions:
            return outputs.actions[0], 1 / len(outputs.actions)
        name = max(shares, key=lambda each: shares[each], default="")
        return name, shares.get(name, 0.0)

    @property
    def bribes(self) -> tuple[tuple[str, str, float], ...]:
        """Outcomes that are worth as much as the dearest one, got so many times: (wanted, other, times)."""
        worth = self.problem.outputs.reward
        wanted = max(worth, key=lambda each: worth[each], default="")
        others = sorted((name for name in worth if name != wanted and worth[name] > 0), key=lambda name: -worth[name])
        return tuple((wanted, name, worth[wanted] / worth[name]) for name in others)

    def leans(self, verdict: str) -> tuple[str, ...]:
        """What was assumed of the values that a verdict is built on."""
        return tuple(name for name in self.problem.assumed if name in LEANS[verdict])

    @property
    def path(self) -> Path | None:
        """Of the problem's file."""
        return self.problem.path

    def _use(self) -> list[str]:
        """What the declared use assumes, a sentence each."""
        use = self.problem.deployment
        return [] if use is None else list(use.assumed)

    def __repr__(self) -> str:
        problem, cases = self.problem, self.pays.cases
        price, right = f"{problem.by_hand.cost:g} {problem.loss.currency}", f"{100 * problem.by_hand.right:.4g} %"
        when = "a machine never pays" if cases is None else f"a machine pays from {cases:,.0f} cases a year on"
        return glance.lines(
            f"answer to: {problem.question or problem.kind}",
            f"by hand: {price} a case, right in {right}; {when}",
            f"gaps: {glance.few(speak(self.gaps))}" if self.gaps else "",
            f"cannot tell: {glance.few(self.gaps.unrecorded)}" if self.gaps.unrecorded else "",
            f"assumed: {glance.few(problem.assumed)}" if problem.assumed else "",
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values; what each verdict assumes stands beside it."""
        problem = self.problem
        told = {
            "problem": problem.to_json(),
            "assumed": list(problem.assumed),
            "verdict": self.pays.verdict,
            "by_hand": asdict(problem.by_hand),
            "pays": self.pays.to_json(),
            "rare": [trap.to_json() for trap in self.traps],
            "guess": {"answer": self.guess[0], "right": self.guess[1]} if self.guess[1] else None,
            "bribes": [{"wanted": wanted, "other": other, "times": times} for wanted, other, times in self.bribes],
            "sizes": asdict(self.sizes),
            "gaps": [gap.to_json() for gap in self.gaps],
            "basis": self.basis,
            "unrecorded": list(self.gaps.unrecorded),
            "needs": [need.to_json() for need in self.needs],
            "data": None if self.held is None else asdict(self.held),
            "biases": None if problem.biases is None else list(problem.biases),
            "stages": list(problem.stages),
            "leans": {verdict: list(self.leans(verdict)) for verdict in LEANS} | {"gaps": self._use()},
        }
        return {name: _plain(value) for name, value in told.items()}


def _plain(value: Any) -> Any:
    """The same without days and tuples, which JSON lacks."""
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
