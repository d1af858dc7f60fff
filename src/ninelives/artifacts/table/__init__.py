"""Table: how a CSV, Parquet or JSON-lines file, or a frame, becomes something to learn from."""

from ninelives.artifacts.table.coding import Coding, Feature
from ninelives.artifacts.table.column import Column
from ninelives.artifacts.table.leaks import Leak
from ninelives.artifacts.table.table import Table

__all__ = ["Coding", "Column", "Feature", "Leak", "Table"]
