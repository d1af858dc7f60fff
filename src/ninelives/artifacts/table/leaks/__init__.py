"""Leaks: what a column gives away of the answer, or of the row it stands in."""

from ninelives.artifacts.table.leaks.find import find
from ninelives.artifacts.table.leaks.leak import Leak

__all__ = ["Leak", "find"]
