"""``ninelives demo``: the main job on data that is there already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ninelives.report.options import UNCHECKED, Json, Quiet, Seed
from ninelives.report.terminal import Show, paint, tell
from ninelives.report.words import between, percent

if TYPE_CHECKING:
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.model import Model
    from ninelives.flow.demo import Part


def _right(part: Part, look: str) -> str:
    share, interval, items = part.right
    return f"{paint(percent(share), look)} ({between(interval)}) of {items:,} right"


def _alone(part: Part) -> str:
    """What it decides of new photos, and how many go to a human."""
    _, _, items = part.right
    kept = round(part.kept * items)
    handed = paint(f"{items - kept:,} of {items:,} go to a human", "estimate")
    return f"it decides {paint(percent(part.kept, 0), 'seen')} alone; {handed}" if kept else f"nothing; {handed}"


def _known_before(model: Model, use: Deployment) -> str:
    """What the envelope says of the use, before any new photo."""
    from ninelives.report.facts.axes import gaps
    from ninelives.report.words import together

    hours = [gap.to_json() for gap in model.envelope.gaps(use) if {name for name, _ in gap.conditions} == {"hour"}]
    found = together(gaps(hours))
    if not found:
        return "No gap was found between its envelope and its use."
    where = f"{found[0].portion(0)} of its use by day and by night lies {found[0].where}, which it has never seen"
    return f"It could be known before: {where}."


def demo(
    out: Annotated[
        Path, typer.Option("-o", "--out", help="The folder for everything that it makes.", **UNCHECKED)
    ] = Path("demo"),
    seed: Seed = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Is there a cat in the tree? Learned by day, met by night."""
    from ninelives.flow import demo as flow

    show = Show(quiet=quiet)
    shown = flow.demo(out, seed=seed, progress=show)
    told, model = flow.facts(shown), shown.model
    share, interval = model.accuracy()
    tell(
        json,
        told,
        *(["  made before: the same garden, options and version"] if shown.done else []),
        f"  Is there a cat in the tree? {told['learned_from']:,} photos of the garden by day to learn from.",
        f"  Right in {percent(share)} ({between(interval)}) of photos like those: {model.chosen}.",
        f"  New trees by day:    {_right(shown.day, 'seen')}.",
        f"  New trees by night:  {_right(shown.night, 'warn')}.",
        "",
        f"  {paint('▲', 'warn')} {_known_before(model, flow.declared())}",
        f"  So that at most {percent(flow.RISK, 0)} of what it decides alone are wrong:",
        f"  by day {_alone(shown.day)}.",
        f"  by night {_alone(shown.night)}.",
        "",
        f"  report  {shown.night.report}",
        f"          {shown.day.report}",
        f"          {model.path}/report.html",
        "  next    ninelives train photos/        with photos of your own: make run DATA=photos/",
    )
