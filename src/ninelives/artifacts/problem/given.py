"""A problem beside what was given by hand, which wins and is said to; and what a model keeps of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import PHOTO_AXES
from ninelives.artifacts.problem.problem import Problem
from ninelives.artifacts.sheets import close_to, listed
from ninelives.errors import NinelivesError


def opened(problem: str | Path | Problem) -> Problem:
    """A problem, or that of a file.

    Raises:
        NinelivesError: it is wrong.
    """
    return problem if isinstance(problem, Problem) else Problem.load(problem)


def named(problem: Problem) -> str:
    """How a problem is called in an error."""
    return f"'{problem.path}'" if problem.path else "the problem"


def won(given: Mapping[str, tuple[Any, Any]]) -> tuple[str, ...]:
    """What was given by hand in place of the problem's, a sentence each: of name → (given by hand, the problem's)."""
    return tuple(_note(name, by_hand, of) for name, (by_hand, of) in given.items() if _wins(by_hand, of))


def kept(problem: Problem) -> dict[str, Any]:
    """What stays in a model: the question, what is asked of it, and what mistakes and people cost."""
    shares = problem.shares if problem.facts.said("outputs", "prevalence") else None
    return {"question": problem.question, "risk": problem.risk, "costs": problem.costs, "shares": shares}


def answers(problem: Problem) -> tuple[str, ...]:
    """The classes that it names; none where it names none."""
    return problem.outputs.classes if problem.facts.said("outputs", "classes") else ()


def check_labels(classes: Iterable[str], labels: Iterable[str | None], noun: str = "photo") -> None:
    """Refuse labels that are none of the problem's answers, where it names any.

    Raises:
        NinelivesError: there is one.
    """
    known = list(classes)
    if known and (others := sorted({label for label in labels if label} - set(known))):
        raise NinelivesError(
            f"the {noun}s show '{others[0]}', and the problem's answers are {', '.join(known)}",
            fix=f"ninelives ask PROBLEM --data {noun.upper()}S tells all that they contradict",
        )


def use_of(
    declared: Deployment | None, by_hand: str | Path | Deployment | None, axes: Sequence[str]
) -> tuple[Deployment | None, tuple[str, ...]]:
    """The use that was declared by hand, else the problem's, of conditions that the data may have; and what is said.

    Raises:
        NinelivesError: it declares another condition.
    """
    if by_hand is None:
        refuse_strangers(declared, axes)
        return declared, ()
    use = Deployment.of(by_hand, columns=axes)
    return use, won({"--deployment": (use, declared)})


def refuse_strangers(use: Deployment | None, axes: Sequence[str]) -> None:
    """Refuse a use that declares a column which rows have not, or that is no condition of theirs.

    Raises:
        NinelivesError: there is one.
    """
    known = {axis.name for axis in PHOTO_AXES}
    strange = [name for name in (use.declared if use else ()) if name not in known and name not in axes]
    if strange:
        near = [close for name in strange if (close := close_to(name, list(axes)))]
        raise NinelivesError(
            f"the problem's use declares {listed(strange)}, and the rows' conditions are {listed(list(axes), 20)}",
            fix=f"did you mean {near[0]} ?" if near else f"--axes {','.join([*axes, *strange])}",
        )


def _wins(by_hand: Any, of: Any) -> bool:
    return by_hand is not None and of is not None and by_hand != of


def _note(name: str, by_hand: Any, of: Any) -> str:
    return f"{name} was given by hand ({_said(by_hand)}) and stands in place of the problem's ({_said(of)})"


def _said(value: Any) -> str:
    if isinstance(value, Deployment):
        return (
            ", ".join(f"{name}={'|'.join(part.text for part in parts)}" for name, parts in value.parts.items())
            or "no hours"
        )
    return (", ".join(value) or "none") if isinstance(value, tuple) else str(value)
