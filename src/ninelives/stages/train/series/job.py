"""What a training on series is asked for, and what it then stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.archive import threads
from ninelives.artifacts.lineage import Lineage
from ninelives.artifacts.series import Asked, SeriesRows, conditions
from ninelives.errors import NinelivesError
from ninelives.kernels.series import Line, lines
from ninelives.report.words import list_and
from ninelives.stages.train.clock import reading
from ninelives.stages.train.series.asking import Wanted
from ninelives.stages.train.series.fitting import NEEDS
from ninelives.stages.train.series.spec import SeriesSpec
from ninelives.store import digest

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.deployment import Deployment


CLOSED = "never a value on {}: these are foreseen like any other step, so leave them out of what you use"
LATE = "the last {} have no value yet, and are foreseen; where values always come so late, --delay {} reckons with it"


@dataclass(frozen=True, slots=True, eq=False)
class SeriesJob:
    """A training that can begin.

    Attributes:
        asked: which columns hold what.
        rows: as they were read.
        lines: the same, on their grid.
        deployment: the declared use.
        spec: the options.
        lineage: of the model to be.
        start: when a budget began, of ``time.perf_counter``, s.
        problem: what is kept of the problem that asked for it, and what was given by hand in its place.
    """

    asked: Asked
    rows: SeriesRows
    lines: list[Line]
    deployment: Deployment | None
    spec: SeriesSpec
    lineage: Lineage
    start: float
    problem: Wanted


def read(
    data: Any,
    asked: Asked,
    deployment: str | Path | Deployment | None,
    spec: SeriesSpec,
    start: float,
    progress: Progress | None,
    problem: Wanted | None = None,
) -> SeriesJob:
    """Read the rows, lay them on a grid, and check whatever was asked for against them.

    Raises:
        NinelivesError: they are not fit for it, or the budget was over first.
    """
    asked = replace(asked, zone=spec.zone)
    with reading(start, spec.budget, "rows"):
        rows = SeriesRows.of(data, asked)
        found = lines(
            *(rows.times, rows.values),
            by=rows.by,
            known=rows.known,
            step=spec.step_s,
            zone=spec.zone or rows.zone,
            row=rows.row,
        )
    if progress:
        progress("rows", len(rows), len(rows))
    asked = replace(asked, order=rows.order if rows.order != "ymd" else "", zone=spec.zone or rows.zone)
    if not asked.known and not spec.delay and (late := rows.late):
        rows = replace(rows, notes=(*rows.notes, LATE.format(f"{late:,} row{'s' * (late != 1)}", late)))
    if closed := conditions.closed(found):
        rows = replace(rows, notes=(*rows.notes, CLOSED.format(list_and(closed))))
    axes = [axis.name for axis in conditions.envelope(found, asked.by).axes]
    asks, use = (problem or Wanted(asked.target)).used(deployment, axes)
    spec, asks = asks.ahead(spec, found[0].grid)
    return SeriesJob(asked, rows, found, use, spec, _lineage(rows, asked, spec, use, asks), start, asks)


def asked_of(
    target: str | None, time: str | tuple[str, ...], by: str | None, known: tuple[str, ...], dates: str | None
) -> Asked:
    """What the user said of the columns.

    Raises:
        NinelivesError: no target was named.
    """
    columns = tuple(word.strip() for word in time.split(",") if word.strip()) if isinstance(time, str) else tuple(time)
    if target is None:
        raise NinelivesError("--target does not say which column is to be foreseen", fix="--target COLUMN")
    if not columns:
        raise NinelivesError("--time names no column", fix="--time COLUMN")
    return Asked(target=target, time=columns, by=by, known=known, order=dates or "")


def given(options: Mapping[str, Any]) -> dict[str, Any]:
    """Those that were given."""
    return {name: told for name, told in options.items() if told not in (None, ())}


def _lineage(rows: SeriesRows, asked: Asked, spec: SeriesSpec, use: Deployment | None, problem: Wanted) -> Lineage:
    """Of the model to be. What was told of the rows while they were read is kept in it, and so part of its lineage."""
    aside = [[entry.path, entry.reason] for entry in rows.set_aside]
    options: dict[str, Any] = {
        "target": asked.target,
        "time": list(asked.time),
        "by": asked.by,
        "known": list(asked.known),
        "horizon": spec.horizon,
        "season": None if spec.seasons is None else list(spec.seasons),
        "delay": spec.delay,
        "step": spec.step,
        "zone": asked.zone,
        "rungs": list(spec.ladder),
        "deployment": use.to_json() if use else None,
    }
    gone = [name for name in spec.ladder if name in NEEDS and find_spec(NEEDS[name][0]) is None]
    if gone:  # once it is there, the same command makes another model
        options["without"] = gone
    inputs = {"series": rows.digest, "reading": digest.of_json([list(rows.notes), list(rows.left), aside])}
    inputs |= {} if problem.facts is None else {"problem": digest.of_json([problem.facts, list(problem.notes)])}
    return Lineage(stage="train", inputs=inputs, options=options, seed=spec.seed, threads=threads())
