"""The flight envelope: the conditions that an artifact was made under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from ninelives.artifacts import glance
from ninelives.artifacts.envelope import facts
from ninelives.artifacts.envelope import gaps as _gaps
from ninelives.artifacts.envelope.axes import Axis, axis_for, by_rank, common
from ninelives.artifacts.envelope.columns import UNKNOWN, Bin, Column
from ninelives.artifacts.envelope.gaps import Gaps
from ninelives.artifacts.envelope.regions import (
    SEEN,
    Conditions,
    Layer,
    Region,
    RegionKind,
    Tally,
    apart,
    coarsened,
    count,
    only,
    widened,
)
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    from ninelives.artifacts.deployment import Deployment


@dataclass(frozen=True, slots=True)
class Envelope:
    """Conditions that an artifact was made under, counted in scenes.

    Args:
        axes: the recorded conditions, in one order.
        unrecorded: conditions that were looked for and never found; no axes.
        world: where the items come from: ``real``, ``garden``, …
        layers: the items of each world, real and augmented apart.
    """

    axes: tuple[Axis, ...]
    unrecorded: tuple[str, ...]
    world: str
    layers: Mapping[Layer, Tally]

    @classmethod
    def of(
        cls,
        conditions: Mapping[str, Column | None],
        scene: ArrayLike,
        *,
        world: str = "real",
        augmented: ArrayLike | None = None,
        axes: Sequence[Axis] | None = None,
    ) -> Envelope:
        """Count items into regions.

        Args:
            conditions: a column of n values for each condition; None, or a column without a single known value, is
                unrecorded. Numbers for ``hour`` (local, [0, 24)), ``light`` ([0, 1]) and ``sharpness``; names else;
                ``place`` as "latitude;longitude" or a name.
            scene: scene of each item, shape ``(n,)``.
            world: the world that all of them come from.
            augmented: True for items that were made from others, shape ``(n,)``.
            axes: the axes to use; without them a photo's own, and for other columns what their values suggest.

        Raises:
            ValueError: columns of different lengths.
            NinelivesError: names where numbers belong.
        """
        scenes = np.asarray(scene)
        made = np.zeros(scenes.shape, bool) if augmented is None else np.asarray(augmented, bool)
        wrong = {k: len(v) for k, v in conditions.items() if v is not None and len(v) != scenes.size}
        if wrong or made.shape != scenes.shape:
            raise ValueError(f"every column needs {scenes.size} values, one an item; got {wrong or made.shape}")
        filled = {name: values for name, values in conditions.items() if values is not None}
        wanted = [axis_for(n, v) for n, v in filled.items()] if axes is None else [a for a in axes if a.name in filled]
        coded = {axis: axis.encode(filled[axis.name]) for axis in by_rank(wanted)}
        recorded = {axis: c for axis, c in coded.items() if c[1] not in ((), (UNKNOWN,))}
        named = set(conditions) if axes is None else {a.name for a in axes}
        layers: dict[Layer, Tally] = {}
        for which in (False, True):
            rows = np.flatnonzero(made == which)
            part = {axis.name: (code[rows], labels) for axis, (code, labels) in recorded.items()}
            if rows.size:
                layers[(world, which)] = count(part, scenes[rows])
        return cls(tuple(recorded), tuple(sorted(named - {a.name for a in recorded})), world, layers)

    @property
    def scenes(self) -> int:
        """Distinct scenes, of all worlds, augmented items aside."""
        return sum(tally.scenes for (_, made), tally in self.layers.items() if not made)

    @property
    def items(self) -> int:
        """Items of all worlds, augmented ones aside."""
        return sum(tally.items for (_, made), tally in self.layers.items() if not made)

    def tally(self, world: str) -> Tally:
        """What was counted of one world, augmented items aside."""
        return self.layers.get((world, False), Tally())

    def axis(self, name: str) -> Axis:
        """The recorded axis of that name.

        Raises:
            NinelivesError: it was not recorded.
        """
        for axis in self.axes:
            if axis.name == name:
                return axis
        names = [a.name for a in self.axes]
        near = get_close_matches(name, names, 1) or names[:1]
        raise NinelivesError(
            f"this envelope has no axis '{name}'; it has {', '.join(names) or 'none'}",
            fix=f"did you mean '{near[0]}'?" if near else "record it first",
        )

    def region(self, conditions: Conditions | Mapping[str, Bin], *, world: str = "real") -> Region:
        """What is known of one bin, or of two bins together: ``{"hour": 9}``, ``{"hour": 9, "weather": "rain"}``.

        Args:
            conditions: bins, as ``Axis.bin`` gives them, of one or two axes.
            world: the world that it would be used in.

        Raises:
            NinelivesError: an axis that was not recorded.
            ValueError: neither one nor two conditions.
        """
        key = self._key(conditions)
        scenes, items = self.tally(world).regions.get(key, (0, 0))
        all_items = sum(tally.regions.get(key, (0, 0))[1] for tally in self.layers.values())
        words = " and ".join(self.axis(name).words(label) for name, label in key)
        return Region(key, scenes, items, all_items - items, self.kind(key, world=world), words)

    def regions(self, *, world: str = "real") -> Iterator[Region]:
        """Every region that holds an item of any world: single ones first, sorted."""
        keys = {key for tally in self.layers.values() for key in tally.regions}
        yield from (self.region(key, world=world) for key in sorted(keys, key=self.order))

    def kind(self, conditions: Conditions | Mapping[str, Bin], *, world: str = "real") -> RegionKind:
        """Whether a region is seen, thin, simulated, unseen or unknown, for a use in ``world``."""
        key = self._key(conditions)
        if any(label == UNKNOWN for _, label in key):
            return "unknown"
        scenes = self.tally(world).regions.get(key, (0, 0))[0]
        if scenes:
            return "seen" if scenes >= SEEN else "thin"
        return "simulated" if any(key in tally.regions for tally in self.layers.values()) else "unseen"

    def apart(self, *axes: str, world: str = "real") -> bool:
        """Whether no scene visits two bins of an axis, or of a pair of axes, so that counts of neighbours add up."""
        return apart(self.tally(world), axes)

    def gaps(self, new: Envelope | Deployment, *, alpha: float = 0.05) -> Gaps:
        """Regions that NEW visits more than the artifact's own sampling explains, and that are not seen.

        Args:
            new: the envelope of new items, or a declared deployment.
            alpha: probability that the list holds any false gap, when NEW's scenes are drawn as the artifact's were.

        Returns:
            Maximal gaps, the largest share first. An axis that the artifact never recorded has none, and is named in
            their ``unrecorded``.
        """
        if not isinstance(new, Envelope):
            return Gaps(_gaps.declared(self, new, alpha), self.unrecorded_by(new))
        own, other = _on_common_steps(self, new)
        return Gaps(_gaps.observed(own, other._on(own.axes), alpha), self.unrecorded_by(new))

    def unrecorded_by(self, new: Envelope | Deployment) -> tuple[str, ...]:
        """Conditions that NEW tells of and this artifact never recorded: nothing can be said on them."""
        names = [a.name for a in new.axes] if isinstance(new, Envelope) else list(new.declared)
        own = {a.name for a in self.axes}
        return tuple(name for name in names if name not in own)

    def seen(self, world: str | None = None) -> list[str]:
        """The ranges of each axis that were seen, in words: ``["8-18 h", "light 0.2 to 0.7"]``.

        Args:
            world: the world it would be used in; without it the envelope's own.
        """
        where, out = world or self.world, []
        for axis in self.axes:
            single = [key for tally in self.layers.values() for key in tally.regions if len(key) == 1]
            bins = {label for ((name, label),) in single if name == axis.name and label != UNKNOWN}
            held = {label for label in bins if self.kind({axis.name: label}, world=where) == "seen"}
            out += [axis.words(run[0], run[-1]) for run in axis.runs(held)]
        return out

    def union(self, other: Envelope) -> Envelope:
        """The envelope of both together. They share no scene; an axis that one lacks is unknown for its items."""
        a, b = _on_common_steps(self, other)
        axes = by_rank({axis.name: axis for axis in (*a.axes, *b.axes)}.values())  # type: ignore[arg-type]
        a, b = a._on(axes), b._on(axes)
        layers = {k: a.layers.get(k, Tally()) + b.layers.get(k, Tally()) for k in a.layers.keys() | b.layers.keys()}
        missing = ({*self.unrecorded, *other.unrecorded}) - {axis.name for axis in axes}
        return Envelope(axes, tuple(sorted(missing)), _world(self, other), layers)

    def __or__(self, other: Envelope) -> Envelope:
        """The union."""
        return self.union(other)

    def to_json(self) -> dict[str, Any]:
        """Plain facts in one fixed order, so that equal envelopes have equal digests."""
        return facts.written(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Envelope:
        """The envelope that ``to_json`` wrote.

        Raises:
            NinelivesError: it is of a newer version, or no envelope.
        """
        return cls(*facts.read(told))

    def picture(self, *, world: str | None = None, width: int = 720) -> str:
        """A static SVG: hours as a ring, light as a strip, pairs as small heat maps.

        Args:
            world: the world it would be used in; without it the envelope's own.
            width: px that it may take; a phone has 340.
        """
        from ninelives.artifacts.envelope.picture import draw  # late: only who looks needs it

        return draw(self, world or self.world, width)

    def __repr__(self) -> str:
        many = f"{glance.plural(self.items, 'item')} in {glance.plural(self.scenes, 'scene')}"
        return glance.lines(
            f"envelope of {many}, {self.world} world",
            f"seen: {glance.few(self.seen()) or 'no region has 30 scenes'}",
            f"recorded: {', '.join(axis.name for axis in self.axes) or 'nothing'}",
            f"never recorded: {', '.join(self.unrecorded)}" if self.unrecorded else "",
        )

    def _repr_html_(self) -> str:
        return self.picture()

    def _key(self, conditions: Conditions | Mapping[str, Bin]) -> Conditions:
        pairs = list(conditions.items()) if isinstance(conditions, Mapping) else list(conditions)
        names = [name for name, _ in pairs]
        if len(pairs) not in (1, 2) or len(set(names)) != len(names):
            raise ValueError(f"a region has one or two conditions, got {names}")
        rank = {axis.name: i for i, axis in enumerate(self.axes)}
        return tuple(sorted(pairs, key=lambda c: rank[self.axis(c[0]).name]))

    def only(self, names: Sequence[str]) -> Envelope:
        """The same items, on some of its axes alone; a name that it has no axis of is left out."""
        return self._on([axis for axis in self.axes if axis.name in set(names)])

    def order(self, key: Conditions) -> tuple[Any, ...]:
        """A sort key of regions: single ones first, by axis, then by bin."""
        rank = {axis.name: i for i, axis in enumerate(self.axes)}
        return (len(key), [rank[name] for name, _ in key], [self.axes[rank[name]].order(label) for name, label in key])

    def _on(self, axes: Sequence[Axis]) -> Envelope:
        """The same items on other axes of the same steps: unknown on those it lacks, silent on those it has more."""
        own = {axis.name for axis in self.axes}
        kept = {axis.name for axis in axes}
        layers = {k: only(tally, kept) if own - kept else tally for k, tally in self.layers.items()}
        for axis in axes:
            if axis.name not in own:
                layers = {k: widened(tally, axis.name, axes) for k, tally in layers.items()}
        return Envelope(tuple(axes), self.unrecorded, self.world, layers)

    def _at(self, axes: Mapping[str, Axis]) -> Envelope:
        """The same items with the named axes at coarser steps."""
        factors = {a.name: round((axes[a.name].step or 1) / (a.step or 1)) for a in self.axes if a.name in axes}
        factors = {name: factor for name, factor in factors.items() if factor > 1}
        layers = {k: coarsened(tally, factors) for k, tally in self.layers.items()} if factors else self.layers
        return Envelope(tuple(axes.get(a.name, a) for a in self.axes), self.unrecorded, self.world, layers)


def _on_common_steps(a: Envelope, b: Envelope) -> tuple[Envelope, Envelope]:
    theirs = {axis.name: axis for axis in b.axes}
    shared = {axis.name: common(axis, theirs[axis.name]) for axis in a.axes if axis.name in theirs}
    return a._at(shared), b._at(shared)


def _world(a: Envelope, b: Envelope) -> str:
    """Whose world a union is in: the real one, if either is."""
    worlds = {a.world, b.world}
    return "real" if "real" in worlds else min(worlds)
