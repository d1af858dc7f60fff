"""What is wrong with a file that somebody else made: all of it at once, in words that a terminal can show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ninelives.errors import NinelivesError

TOLD: Final = 5  # faults; a hostile file has as many as it likes
LONGEST: Final = 60  # characters of a name


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where, and what mends it."""

    text: str
    fix: str


def named(name: str) -> str:
    """A name out of the file, short, and without anything that a terminal would obey."""
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    return "'" + "".join(each if each.isprintable() else "?" for each in short) + "'"


def refuse(what: str, faults: Iterable[Fault], *, verdict: str = "is not run") -> None:
    """Raise for the faults, if there are any.

    Args:
        what: the file, as the sentence begins.
        faults: those that were found; one text is told once.
        verdict: what becomes of it.

    Raises:
        NinelivesError: there is one.
    """
    found = list(dict.fromkeys(faults))
    if not found:
        return
    texts = [fault.text for fault in found[:TOLD]]
    if len(found) > TOLD:
        texts.append(f"and {len(found) - TOLD:,} faults more")
    fixes = list(dict.fromkeys(fault.fix for fault in found[:TOLD]))
    raise NinelivesError(f"{what} {verdict}: {'; '.join(texts)}", fix="\n       ".join(fixes))
