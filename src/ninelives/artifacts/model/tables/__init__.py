"""The model of a table: a fitted ladder, how new rows become what it learned from, and the envelope of its rows."""

from __future__ import annotations

from ninelives.artifacts.model.tables.errors import Errors
from ninelives.artifacts.model.tables.model import TableModel
from ninelives.artifacts.model.tables.opening import is_of_table, load_model
from ninelives.artifacts.model.tables.rows import prefixes
from ninelives.artifacts.model.tables.sheets import TABLES, stored_as

__all__ = ["TABLES", "Errors", "TableModel", "is_of_table", "load_model", "prefixes", "stored_as"]
