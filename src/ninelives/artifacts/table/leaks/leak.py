"""What a column gives away, or may give away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

COPY, ID, AFTERWARDS, ALONE, SUM, SAME, DERIVED, TWINS = (
    *("copy", "id", "afterwards", "alone", "sum", "same", "derived", "twins"),
)
KINDS: Final = (COPY, ID, AFTERWARDS, ALONE, SUM, SAME, DERIVED, TWINS)
LEFT_OUT: Final = (COPY, ID)  # nothing is learned from these; the others are told, and stay
CHANCE: Final = 1e-6  # of a table without any leak to be suspected of one, at most


@dataclass(frozen=True, slots=True)
class Leak:
    """A column that is not what it seems.

    Attributes:
        column: its name; of the rows that are the same, the target's.
        kind: ``copy`` of the target, ``id`` of the row, known only ``afterwards``, tells the target ``alone`` or in a
            ``sum`` with others, says the ``same`` as another column or is ``derived`` from it, ``twins``: rows that
            are the same.
        words: a sentence for people.
        evidence: the numbers behind it.
        left_out: whether nothing is learned from it.
    """

    column: str
    kind: str
    words: str
    evidence: Mapping[str, float | int | str] = field(default_factory=dict)
    left_out: bool = False
