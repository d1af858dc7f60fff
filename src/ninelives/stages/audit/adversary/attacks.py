"""What an opponent may do to new rows: move a column, rename, bring in other rows, or tear rows apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ninelives.kernels.stats.balance import balanced
from ninelives.kernels.stats.shift import Part

if TYPE_CHECKING:
    from ninelives.artifacts.sides.side import Floats, Ints
    from ninelives.stages.audit.adversary.world import Redraw

LATTICE = 100  # different values, up to which a moved number must be one that was seen


def taken(parts: Sequence[Part], rows: Ints) -> list[Part]:
    """Some rows of every part, in that order, with repeats."""
    return [
        replace(
            part,
            numbers={name: values[rows] for name, values in part.numbers.items()},
            names={name: codes[rows] for name, codes in part.names.items()},
        )
        for part in parts
    ]


class Even:
    """Whatever he does, the rest of his rows are drawn as those of the reference."""

    __slots__ = ()

    def lean(self, size: float) -> Floats | None:  # noqa: ARG002  # of whatever size
        """Each unit is as likely as any other."""
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Moved(Even):
    """One column of numbers is moved by so many of its deviations, each row as far as any other.

    Where the column has few values, a row goes to one of the two that lie around, so that the mean moves as far, and
    none goes beyond the last: of hours, mass moves within the hours.

    Attributes:
        part: which part holds it.
        column: its name.
        spread: a deviation, < 0 where it is moved downwards.
        values: those that were seen, sorted, where they are few; else none.
    """

    part: int
    column: str
    spread: float
    values: Floats

    @classmethod
    def of(cls, part: int, column: str, seen: Floats) -> Moved:
        """Away from the end that is nearer, of what was ``seen`` of a column, NaN is missing."""
        known = seen[np.isfinite(seen)]
        values = np.unique(known)
        spread = float(known.std()) if values.size > 1 else 0.0
        up = known.size == 0 or known.mean() <= (values[0] + values[-1]) / 2
        return cls(part, column, spread if up else -spread, values if values.size <= LATTICE else values[:0])

    def __call__(self, parts: Sequence[Part], drawn: Redraw, size: float) -> list[Part]:
        """The samples, the new one moved by ``size`` deviations."""
        found = taken(parts, drawn.rows)
        values = np.array(found[self.part].numbers[self.column], float)
        values[drawn.new] = self.moved(values[drawn.new], size, drawn.luck[drawn.new])
        return _with(found, self.part, numbers={self.column: values})

    def moved(self, values: Floats, size: float, luck: Floats) -> Floats:
        """``values`` moved by ``size`` deviations, with a number in [0, 1) for each."""
        wanted = values + size * self.spread
        if not self.values.size:
            return np.asarray(wanted)
        inside = np.clip(wanted, self.values[0], self.values[-1])
        above = np.clip(np.searchsorted(self.values, inside, side="left"), 1, len(self.values) - 1)
        low, high = self.values[above - 1], self.values[above]
        with np.errstate(invalid="ignore"):
            return np.where(np.isnan(values), values, np.where(luck < (inside - low) / (high - low), high, low))


@dataclass(frozen=True, slots=True)
class Renamed(Even):
    """A share of the rows goes from one category of a column to another.

    Attributes:
        part: which part holds it.
        column: its name.
        source, target: codes of the two.
        share: of the rows that are ``source``.
    """

    part: int
    column: str
    source: int
    target: int
    share: float

    def __call__(self, parts: Sequence[Part], drawn: Redraw, size: float) -> list[Part]:
        """The samples, a share ``size`` of the new rows renamed."""
        found = taken(parts, drawn.rows)
        codes = np.array(found[self.part].names[self.column])
        codes[drawn.new & (codes == self.source) & (drawn.luck * self.share < size)] = self.target
        return _with(found, self.part, names={self.column: codes})


@dataclass(frozen=True, slots=True, eq=False)
class Replaced(Even):
    """A share of the new units is replaced by other rows, whole units at a time.

    Attributes:
        pool: the rows that come in their place, of all parts, the reference's first.
    """

    pool: Ints

    def __call__(self, parts: Sequence[Part], drawn: Redraw, size: float) -> list[Part]:
        """The samples, a share ``size`` of the new one replaced."""
        return replaced(self.pool, parts, drawn, size)


@dataclass(frozen=True, slots=True, eq=False)
class Balanced:
    """The same, and the other units are chosen so that all means stay where they were: he knows what is looked at.

    Attributes:
        pool: the rows that come in.
        seen: what each row is seen by, of all parts, float64 of shape (rows, directions).
        of: the unit of each of the reference's rows.
    """

    pool: Ints
    seen: Floats
    of: Ints

    def __call__(self, parts: Sequence[Part], drawn: Redraw, size: float) -> list[Part]:
        """The samples, a share ``size`` of the new one replaced."""
        return replaced(self.pool, parts, drawn, size)

    def lean(self, size: float) -> Floats | None:
        """Units are the likelier, the more they make up for those that come in."""
        left = max(1 - size, 0.01)
        own, count = self.seen[: len(self.of)], np.bincount(self.of).astype(float)
        sums = np.zeros((len(count), own.shape[1]))
        np.add.at(sums, self.of, own)
        wanted = (own.mean(axis=0) - (1 - left) * self.seen[self.pool].mean(axis=0)) / left
        return np.asarray(balanced(sums / count[:, None], wanted, count) / count)


def replaced(pool: Ints, parts: Sequence[Part], drawn: Redraw, size: float) -> list[Part]:
    """Two samples, a share ``size`` of the new one's units made of rows of ``pool``."""
    theirs = pool[(drawn.luck * len(pool)).astype(int)]
    return taken(parts, np.where(drawn.turn < size, theirs, drawn.rows))


@dataclass(frozen=True, slots=True)
class Torn(Even):
    """Every column stays as it was, and of a share of the new units no column knows of another.

    What means nothing by itself (features, outputs) stays together.

    Attributes:
        rows: of the reference.
    """

    rows: int

    def __call__(self, parts: Sequence[Part], drawn: Redraw, size: float) -> list[Part]:
        """The samples, a share ``size`` of the new one torn apart."""
        draw, his = np.random.default_rng(drawn.seed), drawn.turn < size
        found = []
        for part, whole in zip(parts, taken(parts, drawn.rows), strict=True):
            together = draw.integers(0, self.rows, len(his))
            names = [*part.numbers, *part.names]
            alone = part.each and part.name == "inputs"
            others = {name: draw.integers(0, self.rows, len(his)) if alone else together for name in names}
            numbers = {
                name: np.where(his, part.numbers[name][others[name]], kept) for name, kept in whole.numbers.items()
            }
            codes = {name: np.where(his, part.names[name][others[name]], kept) for name, kept in whole.names.items()}
            found.append(replace(whole, numbers=numbers, names=codes))
        return found


def _with(
    parts: list[Part],
    at: int,
    *,
    numbers: Mapping[str, Floats] | None = None,
    names: Mapping[str, Ints] | None = None,
) -> list[Part]:
    """The parts with some columns of one of them replaced."""
    part = parts[at]
    parts[at] = replace(part, numbers={**part.numbers, **(numbers or {})}, names={**part.names, **(names or {})})
    return parts
