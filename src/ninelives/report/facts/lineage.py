"""The lineage that a page shows: from which photos, by which version, and what lies between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ninelives.report.words import plural

Row = tuple[str, str]


def rows(facts: Mapping[str, Any], photos: str, *between: Row) -> tuple[Row, ...]:
    """The rows of a model or of predictions.

    Args:
        facts: with ``items``, ``scenes`` and ``lineage``.
        photos: which input of the lineage holds them.
        between: rows of the artifact's own.
    """
    lineage = facts["lineage"]
    held = f"{plural(facts['items'], 'item')} in {plural(facts['scenes'], 'scene')}"
    return (
        ("rows" if photos == "rows" else "photos", f"{held}, {short(lineage['inputs'][photos])}"),
        *between,
        ("made by", f"ninelives {lineage['version']}"),
    )


def short(digest: str) -> str:
    """As much of a digest as a person compares."""
    return f"digest {digest[:12]}…"
