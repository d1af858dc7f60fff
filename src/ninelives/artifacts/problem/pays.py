"""Whether a machine pays, beside doing it by hand."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from ninelives.kernels.stats.worth import break_even, saved, sure_enough

if TYPE_CHECKING:
    from ninelives.artifacts.problem.problem import Problem

ALONE: Final = (1.0, 0.8, 0.5, 0.2)  # shares decided alone that the table has a row for
TIMES: Final = (0.5, 1.0, 2.0)  # the wanted risk, and what is better and worse, a column each


@dataclass(frozen=True, slots=True)
class Pays:
    """What a year costs with a machine and without.

    Attributes:
        cases: a year from which it pays; None where it never does.
        a_case: saved on each.
        fixed: what a year of the machine takes at all.
        a_year: gained a year, at the number of cases that was said; None where none was.
        risks: a column each of ``table``.
        rows: a row each: share decided alone, cases a year from which it pays at each risk.
        sure: answer → how sure it must be of it to decide alone, else a person is cheaper; one for all where there are
            no classes, under an empty name.
    """

    cases: float | None
    a_case: float
    fixed: float
    a_year: float | None
    risks: tuple[float, ...]
    rows: tuple[tuple[float, tuple[float | None, ...]], ...]
    sure: dict[str, float]

    @property
    def verdict(self) -> str:
        """``by hand``, ``machine``, or ``depends`` on how many cases there are, which nobody said."""
        if self.cases is None:
            return "by hand"
        if self.a_year is None:
            return "depends"
        return "machine" if self.a_year > 0 else "by hand"

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        rows = [{"alone": alone, "cases": list(cases)} for alone, cases in self.rows]
        return {**asdict(self), "risks": list(self.risks), "rows": rows, "verdict": self.verdict}


def pays(problem: Problem) -> Pays:
    """The break-even of a problem, and its neighbours."""
    fixed = problem.machine.hours * 60 * problem.loss.minute
    a_case = _saved(problem, problem.machine.alone, problem.risk)
    many = problem.by_hand.a_year
    risks = tuple(dict.fromkeys(min(0.5, problem.risk * times) for times in TIMES))
    shares = sorted({*ALONE, problem.machine.alone}, reverse=True)
    rows = [(one, tuple(break_even(fixed, _saved(problem, one, risk)) for risk in risks)) for one in shares]
    return Pays(
        cases=break_even(fixed, a_case),
        a_case=a_case,
        fixed=fixed,
        a_year=None if many is None else many * a_case - fixed,
        risks=risks,
        rows=tuple(rows),
        sure=_sure(problem),
    )


def _sure(problem: Problem) -> dict[str, float]:
    """How sure it must be of each answer: its dearest mistake beside a person whose mistakes are the cheapest."""
    loss, classes, right = problem.loss, problem.outputs.classes, problem.by_hand.right
    if len(classes) < 2:
        return {"": sure_enough(loss.human, loss.wrong, right, loss.wrong)}

    def cost(truth: str, answer: str) -> float:
        return loss.errors.get(truth, {}).get(answer, loss.wrong)

    others = {answer: [each for each in classes if each != answer] for answer in classes}
    return {
        answer: sure_enough(
            loss.human,
            max(cost(truth, answer) for truth in others[answer]),
            right,
            min(cost(answer, other) for other in others[answer]),
        )
        for answer in classes
    }


def _saved(problem: Problem, alone: float, risk: float) -> float:
    hand = problem.by_hand
    return round(
        saved(alone, hand.cost, problem.loss.human, hand.right, risk, problem.mistake), 9
    )  # below it, only rounding saves
