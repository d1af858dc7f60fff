"""Assembles the stages' commands, nothing else."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated

import typer

from ninelives import __version__
from ninelives.errors import NinelivesError
from ninelives.flow.command import demo
from ninelives.report.command import report
from ninelives.report.options import Help
from ninelives.report.terminal import clear
from ninelives.stages.adopt.command import adopt
from ninelives.stages.ask.command import ask
from ninelives.stages.audit.command import audit
from ninelives.stages.audit.patterns.command import patterns
from ninelives.stages.audit.watch.command import watch
from ninelives.stages.collect.command import collect
from ninelives.stages.collect.garden.command import garden
from ninelives.stages.defer.command import defer
from ninelives.stages.defer.decide.command import decide
from ninelives.stages.defer.serve import serve
from ninelives.stages.train.command import predict, train

STOPPED = 130  # what a shell says of a command that Ctrl-C ended

app = typer.Typer(
    name="ninelives",
    help="Every model ships with its flight envelope: ninelives tells you where yours ends, and calls a human there.",
    no_args_is_help=True,
    add_help_option=False,  # see `Help`
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich costs more than all the rest of --help
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (ask, collect, adopt, train, predict, audit, watch, patterns, defer, decide, serve, report, demo):
    app.command()(command)
app.add_typer(garden)


def _say_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"ninelives {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    help: Help = False,  # noqa: A002 - the option's name
) -> None:
    pass


def main(arguments: list[str] | None = None) -> None:
    """Run one command; what a user can mend is told in two lines, with exit status 2."""
    _open_streams()
    try:
        app(arguments)
    except NinelivesError as error:
        clear()
        sys.stderr.write(f"ninelives: {error}\n")
        sys.exit(2)
    except SystemExit as end:  # Typer turns Ctrl-C into one, and a closed pipe too
        if end.code == STOPPED:
            clear()
            sys.stderr.write("\nninelives: stopped; what is finished is kept, the same command goes on from there\n")
        raise


def _open_streams() -> None:
    """A terminal that lacks a letter gets its number; what whoever started us has closed swallows everything."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
