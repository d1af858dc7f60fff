"""Which more measurement would leave him less room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from ninelives.kernels.stats.shift import Part
from ninelives.report.words import list_and, many
from ninelives.stages.audit.adversary.search import HALF, Step, searched
from ninelives.stages.audit.adversary.secrets import with_secret

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ninelives.artifacts.sides import Sides
    from ninelives.stages.audit.adversary.tactics import Tactic
    from ninelives.stages.audit.adversary.world import World
    from ninelives.stages.audit.told import Shift

LABELS = 100  # that might be looked up
STEPS = 30  # of halving


def measurements(world: World, sides: Sides, shift: Shift) -> list[tuple[str, World]]:
    """The audit again, with more to see."""
    found = [
        (f"twice as many new {many(sides.noun)}", replace(world, new=2 * world.new)),
        ("tests that he cannot foresee", with_secret(world)),
    ]
    if part := _recorded(sides, shift):
        names = list_and([*part.numbers, *part.names])
        found.append((f"comparing {names} too", replace(world, parts=(*world.parts, part))))
    return found


def left(way: tuple[str, World], tactic: Tactic, share: float, step: Step) -> dict[str, Any]:
    """What one of the ``measurements`` would leave of the share that he hides now."""
    what, world = way
    after, low, high = searched(world, tactic.attack, tactic.most, step).at(HALF)
    return _line(what, after, [low, high], "" if high < share else "not surely less", less=high < share)


def labelled(labels: Labels | None, tactic: Tactic, share: float, alpha: float) -> Iterator[dict[str, Any]]:
    """The same of labels, where they would show anything."""
    if labels is not None and tactic.loses:
        after = labels.shows(tactic.loses, alpha)
        what = f"labels of {labels.count:,} of them, drawn at random"
        yield _line(what, after, None, "by the binomial law", less=after < share)


def ranked(told: list[dict[str, Any]], unrecorded: Sequence[str]) -> list[dict[str, Any]]:
    """Those that leave least first; of conditions that nobody recorded nobody can tell."""
    unknown = [_line(f"recording {name}", None, None, "cannot tell: nobody recorded it") for name in unrecorded]
    return sorted(told, key=lambda one: one["share_after"]) + unknown


def _line(
    what: str, after: float | None, interval: list[float] | None, why: str, *, less: bool = False
) -> dict[str, Any]:
    return {"what": what, "share_after": after, "interval": interval, "less": less, "why": why}


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of new rows: they show that the model is wrong more often, whatever the rows look like.

    Attributes:
        right: the share that the model gets right, in (0, 1).
        count: how many would be looked up.
    """

    right: float
    count: int

    def shows(self, loses: float, alpha: float) -> float:
        """The share of rows, each right by ``loses`` less, that half of such samples of labels show at ``alpha``."""
        from scipy.stats import binom

        few = int(binom.ppf(alpha, self.count, self.right)) - 1  # so few right by chance in at most alpha
        low, high = 0.0, 1.0
        for _ in range(STEPS):
            middle = (low + high) / 2
            seen = float(binom.cdf(few, self.count, max(self.right - middle * loses, 0.0)))
            low, high = (low, middle) if seen >= HALF else (middle, high)
        return high


def _recorded(sides: Sides, shift: Shift) -> Part | None:
    """Conditions that both sides recorded, and that are not compared; the reference's rows first."""
    old, new = sides.reference, sides.new
    assert new is not None
    orders, numbers, names = (shift.compared.reference, shift.compared.new), {}, {}
    for name in old.conditions:
        if name in old.inputs.columns or name not in new.conditions:
            continue
        both = [side.conditions[name].gather(order) for side, order in zip((old, new), orders, strict=True)]
        if all(each.dtype.is_numeric() for each in both):
            numbers[name] = np.concatenate([each.cast(pl.Float64).fill_null(float("nan")).to_numpy() for each in both])
        else:
            told = np.concatenate([each.cast(pl.String).fill_null("").to_numpy() for each in both])
            names[name] = np.unique(told.astype(str), return_inverse=True)[1].astype(np.int64)
    return Part("conditions", numbers, names) if numbers or names else None
