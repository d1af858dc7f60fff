"""Which ways an opponent has, on the samples at hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ninelives.kernels.stats.shift import directions, whitened
from ninelives.report.words import many
from ninelives.stages.audit.adversary.attacks import Balanced, Moved, Renamed, Replaced, Torn
from ninelives.stages.audit.adversary.world import WIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ninelives.artifacts.sides import Sides
    from ninelives.artifacts.sides.side import Floats, Side
    from ninelives.kernels.stats.shift import Part
    from ninelives.stages.audit.adversary.world import Attack, World
    from ninelives.stages.audit.told import Shift

COLUMNS = 10  # that are searched, those that the tests see least
FAR = 5.0  # deviations that are tried
WORST = 0.1  # of the rows: those that show most, or of which the numbers are furthest off
FEWEST = 5  # rows that come in place of others


@dataclass(frozen=True, slots=True, kw_only=True)
class Tactic:
    """One thing that an opponent may do.

    Attributes:
        what: in a few words, as ``<share> of the rows are replaced by ...`` goes on; of a column, its name.
        attack: what it does to the samples.
        most: the largest size.
        unit: of the size.
        loses: of each such row, how much less often the model is right, or by how much more it is off; None where
            nobody knows.
    """

    what: str
    attack: Attack
    most: float
    unit: str
    loses: float | None = None


def columns(world: World, shift: Shift) -> tuple[list[Tactic], list[str], int]:
    """One tactic for each column of the inputs that varies, the constant ones by name, and how many were left out."""
    own = world.rows
    order = _blind(shift)
    found, still = [], []
    for at, part in enumerate(world.parts):
        if not part.each or part.name != "inputs":
            continue
        for name, values in part.numbers.items():
            move = Moved.of(at, name, values[:own])
            found.append(Tactic(what=name, attack=move, most=FAR, unit="deviations"))
            still += [] if move.spread else [name]
        for name, codes in part.names.items():
            values, count = np.unique(codes[:own], return_counts=True)
            if len(values) < 2:
                still.append(name)
                continue
            first, second = np.argsort(-count, kind="stable")[:2]
            share = float(count[first] / own)
            renamed = Renamed(at, name, int(values[first]), int(values[second]), share)
            found.append(Tactic(what=name, attack=renamed, most=share, unit="of the rows"))
    moving = [one for one in found if one.what not in still]
    moving.sort(key=lambda one: -order.get(one.what, 0.0))
    return moving[:COLUMNS], still, max(0, len(moving) - COLUMNS)


def _blind(shift: Shift) -> dict[str, float]:
    """How large a shift of each column must be to be told."""
    return {
        test.column: float("inf") if test.smallest_detectable is None else test.smallest_detectable
        for test in shift.tested.tests
        if test.column is not None and test.part == "inputs"
    }


def mixtures(world: World, sides: Sides, shift: Shift) -> list[Tactic]:
    """What may come in place of new rows, the most harmful first."""
    old, order = sides.reference, shift.compared.reference
    wrong = wrong_of(sides, old)
    noun, known = many(sides.noun), None if wrong is None else wrong[order]
    right = None if known is None else float(np.nanmean(known))
    found = [*_worst(known, right, noun, numbers=sides.classes is None), *_showing(world, sides, shift, right, noun)]
    found[:1] = [found[0], _balancing(world, found[0])]
    found += _one_class(sides, order, right, noun, known)
    if any(len(part.numbers) + len(part.names) > 1 for part in world.parts if part.name == "inputs" and part.each):
        torn = f"{noun} whose columns do not belong together, each as common as before"
        found.append(_replacing(torn, Torn(world.rows), _at_worst(sides, right)))
    return found


def _replacing(what: str, attack: Attack, loses: float | None) -> Tactic:
    return Tactic(what=what, attack=attack, most=1.0, unit="of the rows", loses=loses)


def _balancing(world: World, tactic: Tactic) -> Tactic:
    """The same by one who knows what is looked at."""
    attack = tactic.attack
    assert isinstance(attack, Replaced)
    what = f"{tactic.what}, and the others make up for it"
    return replace(tactic, what=what, attack=Balanced(attack.pool, seen_by(world.parts), world.of))


def seen_by(parts: Sequence[Part]) -> Floats:
    """What the classifier sees of every row, of all parts, each direction of about unit spread."""
    wide = np.concatenate([whitened(directions(part, WIDE, 0)) for part in parts if part.kernel], axis=1).astype(float)
    return np.asarray((wide - wide.mean(axis=0)) / np.maximum(wide.std(axis=0), 1e-9))


def _worst(wrong: Floats | None, mean: float | None, noun: str, *, numbers: bool) -> Iterator[Tactic]:
    """Those of the reference's own that the model gets wrong; of numbers the tenth that it is furthest off."""
    if wrong is None or mean is None:
        return
    rows = np.flatnonzero(wrong >= np.nanquantile(wrong, 1 - WORST)) if numbers else np.flatnonzero(wrong == 1)
    if len(rows) >= FEWEST:
        like = "like the tenth that the model is furthest off" if numbers else "that the model gets wrong"
        yield _replacing(f"{noun} {like}", Replaced(rows), float(np.nanmean(wrong[rows])) - mean)


