"""A model of any kind, told apart by what its seal says."""

from __future__ import annotations

import os
from pathlib import Path

from ninelives.artifacts.model.model import Model
from ninelives.artifacts.model.series import SeriesModel, is_of_series
from ninelives.artifacts.model.tables.model import TableModel, is_of_table

__all__ = ["is_of_table", "load_model"]


def load_model(path: str | Path) -> Model | TableModel | SeriesModel:
    """The model that lies there, of photos, of a table or of series.

    Raises:
        NinelivesError: it is damaged, of a newer version, or no model.
    """
    if isinstance(path, str | os.PathLike) and is_of_table(Path(path)):
        return TableModel.load(path)
    if isinstance(path, str | os.PathLike) and is_of_series(Path(path)):
        return SeriesModel.load(path)
    return Model.load(path)
