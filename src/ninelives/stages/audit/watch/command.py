"""``ninelives watch``: parse, call the API, print."""

from __future__ import annotations

import json as _json
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ninelives.artifacts.glance import visible
from ninelives.errors import NinelivesError
from ninelives.report.options import UNCHECKED, Quiet, Seed
from ninelives.report.terminal import clear, paint
from ninelives.report.words import plural
from ninelives.stages.audit.watch.spec import WatchSpec

if TYPE_CHECKING:
    from ninelives.stages.audit.watch.line import Line
    from ninelives.stages.audit.watch.monitor import Watch
    from ninelives.stages.audit.watch.run import Told


def watch(
    model: Annotated[Path, typer.Argument(help="The model that is in use.", **UNCHECKED)],
    source: Annotated[
        str,
        typer.Argument(help="A folder that fills, a table, JSON lines that grow, or - for standard input."),
    ] = "-",
    reference: Annotated[
        Path | None,
        typer.Option(help="Hold it against these photos or rows. Default: those that the model kept.", **UNCHECKED),
    ] = None,
    alpha: Annotated[float, typer.Option(help="Chance of ever a false alarm, however long it watches.")] = 0.05,
    state: Annotated[
        Path | None,
        typer.Option(help="Keep all that it knows in this file; the same command goes on from there.", **UNCHECKED),
    ] = None,
    every: Annotated[int, typer.Option(help="Observations between two lines.")] = 1000,
    time: Annotated[
        str | None, typer.Option(metavar="COL", help="Column that tells when a row was. Default: time, if it is there.")
    ] = None,
    late: Annotated[
        str | None, typer.Option("--labels", help="What was true: a file with item,label, or the column that holds it.")
    ] = None,
    follow: Annotated[bool, typer.Option("--follow", help="Wait for more at the end of the source.")] = False,
    thin: Annotated[
        int | None, typer.Option(help="Bet on one observation in so many. Default: as the reference leans on itself.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The page. Default: MODEL.watch.html, here.", **UNCHECKED)
    ] = None,
    seed: Seed = 0,
    quiet: Quiet = False,
) -> None:
    """Watch a stream: has it changed, since when, and in what."""
    from ninelives.artifacts.lineage import stem
    from ninelives.stages.audit.watch.pages import write_page
    from ninelives.stages.audit.watch.run import Told, run
    from ninelives.store import atomic

    page = out or Path(f"{stem(model).removesuffix('.model')}.watch.html")
    for path in filter(None, (page, state)):
        atomic.probe(path)
    spec = WatchSpec(alpha=alpha, every=every, seed=seed, thin=thin)
    watching = _begun(model, reference, time, state, spec)
    for note in watching.sketch.notes if not quiet else ():
        _say(f"note        {note}")
    told = Told(lambda line: _tell(line, watching, quiet=quiet), lambda text: None if quiet else _say(text))
    run(watching, source, told, state=state, labels=late, follow=follow)
    write_page(watching, page, told.aside, (str(model), source))
    _summary(watching, told, page, str(model), source)


def _begun(model: Path, reference: Path | None, time: str | None, state: Path | None, spec: WatchSpec) -> Watch:
    """A new watch, or that of a state.

    Raises:
        NinelivesError: the state was begun otherwise.
    """
    from ninelives.artifacts.model.tables import load_model
    from ninelives.stages.audit.watch.monitor import Watch

    loaded = load_model(model)
    if state is None or not state.exists():
        return Watch.of(
            loaded,
            against=reference,
            alpha=spec.alpha,
            every=spec.every,
            seed=spec.seed,
            time=time,
            thin=spec.thin,
        )
    watching = Watch.load(state, loaded, against=reference)
    if watching.spec != spec:
        was = watching.spec
        raise NinelivesError(
            f"'{state}' was begun with --alpha {was.alpha:g} --every {was.every} --seed {was.seed}"
            + (f" --thin {was.thin}" if was.thin else ""),
            fix="give the same options, or name another file with --state",
        )
    return watching


def _tell(line: Line, watching: Watch, *, quiet: bool) -> None:
    """A line of JSON for programs, and one for people."""
    sys.stdout.write(_json.dumps(line.to_json(), allow_nan=False) + "\n")
    sys.stdout.flush()
    if quiet:
        return
    when = f"{line.time}  " if line.time else ""
    look = f"e {line.e:<9.3g}"
    if line.alarm:
        moved = f": {visible(line.columns[0])}" if line.columns else ""
        words = paint(f"▲ alarm at {watching.alarm:,}{moved}", "warn", sys.stderr)
    elif line.risk_alarm:
        words = paint("▲ wrong more often than it claims", "warn", sys.stderr)
    else:
        words = "quiet"
    _say(f"{line.n:>11,} {when} {look} {words}")
    for text in line.said:
        if not text.startswith("alarm at"):
            _say(f"            {paint('▲', 'warn', sys.stderr)} {visible(text)}")


def _say(text: str) -> None:
    clear()
    sys.stderr.write(f"  {text}\n")
    sys.stderr.flush()


def _summary(watching: Watch, told: Told, page: Path, model: str, source: str) -> None:
    from ninelives.report import watch as pages
    from ninelives.stages.audit.watch.pages import HARM, audit, facts

    shown = facts(watching, [], (model, source))
    sign = f"{paint('▲', 'warn', sys.stderr)} " if shown.alarm or shown.risk_alarm else ""
    lines = ["", f"{sign}{visible(pages.headline(shown))}"]
    lines += [visible(text) for text in (shown.since, shown.risk) if text]
    lines += [f"  {each}" for each in shown.odd]
    lines += [f"  set aside   {visible(each.path)}: {visible(each.reason)}" for each in told.aside[:3]]
    more = watching.counts["set_aside"] - len(told.aside[:3])
    lines += [f"              and {plural(more, 'other')}, the first of them in the report"] if more > 0 else []
    after = f"{audit(model, source)}      {HARM}"
    again = shlex.join(["ninelives", "watch", model, source])
    nothing = f"{again} --state FILE      goes on from here, also after a kill"
    lines += ["", f"report  {page}", f"next    {after if shown.alarm else nothing}"]
    for text in lines:
        _say(text)
