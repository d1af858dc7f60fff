"""Where single items lie in an envelope: the least known of all regions that each of them visits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from ninelives.artifacts.envelope.columns import UNKNOWN, Bin
from ninelives.artifacts.envelope.regions import SEEN, Conditions

if TYPE_CHECKING:
    from ninelives.artifacts.envelope.axes import Axis
    from ninelives.artifacts.envelope.envelope import Envelope

Ints = NDArray[np.int64]

KINDS: Final = ("seen", "thin", "simulated", "unseen", "unknown")  # the best known first
SEEN_, THIN, SIMULATED, UNSEEN, LOST = range(len(KINDS))


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Items in an envelope.

    Attributes:
        kind: place in ``KINDS`` of the least known region that an item visits, shape (items,).
        region: place of that region in ``regions``, shape (items,); -1 where an envelope has no axes.
        regions: bins, or pairs of bins, that are the least known of some item.
        words: the same as a person says them.
    """

    kind: Ints
    region: Ints
    regions: tuple[Conditions, ...]
    words: tuple[str, ...]


def places(
    envelope: Envelope, conditions: Mapping[str, Any], items: int, *, world: str = "real", own: bool = False
) -> Places:
    """The least known region of each item, among its bins and the pairs of them.

    A value that an item lacks on a recorded axis is unknown, and so is a column that is not there at all.

    Args:
        envelope: what was seen.
        conditions: columns of so many values, as ``Envelope.of`` takes them.
        items: how many there are.
        world: that they are of.
        own: the envelope counts these items too; then each is held against what all other scenes saw, which is what
            the next scene will be held against.
    """
    coded = [(axis, *_coded(axis, conditions, items)) for axis in envelope.axes]
    kind, region = np.full(items, SEEN_), np.full(items, -1)
    fewest = np.full(items, np.iinfo(np.int64).max)
    found: list[tuple[Conditions, str]] = []
    for keys, words, place in _visited(coded):
        scenes, kinds = _known(envelope, keys, world, own=own)
        better = (kinds[place] > kind) | ((kinds[place] == kind) & (scenes[place] < fewest))
        kind[better], fewest[better] = kinds[place[better]], scenes[place[better]]
        region[better] = place[better] + len(found)
        found += zip(keys, words, strict=True)
    used, compact = np.unique(region[region >= 0], return_inverse=True)
    region[region >= 0] = compact
    named = [found[at] for at in used.tolist()]
    return Places(kind, region, tuple(key for key, _ in named), tuple(words for _, words in named))


def _coded(axis: Axis, conditions: Mapping[str, Any], items: int) -> tuple[Ints, tuple[Bin, ...]]:
    values = conditions.get(axis.name)
    return (np.zeros(items, np.int64), (UNKNOWN,)) if values is None else axis.encode(values)


def _visited(coded: list[tuple[Axis, Ints, tuple[Bin, ...]]]) -> Iterator[tuple[list[Conditions], list[str], Ints]]:
    """The bins of each axis and then of each pair: their keys, their words, and which of them each item visits."""
    for axis, code, bins in coded:
        yield [((axis.name, label),) for label in bins], [axis.words(label) for label in bins], code
    for (one, left, lefts), (two, right, rights) in combinations(coded, 2):
        used, place = np.unique(left * len(rights) + right, return_inverse=True)
        pairs = [(lefts[at // len(rights)], rights[at % len(rights)]) for at in used.tolist()]
        keys: list[Conditions] = [((one.name, a), (two.name, b)) for a, b in pairs]
        yield keys, [f"{one.words(a)} and {two.words(b)}" for a, b in pairs], place


def _known(envelope: Envelope, keys: list[Conditions], world: str, *, own: bool) -> tuple[Ints, Ints]:
    """Scenes of each region, and its kind."""
    counted = envelope.tally(world).regions
    scenes = np.array([counted.get(key, (0, 0))[0] for key in keys], np.int64)
    scenes = np.maximum(scenes - own, 0)
    kinds = np.where(scenes >= SEEN, SEEN_, np.where(scenes > 0, THIN, UNSEEN))
    for at in np.flatnonzero(kinds == UNSEEN).tolist():
        if any(keys[at] in tally.regions for layer, tally in envelope.layers.items() if layer != (world, False)):
            kinds[at] = SIMULATED
    lost = np.array([any(label == UNKNOWN for _, label in key) for key in keys], bool)
    return scenes, np.where(lost, LOST, kinds)
