"""``ninelives demo``: the main job on data that is there already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ninelives.report.options import UNCHECKED, Json, Quiet, Seed
from ninelives.report.terminal import Show, paint, tell
from ninelives.report.words import between, percent

if TYPE_CHECKING:
    from ninelives.artifacts.model import Model
    from ninelives.flow.demo import Shown


def _right(shown: Shown, *, by_night: bool, ready: bool = False) -> str:
    share, interval, items = shown.right(by_night=by_night, ready=ready)
    right = paint(percent(share), "warn" if by_night and not ready else "seen")
    return f"{right} ({between(interval)}) of {items:,} right"


def _foreseen(model: Model) -> str:
    told = model.facts["foreseen"]
    return f"  {paint('An estimate', 'estimate')} told so before: about {percent(told['accuracy'], 0)}." if told else ""


def _known_before(model: Model) -> str:
    """What the envelope said of the declared use before any new scan."""
    from ninelives.report.facts.axes import gaps
    from ninelives.report.words import together

    found = together(gaps(model.facts["gaps"]))
    if not found:
        return "No gap was found between its envelope and its use."
    where = f"{found[0].portion(0)} of that use lies {found[0].where}, which it had never seen"
    return f"It could be known before: it was declared for day and night, and {where}."


def demo(
    out: Annotated[
        Path, typer.Option("-o", "--out", help="The folder for everything that it makes.", **UNCHECKED)
    ] = Path("demo"),
    seed: Seed = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Learn 1,797 real digits by day, and judge them by night too."""
    from ninelives.flow import demo as flow

    show = Show(quiet=quiet)
    shown = flow.demo(out, seed=seed, progress=show)
    told, model = flow.facts(shown), shown.model
    share, interval = model.accuracy()
    tell(
        json,
        told,
        *(["  made before: the same digits, options and version"] if shown.done else []),
        f"  {told['learned_from'] + told['new']:,} digits: {told['learned_from']:,} to learn from, by day; "
        f"{told['new']:,} kept new, each by day and by night.",
        f"  Right in {percent(share)} ({between(interval)}) of scans like those it learned from: {model.chosen}.",
        f"  New scans by day:   {_right(shown, by_night=False)}.",
        f"  The same by night:  {_right(shown, by_night=True)}.",
        "",
        f"  {paint('▲', 'warn')} {_known_before(model)}",
        f"  Told of the night:  {_right(shown, by_night=True, ready=True)}.{_foreseen(shown.ready)}",
        "",
        f"  report  {shown.report}",
        f"          {model.path}/report.html",
        f"          {shown.ready.path}/report.html",
        "  next    ninelives train photos/        with photos of your own: make run DATA=photos/",
    )
