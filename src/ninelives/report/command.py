"""``ninelives report``: any artifact as one HTML file."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ninelives.errors import NinelivesError
from ninelives.report.options import UNCHECKED, Json
from ninelives.report.terminal import tell

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Archive
    from ninelives.artifacts.findings import Findings
    from ninelives.artifacts.handoff import Handoff
    from ninelives.artifacts.model import Model
    from ninelives.artifacts.model.series import SeriesModel
    from ninelives.artifacts.model.tables import TableModel
    from ninelives.artifacts.patterns import Patterns
    from ninelives.artifacts.predictions import Predictions
    from ninelives.artifacts.problem import Problem


def report(
    artifact: Annotated[
        Path,
        typer.Argument(
            help="A model, an archive, findings, a hand-over, patterns, predictions, or a problem.", **UNCHECKED
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="The HTML file. Default: inside or beside the artifact.", **UNCHECKED),
    ] = None,
    json: Json = False,
) -> None:
    """Show an artifact as one HTML file that opens offline."""
    from ninelives.store import atomic

    atomic.probe(out or place(artifact))
    where = write_report(load(artifact), artifact, out=out)
    tell(json, {"out": str(where)}, f"  report  {where}", f"  next    python -m webbrowser {where}")


def load(
    path: Path,
) -> Model | TableModel | SeriesModel | Archive | Findings | Handoff | Patterns | Predictions | Problem:
    """Whatever artifact lies there.

    Raises:
        NinelivesError: none does.
    """
    from ninelives.store import manifest

    if not path.exists():
        raise NinelivesError(f"there is no artifact '{path}'", fix="ninelives train photos/")
    if path.suffix == ".toml":
        from ninelives.artifacts.problem import Problem

        return Problem.load(path)
    if path.is_file():
        from ninelives.artifacts.predictions import Predictions

        return Predictions.load(path)
    kind = manifest.peek(path).kind
    if kind == "model":
        from ninelives.artifacts.model.tables import load_model

        return load_model(path)
    if kind == "archive":
        from ninelives.artifacts.archive import Archive

        return Archive.load(path)
    if kind == "findings":
        from ninelives.artifacts.findings import Findings

        return Findings.load(path)
    if kind == "handoff":
        from ninelives.artifacts.handoff import Handoff

        return Handoff.load(path)
    if kind == "patterns":
        from ninelives.artifacts.patterns import Patterns

        return Patterns.load(path)
    raise NinelivesError(
        f"'{path}' is of kind '{kind}', which has no report",
        fix="name a model, an archive, findings, a hand-over, patterns, predictions or a problem",
    )


def write_report(artifact: Any, path: Path | None = None, *, out: Path | None = None) -> Path:
    """Write the report of an artifact, inside its folder or beside its file; returns where.

    Raises:
        NinelivesError: it cannot be written.
    """
    from ninelives.store import atomic

    where = out or place(path or artifact.path or Path())
    atomic.write(where, _rendered(artifact, path).encode())
    return where


def place(artifact: Path) -> Path:
    """Where the report of an artifact goes by default: inside its folder, beside its file."""
    return artifact.with_suffix(".html") if artifact.is_file() else artifact / "report.html"


def _rendered(artifact: Any, path: Path | None) -> str:
    from ninelives.artifacts.findings import Findings
    from ninelives.artifacts.handoff import Handoff
    from ninelives.artifacts.model import Model
    from ninelives.artifacts.model.series import SeriesModel
    from ninelives.artifacts.model.tables import TableModel
    from ninelives.artifacts.patterns import Patterns
    from ninelives.artifacts.predictions import Predictions
    from ninelives.artifacts.problem import Answer, Problem

    if isinstance(artifact, Findings | Handoff | Patterns):
        return _found(artifact, path)
    if isinstance(artifact, Problem | Answer):
        from ninelives.report import problem
        from ninelives.report.facts import problem as reckoned

        answer = artifact if isinstance(artifact, Answer) else Answer.of(artifact)
        return problem.render(reckoned.page(answer, path or artifact.path or Path("problem.toml")))
    if isinstance(artifact, SeriesModel):
        from ninelives.report import series
        from ninelives.report.facts import series as ordered

        return series.render(ordered.page(artifact))
    if isinstance(artifact, TableModel):
        from ninelives.report import tables
        from ninelives.report.facts import tables as learned

        return tables.render(learned.page(artifact))
    if isinstance(artifact, Model) and artifact.kinds is not None:
        from ninelives.report import kinds
        from ninelives.report.facts import kinds as sorted_into

        return kinds.render(sorted_into.page(artifact))
    if isinstance(artifact, Model):
        from ninelives.report import model
        from ninelives.report.facts import model as told

        return model.render(told.page(artifact))
    if isinstance(artifact, Predictions) and "foreseen" in artifact.facts:
        from ninelives.report import foreseen
        from ninelives.report.facts import foreseen as ahead

        return foreseen.render(ahead.page(artifact))
    if isinstance(artifact, Predictions):
        from ninelives.report import predictions
        from ninelives.report.facts import predictions as said

        return predictions.render(said.page(artifact))
    from ninelives.report import archive
    from ninelives.report.facts import archive as held

    assert path is not None
    return archive.render(held.page(artifact, path))


def _found(artifact: Findings | Handoff | Patterns, path: Path | None) -> str:
    """What was found out of something else."""
    from ninelives.artifacts.findings import Findings
    from ninelives.artifacts.handoff import Handoff

    if isinstance(artifact, Findings):
        from ninelives.report import findings
        from ninelives.report.facts import findings as found

        return findings.render(found.page(artifact))
    if isinstance(artifact, Handoff):
        from ninelives.report import handoff
        from ninelives.report.facts import handoff as kept

        typed = shlex.quote(str(path or artifact.path or "HANDOFF"))
        return handoff.render(kept.page(artifact.facts, path=typed, seconds=artifact.seconds))
    from ninelives.report import patterns
    from ninelives.report.facts import patterns as events

    return patterns.render(events.page(artifact))
