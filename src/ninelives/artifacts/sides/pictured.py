"""Photos beside photos, with a model or without one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.sides import photos, truths
from ninelives.artifacts.sides.kept import kept, known_axes
from ninelives.artifacts.sides.sides import Sides
from ninelives.artifacts.table.which import is_table
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.model import Model
    from ninelives.store.cache import Cache


def beside_model(
    model: Model,
    new: Any,
    axes: Sequence[str] | None,
    cache: Cache,
    progress: Progress | None,
    labels: str | Path | None,
) -> Sides:
    """New photos beside those that a model keeps; what is of its own scenes is left out."""
    names = known_axes(model, axes)
    _refuse_table(new)
    archive = Archive.of(new, labels=labels, cache=cache, progress=progress)
    own = photos.repeated(model, archive)
    fresh = truths.fresh(archive, own)
    names = [name for name in names if name in fresh.table.columns]
    return Sides(
        noun="photo",
        reference=kept(model, names),
        new=truths.labelled(photos.of_archive(fresh, names, model, cache, progress), model.classes),
        envelope=model.envelope.only(names),
        visited=fresh.envelope(names),
        model=model,
        classes=model.classes,
        repeated=int(own.sum()),
        notes=_notes(fresh, own),
        digests={"reference": model.identity, "new": archive.digest},
    )


def beside_photos(
    reference: Any,
    new: Any,
    axes: Sequence[str] | None,
    cache: Cache,
    progress: Progress | None,
    labels: str | Path | None,
) -> Sides:
    """New photos beside others, as a network that knew a million photos before sees both."""
    _refuse_table(new)
    old = Archive.of(reference, cache=cache, progress=progress)
    archive = Archive.of(new, labels=labels, cache=cache, progress=progress)
    own = _shared(old, archive, reference, new, cache)
    fresh = truths.fresh(archive, own)
    names = photos.axes_of(old, axes)
    return Sides(
        noun="photo",
        reference=photos.of_archive(old, names, None, cache, progress),
        new=photos.of_archive(fresh, names, None, cache, progress),
        envelope=old.envelope(names),
        visited=fresh.envelope([name for name in names if name in fresh.table.columns]),
        repeated=int(own.sum()),
        notes=_notes(fresh, own),
        digests={"reference": old.digest, "new": archive.digest},
    )


def _notes(fresh: Archive, own: np.ndarray) -> tuple[str, ...]:
    return (*fresh.notes, *truths.aside(len(fresh.set_aside)), *truths.again(own, "photo"))


def _shared(old: Archive, new: Archive, reference: Any, other: Any, cache: Cache) -> np.ndarray:
    """New photos of a scene that the reference holds a photo of, bool of shape (photos,)."""
    if all(isinstance(each, str | os.PathLike) for each in (reference, other)) and reference != other:
        both = Archive.of([reference, other], cache=cache).table
        scene = dict(zip(both.get_column("digest"), both.get_column("scene"), strict=True))
    else:
        digests = [*old.table.get_column("digest"), *new.table.get_column("digest")]
        scene = {each: at for at, each in enumerate(dict.fromkeys(digests))}
    held = {scene.get(each) for each in old.table.get_column("digest")} - {None}
    return np.array([scene.get(each) in held for each in new.table.get_column("digest")], bool)


def _refuse_table(new: Any) -> None:
    if is_table(new):
        raise NinelivesError(
            f"the reference is of photos, and '{new if isinstance(new, str | os.PathLike) else 'the new data'}' is a "
            "table without pictures",
            fix="name a folder of photos, or a table with a column of their paths",
        )
