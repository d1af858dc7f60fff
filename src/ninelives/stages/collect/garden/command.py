"""``ninelives garden``: the simulated world, as data to learn from."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ninelives.artifacts.glance import visible
from ninelives.report.options import UNCHECKED, Help, Json, Quiet, Seed
from ninelives.report.terminal import Show, tell
from ninelives.report.words import plural
from ninelives.stages.collect.garden.look import film, look
from ninelives.stages.collect.garden.spec import PhotosSpec
from ninelives.stages.collect.seen import told

if TYPE_CHECKING:
    from ninelives.artifacts.archive.sight import Sight
    from ninelives.stages.collect.garden.write import Drawn

USUAL = PhotosSpec()
garden = typer.Typer(
    name="garden",
    help="The simulated garden: photos to learn from, pictures, films.",
    no_args_is_help=True,
    add_help_option=False,  # see `Help`
)


@garden.callback()
def _garden(help: Help = False) -> None:  # noqa: A002 - the option's name
    pass


@garden.command()
def photos(
    n: Annotated[int, typer.Option("-n", help="How many.")] = USUAL.n,
    view: Annotated[str, typer.Option(help="Who looks: drone, ground or satellite.")] = USUAL.view,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="The first day. Default: 2025-01-01; of a satellite 1961-01-20."),
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="The last day. Default: 2025-12-31.")] = None,
    hours: Annotated[str, typer.Option(help="Local hours, 7-17 or 20-6.")] = "7-17",
    cats: Annotated[float, typer.Option(help="Share of them with a cat.")] = USUAL.cats,
    size: Annotated[int, typer.Option(help="Pixels of a side.")] = USUAL.size,
    trees: Annotated[str, typer.Option(help="Whose trees: train, test or final. No two share one.")] = USUAL.trees,
    seed: Seed = 0,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="The archive's folder. Default: VIEW.archive, here.", **UNCHECKED),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Draw photos of the garden, with and without a cat."""
    spec = PhotosSpec.of(
        {"n": n, "view": view, "since": since, "until": until, "hours": hours, "cats": cats}
        | {"size": size, "trees": trees, "seed": seed}
    )
    from ninelives.artifacts.archive.sight import sights
    from ninelives.report.command import write_report
    from ninelives.stages.collect.garden.write import photos_into

    done = photos_into(spec, out, Path(f"{spec.view}.archive"), Show(quiet=quiet))
    report = write_report(done.archive, done.path)
    seen = sights(done.archive)
    tell(json, {**_facts(done, seen), "report": visible(str(report))}, *_said(done, report, seen))


garden.command()(look)
garden.command()(film)


def _facts(done: Drawn, seen: list[Sight]) -> dict[str, Any]:
    archive = done.archive
    return {
        "out": visible(str(done.path)),
        "items": len(archive),
        "scenes": archive.scenes,
        "classes": sorted({label for label in archive.labels if label}),
        "world": archive.world,
        "sights": [sight.to_json() for sight in seen],
        "envelope": archive.envelope().to_json(),
        "digest": done.digest,
    }


def _said(done: Drawn, report: Path, seen: list[Sight]) -> list[str]:
    archive, where = done.archive, visible(str(done.path))
    return [
        *(["  made before: the same options and version"] if done.done else []),
        f"  {plural(len(archive), 'photo')} of {plural(archive.scenes, 'tree')}.",
        *told(seen),
        "",
        f"  {where}   report  {visible(str(report))}",
        *([f"  {visible(done.note)}"] if done.note else []),
        f"  next    ninelives train {shlex.quote(where)}",
    ]
