"""Options that several commands share, each with one meaning and one help text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

UNCHECKED: Any = {"readable": False}  # what Typer says of a path that cannot be read has no line that mends it
Labels = Annotated[Path | None, typer.Option(help="Parquet or CSV with item,label.", **UNCHECKED)]
Target = Annotated[
    str | None, typer.Option(metavar="COL", help="Column of a table that holds the label, or what is to be learned.")
]
Properties = Annotated[
    str | None,
    typer.Option(help="What else is known: columns and files of answers, with commas: weight,snout=snout.csv@6s."),
]
Use = Annotated[str | None, typer.Option(help='Where it will be used: "hour=20-6, place=48.2;16.4", or a TOML file.')]
Seed = Annotated[int, typer.Option(help="Of everything that is drawn.")]
Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON object on standard output, all else on standard error.")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Show no progress.")]


def _help(context: typer.Context, wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"{context.get_help()}\n")
        raise typer.Exit


# Of a group of verbs: Typer's own, where nobody gave it, loads pydantic: longer than all the rest of a help.
Help = Annotated[bool, typer.Option("-h", "--help", callback=_help, is_eager=True, help="Show this message and exit.")]