def _showing(world: World, sides: Sides, shift: Shift, mean: float | None, noun: str) -> Iterator[Tactic]:
    """New ones that show most."""
    show = shift.scores[shift.compared.new]
    rows = np.argsort(-show, kind="stable")[: max(FEWEST, round(WORST * len(show)))]
    yield _replacing(f"{noun} like the new ones that show most", Replaced(world.rows + rows), _at_worst(sides, mean))


def _one_class(
    sides: Sides, order: np.ndarray, mean: float | None, noun: str, wrong: Floats | None
) -> Iterator[Tactic]:
    """The class of which the model is right least often, or the rarest where nobody knows."""
    truth, classes = sides.reference.truth, sides.classes
    if truth is None or classes is None:
        return
    told = np.array([str(name) for name in truth])[order]
    there = [name for name in classes if (told == name).sum() >= FEWEST]
    if len(there) > 1:
        rate = {name: float(np.mean(told == name)) if wrong is None else -_mean(wrong[told == name]) for name in there}
        name = min(there, key=lambda each: rate[each])
        loses = None if wrong is None or mean is None else _mean(wrong[told == name]) - mean
        yield _replacing(f"{noun} of the class {name}", Replaced(np.flatnonzero(told == name)), loses)


def wrong_of(sides: Sides, side: Side) -> Floats | None:
    """Whether each row is decided wrongly, or by how much; NaN where nobody knows. None without a model or truth."""
    if side.outputs is None or side.truth is None:
        return None
    if sides.classes is None:
        off = np.abs(side.outputs[:, 0] - np.array([np.nan if each is None else float(each) for each in side.truth]))
        return None if np.isnan(off).all() else off
    said = np.array(sides.classes)[side.outputs.argmax(axis=1)]
    known = np.array([each is not None for each in side.truth])
    if not known.any():
        return None
    return np.where(known, said != np.array([str(each) for each in side.truth]), np.nan)


def right_of(sides: Sides) -> float | None:
    """The share of the reference's rows that the model gets right; None where nobody knows, and of numbers."""
    wrong = None if sides.classes is None else wrong_of(sides, sides.reference)
    return None if wrong is None else 1 - _mean(wrong)


def _at_worst(sides: Sides, mean: float | None) -> float | None:
    """If every such row is decided wrongly; of numbers nobody knows how far off they would be."""
    return None if mean is None or sides.classes is None else 1 - mean


def _mean(values: Floats) -> float:
    return float(np.nanmean(values)) if np.isfinite(values).any() else 0.0
