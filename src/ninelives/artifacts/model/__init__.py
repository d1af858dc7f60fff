"""Model: a fitted ladder, the envelope it was made under, and what later stages need of its photos."""

from __future__ import annotations

from ninelives.artifacts.model.folder import PREFIX, TABLES, prefix
from ninelives.artifacts.model.model import Model
from ninelives.artifacts.model.score import Capped, Score

__all__ = ["PREFIX", "TABLES", "Capped", "Model", "Score", "prefix"]
