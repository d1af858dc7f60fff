"""``ninelives train`` and ``ninelives predict`` of a table: call the API, print."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.report.terminal import Show, paint, tell, warned

FIRST = 3  # gaps told before the first prediction

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Gaps
    from ninelives.artifacts.model.tables import TableModel
    from ninelives.stages.train.tables.job import Columns
    from ninelives.stages.train.tables.spec import TableSpec


def train_rows(
    data: Path,
    columns: Columns,
    deployment: str | None,
    problem: Path | None,
    rules: Path | None,
    spec: TableSpec,
    out: Path | None,
    start: float,
    *,
    json: bool,
    quiet: bool,
) -> None:
    """Learn from the rows of a file, and tell the answer."""
    from ninelives.artifacts.lineage import stem
    from ninelives.report.command import write_report
    from ninelives.stages.train.tables.fit import train_table_into
    from ninelives.stages.train.tables.said import trained

    with warned():
        default = Path(f"{stem(data)}.model")
        made = train_table_into(
            data, columns, deployment, spec, out, default, Show(quiet=quiet), start, problem=problem, rules=rules
        )
    report = write_report(made.model)
    tell(json, {**made.model.summary(), "report": str(report)}, *trained(made, report))


def predict_rows(
    model: TableModel,
    data: Path,
    deployment: str | None,
    out: Path | None,
    say: Callable[[list[dict[str, Any]]], list[str]],
    *,
    json: bool,
    quiet: bool,
) -> None:
    """Judge the rows of a file, and tell the answer; ``say`` tells the gaps."""
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.lineage import stem
    from ninelives.report.command import write_report
    from ninelives.report.use import outside
    from ninelives.stages.train.tables.judge import predict_rows_into
    from ninelives.stages.train.tables.said import predicted

    use = None if deployment is None else Deployment.of(deployment, columns=model.facts["axes"])
    default = Path(f"{stem(data)}.predictions.parquet")
    show = Show(quiet=quiet)
    made = predict_rows_into(model, data, out, default, show, lambda gaps: _foretell(show, gaps))
    report = write_report(made.predictions)
    facts = {**made.predictions.summary(), "report": str(report)}
    if use is not None:
        gaps = model.envelope.gaps(use)
        facts["deployment_gaps"] = [gap.to_json() for gap in gaps]
        facts["unrecorded"] = sorted({*facts["unrecorded"], *gaps.unrecorded})
    said = predicted(made, report, outside(model.envelope, use), say(made.predictions.facts["gaps"]))
    tell(json, facts, *said)


def _foretell(show: Show, gaps: Gaps) -> None:
    """Where the rows leave the envelope, while it is still cheap to stop."""
    from ninelives.artifacts.envelope import cannot_tell, speak

    if gaps:
        show.note(f"{paint('▲ outside the envelope', 'warn', sys.stderr)}: {'; '.join(speak(gaps)[:FIRST])}")
    if gaps.unrecorded:
        show.note(cannot_tell(gaps.unrecorded))
