"""Lists of phrases: each is read by itself, nothing is said twice, and all faults are told at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ninelives.stages.ask.amounts import PhraseError, pieces
from ninelives.stages.ask.questions import UNKNOWN
from ninelives.stages.ask.task import Said


def each(text: str, said: Said, read: Callable[[str], Any]) -> Said:
    """Read each phrase of a list.

    Raises:
        PhraseError: all that cannot be understood.
    """
    faults = []
    for piece in pieces(text.replace(";", ",")):
        if piece.lower().replace("’", "'").rstrip(".!") in UNKNOWN:
            continue  # of a list some may be known
        try:
            read(piece)
        except PhraseError as fault:
            faults.append(str(fault))
    if faults:
        raise PhraseError("; ".join(faults))
    return said


def currency(sign: str | None, piece: str, said: Said) -> None:
    """Take the sign of an amount as that of all.

    Raises:
        PhraseError: another was named before.
    """
    if sign is not None:
        if said.get(("loss", "currency"), sign) != sign:
            raise PhraseError(f"'{piece}': costs are of one currency, and {said['loss', 'currency']} was named before")
        said["loss", "currency"] = sign


def put(said: Said, path: tuple[str, str], value: float | int, piece: str) -> None:
    """Take a value in.

    Raises:
        PhraseError: another was said before.
    """
    if said.get(path, value) != value:
        raise PhraseError(f"'{piece}': that was said already, as {said[path]:g}")
    said[path] = value
