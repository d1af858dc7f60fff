"""Which trees are learned from, which are tried on, and which are kept for the end."""

from __future__ import annotations

SETS = ("train", "test", "final")  # the last is never used for choosing anything


def tree(which: str, number: int) -> int:
    """The seed of a tree. No two sets share one: each keeps to a remainder of its own by division by three.

    Args:
        which: of ``SETS``.
        number: of the tree within its set, in [0, 2**62).

    Raises:
        ValueError: there is no such set, or no such number.
    """
    if which not in SETS:
        raise ValueError(f"trees must be one of {', '.join(SETS)}, got {which!r}")
    if not 0 <= number < 2**62:
        raise ValueError(f"the number of a tree must lie in [0, 2**62), got {number}")
    return 3 * number + SETS.index(which)


def set_of(seed: int) -> str:
    """The set that a tree's seed belongs to."""
    return SETS[seed % len(SETS)]
