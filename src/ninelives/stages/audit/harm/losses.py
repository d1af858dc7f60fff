"""What was said of two samples, and what it cost where the truth is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.sides.side import Floats, Ints, Side
from ninelives.kernels.stats.harm import of_classes, of_numbers, strength

if TYPE_CHECKING:
    from ninelives.artifacts.model import Model
    from ninelives.artifacts.model.tables import TableModel

LINES = 8  # directions of many features that pseudo-shifts go along
FEW = 64  # features up to which each is a direction of its own


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """Two samples, judged.

    Attributes:
        share: whether a loss is wrong or right, 1 or 0; else how far off.
        old: what was said of the reference's rows whose truth is known, shape (rows, columns).
        lost: their losses, shape (rows,).
        new: what was said of the new rows, shape (new rows, columns).
        scenes: of the reference's rows and of the new ones.
        along: what pseudo-shifts go along, see ``kernels.stats.harm.estimate``.
        known: new rows whose truth is known, whole numbers, sorted.
        fresh: the losses of these.
    """

    share: bool
    old: Floats
    lost: Floats
    new: Floats
    scenes: tuple[Ints, Ints]
    along: tuple[tuple[Floats, float], ...]
    known: Ints
    fresh: Floats


def losses(
    model: Model | TableModel | None,
    reference: Side,
    new: Side,
    labels: Mapping[str, Any] | None,
    classes: Sequence[str] | None,
    seed: int,
) -> Losses | None:
    """Both samples, judged; None where nothing was said of one of them, or the classes have no names."""
    if reference.outputs is None or new.outputs is None or not len(new):
        return None
    share = reference.outputs.shape[1] > 1
    names = list(classes or ()) if share else []
    truth = np.full(len(reference), None, object) if reference.truth is None else reference.truth
    if share and not names:
        names = sorted({str(each) for each in truth if each is not None})
    if share and len(names) != reference.outputs.shape[1]:
        return None
    told = np.array([(labels or {}).get(item) for item in new.items], object)
    cost, mine = _lost(reference.outputs, truth, names), _lost(new.outputs, told, names)
    held, known = ~np.isnan(cost), np.flatnonzero(~np.isnan(mine))
    if share:
        said, here = of_classes(reference.outputs[held]), of_classes(new.outputs)
    elif held.any():
        said, here = of_numbers(reference.outputs[held, 0], new.outputs[:, 0])
    else:
        said, here = np.zeros((0, 1)), new.outputs
    features = _features(model, reference, new, held, seed)
    # numbers are not tilted along their truths: that would choose rows by how far off they are
    answers = ((_answers(truth[held], names), strength(said, here)),) if share and held.any() else ()
    return Losses(
        share=share,
        old=said,
        lost=cost[held],
        new=here,
        scenes=(reference.scenes[held], new.scenes),
        along=(*answers, *features),
        known=known,
        fresh=mine[known],
    )


def _lost(outputs: Floats, truth: np.ndarray, names: Sequence[str]) -> Floats:
    """The loss of each row; NaN where the truth is not known, or is a number that nobody wrote down."""
    if not names:
        told = np.array([np.nan if each is None else float(each) for each in truth], float)
        return np.asarray(np.abs(outputs[:, 0] - told))
    said = outputs.argmax(axis=1)
    wrong = [np.nan if each is None else float(names[at] != str(each)) for at, each in zip(said, truth, strict=True)]
    return np.array(wrong, float)


def _answers(truth: np.ndarray, names: Sequence[str]) -> Floats:
    """Truths as columns, one a class."""
    return np.array([[float(name == str(each)) for name in names] for each in truth], float)


def _features(
    model: Model | TableModel | None, reference: Side, new: Side, held: np.ndarray, seed: int
) -> tuple[tuple[Floats, float], ...]:
    """What the rung reads, in a few directions; a column that it does not read plays no part."""
    if model is None or reference.features is None or new.features is None or not held.any():
        return ()
    read = model.rungs[model.chosen].reads(reference.features.shape[1])
    old, fresh = reference.features[held][:, read].astype(float), new.features[:, read].astype(float)
    if not old.shape[1] or old.shape[1] != fresh.shape[1]:
        return ()
    middle = np.nan_to_num(np.nanmean(np.r_[old, fresh], axis=0))
    old, fresh = (np.where(np.isnan(side), middle, side) for side in (old, fresh))
    if old.shape[1] > FEW:
        lines = np.random.default_rng(seed).normal(size=(old.shape[1], LINES))
        old, fresh = old @ lines, fresh @ lines
    return ((old, strength(old, fresh)),)
