"""``ninelives audit``: parse, call the API, print."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ninelives.artifacts.glance import visible
from ninelives.errors import NinelivesError
from ninelives.report.options import UNCHECKED, Json, Labels, Quiet, Seed
from ninelives.report.terminal import Show, tell
from ninelives.stages.audit.spec import ALPHA, AuditSpec

FAILED = 3  # exit status where what was found is as grave as --fail-on says
VERDICTS = ("outside-envelope", "shifted-harmful", "shifted-harmless", "cannot-tell", "no-shift-found")


def audit(
    reference: Annotated[
        str, typer.Argument(help="A model, an archive, photos, a table, or predictions: what was.", show_default=False)
    ],
    new: Annotated[
        str,
        typer.Argument(
            help='Data of the same kind, or a use that is only declared: "hour=20-6", or a TOML file.',
            show_default=False,
        ),
    ],
    labels: Labels = None,
    alpha: Annotated[float, typer.Option(help="How often a false alarm is taken.")] = ALPHA,
    axes: Annotated[
        str | None, typer.Option(metavar="NAMES", help="Conditions to look at, with commas. Default: all recorded.")
    ] = None,
    problem: Annotated[
        Path | None, typer.Option(help="problem.toml: its declared use is looked at too.", **UNCHECKED)
    ] = None,
    adversary: Annotated[
        bool, typer.Option("--adversary", help="Search what one who knows this audit could hide from it.")
    ] = False,
    fail_on: Annotated[
        str | None,
        typer.Option(metavar="VERDICT", help=f"Exit with status 3 if it is as grave: {', '.join(VERDICTS)}."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="The folder of findings. Default: REFERENCE.findings, here.", **UNCHECKED),
    ] = None,
    seed: Seed = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Has the world left the envelope, and does it do harm?"""
    if fail_on is not None and fail_on not in VERDICTS:
        raise NinelivesError(f"there is no verdict '{fail_on}': {', '.join(VERDICTS)}", fix="--fail-on shifted-harmful")
    from ninelives.report.command import write_report
    from ninelives.stages.audit.job import audit_into, default_of
    from ninelives.stages.audit.said import said

    spec = AuditSpec(alpha=alpha, axes=_names(axes), seed=seed, adversary=adversary)
    done = audit_into(
        reference, new, out, default_of(reference), spec, Show(quiet=quiet), labels=labels, problem=problem
    )
    found = done.findings
    report = write_report(found)
    tell(json, {**found.summary(), "report": visible(str(report))}, *said(done, report))
    if fail_on is not None and found.at_least(fail_on):
        raise typer.Exit(FAILED)


def _names(told: str | None) -> tuple[str, ...] | None:
    return None if told is None else tuple(filter(None, (name.strip() for name in told.split(","))))
