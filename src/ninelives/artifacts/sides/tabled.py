"""Rows beside rows, with a model or without one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.model.tables.rows import prefixes
from ninelives.artifacts.sides import given, rows, truths
from ninelives.artifacts.sides.kept import kept, known_axes
from ninelives.artifacts.sides.sides import Sides
from ninelives.artifacts.table import Coding, Table
from ninelives.artifacts.table.twins import twins
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    from ninelives.artifacts.model.tables import TableModel


def beside_model(model: TableModel, new: Any, axes: Sequence[str] | None, labels: str | Path | None) -> Sides:
    """New rows beside those that a model keeps, read as it reads them; what it learned from is left out."""
    names = known_axes(model, axes)
    table = Table.of(new, target=model.target, task=model.task, like=model.coding)
    own = model.learned_from(table.matrix(model.coding))
    fresh = truths.fresh(table, own)
    new_side = rows.of_table(fresh, names, model.coding, model)
    return Sides(
        noun="row",
        reference=kept(model, names),
        new=truths.labelled(truths.told(new_side, labels, numbers=model.classes is None), model.classes),
        envelope=model.envelope.only(names),
        visited=fresh.envelope(names),
        model=model,
        classes=model.classes,
        repeated=int(own.sum()),
        notes=(*fresh.notes, *_timeless(model.coding), *truths.again(own, "row")),
        digests={"reference": model.identity, "new": table.digest, **given.digest_of(labels)},
    )


def beside_rows(reference: Any, new: Any, axes: Sequence[str] | None, labels: str | Path | None) -> Sides:
    """New rows beside others, read as those are."""
    _refuse_labels_without_model(labels)
    old = Table.of(reference)
    coding = Coding.of(old)
    table = Table.of(new, like=coding)
    own = np.isin(prefixes(table.matrix(coding)), prefixes(old.matrix(coding)))
    own &= not twins(old.frame.select(coding.names)).chance
    fresh = truths.fresh(table, own)
    envelope = old.envelope(axes)
    names = [axis.name for axis in envelope.axes]
    return Sides(
        noun="row",
        reference=rows.of_table(old, names, coding, None),
        new=rows.of_table(fresh, names, coding, None),
        envelope=envelope,
        visited=fresh.envelope(names),
        repeated=int(own.sum()),
        notes=(*fresh.notes, *_timeless(coding), *truths.again(own, "row")),
        digests={"reference": old.digest, "new": table.digest},
    )


def _refuse_labels_without_model(labels: Any) -> None:
    if labels is not None:
        raise NinelivesError("labels tell how right a model is, and the reference is no model", fix="name a model")


def _timeless(coding: Coding) -> tuple[str, ...]:
    grown = rows.time_of(coding)
    return (f"{', '.join(grown)}: only grow, so they are not compared",) if grown else ()
