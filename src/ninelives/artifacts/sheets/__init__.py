"""Sheets: files and frames of rows, read and not yet understood; whatever is wrong with them is named by its line."""

from ninelives.artifacts.sheets.frames import read_frame
from ninelives.artifacts.sheets.read import columns_of, open_sheet, read_sheet
from ninelives.artifacts.sheets.sheet import Sheet, close_to, listed

__all__ = ["Sheet", "close_to", "columns_of", "listed", "open_sheet", "read_frame", "read_sheet"]
