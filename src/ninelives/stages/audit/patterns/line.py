"""The line of time in slots, each with its hour, weekday and month: how many events it has, and how many are due."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ninelives.kernels.stats.moments import thrown
from ninelives.stages.audit.patterns.clocks import weekday
from ninelives.stages.audit.patterns.rounding import DAY, HOUR, MINUTE, Rounding

WIDTHS = (MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR)  # of a slot, where the clock was told
FINE, SCANNED = 8192, 1024  # slots of the line, and of a scan along it
SCANS = tuple(MINUTE * each for each in (1, 5, 15)) + tuple(HOUR * each for each in (1, 3, 6, 12))
SPAN = {"hours": 3, "weekdays": 14, "months": 730}  # days that must be there before one can come round
CYCLES = 10  # rounds of fitting shares to what was found


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Slots of time, and slots of days for events whose hour is not known.

    Attributes:
        start: datetime64[us] of each slot, shape (slots,).
        width: microseconds of each slot.
        counts: events in each, int64 of shape (slots,).
        base: the share of each if events were anywhere, sum 1.
        labels: for each circle the bin of each slot, -1 for none.
        around: bins of each circle.
        scan: the slot of the scan in which each lies.
        scans: how many of these there are.
        of: the slot of each event that is on the line.
        events: which events are on it, bool.
    """

    start: np.ndarray
    width: np.ndarray
    counts: np.ndarray
    base: np.ndarray
    labels: dict[str, np.ndarray]
    around: dict[str, int]
    scan: np.ndarray
    scans: int
    of: np.ndarray
    events: np.ndarray

    def drawn(self, share: np.ndarray, draws: int, seed: int) -> tuple[dict[str, np.ndarray], np.ndarray]:
        """Events in each bin of each circle, and in each slot of the scan: as they are, then as chance throws them."""
        parts = [(label, self.around[name]) for name, label in self.labels.items()]
        *circles, along = thrown(self.counts, share, [*parts, (self.scan, self.scans)], draws, seed)
        return dict(zip(self.labels, circles, strict=True)), along

    def due(self, share: np.ndarray, name: str) -> np.ndarray:
        """The share that each bin of a circle should have, of the events that are on it; sum 1."""
        label = self.labels[name]
        found = np.bincount(label[label >= 0], share[label >= 0], self.around[name])
        return np.asarray(found / found.sum())

    def due_along(self, share: np.ndarray) -> np.ndarray:
        """The share that each slot of the scan should have."""
        return np.bincount(self.scan, share, self.scans)

    def fitted(self, parts: list[np.ndarray]) -> np.ndarray:
        """Shares with which each part of each division has as many events as it has: iterative proportional fitting."""
        share, events = self.base.copy(), self.counts.sum()
        for _ in range(CYCLES if len(parts) > 1 else min(len(parts), 1)):
            for part in parts:
                seen = np.bincount(part, self.counts) / events
                due = np.bincount(part, share, len(seen))
                share *= np.divide(seen, due, out=np.zeros_like(due), where=due > 0)[part]
            share /= share.sum()
        return share


def line(when: np.ndarray, told: Rounding) -> Line:
    """Lay events out on a line of slots.

    Args:
        when: datetime64[us], shape (events,).
        told: how they were written down.
    """
    on = told.day.copy()
    if told.monthly:
        return _built(_months(when, on), when, told, on)
    if not told.clock.any():
        return _built([_regular(when[on], DAY, 0, clock=False)], when, told, on)
    first, last = when[on].min(), when[on].max()
    span = int((last - first).astype("int64")) + 1
    width = next((each for each in WIDTHS if each >= told.coarse and span / each <= FINE), HOUR)
    width = max(width, told.grain if told.grain > HOUR else 0)
    rows = [_regular(when[on], width, told.phase, clock=True)]
    if not told.clock[on].all():
        rows.append(_regular(when[on], DAY, 0, clock=False))
    return _built(rows, when, told, on)


Slots = tuple[np.ndarray, np.ndarray, bool]  # start and width of each, and whether its hour is known


