"""How the photos of a model are shared out: those that it was fitted on, and those kept apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ninelives.artifacts.archive import Archive
from ninelives.errors import NinelivesError


@dataclass(frozen=True, slots=True)
class Split:
    """All usable photos, shared out by scene.

    Attributes:
        classes: their names, sorted.
        y: class of each photo, int64 of shape (photos,).
        kept_apart: mask of the calibration photos.
        fitted_on: mask of those that the rungs are fitted on.
        part: the photos of ``fitted_on``.
    """

    classes: tuple[str, ...]
    y: np.ndarray
    kept_apart: np.ndarray
    fitted_on: np.ndarray
    part: Archive


def labelled(archive: Archive) -> Archive:
    """The photos that have a label.

    Raises:
        NinelivesError: there is none.
    """
    labels = np.array([label or "" for label in archive.labels], dtype=object)
    if not any(labels):
        raise NinelivesError(
            f"none of the {len(archive):,} photos has a label",
            fix="put each class into a folder of its own (photos/cat, photos/dog), or add --labels labels.csv",
        )
    return archive.select(labels != "", "it has no label")
