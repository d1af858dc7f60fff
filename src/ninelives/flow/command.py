"""``ninelives demo``: the main job on data that is there already."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ninelives.report.options import UNCHECKED, Json, Quiet, Seed
from ninelives.report.terminal import Show, paint, tell
from ninelives.report.words import between, percent


def demo(
    out: Annotated[
        Path, typer.Option("-o", "--out", help="The folder for everything that it makes.", **UNCHECKED)
    ] = Path("demo"),
    seed: Seed = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Learn 1,797 real digits by day, judge them by day and by night, and show the fall."""
    from ninelives.artifacts.envelope import speak
    from ninelives.flow import demo as flow

    show = Show(quiet=quiet)
    shown = flow.demo(out, seed=seed, progress=show)
    told, model = flow.facts(shown), shown.model
    interval = between(model.best.interval)
    gaps = speak(model.envelope.gaps(flow.declared()))
    tell(
        json,
        told,
        *(["  made before: the same digits, options and version"] if shown.done else []),
        f"  Right in {percent(told['accuracy'])} ({interval}) of scans like those it learned from: {model.chosen}.",
        f"  New scans by day:   {paint(percent(told['by_day']), 'seen')} right.",
        f"  The same by night:  {paint(percent(told['by_night']), 'warn')} right.",
        "",
        f"  {paint('▲', 'warn')} It could be known before: {gaps[0] if gaps else 'no gap was found'}.",
        "",
        f"  report  {shown.report}",
        f"          {model.path}/report.html",
        "  next    ninelives train photos/        with photos of your own: make run DATA=photos/",
    )
