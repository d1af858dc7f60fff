"""What a model holds apart, and the conditions of it that are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ninelives.artifacts.model import Model
from ninelives.artifacts.model.tables import TableModel
from ninelives.artifacts.sides import photos, rows

if TYPE_CHECKING:
    from ninelives.artifacts.sides.side import Side


def kept(model: Model | TableModel, axes: Sequence[str] | None) -> Side:
    """The rows of a model that it was not fitted on, with those of these conditions that it recorded; None for all."""
    names = [axis.name for axis in model.envelope.axes if axes is None or axis.name in axes]
    return rows.kept(model, names) if isinstance(model, TableModel) else photos.kept(model, names)


def known_axes(model: Model | TableModel, axes: Sequence[str] | None) -> list[str]:
    """The conditions of a model that are looked at.

    Raises:
        NinelivesError: one was asked for that it never recorded.
    """
    for name in axes or ():
        model.envelope.axis(name)
    return list(model.facts["axes"] if axes is None else axes)
