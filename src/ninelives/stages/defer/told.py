"""What a hand-over tells of regions, of each bin of the condition that matters most, and of what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.envelope import KINDS, UNKNOWN, Bin, Envelope
from ninelives.kernels.stats.harm import exact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ninelives.artifacts.envelope import Axis
    from ninelives.artifacts.handoff.judged import Bools, Floats, Ints, Judged

LEADING: Final = ("hour", "light")  # the conditions that are drawn first
MOST: Final = 40  # regions of one condition that are told


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kept:
    """Items, and which of them are decided alone.

    Attributes:
        judged: the items.
        kind: place in ``KINDS`` of where each lies.
        alone: which are decided alone.
        wrong: whose answer is wrong; None where nobody knows.
    """

    judged: Judged
    kind: Ints
    alone: Bools
    wrong: Bools | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """Items by their bin on one axis, which is looked up once."""

    kept: Kept
    code: Ints
    labels: tuple[Bin, ...]

    @classmethod
    def of(cls, axis: Axis, kept: Kept) -> _Column:
        return cls(kept, *kept.judged.bins(axis))

    def inside(self, label: Bin) -> Bools:
        """Items of one bin, bool of shape (items,)."""
        return np.asarray(self.code == (self.labels.index(label) if label in self.labels else -1))

    def wrong(self, label: Bin) -> Bools:
        """Whose answer is wrong, among those of one bin whose truth is known."""
        inside = self.inside(label) & self.kept.judged.known
        return np.zeros(0, bool) if self.kept.wrong is None else self.kept.wrong[inside]


def regions(envelope: Envelope, shown: Kept, known: Kept, world: str) -> list[dict[str, Any]]:
    """Every bin of every condition that items lie in, in the order of the axes.

    Args:
        envelope: with its conditions.
        shown: the items that are told of: the new ones where there are any.
        known: calibration items, which the risk of each region is estimated from.
        world: of the items.
    """
    if not envelope.axes:
        return [_region("", "everywhere", "seen", shown.alone, known, np.ones(len(known.judged), bool))]
    found = []
    for axis in envelope.axes:
        new, old = _Column.of(axis, shown), _Column.of(axis, known)
        for label in new.labels[:MOST]:
            kind, alone = envelope.kind({axis.name: label}, world=world), shown.alone[new.inside(label)]
            found.append(_region(axis.name, axis.words(label), kind, alone, known, old.inside(label)))
    return found


def _region(axis: str, words: str, kind: str, alone: Bools, known: Kept, there: Bools) -> dict[str, Any]:
    kept = float(alone.mean()) if len(alone) else 0.0
    risk, interval = (None, None) if known.wrong is None else _share(known.wrong[known.alone & there])
    told = {"region": words, "axis": axis, "kind": kind, "items": len(alone), "kept": kept}
    return {**told, "estimate": kind == "simulated" and kept > 0, "risk": risk, "interval": interval}


def _share(hits: Bools) -> tuple[float | None, list[float] | None]:
    """A share with its exact interval; None of nothing."""
    if not len(hits):
        return None, None
    return int(hits.sum()) / len(hits), list(exact(int(hits.sum()), len(hits)))


def along(envelope: Envelope, known: Kept, shown: Kept | None, world: str) -> dict[str, Any] | None:
    """How often it is right, bin by bin of the condition that is drawn, and what is kept there; None without one.

    Args:
        envelope: with its conditions.
        known: items whose truth is known.
        shown: the new ones; None where there are none.
        world: of the items.
    """
    axis = leading(envelope, known, shown)
    if axis is None:
        return None
    old, new = _Column.of(axis, known), None if shown is None else _Column.of(axis, shown)
    labels = sorted(_labels([old] if new is None else [old, new]), key=axis.order)
    bins = [_bin(envelope, axis, label, old, new, world) for label in labels[:MOST]]
    return {"axis": axis.name, "numeric": axis.numeric, "bins": bins}


def leading(envelope: Envelope, known: Kept, shown: Kept | None) -> Axis | None:
    """The condition that is drawn: hour or light where they tell apart, else the first that does."""
    ranked = sorted(envelope.axes, key=lambda axis: LEADING.index(axis.name) if axis.name in LEADING else len(LEADING))
    sides = [known] if shown is None else [known, shown]
    apart = (axis for axis in ranked if len(_labels([_Column.of(axis, side) for side in sides])) > 1)
    return next(apart, ranked[0] if ranked else None)


def _labels(columns: Sequence[_Column]) -> set[Bin]:
    return {label for column in columns for label in column.labels} - {UNKNOWN}


def _bin(envelope: Envelope, axis: Axis, label: Bin, old: _Column, new: _Column | None, world: str) -> dict[str, Any]:
    own, here = old.inside(label), np.zeros(0, bool) if new is None else new.inside(label)
    wrong = old.wrong(label) if new is None else np.concatenate([old.wrong(label), new.wrong(label)])
    right, interval = _share(~wrong)
    some = old.kept.alone[own] if new is None or not here.any() else new.kept.alone[here]
    low = high = None
    if axis.step is not None and axis.numeric and isinstance(label, int):
        low, high = label * axis.step, (label + 1) * axis.step
    return {
        "words": axis.words(label) if axis.numeric else str(label),  # the chart itself names the condition
        "low": low,
        "high": high,
        "kind": envelope.kind({axis.name: label}, world=world),
        "items": int(own.sum()),
        "right": right,
        "interval": interval,
        "kept": float(some.mean()) if len(some) else None,
        "new_items": int(here.sum()),
    }


def table(judged: Judged, score: Floats, wrong: Bools, kind: Ints, words: Sequence[str]) -> Any:
    """The calibration items, as they are kept."""
    import polars as pl

    from ninelives.artifacts.handoff.checks import schema

    told = {
        "item": judged.items,
        "scene": judged.scenes,
        "score": score,
        "wrong": wrong,
        "kind": [KINDS[each] for each in kind.tolist()],
        "region": list(words),
    }
    return pl.DataFrame(told, schema=schema())
