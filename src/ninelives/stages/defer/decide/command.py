"""``ninelives decide``: parse, call the API, print."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ninelives.report.options import UNCHECKED, Json, Quiet
from ninelives.report.terminal import Show, tell


def decide(
    handoff: Annotated[Path, typer.Argument(help="What ninelives defer wrote.", show_default=False, **UNCHECKED)],
    new: Annotated[str, typer.Argument(help="Data to decide on, or what the model said of them.", show_default=False)],
    model: Annotated[
        Path | None, typer.Option(help="The model, where it was moved. Default: where it was.", **UNCHECKED)
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="The file of decisions. Default: NEW.decisions.parquet, here.", **UNCHECKED),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(metavar="FILE|URL", help="Of the queue that people answer from. Default: HANDOFF.queue."),
    ] = None,
    queue: Annotated[bool, typer.Option(help="Put what is handed over into the queue.")] = True,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """What to do with each: alone, ask a human, or refuse."""
    from ninelives.artifacts.handoff import Handoff
    from ninelives.artifacts.lineage import stem
    from ninelives.stages.defer.decide.job import decide as decide_all
    from ninelives.stages.defer.decide.said import said
    from ninelives.stages.defer.decide.written import free

    held = Handoff.load(handoff)
    path = out or free(stem(Path(new)), held.digest)
    done = decide_all(held, new, out=path, model=model, database=database, queue=queue, progress=Show(quiet=quiet))
    tell(json, done.summary(), *said(done, handoff))
