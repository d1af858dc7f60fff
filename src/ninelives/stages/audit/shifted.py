"""What is compared of two sides, and in which units they may change places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ninelives.kernels.stats.shift import Part, Units, ordered, scened
from ninelives.report.words import many, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ninelives.artifacts.sides import Sides
    from ninelives.artifacts.sides.side import Ints, Side

INPUTS, FEATURES, OUTPUTS = "inputs", "features", "outputs"
MOST = 20  # classes whose probabilities are compared one by one


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compared:
    """Two sides, put in order.

    Attributes:
        parts: what is compared, the reference's rows first.
        units: of rows that change places together.
        reference: the rows of the reference in that order, int64.
        new: those of the new side.
        words: what the units are and why, a sentence.
        assumption: what the tests rest on.
    """

    parts: tuple[Part, ...]
    units: Units
    reference: Ints
    new: Ints
    words: str
    assumption: str


def lined_up(sides: Sides) -> Compared:
    """Everything that both sides tell of their rows, and the units in which these may change places."""
    old, new = sides.reference, sides.new
    assert new is not None
    return paired(old, new, sides.noun, sides.classes)


def paired(old: Side, new: Side, noun: str, classes: tuple[str, ...] | None) -> Compared:
    """The same of any two sides."""
    timed = old.moments is not None and new.moments is not None
    orders = [in_order(side, timed=timed) for side in (old, new)]
    parts = parts_of([old, new], orders, noun, classes)
    scenes = [side.scenes[order] for side, order in zip((old, new), orders, strict=True)]
    return arranged(parts, orders, scenes, noun, timed=timed)


def arranged(
    parts: Sequence[Part], orders: Sequence[Ints], scenes: Sequence[Ints], noun: str, *, timed: bool
) -> Compared:
    """Parts in the units that may change places: blocks of what comes in an order, else scenes.

    Args:
        parts: of the rows of both sides, each in its order.
        orders: which rows of each side these are.
        scenes: of these rows.
        noun: of one row.
        timed: whether the order is that of time.
    """
    if timed or noun == "row":
        units = ordered(parts, len(orders[0]))
        block = int(np.median(np.bincount(units.of)))
        order = "time" if timed else "their file"
        alone = f"single {many(noun)}: in the order of {order} they do not lean on each other"
        words = f"blocks of {plural(block, noun)} in the order of {order}, since nearer ones lean on each other"
        words, what = (words, f"any block of {plural(block, noun)}") if block > 1 else (alone, f"any {noun}")
    else:
        units = scened(*scenes)
        words, what = f"scenes: {many(noun)} of one scene stay together", "any scene"
    assumption = f"{what} could stand in the other sample if nothing had shifted"
    return Compared(
        parts=tuple(parts), units=units, reference=orders[0], new=orders[1], words=words, assumption=assumption
    )


def in_order(side: Side, *, timed: bool) -> Ints:
    """The rows in the order of time, or as they come."""
    return np.arange(len(side)) if side.moments is None or not timed else np.argsort(side.moments, kind="stable")


def parts_of(sides: Sequence[Side], orders: Sequence[Ints], noun: str, classes: tuple[str, ...] | None) -> list[Part]:
    """Inputs, features and outputs of one side or more, below each other, each in its order.

    Features are compared where they tell more than the inputs: those of a table are its columns.
    """
    parts = []
    numbers, names = _inputs(
        [side.inputs[order] for side, order in zip(sides, orders, strict=True) if side.inputs.width]
    )
    if numbers or names:
        parts.append(Part(INPUTS, numbers, names))
    seen = _stacked([side.features for side in sides], orders) if noun == "photo" else None
    if seen is not None:
        parts.append(Part(FEATURES, {str(at): column for at, column in enumerate(seen.T)}, each=False))
    said = _stacked([side.outputs for side in sides], orders)
    if said is not None:
        parts.append(Part(OUTPUTS, _outputs(said, classes)))
    return parts


def _stacked(held: Sequence[NDArray[Any] | None], orders: Sequence[Ints]) -> NDArray[Any] | None:
    """Numbers of all sides, each in its order; None where one has none."""
    known = [values[order] for values, order in zip(held, orders, strict=True) if values is not None]
    return np.concatenate(known) if len(known) == len(held) else None


def _inputs(frames: Sequence[pl.DataFrame]) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    numbers, names = {}, {}
    for name in frames[0].columns if frames else ():
        both = pl.concat([frame.get_column(name) for frame in frames])
        if both.dtype == pl.String:
            names[name] = both.cast(pl.Categorical).to_physical().cast(pl.Int64).fill_null(-1).to_numpy() + 1
        else:
            numbers[name] = both.cast(pl.Float64).to_numpy()  # NaN where there is nothing
    return numbers, names


def _outputs(said: np.ndarray, classes: tuple[str, ...] | None) -> dict[str, np.ndarray]:
    """What was said, by name; of two classes one, since the other follows."""
    if classes is None:
        return {"what it says": said[:, 0]}
    first = range(1) if len(classes) == 2 else range(min(len(classes), MOST))
    told = {f"p({classes[at]})": said[:, at] for at in first}
    return told if len(classes) <= MOST else {**told, "how sure it is": said.max(axis=1)}
