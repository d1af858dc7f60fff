"""What others' models said: tables of probabilities made elsewhere."""

from ninelives.artifacts.foreign.table import Given, read_given

__all__ = ["Given", "read_given"]
