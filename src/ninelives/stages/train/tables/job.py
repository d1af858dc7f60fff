"""What a training on a table is asked for, and what it then stands on."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ninelives.artifacts.archive import Progress, threads
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.lineage import Lineage
from ninelives.artifacts.problem import Problem
from ninelives.artifacts.sheets import listed, open_sheet
from ninelives.artifacts.table import Table
from ninelives.errors import NinelivesError
from ninelives.report.terminal import counted
from ninelives.stages.train.clock import reading
from ninelives.stages.train.tables.asked import Asked, asked
from ninelives.stages.train.tables.ordered import in_order
from ninelives.stages.train.tables.rungs import cannot
from ninelives.stages.train.tables.spec import TableSpec
from ninelives.stages.train.tables.split import usable
from ninelives.stages.train.tables.written import OwnRules
from ninelives.stages.train.untried import NEEDS, Untried
from ninelives.store import digest

LIKELY = ("target", "label", "class", "y")  # names of columns that are learned more often than not


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What the user says of the columns; see ``Table.of``."""

    target: str | None = None
    id: str | None = None
    ignore: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    dates: str | None = None
    task: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class TableJob:
    """A training that can begin.

    Attributes:
        table: all usable rows.
        ladder: the rungs that can be tried, from the lowest up.
        untried: those that cannot.
        axes: names of the conditions.
        deployment: the declared use.
        spec: the options.
        id: the column that names the rows; None where they are numbered.
        lineage: of the model to be.
        start: when a budget began, of ``time.perf_counter``, s.
        problem: what is kept of the problem that asked for it, and what was given by hand in its place.
        written: the user's own rules.
    """

    table: Table
    ladder: tuple[str, ...]
    untried: tuple[Untried, ...]
    axes: tuple[str, ...]
    deployment: Deployment | None
    spec: TableSpec
    id: str | None
    lineage: Lineage
    start: float
    problem: Asked
    written: OwnRules | None = None


def read(
    data: Any,
    columns: Columns,
    deployment: str | Path | Deployment | None,
    spec: TableSpec,
    start: float,
    progress: Progress | None,
    problem: str | Path | Problem | None = None,
    rules: str | Path | None = None,
) -> TableJob:
    """Read the rows, and check whatever was asked for against them.

    Raises:
        NinelivesError: they are not fit for it, or the budget was over first.
    """
    asks = asked(problem, columns)
    if asks.columns.target is None and not isinstance(data, Table):
        raise _untold(data)
    with reading(start, spec.budget, "rows"):
        table = Table.of(data, **asdict(asks.columns), progress=counted(progress))
    if table.target is None:
        raise NinelivesError("the table has no target", fix="nl.train('rows.csv', target='COLUMN')")
    asks = asks.met(table)
    table = replace(usable(table), notes=(*table.notes, *in_order(table)))
    axes = asks.axes(table, spec.axes)  # an unknown axis is told before anything is fitted
    asks, use = asks.used(deployment, axes)
    wanted = spec.ladder(numbers=table.classes is None)
    untried = tuple(_untried(wanted, table))
    ladder = tuple(name for name in wanted if name not in {one.name for one in untried})
    if not ladder:
        told = "; ".join(f"{one.name}: {one.reason}" for one in untried)
        fix = next((one.fix for one in untried if one.fix), "leave --rungs out, for the whole ladder")
        raise NinelivesError(f"no rung can be tried: {told}", fix=fix)
    own = None if rules is None else OwnRules.read(rules, table, ladder)
    lineage = _lineage(table, wanted, untried, use, spec, columns.id, asks, own)
    return TableJob(table, ladder, untried, axes, use, spec, columns.id, lineage, start, asks, own)


def names(given: str | Collection[str] | None) -> tuple[str, ...]:
    """Names of columns, with commas between them or one by one."""
    if isinstance(given, str):
        return tuple(word.strip() for word in given.split(",") if word.strip())
    return tuple(given or ())


def _untold(data: Any) -> NinelivesError:
    sheet = open_sheet(data)
    likely = next((name for name in LIKELY if name in sheet.names), None)
    where = f"ninelives train {data} " if isinstance(data, str | os.PathLike) else ""
    return NinelivesError(
        f"{sheet.where} has no column of picture paths, so it is learned from row by row, and --target does not say "
        f"which column is to be learned: it has {listed(sheet.names, 30)}",
        fix=f"did you mean --target {likely} ?" if likely else f"{where}--target '{sheet.names[-1]}', for instance",
    )


def _untried(ladder: tuple[str, ...], table: Table) -> list[Untried]:
    """Rungs whose library is not installed, or that cannot learn so many classes."""
    found = []
    for name in ladder:
        module, fix = NEEDS.get(name, ("", ""))
        if module and find_spec(module) is None:
            found.append(Untried(name, f"{module} is not installed", fix))
        elif why := cannot(name, len(table.classes or ())):
            found.append(Untried(name, why))
    return found


def _lineage(
    table: Table,
    ladder: tuple[str, ...],
    untried: tuple[Untried, ...],
    use: Deployment | None,
    spec: TableSpec,
    id_: str | None,
    asks: Asked,
    own: OwnRules | None,
) -> Lineage:
    """Of the model to be. What was told of the rows while they were read is kept in it, and so part of its lineage."""
    notes = [*table.notes, *asks.notes]
    told = [[entry.path, entry.reason] for entry in table.set_aside]
    leaks = [asdict(leak) | {"evidence": dict(leak.evidence)} for leak in table.leaks]
    options: dict[str, Any] = {"target": table.target, "task": table.task, "id": id_, "rungs": list(ladder)}
    options |= {"folds": spec.folds, "calibration_share": spec.calibration_share}
    options |= {"axes": None if spec.axes is None else list(spec.axes), "deployment": use.to_json() if use else None}
    if gone := [one.name for one in untried if one.fix]:  # once it is there, the same command makes another model
        options["without"] = gone
    inputs: dict[str, str] = {"table": table.digest, "reading": digest.of_json([notes, told, leaks])}
    inputs |= {} if own is None else {"rules": own.digest}
    inputs |= {} if asks.facts is None else {"problem": digest.of_json(asks.facts)}
    return Lineage(stage="train", inputs=inputs, options=options, seed=spec.seed, threads=threads())
