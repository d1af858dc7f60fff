"""Whatever a person names as reference and as new, opened as two sides of one kind."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.model import Model
from ninelives.artifacts.model.series import SeriesModel
from ninelives.artifacts.model.tables import TableModel, load_model
from ninelives.artifacts.predictions import Predictions
from ninelives.artifacts.sides import declared, given, pictured, tabled
from ninelives.artifacts.table.which import is_table
from ninelives.errors import NinelivesError
from ninelives.store import manifest

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.sides.sides import Sides
    from ninelives.store.cache import Cache


def opened(
    reference: Any,
    new: Any,
    axes: Sequence[str] | None,
    cache: Cache,
    progress: Progress | None = None,
    *,
    labels: str | Path | None = None,
) -> Sides:
    """Both sides of an audit.

    Args:
        reference: a model, an archive, photos, a table, or predictions; a path, or what Python holds of it.
        new: data of the same kind, or a declared use.
        axes: the conditions to look at; None for those of the reference.
        cache: the user's.
        progress: called with (stage, done, of how many).
        labels: a file that names the class, or number, of some new items.

    Raises:
        NinelivesError: one cannot be read, or the two are of different kinds.
    """
    reference = _loaded(reference)
    new = declared.use_of(new, reference) or new
    if isinstance(reference, SeriesModel):
        raise NinelivesError(
            f"'{reference.path or 'this'}' is a model of series, and its steps lean on each other by design",
            fix="ninelives audit OLD.csv NEW.csv, of the rows themselves",
        )
    if isinstance(new, Deployment):
        _refuse_labels(labels)
        return declared.beside(reference, new, axes, cache, progress)
    if isinstance(reference, Predictions) or given.is_given(reference):
        return given.against(reference, new, labels)
    if isinstance(reference, Model | TableModel) and (isinstance(new, Predictions) or given.is_given(new)):
        return given.judged_elsewhere(reference, new, labels)
    if isinstance(reference, Model | TableModel) and not reference.judges:
        raise NinelivesError(
            f"'{reference.path or 'this model'}' was adopted with its answers alone, and judges nothing new",
            fix="ninelives audit MODEL PREDICTIONS.csv, with what it says of the new ones",
        )
    if isinstance(reference, TableModel):
        return tabled.beside_model(reference, new, axes, labels)
    if isinstance(reference, Model):
        return pictured.beside_model(reference, new, axes, cache, progress, labels)
    if is_table(reference):
        return tabled.beside_rows(reference, new, axes, labels)
    return pictured.beside_photos(reference, new, axes, cache, progress, labels)


def _loaded(reference: Any) -> Any:
    """What lies at a path, where it is a model or predictions; else the path."""
    if not isinstance(reference, str | os.PathLike):
        return reference
    path = Path(reference)
    if manifest.is_sealed(path):
        kind = manifest.peek(path).kind
        if kind not in ("model", "archive"):
            raise NinelivesError(
                f"'{path}' is of kind '{kind}', and nothing can be held against it",
                fix="name a model, an archive, photos, a table, or predictions",
            )
        return load_model(path) if kind == "model" else path
    return Predictions.load(path) if given.is_ours(path) else path


def _refuse_labels(labels: Any) -> None:
    if labels is not None:
        raise NinelivesError("labels are of new items, and only a use is declared", fix="leave --labels out")
