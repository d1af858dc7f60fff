"""Write docs/cli.md from the command line itself: ``make docs``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer import Typer
from typer.main import get_command

REFERENCE = Path(__file__).parent / "cli.md"
HEAD = """# The command line

Made by `make docs` from the commands themselves; edit their help texts, not this page.
"""


def visible(command: Any) -> dict[str, Any]:
    """The commands right under one, by name; none under a verb."""
    return {name: child for name, child in getattr(command, "commands", {}).items() if not child.hidden}


def commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """A command and all that lie under it, each with the words that call it, in the order of ``--help``."""
    yield path, command
    for name, child in visible(command).items():
        yield from commands(child, f"{path} {name}")


def cell(text: str) -> str:
    """Text for one cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


def table(left: str, right: str, rows: list[tuple[str, str]]) -> str:
    """A Markdown table of two columns."""
    return "\n".join([f"| {left} | {right} |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)])


def verbs(path: str, command: Any) -> list[tuple[str, str]]:
    """Each command right under one, linked to its section, with the first paragraph of its help."""
    rows = []
    for name, child in visible(command).items():
        anchor = f"{path} {name}".replace(" ", "-")
        rows.append((f"[`{path} {name}`](#{anchor})", cell(child.help.split("\n\n")[0])))
    return rows


def section(path: str, command: Any) -> str:
    """Heading, help, usage, and a row for each argument and option."""
    context = command.make_context(path, [], resilient_parsing=True)
    records = [record for param in command.get_params(context) if (record := param.get_help_record(context))]
    parts = [
        f"## {path}",
        command.help.strip(),
        f"```\n{' '.join([path, *command.collect_usage_pieces(context)])}\n```",
        *([] if not visible(command) else [table("verb", "what it does", verbs(path, command))]),
        table("argument or option", "meaning", [(f"`{cell(name)}`", cell(text)) for name, text in records]),
    ]
    return "\n\n".join(parts) + "\n"


def reference(app: Typer) -> str:
    """The whole page."""
    return "\n".join([HEAD, *(section(path, command) for path, command in commands(get_command(app), "ninelives"))])


if __name__ == "__main__":
    from ninelives.cli import app

    REFERENCE.write_text(reference(app), encoding="utf-8")
