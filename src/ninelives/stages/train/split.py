"""Which photos are learned from, and which are kept apart to check how sure the model is."""

from __future__ import annotations

import numpy as np
import polars as pl

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.model.split import Split, labelled
from ninelives.errors import NinelivesError
from ninelives.kernels.stats.folds import apart
from ninelives.report.words import plural
from ninelives.stages.train.spec import TrainSpec

BURST = "add photos of other moments; if the camera's clock is wrong, give the times in a table, as captured_at"


def split(archive: Archive, spec: TrainSpec) -> Split:
    """Share usable photos out; the same ones, spec and seed give the same parts.

    Raises:
        NinelivesError: one scene is left to fit on.
    """
    classes = tuple(sorted({label for label in archive.labels if label}))
    y = np.searchsorted(np.array(classes, dtype=object), np.array(archive.labels, dtype=object)).astype(np.int64)
    others = apart(archive.scene, y, spec.calibration_share, seed=spec.seed, key=archive.items)
    kept_apart, fitted_on = (within(archive.scene, some, spec) for some in (others, ~others))
    part = archive.select(fitted_on)
    if part.scenes < 2:
        raise NinelivesError(
            f"only one scene is left to fit on, of {plural(len(part), 'photo')}: none to be tested on",
            fix="add photos of other scenes, or keep none apart: --calibration-share 0",
        )
    return Split(classes, y, kept_apart, fitted_on, part)


def usable(archive: Archive) -> Archive:
    """The photos that can be learned from: with a label, of a class that has at least two scenes.

    Raises:
        NinelivesError: there are no labels, or fewer than two classes.
    """
    archive = labelled(archive)
    labels = np.array(archive.labels, dtype=object)
    names = sorted(set(labels))
    lonely = {name for name in names if len(np.unique(archive.scene[labels == name])) < 2}
    if len(names) - len(lonely) < 2:
        raise _too_few(names, archive)
    if lonely:
        archive = archive.select(~np.isin(labels, list(lonely)), "its class has no second scene to be tested on")
    return archive


def _too_few(names: list[str], archive: Archive) -> NinelivesError:
    if len(names) == 1:
        return NinelivesError(
            f"there is only one class, '{names[0]}' ({plural(len(archive), 'photo')}): nothing to tell apart",
            fix="put each class into a folder of its own: photos/cat, photos/dog",
        )
    rows = {name: archive.table.filter(pl.col("label") == name) for name in names}
    why = {name: _lone(table) for name, table in rows.items()}
    first = [*[name for name in names if why[name]], *[name for name in names if not why[name]]][:8]
    counted = ", ".join(f"'{name}' ({_scenes(rows[name])}{why[name]})" for name in first)
    return NinelivesError(
        f"there are fewer than two classes of at least two scenes: {counted}",
        fix=BURST if any("burst" in each for each in why.values()) else "add photos of other moments to each class",
    )


def _scenes(table: pl.DataFrame) -> str:
    return f"{plural(table.height, 'photo')}, {plural(table.get_column('scene').n_unique(), 'scene')}"


def _lone(table: pl.DataFrame) -> str:
    """Why all photos of a class are one scene; empty where they are several, or one photo says it."""
    if table.height == 1 or table.get_column("scene").n_unique() > 1:
        return ""
    if table.get_column("digest").n_unique() == 1:
        return ": copies of one picture"
    told = table.select("device", "captured_at").null_count().sum_horizontal().item() == 0
    if told:
        return ": one burst"
    return ": copies of one picture, or one scene of the table"


def within(scene: np.ndarray, wanted: np.ndarray, spec: TrainSpec) -> np.ndarray:
    """At most ``limit`` of the wanted photos, whole scenes drawn by the seed, none of them over half of it."""
    if int(wanted.sum()) <= spec.limit:
        return wanted
    names, of = np.unique(scene, return_inverse=True)
    order = np.random.default_rng(spec.seed).permutation(len(names))
    sizes = np.bincount(of[wanted], minlength=len(names))
    order = order[2 * sizes[order] <= spec.limit]  # a scene that is most of it would leave nothing to be tested on
    taken = np.zeros(len(names), bool)
    taken[order[np.cumsum(sizes[order]) <= spec.limit]] = True
    return wanted & taken[of]
