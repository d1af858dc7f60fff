"""``ninelives defer``: parse, call the API, print."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ninelives.artifacts.glance import visible
from ninelives.report.options import UNCHECKED, Json, Labels, Quiet, Seed
from ninelives.report.terminal import Show, tell
from ninelives.stages.defer.spec import DELTA, DeferSpec


def defer(
    model: Annotated[
        str,
        typer.Argument(help="A model, ours or adopted, or a table of answers with their truth.", show_default=False),
    ],
    calibration: Annotated[
        str | None,
        typer.Option(
            metavar="DATA", help="Data with their truth that it did not learn from. Default: what train kept apart."
        ),
    ] = None,
    labels: Labels = None,
    risk: Annotated[
        float | None,
        typer.Option(help="Share of what it decides alone that may be wrong. Default: the problem's, 0.02."),
    ] = None,
    delta: Annotated[float, typer.Option(help="Chance that the risk is above that all the same.")] = DELTA,
    within: Annotated[float | None, typer.Option(help="How far off a number may be and still be right.")] = None,
    problem: Annotated[
        Path | None, typer.Option(help="problem.toml: what errors, people and waiting cost.", **UNCHECKED)
    ] = None,
    new: Annotated[
        str | None, typer.Option(metavar="NEW", help='What it will decide on: data, or a use: "hour=20-6".')
    ] = None,
    findings: Annotated[
        Path | None, typer.Option(help="What an audit of the model against NEW found.", **UNCHECKED)
    ] = None,
    axes: Annotated[
        str | None, typer.Option(metavar="NAMES", help="Conditions to look at, with commas. Default: all recorded.")
    ] = None,
    each: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The promise for each 'answer', or each bin of a condition, by itself."),
    ] = None,
    trust_simulated: Annotated[
        bool,
        typer.Option(
            "--trust-simulated", help="Decide alone in simulated conditions too, by an estimate, no guarantee."
        ),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="The folder of the hand-over. Default: MODEL.handoff, here.", **UNCHECKED),
    ] = None,
    seed: Seed = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """What may it decide alone, and what goes to a human?"""
    from ninelives.report.command import write_report
    from ninelives.stages.defer.job import Asked, default_of, defer_into
    from ninelives.stages.defer.said import said

    names = None if axes is None else tuple(filter(None, (name.strip() for name in axes.split(","))))
    spec = DeferSpec(
        risk=risk, delta=delta, within=within, axes=names, trust_simulated=trust_simulated, each=each, seed=seed
    )
    asked = Asked(calibration=calibration, labels=labels, new=new, findings=findings, problem=problem)
    done = defer_into(model, out, default_of(model), spec, Show(quiet=quiet), asked)
    report = write_report(done.handoff)
    tell(json, {**done.handoff.summary(), "report": visible(str(report))}, *said(done, report))
