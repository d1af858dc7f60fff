"""What a chart of one axis is given, and where things lie on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isfinite

from ninelives.report.words import Interval, percent

LEFT, RIGHT, TOP = 58.0, 12.0, 46.0  # px around the plot
_TALL, _BARS, _BARS_ALONE = 136.0, 58.0, 110.0  # px: share right, scenes under it, scenes where that is all
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)  # between the lines of the share right


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of an axis: what was seen there and how good it is there."""

    words: str  # "8–10 h"
    start: float  # in the axis' unit; for names: 0, 1, 2, ...
    stop: float
    kind: str  # of the model's envelope: "seen", "thin", "simulated", "unseen" or "unknown"
    scenes: int = 0  # of the page's own archive (a Predictions page: of NEW)
    right: float | None = None  # share right there, None where nobody knows
    interval: Interval | None = None
    estimate: bool = False  # `right` comes from made copies, not from what was seen
    use: float = 0.0  # share of the declared use (Predictions: of NEW's scenes) that falls here
    gap: bool = False  # the use visits it and the envelope does not hold it


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of an envelope, bin by bin."""

    name: str  # "hour", "light", "place", any column
    title: str  # "hour of the day"
    bins: tuple[Bin, ...]  # in order, side by side
    named: bool = False  # bins are names (place, device), not stretches of numbers
    apart: bool = True  # no scene visits two bins, so that their scenes add up
    use_apart: bool = True  # the same of what `Bin.use` is a share of
    scenes: int | None = None  # distinct ones in all bins, where known
    dated: bool = False  # the unit is days since 1970

    def together(self, run: Sequence[Bin]) -> int | None:
        """Distinct scenes in a run of bins; None where that is not known."""
        held = [each for each in run if each.scenes]
        if self.apart or len(held) < 2:
            return sum(each.scenes for each in held)
        return self.scenes if len(held) == sum(each.scenes > 0 for each in self.bins) else None


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things lie on the sheet: px from value, share and scenes."""

    width: float
    low: float  # ends of the axis
    high: float
    start: float | None  # share at which the axis of the share right begins; None where nobody knows any

    @property
    def middle(self) -> float:
        """y at which the share right ends and the scenes begin."""
        return TOP if self.start is None else TOP + _TALL

    @property
    def floor(self) -> float:
        """y of the base line."""
        return self.middle + (_BARS_ALONE if self.start is None else _BARS)

    def x(self, value: float) -> float:
        """x of a value on the axis."""
        room = self.width - LEFT - RIGHT
        return LEFT + (value - self.low) / ((self.high - self.low) or 1) * room

    def y(self, share: float) -> float:
        """y of a share right; what lies below the axis is drawn at its foot."""
        start = self.start or 0.0
        return TOP + (1 - (max(share, start) - start) / (1 - start)) * _TALL

    def centre(self, each: Bin) -> float:
        """x of the middle of a bin."""
        return self.x((each.start + each.stop) / 2)


def frame_of(axis: Axis, made: Axis | None, width: float) -> Frame:
    """The frame that holds ``axis`` and, if given, ``made``."""
    bins = [*axis.bins, *(made.bins if made else ())]
    measured = known(bins)
    return Frame(
        width,
        min((each.start for each in bins), default=0.0),
        max((each.stop for each in bins), default=1.0),
        _begin(measured) if measured else None,
    )


def begins(axis: Axis | None, made: Axis | None = None) -> float:
    """The share at which the axis of the share right begins, as ``by_axis`` draws it."""
    return (frame_of(axis, made, 0).start or 0.0) if axis else 0.0


def said(start: float, what: str = "the axis starts") -> str:
    """Where an axis begins, to be added to a sentence about it; nothing where it begins at 0."""
    return f"; {what} at {percent(start, 0)}" if start > 0 else ""


def _begin(measured: Sequence[Bin]) -> float:
    """A round share under all that is shown; wide intervals of small bins may run out below."""
    low = min(max(ends(each)[0], (each.right or 0.0) - 0.15) for each in measured)
    step = step_of(1 - low)
    return max(0.0, min(1 - 3 * step if step == _STEPS[0] else 1 - step, step * int(low / step + 1e-9)))


def step_of(room: float) -> float:
    """The share between two lines, so that at most five fill ``room``."""
    return next((step for step in _STEPS if room / step <= 5), _STEPS[-1])


def known(bins: Sequence[Bin]) -> list[Bin]:
    """The bins whose share right is known."""
    return [each for each in bins if each.right is not None and isfinite(each.right)]


def ends(each: Bin) -> Interval:
    """The interval of a bin; the share right itself where there is none."""
    right = each.right or 0.0
    return each.interval if each.interval is not None and all(map(isfinite, each.interval)) else (right, right)


def stretches(axis: Axis) -> list[tuple[float, float]]:
    """Where something was seen, as (start, stop) in the axis' unit; hours go on over midnight: (20, 6)."""
    runs = [list(run) for held, run in groupby(axis.bins, key=lambda each: each.kind in {"seen", "thin"}) if held]
    spans = [(run[0].start, run[-1].stop) for run in runs]
    if axis.name == "hour" and len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == 24:
        return [*spans[1:-1], (spans[-1][0], spans[0][1])]
    return spans
