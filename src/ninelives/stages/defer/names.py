"""What people are called, whoever names them."""

from __future__ import annotations

LONGEST = 40  # letters


def tidied(text: str) -> str:
    """A name with single spaces, and none around it.

    >>> tidied("  Ann   B. ")
    'Ann B.'
    """
    return " ".join(text.split())


def is_name(text: str) -> bool:
    """Whether somebody can be called so."""
    return 0 < len(text) <= LONGEST and text.isprintable()
