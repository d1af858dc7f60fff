"""``ninelives serve``: parse, call the API, print."""

from __future__ import annotations

import json as _json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ninelives.artifacts.glance import visible
from ninelives.errors import NinelivesError
from ninelives.report.options import UNCHECKED
from ninelives.report.terminal import paint, typed
from ninelives.stages.defer.beside import beside
from ninelives.stages.defer.names import is_name, tidied

if TYPE_CHECKING:
    from ninelives.stages.defer.queue import Queue

LOOPBACK, PORT, LEASE = "127.0.0.1", 8765, 120.0
OWNER = "owner"


def serve(
    handoff: Annotated[Path, typer.Argument(help="The handoff whose items people decide.", **UNCHECKED)],
    database: Annotated[
        str | None,
        typer.Option(metavar="FILE|URL", help="SQLite file, or postgresql://USER@HOST/NAME. Default: HANDOFF.queue."),
    ] = None,
    people: Annotated[str, typer.Option(metavar="NAMES", help="Who answers, with commas.")] = "person",
    host: Annotated[str, typer.Option(help="Where it listens; 0.0.0.0 is the whole network.")] = LOOPBACK,
    port: Annotated[int, typer.Option(help="0 takes any that is free.")] = PORT,
    independent: Annotated[
        bool,
        typer.Option(help="Show what the machine says only after the answer. Spot checks are always so."),
    ] = False,
    lease: Annotated[float, typer.Option(metavar="S", help="How long one thing stays with one person.")] = LEASE,
    lines: Annotated[bool, typer.Option("--json", help="Print JSON lines on standard output.")] = False,
) -> None:
    """Let people answer what was handed over, on web pages."""
    names = _names(people)
    from ninelives.kernels.pages import serving
    from ninelives.stages.defer.page import pages
    from ninelives.stages.defer.queue import Queue, Rules
    from ninelives.stages.defer.queue.facts import asked_of

    asked, rules = asked_of(handoff), Rules(lease=lease, independent=independent)
    with Queue(database or beside(handoff), asked, rules) as queue:
        links = invite(queue, names)
        serving.serve(pages(queue), host, port, lambda address: _tell(queue, address, links, handoff, lines=lines))
    if not lines:
        sys.stderr.write("  stopped: every answer that was acknowledged is kept\n")


def invite(queue: Queue, names: list[str]) -> dict[str, str]:
    """New tokens for the owner and for each person; sessions that were begun with older ones go on."""
    return {OWNER: queue.tokens.invite(OWNER, "owner"), **{name: queue.tokens.invite(name) for name in names}}


def _names(told: str) -> list[str]:
    names = [tidied(name) for name in told.split(",")]
    wrong = [name for name in names if not is_name(name) or name == OWNER]
    if wrong or len(set(names)) < len(names):
        why = f"'{visible(wrong[0])}' is no name for one" if wrong else "two of them have the same name"
        raise NinelivesError(f"--people: {why}", fix="--people ann,bob")
    return names


def _tell(queue: Queue, address: str, links: dict[str, str], handoff: Path, *, lines: bool) -> None:
    """Who goes where, once it answers."""
    waiting = queue.waiting()
    told = [(name, f"{address}/{'owner' if name == OWNER else ''}?token={token}") for name, token in links.items()]
    if lines:
        for name, link in told:
            role = "owner" if name == OWNER else "person"
            sys.stdout.write(
                _json.dumps({"person": name, "role": role, "link": link, "of": len(told), "waiting": waiting}) + "\n"
            )
    else:
        wide = max(len(name) for name, _ in told)
        sys.stdout.write(f"\n  {waiting:,} waiting in {visible(queue.database.name)}\n")
        if not queue.begun():
            sys.stdout.write(f"  ninelives decide {typed(handoff)} NEW   fills it\n")
        sys.stdout.write("\n")
        for name, link in told:
            sys.stdout.write(f"  {visible(name):<{wide}}  {paint(link, 'bold')}\n")
        sys.stdout.write("\n  Each link is for one person, and is changed for a cookie at the first visit. ")
        sys.stdout.write("Ctrl-C ends; answers are kept.\n")
    if not address.startswith(f"http://{LOOPBACK}"):
        sys.stderr.write(f"  {paint('▲', 'warn', sys.stderr)} not encrypted: put a proxy with TLS before it\n")
    sys.stdout.flush()
