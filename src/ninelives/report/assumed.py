"""What was assumed of a problem, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from ninelives.report.asked import exact, money
from ninelives.report.words import list_and, percent, seconds

if TYPE_CHECKING:
    from ninelives.artifacts.problem import Answer, Problem


LIT: Final = ("photos", "flights")  # what has a light


def supposed(answer: Answer) -> list[str]:
    """All that was assumed, of the problem and of its use, in words."""
    problem, use = answer.problem, answer.problem.deployment
    told = assumed(problem, problem.assumed)
    lit = problem.inputs.what in LIT and (answer.basis == "data" or problem.inputs.collected is None)
    return [*told, *(use.assumed_of(light=lit) if use else ())]


def assumed(problem: Problem, names: Sequence[str]) -> list[str]:
    """What the program filled in of some values, in words."""
    return [words for name in names if (words := _word(problem, name))]


def notes(answer: Answer) -> tuple[str, ...]:
    """What the data showed that is no fault, and what is assumed otherwise than the file says."""
    return (*anew(answer.problem), *_hidden(answer), *(answer.held.notes if answer.held else ()))


def _hidden(answer: Answer) -> list[str]:
    """Where a bin of hours is half collected and used in its other half."""
    from ninelives.artifacts.problem.plan import hidden

    plan, use = answer.problem.inputs.collected, answer.problem.deployment
    if answer.basis != "plan" or plan is None or use is None or not (found := hidden(plan, use)):
        return []
    return [f"{list_and(found)} is told as one: it is collected in one part of it, and used in another"]


def anew(problem: Problem) -> list[str]:
    """What a file held as assumed and follows otherwise from the rest, in a sentence; none where all still stands."""
    facts = problem.facts
    told = [
        f"{'.'.join(map(str, path))} {was} → {facts.raw[path]}"
        for path, was in facts.anew.items()
        if path in facts.raw and not isinstance(was, dict)
    ]
    return [f"filled in anew, as the rest was edited: {', '.join(told)}; what is yours stands without 'assumed'"][
        : len(told)
    ]


def _word(problem: Problem, name: str) -> str:
    said = _WORDS.get(name)
    return said(problem) if said else ""


def _money(problem: Problem, amount: float) -> str:
    return money(amount, problem.loss.currency)


def _looks(problem: Problem) -> str:
    return f"it looks at {'a table' if problem.inputs.what == 'table' else problem.inputs.what}"


def _worth(outcome: tuple[str, float]) -> str:
    return f"'{outcome[0]}' is worth {outcome[1]:g}"


def _alike(problem: Problem) -> str:
    alike = len(set(problem.shares.values())) == 1  # else they were counted
    return f"each answer is as common as {'the others' if alike else 'in these data'}"


KINDS: Final = {"predict": "a prediction", "forecast": "a forecast", "act": "an action", "create": "something new"}
_WORDS: Final[dict[str, Callable[[Problem], str]]] = {
    "kind": lambda each: f"{KINDS[each.kind]} is wanted",
    "risk": lambda each: f"at most {exact(each.risk)} may be wrong",
    "inputs.what": _looks,
    "outputs.classes": lambda each: f"the answers are {list_and(each.outputs.classes)}",
    "outputs.prevalence": _alike,
    "outputs.target": lambda each: f"the answer stands in the column '{each.target}'",
    "outputs.within": lambda each: f"off by {each.outputs.within:g} is still right",
    "outputs.ahead_hours": lambda each: f"it looks {each.outputs.ahead_hours:g} hours ahead",
    "outputs.number": lambda _: "the answer is a number",
    "outputs.actions": lambda each: f"the actions are {list_and(each.outputs.actions)}",
    "outputs.reward": lambda each: list_and(map(_worth, each.outputs.reward.items())),
    "outputs.making": lambda each: f"{each.outputs.making} is made",
    "loss.minute": lambda each: f"a person's minute costs {_money(each, each.loss.minute)}",
    "loss.human": lambda each: f"asking a person costs {_money(each, each.loss.human)}",
    "loss.wrong": lambda each: f"a mistake costs {_money(each, each.loss.wrong)}",
    "by_hand.cost": lambda each: f"a case by hand costs {_money(each, each.by_hand.cost)}",
    "by_hand.minutes": lambda each: f"a case by hand takes {seconds(60 * each.by_hand.minutes)}",
    "by_hand.right": lambda each: f"by hand {exact(each.by_hand.right)} are right",
    "machine.hours": lambda each: f"a machine takes {each.machine.hours:g} hours of people a year",
    "machine.alone": lambda each: f"it decides {percent(each.machine.alone, 0)} alone",
}
