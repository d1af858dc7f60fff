"""What a problem tells a training: target, biases, use and costs; what is given by hand wins, and is said to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import PHOTO_AXES
from ninelives.artifacts.problem import Problem
from ninelives.artifacts.sheets import close_to, listed
from ninelives.errors import NinelivesError
from ninelives.stages.train.spec import TrainSpec


@dataclass(frozen=True, slots=True)
class Asked:
    """A problem on its way into a training.

    Attributes:
        spec: the options, with the problem's biases where none were given.
        deployment: the use that was given by hand, else the problem's.
        target: the column that was given by hand, else the problem's.
        facts: what the model keeps of it; None without a problem.
        notes: what was given by hand in place of it, a sentence each.
        classes: the answers that it names; none where it names none.
    """

    spec: TrainSpec
    deployment: Deployment | None
    target: str | None
    facts: dict[str, Any] | None = None
    notes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()

    def check(self, labels: Iterable[str | None]) -> None:
        """Refuse labels that the problem does not know.

        Raises:
            NinelivesError: there is one.
        """
        if self.classes and (others := sorted({label for label in labels if label} - set(self.classes))):
            raise NinelivesError(
                f"the photos show '{others[0]}', and the problem's answers are {', '.join(self.classes)}",
                fix="ninelives ask PROBLEM --data PHOTOS tells all that they contradict",
            )


def asked(
    problem: str | Path | Problem | None, spec: TrainSpec, deployment: Deployment | None, target: str | None
) -> Asked:
    """Read a problem, and fill in what was not given by hand.

    Raises:
        NinelivesError: something is wrong with it, or it asks for what no training of classes gives.
    """
    if problem is None:
        return Asked(spec, deployment, target)
    told = opened(problem)
    _refuse(told, spec)
    given = {
        "--target": (target, told.target),
        "--biases": (spec.biases, told.biases),
        "--deployment": (deployment, told.deployment),
    }
    biases = told.biases if spec.biases is None else spec.biases
    classes = told.outputs.classes if told.facts.said("outputs", "classes") else ()
    return Asked(
        replace(spec, biases=biases),
        told.deployment if deployment is None else deployment,
        told.target if target is None else target,
        kept(told),
        won(given),
        classes,
    )


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


def _refuse(problem: Problem, spec: TrainSpec) -> None:
    name = named(problem)
    if problem.kind != "predict" or problem.outputs.number is not None:
        what = "a number" if problem.outputs.number is not None else f"kind '{problem.kind}'"
        fix = "ninelives train photos/"
        if problem.outputs.number is not None:
            fix = "ninelives train rows.csv --problem PROBLEM, where a column holds the number"
        raise NinelivesError(f"{name} asks for {what}, and this tells classes apart", fix=fix)
    if spec.unlabelled is not None:
        raise NinelivesError(
            f"{name} names answers, and --unlabelled goes by looks alone: one of the two",
            fix="ninelives train photos/ --unlabelled 2",
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


def kept(problem: Problem) -> dict[str, Any]:
    """What stays in a model: the question, what is asked of it, and what mistakes and people cost."""
    shares = problem.shares if problem.facts.said("outputs", "prevalence") else None
    return {"question": problem.question, "risk": problem.risk, "costs": problem.costs, "shares": shares}
