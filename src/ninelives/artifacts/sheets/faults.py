"""The broken lines of a file as one error, with a command that leaves them out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ninelives.artifacts.sheets.scan import Scan
from ninelives.errors import NinelivesError

NAMED = 3  # faults of one kind that are told with their lines
LEFT_OUT = 20  # broken lines that a command leaves out; where there are more, something else is wrong


def refusal(path: Path, found: Scan, *, skipped: int = 0) -> NinelivesError:
    """Everything that is wrong with a file's lines.

    Args:
        path: the file.
        found: with a fault.
        skipped: lines before those that were counted.
    """
    told: dict[str, list[tuple[int, str]]] = {
        "quotes": [(line, "a quote is never closed, or text follows it") for line in found.quotes],
        "short": [(line, _fields(fields, found.fields)) for line, fields in found.short],
        "long": [(line, _fields(fields, found.fields)) for line, fields in found.long],
        "zeros": [(line, "bytes that are zero") for line in found.zeros],
    }
    says = [_lines(found.counts[kind], lines, skipped) for kind, lines in told.items() if lines]
    every = sorted({line + skipped for lines in told.values() for line, _ in lines})
    fix = f"look at one: sed -n '{every[0]}p' '{path}'"
    if found.faults <= LEFT_OUT:
        fix = f"mend them, or leave them out: sed '{';'.join(f'{line}d' for line in every)}' '{path}' > mended.csv"
    return NinelivesError(f"the table '{path}' cannot be read: {'; '.join(says)}", fix=fix)


def _fields(has: int, header: int) -> str:
    return f"{has:,} field{'s' * (has != 1)} where the header has {header:,}"


def _lines(count: int, told: Sequence[tuple[int, str]], skipped: int) -> str:
    """``line 7: 5 fields …, line 9: 6 fields … and 12 more lines like these``."""
    named = ", ".join(f"line {line + skipped:,}: {why}" for line, why in told[:NAMED])
    return named + (f" and {count - NAMED:,} more lines like these" if count > NAMED else "")
