"""What a problem tells a training on rows: target, task, use and costs; what is given by hand wins, and is said to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.problem import Problem
from ninelives.artifacts.problem.given import kept, named, opened, use_of, won
from ninelives.artifacts.sheets import listed
from ninelives.artifacts.table.column import DATE
from ninelives.artifacts.table.target import CLASSIFICATION, REGRESSION
from ninelives.errors import NinelivesError
from ninelives.report.words import list_and

if TYPE_CHECKING:
    from ninelives.artifacts.table import Table
    from ninelives.stages.train.tables.job import Columns


@dataclass(frozen=True, slots=True)
class Asked:
    """A problem on its way into a training on rows.

    Attributes:
        columns: what was said of them by hand, with the problem's target and task where nothing was.
        facts: what the model keeps of it; None without a problem.
        notes: what was given by hand in place of it, and what of it means nothing for rows, a sentence each.
        classes: the answers that it names; none where it names none.
        deployment: the problem's use.
    """

    columns: Columns
    facts: dict[str, Any] | None = None
    notes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    deployment: Deployment | None = None

    def met(self, table: Table) -> Asked:
        """The same, beside the rows that it asks of.

        Raises:
            NinelivesError: they hold an answer that it does not know.
        """
        others = [name for name in table.classes or () if name not in self.classes] if self.classes else []
        if others:
            raise NinelivesError(
                f"'{table.target}' holds {listed(others)}, and the problem's answers are {', '.join(self.classes)}",
                fix="ninelives ask PROBLEM --data ROWS tells all that they contradict",
            )
        if self.facts is None or (table.classes is None) == ("within" in self.facts["costs"]):
            return self
        said, held = ("numbers", "classes") if "within" in self.facts["costs"] else ("classes", "numbers")
        priced = (
            f"the problem prices mistakes of {said}, and '{table.target}' holds {held}: no mistake has a price here"
        )
        return replace(self, notes=(*self.notes, priced))

    def axes(self, table: Table, wanted: Sequence[str] | None) -> tuple[str, ...]:
        """The conditions that are looked at: where nobody names any, the columns of the declared use too.

        Raises:
            NinelivesError: there is no such condition.
        """
        usual = tuple(table.conditions(wanted))
        if wanted is not None or self.deployment is None:
            return usual
        columns = {column.name for column in table.columns if column.kind != DATE}
        return tuple(dict.fromkeys((*usual, *(name for name in self.deployment.declared if name in columns))))

    def used(self, by_hand: str | Path | Deployment | None, axes: Sequence[str]) -> tuple[Asked, Deployment | None]:
        """The use that was declared by hand, else the problem's; of conditions that the rows may have.

        Raises:
            NinelivesError: it declares another one.
        """
        use, notes = use_of(self.deployment, by_hand, axes)
        return replace(self, notes=(*self.notes, *notes)), use


def asked(problem: str | Path | Problem | None, columns: Columns) -> Asked:
    """Read a problem, and fill in what was not said of the columns by hand.

    Raises:
        NinelivesError: something is wrong with it, or it asks for what no row tells.
    """
    if problem is None:
        return Asked(columns)
    told = opened(problem)
    _refuse(told)
    task, classes = _task(told), told.outputs.classes if told.facts.said("outputs", "classes") else ()
    given = {"--target": (columns.target, told.target), "--task": (columns.task, task)}
    return Asked(
        replace(columns, target=columns.target or told.target, task=columns.task or task),
        kept(told),
        (*won(given), *_notes(told, columns)),
        classes,
        told.deployment,
    )


def _task(problem: Problem) -> str | None:
    """What is learned, where somebody said what the answers are."""
    if problem.facts.said("outputs", "number"):
        return REGRESSION
    return CLASSIFICATION if problem.facts.said("outputs", "classes") else None


def _notes(problem: Problem, columns: Columns) -> list[str]:
    """What the problem only supposes, and what of it is nothing of rows."""
    notes = []
    if columns.target is None and problem.target is not None and not problem.facts.said("outputs", "target"):
        notes.append(f"the problem assumes that the answer stands in '{problem.target}': nobody said it")
    if problem.biases:
        notes.append(
            f"{list_and(problem.biases)}: of photos, whose copies are changed in it, and rows have none; not tried"
        )
    return notes


def _refuse(problem: Problem) -> None:
    if problem.kind == "forecast":
        raise NinelivesError(
            f"{named(problem)} asks for a forecast, and rows are learned from one by one, in no order",
            fix="ninelives train series.csv --time COLUMN --problem PROBLEM",
        )
    if problem.kind != "predict":
        raise NinelivesError(
            f"{named(problem)} asks for kind '{problem.kind}', and this tells classes or numbers",
            fix='kind = "predict"',
        )
    if problem.facts.said("inputs", "what") and problem.inputs.what != "table":
        raise NinelivesError(
            f"{named(problem)} looks at {problem.inputs.what}, and these are rows of a table",
            fix='what = "table"   under [inputs]',
        )
