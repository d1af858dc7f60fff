"""``ninelives collect``: parse, call the API, print."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ninelives.artifacts.glance import visible
from ninelives.report.options import UNCHECKED, Json, Labels, Quiet, Target, Use
from ninelives.report.terminal import Show, aside, lacking, tell
from ninelives.report.use import outside
from ninelives.report.words import plural
from ninelives.stages.collect.seen import told
from ninelives.stages.collect.spec import CollectSpec

if TYPE_CHECKING:
    from ninelives.artifacts.deployment import Deployment
    from ninelives.stages.collect.write import Collected


def collect(
    paths: Annotated[
        list[Path], typer.Argument(help="Folders, tables, zips, tars, archives, or any mix.", **UNCHECKED)
    ],
    labels: Labels = None,
    target: Target = None,
    pack: Annotated[bool, typer.Option("--pack", help="Write the photos themselves into the archive.")] = False,
    deployment: Use = None,
    world: Annotated[str, typer.Option(help="Where the photos come from: real, or garden.")] = "real",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The archive's folder. Default: PATH.archive, here.", **UNCHECKED)
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """See what is there: conditions, broken files, copies, scenes."""
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.lineage import stem
    from ninelives.report.command import write_report
    from ninelives.stages.collect.write import collect_into

    use = None if deployment is None else Deployment.of(deployment)
    default = Path(f"{stem(paths[0])}.archive")
    done = collect_into(
        paths[0] if len(paths) == 1 else paths,
        out,
        default,
        labels,
        target,
        CollectSpec(pack=pack, world=world),
        Show(quiet=quiet),
    )
    report = write_report(done.archive, done.path)
    tell(json, {**_facts(done, use), "report": visible(str(report))}, *_told(done, report, use))


def _facts(done: Collected, use: Deployment | None) -> dict[str, Any]:
    from ninelives.artifacts.archive.sight import sights
    from ninelives.artifacts.envelope import Gaps

    archive, envelope = done.archive, done.archive.envelope()
    gaps = Gaps() if use is None else envelope.gaps(use)
    return {
        "out": visible(str(done.path)),
        "items": len(archive),
        "scenes": archive.scenes,
        "classes": sorted({label for label in archive.labels if label}),
        "set_aside": [{"path": entry.path, "reason": entry.reason} for entry in archive.set_aside],
        "notes": list(archive.notes),
        "envelope": envelope.to_json(),
        "gaps": [gap.to_json() for gap in gaps],
        "unrecorded": list(gaps.unrecorded),
        "sights": [sight.to_json() for sight in sights(archive)],
        "digest": done.digest,
    }


def _told(done: Collected, report: Path, use: Deployment | None) -> list[str]:
    from ninelives.artifacts.archive.sight import sights

    archive, envelope = done.archive, done.archive.envelope()
    where = visible(str(done.path))
    lines = ["  made before: the same photos, options and version"] if done.done else []
    held = f"{plural(len(archive), 'photo')} in {plural(archive.scenes, 'scene')}"
    return [
        *lines,
        f"  {held}; {plural(len(archive.set_aside), 'file')} set aside.",
        *told(sights(archive)),
        *aside([(entry.path, entry.reason) for entry in archive.set_aside], archive.notes, most=5),
        *lacking(envelope.unrecorded, ()),
        *outside(envelope, use),
        "",
        f"  {where}   report  {visible(str(report))}",
        *([f"  {visible(done.note)}"] if done.note else []),
        f"  next    ninelives train {shlex.quote(where)}",
    ]