def _regular(when: np.ndarray, width: int, phase: int, *, clock: bool) -> Slots:
    low, high = int(when.min().astype("int64")), int(when.max().astype("int64"))
    start = np.arange((low - phase) // width, (high - phase) // width + 1) * width + phase
    return start, np.full(len(start), width), clock


def _months(when: np.ndarray, on: np.ndarray) -> list[Slots]:
    month = when[on].astype("datetime64[M]")
    edge = np.arange(month.min(), month.max() + 2).astype("datetime64[us]").astype("int64")
    return [(edge[:-1], np.diff(edge), False)]


def _built(rows: list[Slots], when: np.ndarray, told: Rounding, on: np.ndarray) -> Line:
    start = np.concatenate([each for each, _, _ in rows])
    width = np.concatenate([each for _, each, _ in rows])
    clock = np.concatenate([np.full(len(each), timed) for each, _, timed in rows])
    stamp, split = when[on].astype("int64"), len(rows[0][0])
    of = np.searchsorted(rows[0][0], stamp, side="right") - 1
    if len(rows) > 1:
        bare = ~told.clock[on]
        of[bare] = split + np.searchsorted(rows[1][0], stamp[bare], side="right") - 1
    counts = np.bincount(of, minlength=len(start))
    moment = start.astype("datetime64[us]")
    base = width * _allowed(moment, clock, told, when[on])
    for part in (slice(split), slice(split, None)) if len(rows) > 1 else ():
        base[part] *= counts[part].sum() / max(counts.sum() * base[part].sum(), 1e-300)
    labels, around = _labels(moment, clock, told, when[on])
    scan, scans = _scan(start, width, split if len(rows) > 1 else None)
    return Line(moment, width, counts, base / base.sum(), labels, around, scan, scans, of, on)


def _allowed(moment: np.ndarray, clock: np.ndarray, told: Rounding, when: np.ndarray) -> np.ndarray:
    """0 for slots whose events were left out, since they may stand for an unknown day or hour."""
    allowed = np.ones(len(moment))
    if not told.day.all():
        day = moment.astype("datetime64[D]")
        year = np.isin(np.unique(when.astype("datetime64[D]")), day[_first(day, "M")]).any()
        allowed[_first(day, "Y" if year else "M")] = 0.0
    if told.grain == HOUR and not told.clock.all():
        hour = moment.astype("int64") // HOUR % 24
        held = set((when[told.clock[told.day]].astype("int64") // HOUR % 24).tolist())
        allowed[clock & np.isin(hour, [each for each in (0, 12) if each not in held])] = 0.0
    return allowed


def _first(day: np.ndarray, unit: str) -> np.ndarray:
    return np.asarray(day == day.astype(f"datetime64[{unit}]").astype("datetime64[D]"))


def _labels(
    moment: np.ndarray, clock: np.ndarray, told: Rounding, when: np.ndarray
) -> tuple[dict[str, np.ndarray], dict[str, int]]:
    """The circles that can be looked at."""
    labels, around = {}, {}
    span = int((when.max() - when.min()).astype("int64")) / DAY
    if clock.any() and span >= SPAN["hours"] and told.grain < 12 * HOUR:
        step = max(HOUR, told.grain)
        labels["hours"] = np.where(clock, moment.astype("int64") % DAY // step, -1)
        around["hours"] = DAY // step
    if span >= SPAN["weekdays"] and not told.monthly:
        labels["weekdays"], around["weekdays"] = weekday(moment), 7
    if span >= SPAN["months"]:
        labels["months"], around["months"] = moment.astype("datetime64[M]").astype("int64") % 12, 12
    return labels, around


def _scan(start: np.ndarray, width: np.ndarray, split: int | None) -> tuple[np.ndarray, int]:
    """Slots joined until they are few enough to be scanned."""
    if width.min() != width.max() and split is None:
        return np.arange(len(start)), len(start)  # months
    size, span = int(width.min() if split is None else DAY), int(start.max() - start.min())
    if span / size > SCANNED:
        coarser = [each for each in SCANS if each > size and each % size == 0 and span / each <= SCANNED]
        size = coarser[0] if coarser else DAY * max(1, -(-span // (DAY * SCANNED)))
    first = int(start.min()) // size
    scan = start // size - first
    return scan, int(scan.max()) + 1
