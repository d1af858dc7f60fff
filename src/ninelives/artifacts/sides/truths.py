"""What is told of new rows: their truth, and that some are no news."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from ninelives.artifacts.glance import plural
from ninelives.artifacts.sides import given

Rows = TypeVar("Rows", "Archive", "Table")

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Archive
    from ninelives.artifacts.sides.side import Side
    from ninelives.artifacts.table import Table


def told(side: Side, labels: str | Path | None, *, numbers: bool) -> Side:
    """A side with the truth that a file names; what it does not name keeps its own."""
    if labels is None:
        return side
    found = given.truth(Path(labels), side.items, numbers=numbers)
    return replace(side, truth=found)


def labelled(side: Side, classes: tuple[str, ...] | None) -> Side:
    """A side without labels that are none of the model's: the folder ``night`` is no class of cats and dogs."""
    if side.truth is None or classes is None:
        return side
    known = [each in set(classes) for each in side.truth if each is not None]
    return side if any(known) else replace(side, truth=None)


def aside(files: int) -> tuple[str, ...]:
    """What is told of files that could not be read."""
    return (f"{plural(files, 'file')} set aside, which could not be read",) if files else ()


def fresh(data: Rows, own: NDArray[np.bool_]) -> Rows:
    """The rows that the reference does not hold too; all where it holds them all, so that something can be told."""
    return data.select(~own) if own.any() and not own.all() else data


def again(own: NDArray[np.bool_], noun: str) -> tuple[str, ...]:
    """What is told of new rows that the reference holds too; ``own`` is True for each of them."""
    many, of = int(own.sum()), len(own)
    if not many:
        return ()
    what = f"{many:,} of {plural(of, f'new {noun}')} {'are' if many > 1 else 'is'} of scenes that the reference holds"
    return (f"{what}: {'nothing in it is new' if many == of else 'left out, they would prove nothing'}",)
