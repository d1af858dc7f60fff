"""What an opponent plays against: the audit itself, on samples drawn anew from the reference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ninelives.kernels.stats.shift import Part, Units, compare, directions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ninelives.artifacts.sides.side import Floats, Ints
    from ninelives.stages.audit.told import Shift

ROWS = 1_000  # of a sample that is drawn anew, about
UNITS = 40  # of it at least, where there are as many: fewer long blocks would show nothing at all
WIDE = 64  # directions of what has more features
DRAWS = 99  # relabellings of each audit
FRESH = 1 << 20  # samples of a number from here on are drawn for what was found, and for no search


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Redraw:
    """Two samples of which none has shifted: both drawn from the reference, unit by unit, with repeats.

    Attributes:
        rows: which row of the reference each is, int64 of shape (rows,), the reference's own sample first.
        units: of these rows.
        new: which of them are the new sample's, bool of shape (rows,).
        turn: the share of new units from which on each row is the opponent's; in [0, 1), whole units at a time.
        luck: a number in [0, 1) for each row.
        seed: of whatever else is drawn.
    """

    rows: Ints
    units: Units
    new: NDArray[np.bool_]
    turn: Floats
    luck: Floats
    seed: list[int]


class Attack(Protocol):
    """What an opponent does to the new one of two samples."""

    def __call__(self, parts: Sequence[Part], drawn: Redraw, size: float) -> list[Part]:
        """All parts of the two samples, the new one attacked by so much."""

    def lean(self, size: float) -> Floats | None:
        """How likely each of the reference's units is drawn into the new sample; None where each is as likely."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """The audit, as one who knows it can play it.

    Attributes:
        parts: what is compared, the reference's rows first, then the new ones.
        of: the unit of each of the reference's rows.
        reference, new: units of the two samples.
        alpha: level of the audit.
        draws: relabellings.
        seed: of the samples.
        also: what is compared besides, made of the samples themselves and a seed; nothing as a rule.
    """

    parts: tuple[Part, ...]
    of: Ints
    reference: int
    new: int
    alpha: float
    draws: int = DRAWS
    seed: int = 0
    also: Callable[[Sequence[Part], int], Part] | None = None

    @property
    def rows(self) -> int:
        """Of the reference."""
        return len(self.of)

    def redraw(self, at: int, lean: Floats | None = None) -> Redraw:
        """The two samples of number ``at``, the new one of units as likely as ``lean`` says, shape (units,)."""
        draw = np.random.default_rng([self.seed, at])
        many = int(self.of.max()) + 1
        own, other = draw.random(self.reference), draw.random(self.new)
        theirs = other * many if lean is None else np.searchsorted(np.cumsum(lean / lean.sum()), other)
        drawn = np.minimum(np.concatenate([own * many, theirs]).astype(int), many - 1)
        order, starts = np.argsort(self.of, kind="stable"), np.searchsorted(np.sort(self.of), np.arange(many + 1))
        size = np.diff(starts)[drawn]
        inside = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
        of = np.repeat(np.arange(len(drawn)), size)
        turn = np.full(len(drawn), 2.0)
        turn[self.reference :] = (draw.permutation(self.new) + draw.random()) / self.new
        return Redraw(
            rows=order[np.repeat(starts[drawn], size) + inside],
            units=Units(of, self.reference, self.new),
            new=of >= self.reference,
            turn=turn[of],
            luck=draw.random(len(of)),
            seed=[self.seed, at, 7],
        )

    def sees(self, attack: Attack, size: float, at: int) -> bool:
        """Whether the audit cries at an attack of ``size`` on the samples of number ``at``."""
        drawn = self.redraw(at, attack.lean(size))
        parts = attack(self.parts, drawn, size)
        if self.also is not None:
            parts = [*parts, self.also(parts, at)]
        return compare(parts, drawn.units, alpha=self.alpha, draws=self.draws, seed=at, sizes=False).p <= self.alpha


def world_of(shift: Shift, alpha: float, seed: int) -> World:
    """The audit that was just made, of samples as large as its own, or of about ``ROWS`` rows."""
    compared = shift.compared
    own = len(compared.reference)
    of = compared.units.of[:own]
    each = own / compared.units.reference
    most = max(UNITS, round(ROWS / each))
    return World(
        parts=tuple(_few(part) for part in compared.parts),
        of=of,
        reference=min(compared.units.reference, most),
        new=min(compared.units.new, most),
        alpha=alpha,
        seed=seed,
    )


def _few(part: Part) -> Part:
    """Many features told once along the directions in which they vary most."""
    if part.each or len(part.numbers) <= WIDE:
        return part
    told = directions(part, WIDE, 0).T.astype(float)
    return replace(part, numbers={str(at): column for at, column in enumerate(told)})
