"""TOML files that people write: their values, where each stands, and all that is wrong with them told at once."""

from ninelives.artifacts.toml.places import Place
from ninelives.artifacts.toml.source import Source

__all__ = ["Place", "Source"]
