"""What a problem tells a training: target, biases, use and costs; what is given by hand wins, and is said to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.problem import Problem
from ninelives.artifacts.problem.given import answers, check_labels, kept, named, opened, won
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
        check_labels(self.classes, labels)


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
    return Asked(
        replace(spec, biases=biases),
        told.deployment if deployment is None else deployment,
        told.target if target is None else target,
        kept(told),
        won(given),
        answers(told),
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
