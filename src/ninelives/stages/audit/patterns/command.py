"""``ninelives patterns``: parse, call the API, print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ninelives.artifacts.glance import visible
from ninelives.report.options import UNCHECKED, Json, Quiet, Seed
from ninelives.report.terminal import Show, paint, shown, tell, typed

if TYPE_CHECKING:
    from ninelives.artifacts.patterns import Patterns
    from ninelives.stages.audit.patterns.write import Written

MOST = 8  # patterns that the terminal tells


def patterns(
    table: Annotated[Path, typer.Argument(help="A CSV, Parquet or JSON-lines file with an event a row.", **UNCHECKED)],
    time: Annotated[
        str, typer.Option("--time", metavar="COL", help="The column of times; or a date and its hours: date,hour.")
    ],
    by: Annotated[
        str | None, typer.Option(metavar="COL,…", help="Columns whose groups may have times of their own.")
    ] = None,
    zone: Annotated[str | None, typer.Option(help="Whose clocks the times are told in, as Europe/Vienna.")] = None,
    alpha: Annotated[float, typer.Option(help="Chance that anything is found where nothing is.")] = 0.05,
    seed: Seed = 0,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The folder. Default: TABLE.patterns, here.", **UNCHECKED)
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find what a detective would in a list of events."""
    from ninelives.artifacts.lineage import stem
    from ninelives.report.command import write_report
    from ninelives.stages.audit.patterns.spec import PatternsSpec
    from ninelives.stages.audit.patterns.write import patterns_into

    spec = PatternsSpec(time=_names(time), by=_names(by or ""), zone=zone or "", alpha=alpha, seed=seed)
    done = patterns_into(table, out, Path(f"{stem(table)}.patterns"), spec, Show(quiet=quiet))
    report = write_report(done.patterns)
    facts = {**done.patterns.summary(), "seconds": round(done.seconds, 3)}
    facts |= {"out": shown(done.patterns.path), "report": shown(report), "digest": done.digest}
    tell(json, facts, *_told(done, report, table))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _told(done: Written, report: Path, table: Path) -> list[str]:
    found = done.patterns
    where = f"  {shown(found.path)}   report  {shown(report)}"
    before = ["  made before: the same table, options and version"] if done.done else []
    moved = [f"  {done.note}"] if done.note else []
    return [*before, *_answer(found), "", where, *moved, f"  next    {_next(found, table)}"]


def _answer(found: Patterns) -> list[str]:
    head = f"  {found.events:,} events, {found.facts['first'][:10]} to {found.facts['last'][:10]}"
    traps = [f"  {paint('▲', 'warn')} {visible(trap)}" for trap in found.traps]
    if not found.patterns:
        nothing = "  No pattern was found" + (
            ": chance explains all that was looked at." if found.events >= 10 else "."
        )
        lines = [head, "", nothing]
    else:
        lines = [head, "", *(f"  {visible(each.sentence)}   p {_p(each.p)}" for each in found.patterns[:MOST])]
        more = len(found.patterns) - MOST
        lines += [f"  and {more:,} more, all in the report"] if more > 0 else []
    told = [f"  {visible(line)}" for line in found.cannot_tell]
    return [*lines, *([""] if traps else []), *traps, *([""] if told else []), *told]


def _p(p: float) -> str:
    return f"{p:.3f}" if p >= 0.001 else "under 0.001"


def _next(found: Patterns, table: Path) -> str:
    if any("--zone" in trap for trap in found.traps):
        return f"ninelives patterns {typed(table)} --time {found.facts.get('time', '')} --zone Europe/Vienna"
    return f"ninelives report {typed(found.path)}"
