"""Has anything shifted? Every column, every part as a whole, and one answer that is exact for all of them together."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from math import ceil

import numpy as np
from numpy.typing import NDArray

from ninelives.kernels.stats.shift import detectable
from ninelives.kernels.stats.shift.classifier import area, judgements, whitened
from ninelives.kernels.stats.shift.marginal import Whole, chi_square, distances, weights
from ninelives.kernels.stats.shift.mmd import mmd, reach
from ninelives.kernels.stats.shift.parts import Part, directions, taken
from ninelives.kernels.stats.shift.together import Tally, p_values
from ninelives.kernels.stats.shift.together import scores as normal
from ninelives.kernels.stats.shift.units import Bools, Units

Floats = NDArray[np.float64]
WIDE = 64  # directions of a part as a whole
LEADING = 32  # directions in place of columns that mean nothing by themselves
COUNTED = 2 << 30  # rows x columns x relabellings that distances are counted over
PAIRED = 4096  # rows that the kernel sees
ROWS, TIMES, MANY = 20_000, 10, 2_000  # rows of a sample; of the longer one beside the shorter, where it has many
THREADS = 8  # at most
BLOCK, VALUES = 32, 1 << 16  # columns that a thread takes at once, or values where columns are short
DETAILED = 4096  # columns above which the smallest shifts are those of bells
SHORT = 100  # rows below which a column costs no less
CATEGORIES = 64  # the commonest; the others are one together


@dataclass(frozen=True, slots=True)
class Test:
    """What one test says.

    Attributes:
        name: ``ks``, ``chi2``, ``mmd`` or ``classifier``.
        part: what it looked at.
        column: which column, or None where it looked at all of them.
        statistic: largest distance of two distributions; Pearson's; squared distance of means; area under the curve.
        p: p-value, corrected for all tests.
        raw_p: by itself.
        valid: whether it could have told anything.
        why: why not.
        smallest_detectable: the shift that it would have told in four cases of five; None where no shift is so large.
        unit: of that.
    """

    __test__ = False  # no test of pytest's

    name: str
    part: str
    column: str | None
    statistic: float
    p: float
    raw_p: float
    valid: bool = True
    why: str = ""
    smallest_detectable: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """What all tests say.

    Attributes:
        tests: part by part.
        p: of all of them together: the smallest corrected one, or 1.
        least: the smallest p-value that any data could have given here.
        alpha: at which smallest shifts are told.
        units: that changed places.
        block: rows of a unit, the middle one.
        draws: relabellings, the true one among them.
        notes: what was not looked at whole.
        seconds: that it took.
    """

    tests: tuple[Test, ...]
    p: float
    least: float
    alpha: float
    units: Units
    block: int
    draws: int
    notes: tuple[str, ...]
    seconds: float

    @property
    def can_tell(self) -> bool:
        """Whether a p-value at or below alpha was attainable at all."""
        return self.least <= self.alpha and any(test.valid for test in self.tests)


@dataclass(slots=True)
class _Row:
    """A test before it is corrected."""

    name: str
    part: str
    column: str | None
    seen: float
    raw_p: float
    mean: float
    spread: float
    smallest: Callable[[float], detectable.Found]


@dataclass(slots=True)
class _Sheet:
    tally: Tally
    rows: dict[Hashable, list[_Row]] = field(default_factory=dict)

    def add(self, statistics: Floats, rows: Sequence[_Row]) -> None:
        """Tests of one family, by statistics of shape (tests, draws)."""
        family = (rows[0].part, rows[0].name)
        self.tally.add(family, statistics)
        self.rows.setdefault(family, []).extend(rows)


def compare(
    parts: Sequence[Part],
    units: Units,
    *,
    alpha: float = 0.05,
    draws: int = 999,
    seed: int = 0,
    sizes: bool = True,
    tell: Callable[[str], None] | None = None,
) -> Compared:
    """Every test of every part, read off the same relabellings and corrected together.

    Columns of numbers by Kolmogorov and Smirnov's distance, of names by chi-square, a part as a whole by the kernel
    distance at several widths and by a classifier. Each family (one test on one part) counts as much as any other.
    Where rows times columns are many, fewer relabellings are drawn; very long samples are thinned; both are said.

    Args:
        parts: what is compared, all of the same rows.
        units: of these rows.
        alpha: at which smallest shifts are told.
        draws: relabellings, at most.
        seed: of all that is drawn.
        sizes: whether to reckon the smallest shifts that would have been told.
        tell: is told which part comes next.

    Raises:
        ValueError: parts of other rows than the units', or none with a column.
    """
    began = time.perf_counter()
    if not parts or any(part.rows != units.of.size for part in parts):
        raise ValueError(f"parts need {units.of.size} rows each, got {[part.rows for part in parts]}")
    columns = sum(len(part.numbers) if part.each else LEADING for part in parts) or 1
    least = ceil(10 / alpha) - 1
    parts, looked, notes = _thinned(parts, units, columns * least, seed)
    drawn = min(draws, max(least, COUNTED // (columns * max(looked.of.size, SHORT))))
    if drawn < draws and looked.ways > drawn:
        notes.append(f"{drawn:,} relabellings in place of {draws:,}, for {columns:,} columns")
    labels = looked.relabelled(drawn, seed)
    sheet, left_out = _Sheet(Tally(len(labels))), []
    for part in parts:
        if tell:
            tell(part.name)
        left_out += _columns(sheet, part, looked, labels, seed)
        if part.kernel:
            notes += _whole(sheet, part, looked, labels, seed)
    smallest_p = max(looked.least, 1 / len(labels))
    tests = (*_told(sheet, alpha, smallest_p, sizes=sizes), *left_out)
    together = min((test.p for test in tests), default=1.0)
    block = int(np.median(np.bincount(units.of)))
    seconds = time.perf_counter() - began
    return Compared(tests, together, smallest_p, alpha, units, block, len(labels), tuple(notes), seconds)


def scores(parts: Sequence[Part], units: Units, seed: int = 0) -> Floats:
    """How much each row looks new, in log odds of a discriminant that did not see its unit.

    Args:
        parts: as in ``compare``; those that are looked at as a whole count.
        units: of their rows.
        seed: of the folds.

    Returns:
        float64 of shape (rows,), the larger, the more a row looks like a new one; 0 where nothing varies.
    """
    rows = [directions(part, WIDE, seed) for part in parts if part.kernel]
    wide = whitened(np.concatenate([np.zeros((units.of.size, 0), np.float32), *rows], axis=1))
    labels = (np.arange(units.reference + units.new) < units.reference)[None]
    found = np.zeros(units.of.size)
    for held, judged in judgements(wide, units, labels, seed):
        found[held] = judged[0]
    return found


def _columns(sheet: _Sheet, part: Part, units: Units, labels: Bools, seed: int) -> list[Test]:
    """Every column by itself; those of one value alone are left out, and told."""
    numbers = dict(part.numbers)
    if not part.each:
        leading = directions(part, LEADING, seed)
        numbers = {f"direction {at + 1}": column.astype(float) for at, column in enumerate(leading.T)}
    still = {name: why for name, values in numbers.items() if (why := _still(values))}
    moving = {name: values for name, values in numbers.items() if name not in still}
    _numbers(sheet, part.name, moving, units, labels)
    left_out = [Test("ks", part.name, name, 0.0, 1.0, 1.0, False, why) for name, why in still.items()]
    return [*left_out, *(_names(sheet, part, units, labels) if part.each else ())]


def _numbers(sheet: _Sheet, part: str, moving: dict[str, Floats], units: Units, labels: Bools) -> None:
    """Distances of columns of numbers."""
    wide = len(moving) > DETAILED
    sizes = _bells if wide else detectable.of_numbers
    whole = 1 / units.reference + 1 / units.new
    for names, found in _distances(moving, *weights(units, labels)):
        rows = []
        every, means, spreads = _alone(found)
        if wide:  # the smallest of thousands of sizes would be a matter of luck
            means[:], spreads[:] = np.median(means), np.median(spreads)
        for name, seen, raw, mean, spread in zip(names, found[:, 0], every, means, spreads, strict=True):

            def smallest(edge: float, values: Floats = moving[name], mean: float = float(mean)) -> detectable.Found:
                return sizes(values, edge, mean, whole)

            told = (float(seen) ** 0.5, float(raw), float(mean), float(spread))
            rows.append(_Row("ks", part, name, *told, smallest))
        sheet.add(found, rows)


def _names(sheet: _Sheet, part: Part, units: Units, labels: Bools) -> list[Test]:
    """Chi-square of columns of names; those of one name alone are left out, and told."""
    left_out, share = [], float(np.mean(units.of < units.reference))
    for name, codes in part.names.items():
        few = _commonest(codes)
        if few.max() == few.min():
            left_out.append(Test("chi2", part.name, name, 0.0, 1.0, 1.0, False, "the same in every row"))
            continue
        found = chi_square(few, units, labels)[None]
        (raw,), (mean,), (spread,) = _alone(found)

        def moved(edge: float, few: NDArray[np.int64] = few, mean: float = float(mean)) -> detectable.Found:
            return detectable.of_names(few, edge, mean, share, 1 / units.reference + 1 / units.new)

        told = (float(found[0, 0]), float(raw), float(mean), float(spread))
        sheet.add(found, [_Row("chi2", part.name, name, *told, moved)])
    return left_out


def _bells(_: Floats, edge: float, mean: float, whole: float) -> detectable.Found:
    return detectable.of_bell(edge, mean, whole)


def _distances(columns: dict[str, Floats], weight: Whole, unit: Floats) -> Iterator[tuple[list[str], Floats]]:
    """Distances of the columns, block by block, a few blocks ahead of what is asked for."""
    names, threads = list(columns), min(os.cpu_count() or 1, THREADS)
    step = max(BLOCK, VALUES // len(weight))
    blocks = [names[at : at + step] for at in range(0, len(names), step)]

    def found(block: list[str]) -> Floats:
        return distances(np.stack([columns[name] for name in block]).astype(float), weight, unit)

    with ThreadPoolExecutor(threads) as pool:
        for at in range(0, len(blocks), 2 * threads):
            some = blocks[at : at + 2 * threads]
            yield from zip(some, pool.map(found, some), strict=True)


def _whole(sheet: _Sheet, part: Part, units: Units, labels: Bools, seed: int) -> list[str]:
    """A part as a whole, by the kernel and by the classifier; what was not looked at is returned."""
    rows = directions(part, WIDE, seed)
    if not rows.shape[1]:
        return []
    found = area(rows, units, labels, seed)[None]
    (raw,), (mean,), (spread,) = _alone(found)

    def telling(edge: float) -> detectable.Found:
        return detectable.of_classifier(edge, float(spread))

    told = (float(found[0, 0]), float(raw), float(mean), float(spread))
    sheet.add(found, [_Row("classifier", part.name, None, *told, telling)])
    kept = np.arange(len(rows))
    if len(rows) > PAIRED:
        kept = np.sort(np.random.default_rng(seed).permutation(len(rows))[:PAIRED])
    seen, of = np.unique(units.of[kept], return_inverse=True)
    few, width = np.ascontiguousarray(rows[kept]), reach(rows[np.random.default_rng(seed).permutation(len(rows))])
    several = mmd(few, Units(of, 0, 0), labels[:, seen], width=width)
    best = int(normal(several)[:, 0].argmax())
    surest = np.maximum(normal(several).max(axis=0), -4.5) + 5  # of all widths together; positive, as statistics are
    usual, swings = float(several[best].mean()), float(several[best].std())

    def moved(edge: float) -> detectable.Found:
        at = detectable.critical_value(usual, swings, edge - 5)
        return detectable.of_kernel(few, width / 2**best, at, usual, swings)

    (raw,), (mean,), (spread,) = _alone(surest[None])
    told = (float(several[best, 0]), float(raw), float(mean), float(spread))
    sheet.add(surest[None], [_Row("mmd", part.name, None, *told, moved)])
    return [f"the kernel distance of {part.name}: {PAIRED:,} of {len(rows):,} rows"] if len(kept) < len(rows) else []


def _told(sheet: _Sheet, alpha: float, smallest_p: float, *, sizes: bool) -> Iterator[Test]:
    p, edge = sheet.tally.corrected(), sheet.tally.critical(alpha)
    could = smallest_p <= alpha
    why = "" if could else f"no p-value below {smallest_p:.2g} is attainable with so few units"
    for family, rows in sheet.rows.items():
        for row, corrected in zip(rows, p[family], strict=True):
            at = detectable.critical_value(row.mean, row.spread, edge[family])
            smallest, unit = row.smallest(at) if could and sizes else (None, "")
            seen = (row.name, row.part, row.column, row.seen)
            yield Test(*seen, float(corrected), row.raw_p, could, why, smallest, unit)


def _alone(statistics: Floats) -> tuple[Floats, Floats, Floats]:
    """p-values, means and deviations of statistics of shape (tests, draws), each by itself."""
    return p_values(statistics), statistics.mean(axis=1), statistics.std(axis=1)


def _still(values: Floats) -> str:
    known = values[~np.isnan(values)]
    if not known.size:
        return "missing in every row"
    return "the same in every row" if known.size == values.size and known.min() == known.max() else ""


def _commonest(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Codes counted from 0 by how common they are; rare ones are one together."""
    _, code, count = np.unique(codes, return_inverse=True, return_counts=True)
    rank = np.empty(len(count), np.int64)
    rank[np.argsort(-count, kind="stable")] = np.arange(len(count))
    return np.minimum(rank[code], CATEGORIES)


def _thinned(parts: Sequence[Part], units: Units, cost: int, seed: int) -> tuple[Sequence[Part], Units, list[str]]:
    """The same with fewer rows, whole units of them, where there are too many."""
    rows = np.bincount(units.of)
    draw = np.random.default_rng(seed)
    sides = draw.permutation(units.reference), units.reference + draw.permutation(units.new)
    have = [int(rows[side].sum()) for side in sides]
    most = max(500, min(ROWS, 2 * COUNTED // cost))
    limits = [min(most, max(MANY, TIMES * other)) for other in have[::-1]]
    if all(count <= limit for count, limit in zip(have, limits, strict=True)):
        return parts, units, []
    kept = [
        side[: max(1, int(np.searchsorted(np.cumsum(rows[side]), limit, "right")))]
        for side, limit in zip(sides, limits, strict=True)
    ]
    chosen = np.isin(units.of, np.concatenate(kept))
    _, of = np.unique(units.of[chosen], return_inverse=True)
    fewer = [taken(part, chosen) for part in parts]
    told = f"{chosen.sum():,} of {chosen.size:,} rows, drawn by unit"
    return fewer, Units(of.astype(np.int64), len(kept[0]), len(kept[1])), [told]
