"""What Python shows of an artifact: a few short lines, for whoever prints one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ninelives.artifacts.model.score import Score

FEW = 6  # names in one line
WIDEST = 40  # letters of one name


def lines(*told: str) -> str:
    """The lines that say something, those after the first set in."""
    first, *rest = filter(None, told)
    return "\n  ".join([first, *rest])


def few(names: Iterable[str], most: int = FEW) -> str:
    """The first names, and how many more there are: ``cat, dog and 35 more``."""
    every = [name if len(name) <= WIDEST else f"{name[: WIDEST - 1]}…" for name in names]
    more = f" and {len(every) - most:,} more" if len(every) > most else ""
    return ", ".join(map(visible, every[:most])) + more


def counted(of: Mapping[str, int]) -> str:
    """Names with their counts, the commonest first: ``500 cat, 300 dog``."""
    return few(f"{count:,} {name}" for name, count in sorted(of.items(), key=lambda pair: (-pair[1], pair[0])) if count)


def plural(count: int, noun: str) -> str:
    """``1 photo``, ``800 photos``."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def right(score: float, interval: Sequence[float]) -> str:
    """A share with its interval: ``98.6 % (97.3-99.3)``."""
    low, high = interval
    return f"{100 * score:.1f} % ({100 * low:.1f}-{100 * high:.1f})"


def rung(score: Score) -> str:
    """A rung of a ladder with its score: ``kernel 68.9``."""
    return f"{score.name} {100 * score.score:.1f}{' (capped)' if score.capped else ''}"


def visible(text: str) -> str:
    """``text`` with each control, direction mark and undecodable byte spelled out.

    File names may hold newlines, marks that reverse the text after them, and bytes that are no UTF-8.
    """
    return text if text.isprintable() else "".join(map(_spelled, text))


def _spelled(letter: str) -> str:
    if "\udc80" <= letter <= "\udcff":  # what os.fsdecode makes of a byte that is no UTF-8
        return f"\\x{ord(letter) - 0xDC00:02x}"
    hidden = unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
    return letter.encode("unicode_escape").decode() if hidden else letter
