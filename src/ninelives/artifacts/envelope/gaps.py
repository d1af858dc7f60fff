"""Where a new use leaves an envelope: the regions it visits more than the artifact's own sampling explains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ninelives.artifacts.envelope.axes import Axis
from ninelives.artifacts.envelope.columns import UNKNOWN
from ninelives.artifacts.envelope.regions import SEEN, Conditions, RegionKind
from ninelives.kernels.stats import (
    SMALLEST,
    attainable_binomial,
    attainable_fisher,
    binomial_less,
    fisher_greater,
    holm,
)

if TYPE_CHECKING:
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.envelope.envelope import Envelope

MOST = 4  # lines of gaps that Python shows


@dataclass(frozen=True, slots=True)
class Gap:
    """A region that the new use visits and the artifact cannot vouch for.

    Args:
        conditions: one or two (axis, bin), the bins of ``axes``; none where the whole world is another one.
        words: the same as a person says it.
        share: of NEW's scenes, or of the declared use, in [0, 1].
        scenes: scenes of the artifact's own in it, of the world it is to be used in.
        visits: NEW's scenes in it; None where the use is only declared.
        kind: ``thin``, ``simulated``, ``unseen`` or ``unknown``.
        p: adjusted p-value, at least 2.2e-308 and so never 0; all gaps of a list together are false with at most the
            probability it was made with.
        axes: the axes of the conditions; coarser than the artifact's own where NEW's steps made them so.
        apart: no scene, of NEW or of the artifact, visits two bins of these axes, so that neighbours add up.
    """

    conditions: Conditions
    words: str
    share: float
    scenes: int
    visits: int | None
    kind: RegionKind
    p: float
    axes: tuple[Axis, ...]
    apart: bool = True

    def to_json(self) -> dict[str, Any]:
        """Plain facts, for ``--json`` and reports."""
        facts: dict[str, Any] = {"words": self.words, "kind": self.kind, "share": self.share, "scenes": self.scenes}
        visits = {} if self.visits is None else {"visits": self.visits}
        steps = [axis.step for axis in self.axes]
        told = {"p": self.p, "conditions": [list(c) for c in self.conditions], "steps": steps, "apart": self.apart}
        return facts | visits | told


class Gaps(list[Gap]):
    """Gaps, the largest share first, and what they cannot tell of.

    Attributes:
        unrecorded: conditions that NEW tells of and the artifact never recorded: on these nothing is known, so a list
            without gaps is no "yes".
    """

    def __init__(self, found: Iterable[Gap] = (), unrecorded: Sequence[str] = ()) -> None:
        super().__init__(found)
        self.unrecorded = tuple(unrecorded)

    def hold(self, conditions: Mapping[str, Any], items: int) -> NDArray[np.bool_]:
        """Which of some items lie in a gap, bool of shape (items,); a whole other world is no region of any.

        Args:
            conditions: columns of so many values, as ``Envelope.of`` takes them; a column that is not there is unknown.
            items: how many there are.
        """
        held = np.zeros(items, bool)
        for gap in self:
            inside = np.full(items, bool(gap.conditions))
            for axis, (name, label) in zip(gap.axes, gap.conditions, strict=True):
                values = conditions.get(name)
                if values is None:
                    inside &= label == UNKNOWN
                    continue
                code, labels = axis.encode(values)
                inside &= code == (labels.index(label) if label in labels else -1)
            held |= inside
        return held

    def __repr__(self) -> str:
        lines = speak(self)
        lines = [*lines[:MOST], *([f"and {len(lines) - MOST:,} more"] if len(lines) > MOST else [])]
        lines += [cannot_tell(self.unrecorded)] if self.unrecorded else []
        return "\n".join(lines or ["no gap was found"])


def cannot_tell(unrecorded: Sequence[str]) -> str:
    """The verdict on conditions that an artifact never recorded: ``cannot tell: weather was never recorded``."""
    *head, last = unrecorded
    names = f"{', '.join(head)} and {last}" if head else last
    return f"cannot tell: {names} {'were' if head else 'was'} never recorded"


def observed(own: Envelope, new: Envelope, alpha: float) -> list[Gap]:
    """Gaps of new items. Both envelopes are on the same axes.

    One-sided Fisher tests over scenes. A region is in the family whenever its total over both would *allow* a gap:
    a family of the regions that happen not to be seen would be chosen by the outcome.
    """
    here, there = own.tally(new.world), new.tally(new.world)
    regions = [r for r in here.regions.keys() | there.regions.keys() if len(r) == 1 or not _unknown(r)]
    regions.sort(key=_stable)
    k_ref = np.array([here.regions.get(r, (0, 0))[0] for r in regions], np.int64)
    k_new = np.array([there.regions.get(r, (0, 0))[0] for r in regions], np.int64)
    total, row = np.unique(k_ref + k_new, return_inverse=True)
    table = attainable_fisher(total, there.scenes, here.scenes, SEEN)
    lost = np.array([_unknown(r) for r in regions], bool)
    p = np.where(k_ref < SEEN, table[row, np.minimum(k_ref, SEEN - 1)], 1.0)
    p[lost] = fisher_greater(k_new[lost], there.scenes, k_ref[lost], here.scenes)
    p[k_new == 0] = 1.0
    # an unknown bin is never seen, so any p-value can come of it: a row of its own that counts fully
    table = np.vstack([table, np.full((1, SEEN), np.nan)])
    adjusted = _adjusted(p, table, np.where(lost, len(total), row), nothing=here.scenes == 0)
    found = [
        _gap(own, new, regions[i], float(k_new[i] / there.scenes), int(k_new[i]), adjusted[i])
        for i in np.flatnonzero(adjusted <= alpha)
    ]
    return _maximal(found)


def declared(own: Envelope, use: Deployment, alpha: float) -> list[Gap]:
    """Gaps of a declared use: binomial tests of the shares that the artifact's scenes should have had.

    Of another world than the artifact's all of it is one gap, and what no world has shown comes beside.
    """
    here = own.tally(use.world)
    shares = {axis.name: use.shares(axis) for axis in own.axes}
    regions: dict[Conditions, float] = {((a, b),): s for a, bins in shares.items() for b, s in bins.items()}
    for a, b in combinations([name for name, bins in shares.items() if bins], 2):
        if use.independent(a, b):
            pairs = ((x, y) for x in shares[a] for y in shares[b])
            regions |= {((a, x), (b, y)): shares[a][x] * shares[b][y] for x, y in pairs}
    names = sorted(regions, key=_stable)
    share, row = np.unique(np.array([min(regions[r], 1.0) for r in names]), return_inverse=True)
    k_ref = np.array([here.regions.get(r, (0, 0))[0] for r in names], np.int64)
    p = np.where(k_ref < SEEN, binomial_less(k_ref, here.scenes, share[row]), 1.0)
    adjusted = _adjusted(p, attainable_binomial(share, here.scenes, SEEN), row, nothing=here.scenes == 0)
    found = [
        _gap(own, use, names[i], float(share[row[i]]), None, adjusted[i]) for i in np.flatnonzero(adjusted <= alpha)
    ]
    if here.scenes:
        return _maximal(found)
    whole = _everywhere(own, use.world)
    return [whole, *_maximal(gap for gap in found if gap.kind != whole.kind)]


def speak(gaps: Sequence[Gap]) -> list[str]:
    """The gaps as lines for a person: neighbouring bins said as one, the largest share first."""
    whole = [[gap] for gap in gaps if not gap.conditions]
    runs = whole + [run for same in _families([g for g in gaps if g.conditions]) for run in _runs(same)]
    said = sorted(((_share(run), _line(run)) for run in runs), key=lambda s: (-s[0], s[1]))
    return [line for _, line in said]


def _adjusted(p: NDArray[np.float64], table: NDArray[np.float64], row: NDArray[Any], *, nothing: bool) -> Any:
    if nothing:  # no scene of this world: no sampling to explain anything
        return np.full(p.size, SMALLEST)
    return holm(p, table, row)


def _gap(
    own: Envelope, new: Envelope | Deployment, conditions: Conditions, share: float, visits: int | None, p: float
) -> Gap:
    region = own.region(conditions, world=new.world)
    axes = tuple(own.axis(name) for name, _ in conditions)
    names = tuple(axis.name for axis in axes)
    counted = [own] if visits is None else [own, new]
    apart = all(each.apart(*names, world=new.world) for each in counted)  # type: ignore[union-attr]
    return Gap(conditions, region.words, share, region.scenes, visits, region.kind, float(p), axes, apart)


def _everywhere(own: Envelope, world: str) -> Gap:
    """All of a world that no scene of the artifact is of."""
    kind: RegionKind = "simulated" if own.layers else "unseen"
    words = f"all of the {'real world' if world == 'real' else world}"
    return Gap((), words, 1.0, 0, None, kind, SMALLEST, ())


def _maximal(gaps: Iterable[Gap]) -> list[Gap]:
    """Without the pairs of which one member is a gap by itself; the largest share first."""
    kept = list(gaps)
    alone = {g.conditions[0] for g in kept if len(g.conditions) == 1}
    kept = [g for g in kept if len(g.conditions) == 1 or not alone.intersection(g.conditions)]
    return sorted(kept, key=lambda g: (-g.share, len(g.conditions), _stable(g.conditions)))


def _unknown(conditions: Conditions) -> bool:
    return any(label == UNKNOWN for _, label in conditions)


def _stable(conditions: Conditions) -> tuple[Any, ...]:
    return tuple((name, isinstance(label, str), label) for name, label in conditions)


def _families(gaps: Sequence[Gap]) -> list[list[Gap]]:
    """Gaps that differ in the bin of one axis with an order and in nothing else."""

    def family(gap: Gap) -> tuple[Any, ...]:
        place = _running(gap)
        rest = tuple(c for i, c in enumerate(gap.conditions) if i != place)
        return gap.kind, gap.visits is None, gap.conditions[place][0], _stable(rest)

    return [list(same) for _, same in groupby(sorted(gaps, key=family), key=family)]


def _running(gap: Gap) -> int:
    """Which of its conditions may be said as a range: the first whose axis has an order."""
    return next((i for i, axis in enumerate(gap.axes) if axis.numeric or axis.levels), 0)


def _runs(same: list[Gap]) -> list[list[Gap]]:
    place = _running(same[0])
    by_bin = {gap.conditions[place][1]: gap for gap in same}
    return [[by_bin[label] for label in run] for run in same[0].axes[place].runs(by_bin)]


def _line(run: list[Gap]) -> str:
    gap = run[0]
    whose = f"{_percent(_share(run))} of the " + ("declared use" if gap.visits is None else "new scenes")
    whose = f"at least {whose}" if len(run) > 1 and not _add_up(run) and _share(run) < 1 else whose
    note = {"thin": _thin(run), "simulated": ", simulated only", "unknown": ", which do not say"}.get(gap.kind, "")
    return f"{_named(run) if gap.conditions else gap.words}: {whose}{note}"


def _named(run: list[Gap]) -> str:
    gap, place = run[0], _running(run[0])
    first, last = gap.conditions[place][1], run[-1].conditions[place][1]
    parts = [axis.words(label) for axis, (_, label) in zip(gap.axes, gap.conditions, strict=True)]
    parts[place] = gap.axes[place].words(first, last)
    return " and ".join(parts)


def _add_up(run: list[Gap]) -> bool:
    """Whether the shares of neighbours are that of all: of a declared use always, of scenes where none visits two."""
    return run[0].visits is None or run[0].apart


def _share(run: list[Gap]) -> float:
    """Of all neighbours; where that is not known, of the largest."""
    shares = [g.share for g in run]
    return min(1.0, sum(shares)) if _add_up(run) else max(shares)


def _thin(run: list[Gap]) -> str:
    seen = sum(g.scenes for g in run)
    if len(run) > 1 and not run[0].apart:
        return f", under {SEEN} scenes seen in each part"
    return f", only {seen} scene{'' if seen == 1 else 's'} seen"


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %") if share >= 0.1 else f"{100 * share:.1f} %"
