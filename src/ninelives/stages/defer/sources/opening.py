"""Whatever a person names: opened."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.model import Model
from ninelives.artifacts.model.series import SeriesModel
from ninelives.artifacts.model.tables import TableModel, load_model
from ninelives.errors import NinelivesError
from ninelives.stages.defer.sources import fresh, given
from ninelives.stages.defer.sources.kept import of_model
from ninelives.stages.defer.sources.source import New, Source
from ninelives.store import manifest

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.store.cache import Cache


def opened(
    model: Any,
    calibration: Any,
    new: Any,
    axes: Sequence[str] | None,
    cache: Cache,
    progress: Progress | None = None,
    *,
    labels: Any = None,
) -> tuple[Source, New | None]:
    """What calibrates, and what is new.

    Args:
        model: a model, or answers with their truth; or the path of one.
        calibration: data whose truth is known; None for the items that the model kept apart.
        new: what it will decide on, or a declared use; None where nothing of it is there yet.
        axes: conditions to look at; None for all recorded.
        cache: the user's.
        progress: called with (stage, done, of how many).
        labels: a file of labels of the calibration data.

    Raises:
        NinelivesError: one cannot be read, or they do not fit each other.
    """
    loaded = _loaded(model)
    if given.is_answers(loaded):
        source = given.of_answers(loaded, calibration)
        return source, None if new is None else given.new_answers(new, source)
    source = of_model(loaded, axes)
    if calibration is not None:
        source = _calibrated(source, calibration, axes, labels, cache, progress)
    if new is None:
        return source, None
    if given.is_answers(new) and not isinstance(loaded, SeriesModel):
        return source, given.new_answers(new, source)
    if isinstance(loaded, SeriesModel):
        raise NinelivesError("forecasts are handed over by the model's own past", fix="leave --new out")
    beside, digests = fresh.new_beside(source, new, axes, cache, progress)
    return replace(source, digests={**source.digests, **digests}), beside


def _calibrated(
    source: Source, calibration: Any, axes: Sequence[str] | None, labels: Any, cache: Cache, progress: Progress | None
) -> Source:
    if isinstance(source.model, SeriesModel):
        raise NinelivesError("forecasts are calibrated by the model's own past", fix="leave --calibration out")
    if given.is_answers(calibration):
        if source.envelope.axes:
            raise NinelivesError(
                f"'{calibration}' holds answers, and answers record no conditions: where '{source.name}' has been, and "
                "where not, would be lost",
                fix="--calibration DATA --labels labels.csv, with the data themselves",
            )
        held = given.of_answers(calibration)
        if held.classes != source.classes:
            raise NinelivesError(
                f"'{calibration}' tells of other classes than the model", fix="name answers of this very model"
            )
        return _with(source, held)
    return fresh.calibrated_by(source, calibration, axes, labels, cache, progress)


def _with(source: Source, held: Source) -> Source:
    return replace(
        source,
        calibration=held.calibration,
        envelope=held.envelope,
        apart=held.apart,
        judged_apart=True,
        notes=(*source.notes, *held.notes),
        digests={**source.digests, "calibration": held.digests["calibration"]},
    )


def _loaded(model: Any) -> Any:
    """What lies at a path, where it is a model."""
    if not isinstance(model, str | os.PathLike):
        if isinstance(model, Model | TableModel | SeriesModel) or given.is_answers(model):
            return model
        raise NinelivesError(
            f"a hand-over is made of a model or of answers, and this is {type(model).__name__}",
            fix="nl.defer('photos.model')",
        )
    path = Path(model)
    if not path.exists():
        raise NinelivesError(f"there is no model '{path}'", fix="ninelives train photos/")
    if manifest.is_sealed(path) and manifest.peek(path).kind == "model":
        return load_model(path)
    if given.is_answers(path):
        return path
    raise NinelivesError(
        f"'{path}' is neither a model nor answers with their truth",
        fix="ninelives train DATA, or a table of item, p_<class> and truth",
    )
