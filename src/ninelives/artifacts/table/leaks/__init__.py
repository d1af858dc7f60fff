"""Leaks: what a column gives away of the answer, or of the row it stands in."""

from ninelives.artifacts.table.leaks.leak import Leak
from ninelives.artifacts.table.leaks.search import find

__all__ = ["Leak", "find"]
