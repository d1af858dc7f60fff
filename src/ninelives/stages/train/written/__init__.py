"""Rules that the user wrote: read from rules.toml, checked, and turned into questions. Nothing of them is run."""

from ninelives.stages.train.written.book import Rulebook
from ninelives.stages.train.written.nodes import LEAF, Written

__all__ = ["LEAF", "Rulebook", "Written"]
