"""What a hand-over tells of regions, of each bin of the condition that matters most, and of what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.envelope import KINDS, UNKNOWN, Envelope
from ninelives.kernels.stats.harm import exact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ninelives.artifacts.envelope.axes import Axis
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


def regions(envelope: Envelope, shown: Kept, known: Kept, world: str) -> list[dict[str, Any]]:
    """Every bin of every condition that items lie in, in the order of the axes.

    Args:
        envelope: with its conditions.
        shown: the items that are told of: the new ones where there are any.
        known: calibration items, which the risk of each region is estimated from.
        world: of the items.
    """
    if not envelope.axes:
        return [_region("everywhere", "seen", shown, np.ones(len(shown.judged), bool), known, None, axis="")]
    found = []
    for axis in envelope.axes:
        code, labels = _bins(axis, shown.judged)
        own, others = _bins(axis, known.judged)
        for at, label in list(enumerate(labels))[:MOST]:
            inside = code == at
            there = own == others.index(label) if label in others else np.zeros(len(known.judged), bool)
            kind = envelope.kind({axis.name: label}, world=world)
            found.append(_region(axis.words(label), kind, shown, inside, known, there, axis=axis.name))
    return found


def _region(
    words: str, kind: str, shown: Kept, inside: Bools, known: Kept, there: Bools | None, *, axis: str
) -> dict[str, Any]:
    items = int(inside.sum())
    kept = float(shown.alone[inside].mean()) if items else 0.0
    alone = known.alone if there is None else known.alone & there
    risk = interval = None
    if known.wrong is not None and alone.any():
        hits, many = int(known.wrong[alone].sum()), int(alone.sum())
        risk, interval = hits / many, list(exact(hits, many))
    told = {"region": words, "axis": axis, "kind": kind, "items": items, "kept": kept}
    return {**told, "estimate": kind == "simulated" and kept > 0, "risk": risk, "interval": interval}


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
    both = [known, *([] if shown is None else [shown])]
    labels = sorted({label for each in both for label in _bins(axis, each.judged)[1]} - {UNKNOWN}, key=axis.order)
    bins = [_bin(envelope, axis, label, known, shown, world) for label in labels[:MOST]]
    return {"axis": axis.name, "numeric": axis.numeric, "bins": bins}


def leading(envelope: Envelope, known: Kept, shown: Kept | None) -> Axis | None:
    """The condition that is drawn: hour or light where they tell apart, else the first that does."""
    ranked = sorted(
        envelope.axes,
        key=lambda axis: (axis.name not in LEADING, LEADING.index(axis.name) if axis.name in LEADING else 0),
    )
    sides = [known.judged, *([] if shown is None else [shown.judged])]
    apart = [
        axis for axis in ranked if len({label for side in sides for label in _bins(axis, side)[1]} - {UNKNOWN}) > 1
    ]
    return next(iter(apart or ranked), None)


def _bin(envelope: Envelope, axis: Axis, label: Any, known: Kept, shown: Kept | None, world: str) -> dict[str, Any]:
    own, here = _inside(axis, label, known), None if shown is None else _inside(axis, label, shown)
    judged = [_wrongs(known, own)]
    if shown is not None and here is not None:
        judged.append(_wrongs(shown, here))
    wrong = np.concatenate(judged)
    right = interval = None
    if len(wrong):
        hits = int((~wrong).sum())
        right, interval = hits / len(wrong), list(exact(hits, len(wrong)))
    some = known.alone[own] if here is None or shown is None or not here.any() else shown.alone[here]
    step = axis.step if axis.numeric and isinstance(label, int) else None
    return {
        "words": axis.words(label),
        "low": None if step is None else label * step,
        "high": None if step is None else (label + 1) * step,
        "kind": envelope.kind({axis.name: label}, world=world),
        "items": int(own.sum()),
        "right": right,
        "interval": interval,
        "kept": float(some.mean()) if len(some) else None,
        "new_items": 0 if here is None else int(here.sum()),
    }


def _wrongs(held: Kept, inside: Bools) -> Bools:
    known = inside & held.judged.known
    return np.zeros(0, bool) if held.wrong is None else held.wrong[known]


def _inside(axis: Axis, label: Any, held: Kept) -> Bools:
    code, labels = _bins(axis, held.judged)
    return np.asarray(code == labels.index(label)) if label in labels else np.zeros(len(held.judged), bool)


def _bins(axis: Axis, judged: Judged) -> tuple[Ints, Sequence[Any]]:
    values = judged.conditions.get(axis.name)
    if values is None:
        return np.zeros(len(judged), np.int64), (UNKNOWN,)
    return axis.encode(values)


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
