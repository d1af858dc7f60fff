"""Options of the ask stage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSpec:
    """How data are read that a problem is drafted from or checked against."""

    labels: Path | None = None  # a file that names the class of each item
    target: str | None = None  # column of a table that does
