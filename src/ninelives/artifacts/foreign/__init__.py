"""What others' models said, and the networks that said it."""

from ninelives.artifacts.foreign.origin import Origin
from ninelives.artifacts.foreign.table import Given, read_given, shares

__all__ = ["Given", "Origin", "read_given", "shares"]
