"""The dark that a model was told of beforehand: what it said of darkened copies stands in for photos nobody has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ninelives.artifacts.sides.side import Floats, Ints, Side
from ninelives.kernels.stats.harm import of_classes, strength

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.envelope import Gaps
    from ninelives.artifacts.model import Model
    from ninelives.artifacts.model.tables import TableModel

AXES: Final = ("light", "sharpness")  # that darkening changes
WITHIN: Final = 0.95  # share of the new photos that must be as dark as a copy
FAINTEST: Final = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Dark:
    """Darkened copies of the photos kept apart, beside the new photos; see ``losses.Losses``."""

    old: Floats
    lost: Floats
    new: Floats
    scenes: Ints
    along: tuple[tuple[Floats, float], ...]
    assumption: str = (
        "real darkness does to its answers what darkened copies of the photos kept apart show (simulated: no guarantee)"
    )


def darkened(model: Model | TableModel | None, new: Side, gaps: Gaps) -> Dark | None:
    """What copies tell of the gaps; None where there are none, or the gaps are of another kind."""
    from ninelives.artifacts.model import Model
    from ninelives.artifacts.model.folder import DARKENED

    if not isinstance(model, Model) or not {name for gap in gaps for name, _ in gap.conditions} <= set(AXES):
        return None
    copies = model.tables.get(DARKENED)
    return None if copies is None or not len(copies) else of_copies(copies, model.classes, new)


def of_copies(copies: pl.DataFrame, classes: Sequence[str], new: Side) -> Dark | None:
    """The copies beside the new photos; None where these are not in the light of the copies.

    Args:
        copies: what a model said of them, see ``Model.tables``.
        classes: in the order of the outputs.
        new: with light, sharpness and outputs.
    """
    if new.outputs is None or any(name not in new.conditions for name in AXES):
        return None
    light, sharpness = (new.conditions[name].cast(float).to_numpy() for name in AXES)
    if not (light <= copies.get_column("light").to_numpy().max()).mean() >= WITHIN or np.isnan(sharpness).any():
        return None
    seen, here = _seen(copies, classes), np.asarray(np.c_[of_classes(new.outputs), _told(light, sharpness)])
    code = {name: at for at, name in enumerate(classes)}
    truth = np.array([code[name] for name in copies.get_column("truth")])
    said = copies.select(f"p_{name}" for name in classes).to_numpy().argmax(axis=1)
    return Dark(
        old=seen,
        lost=np.asarray(said != truth, float),
        new=here,
        scenes=copies.get_column("scene").to_numpy(),
        along=((np.eye(len(classes))[truth], strength(seen, here)),),
    )


def _seen(copies: pl.DataFrame, classes: Sequence[str]) -> Floats:
    p = copies.select(f"p_{name}" for name in classes).to_numpy()
    light, sharpness = (copies.get_column(name).to_numpy().astype(float) for name in AXES)
    return np.asarray(np.c_[of_classes(p), _told(light, sharpness)])


def _told(light: Floats, sharpness: Floats) -> Floats:
    """What a photo's conditions say of how hard it is."""
    return np.asarray(np.c_[np.log(np.maximum(light, FAINTEST)), sharpness])
