"""One axis of the envelope: where it was made, how good it is there, and where it is to be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, isfinite

from ninelives.report.charts.sheet import Sheet, Spot, fit
from ninelives.report.words import Interval, between, count, percent, plural

_LEFT, _RIGHT, _TOP = 58.0, 12.0, 46.0
_TALL, _BARS, _USE = 136.0, 58.0, 30.0  # px: share right, scenes, use
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)  # between the lines of the share right
_RUN_WORDS = {"seen": "seen", "thin": "thin", "simulated": "simulated", "unseen": "never seen", "unknown": "unknown"}


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
    use: float = 0.0  # share of the declared use (Predictions: of NEW) that falls here
    gap: bool = False  # the use visits it and the envelope does not hold it


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of an envelope, bin by bin."""

    name: str  # "hour", "light", "place", any column
    title: str  # "hour of the day"
    bins: tuple[Bin, ...]  # in order, side by side
    named: bool = False  # bins are names (place, device), not stretches of numbers


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things lie on the sheet: px from value, share and scenes."""

    width: float
    low: float  # ends of the axis
    high: float
    start: float | None  # share at which the axis of the share right begins; None where nobody knows any

    @property
    def middle(self) -> float:
        return _TOP if self.start is None else _TOP + _TALL

    @property
    def floor(self) -> float:
        return self.middle + (110 if self.start is None else _BARS)

    def x(self, value: float) -> float:
        room = self.width - _LEFT - _RIGHT
        return _LEFT + (value - self.low) / ((self.high - self.low) or 1) * room

    def y(self, share: float) -> float:
        start = self.start or 0.0
        return _TOP + (1 - (max(share, start) - start) / (1 - start)) * _TALL

    def centre(self, each: Bin) -> float:
        return self.x((each.start + each.stop) / 2)


def by_axis(
    axis: Axis,
    width: int,
    *,
    made: Axis | None = None,
    new: bool = False,
    label: str = "",
    use: str = "of the declared use",
) -> str:
    """Share right, scenes and use along one axis, over the kinds of the envelope's regions.

    Args:
        axis: what the chart is about; its ``kind`` shades the ground.
        width: px.
        made: the same axis over what the model was made from, drawn as the line that ``axis`` is held against.
        new: ``axis`` is new data: its bins are points, not a line.
        label: the share right over all, said at the line.
        use: what ``Bin.use`` is a share of.
    """
    frame = _frame(axis, made, width)
    sheet = Sheet(width, f"By {axis.title}", _told(axis, use))
    _ground(sheet, frame, axis.bins)
    _runs(sheet, frame, axis.bins, (made or axis).bins)
    _scenes(sheet, frame, (made or axis).bins)
    if frame.start is not None:
        _grid(sheet, frame)
        _line(sheet, frame, [] if new and made is None else _known((made or axis).bins))
        if new:
            _points(sheet, frame, _known(axis.bins))
        _labels(sheet, frame, axis if made is None else made, label)
    _ticks(sheet, frame, axis)
    sheet.height = frame.floor + 24
    if any(each.use for each in axis.bins):
        _use(sheet, frame, axis.bins, use)
    return str(sheet)


def _frame(axis: Axis, made: Axis | None, width: float) -> _Frame:
    bins = [*axis.bins, *(made.bins if made else ())]
    known = _known(bins)
    return _Frame(
        width,
        min((each.start for each in bins), default=0.0),
        max((each.stop for each in bins), default=1.0),
        _begin(known) if known else None,
    )


def _begin(known: Sequence[Bin]) -> float:
    """A round share under all that is shown; wide intervals of small bins may run out below."""
    low = min(max(_ends(each)[0], (each.right or 0.0) - 0.15) for each in known)
    step = _step(1 - low)
    return max(0.0, min(1 - 3 * step if step == _STEPS[0] else 1 - step, step * int(low / step + 1e-9)))


def _step(room: float) -> float:
    return next((step for step in _STEPS if room / step <= 5), _STEPS[-1])


def _known(bins: Sequence[Bin]) -> list[Bin]:
    return [each for each in bins if each.right is not None and isfinite(each.right)]


def _ends(each: Bin) -> Interval:
    right = each.right or 0.0
    return each.interval if each.interval is not None and all(map(isfinite, each.interval)) else (right, right)


def _told(axis: Axis, use: str) -> str:
    parts = []
    for each in axis.bins:
        right = (
            "" if not _known([each]) else f", right in {percent(each.right)}{' (an estimate)' if each.estimate else ''}"
        )
        share = f", {percent(each.use, 0)} {use}" if each.use else ""
        parts.append(
            f"{each.words}: {_RUN_WORDS.get(each.kind, each.kind)}, {plural(each.scenes, 'scene')}{right}{share}"
        )
    return "; ".join(parts) + "."


def _joined(bins: Sequence[Bin]) -> Iterator[list[Bin]]:
    """Neighbours of one kind."""
    for _, run in groupby(bins, key=lambda each: (each.kind, each.gap)):
        yield list(run)


def _ground(sheet: Sheet, frame: _Frame, bins: Sequence[Bin]) -> None:
    for run in _joined(bins):
        left, right = frame.x(run[0].start), frame.x(run[-1].stop)
        sheet.rect(left, _TOP, right - left, frame.floor - _TOP, f"ground {run[0].kind}")
        if run[0].gap or run[0].kind in {"unseen", "unknown"}:
            sheet.hatch((left, _TOP, right, frame.floor), "hatch gap" if run[0].gap else "hatch", 8)


def _runs(sheet: Sheet, frame: _Frame, bins: Sequence[Bin], counted: Sequence[Bin]) -> None:
    """What each stretch is, over a brace that spans it; long stretches are labelled first."""
    runs = sorted(_joined(bins), key=lambda run: run[0].start - run[-1].stop)
    for run in runs:
        left, right = frame.x(run[0].start) + 2, frame.x(run[-1].stop) - 2
        sheet.line(left, 38, right, 38, f"brace {run[0].kind}{' gap' if run[0].gap else ''}")
        middle = (left + right) / 2
        spots: list[Spot] = [(middle, y, "middle") for y in (30, 14)]
        spots += [(at, y, anchor) for y in (30, 14) for at, anchor in ((left, "start"), (right, "end"))]
        sheet.place(_run_words(run, counted), spots, "warn" if run[0].gap else "lab")


def _run_words(run: Sequence[Bin], counted: Sequence[Bin]) -> list[str]:
    sign, words = "▲ " if run[0].gap else "", _RUN_WORDS.get(run[0].kind, run[0].kind)
    scenes = sum(each.scenes for each in counted if run[0].start <= each.start < run[-1].stop)
    if run[0].kind in {"seen", "thin"} and scenes:
        return [f"{sign}{words}: {plural(scenes, 'scene')}", f"{sign}{words}", count(scenes)]
    return [f"{sign}{words}", sign or words]


def _scenes(sheet: Sheet, frame: _Frame, bins: Sequence[Bin]) -> None:
    most = max((each.scenes for each in bins), default=0)
    tall = frame.floor - frame.middle - 22
    for each in bins if most else ():
        left, right = frame.x(each.start) + 1, frame.x(each.stop) - 1
        high = max(tall * each.scenes / most, 1.5 if each.scenes else 0)
        look = "count est" if each.kind == "simulated" else "count"
        sheet.rect(left, frame.floor - high, right - left, high, look, f"{each.words}: {plural(each.scenes, 'scene')}")
    sheet.text((_LEFT - 8, frame.floor - 4, "end"), "scenes", size=12)
    for each in sorted(bins, key=lambda each: -each.scenes):
        if each.scenes:
            y = frame.floor - max(tall * each.scenes / most, 1.5) - 4
            sheet.place([count(each.scenes)], [(frame.centre(each), y, "middle")], "tick", size=11)


def _grid(sheet: Sheet, frame: _Frame) -> None:
    start = frame.start or 0.0
    step = _step(1 - start)
    for line in range(round((1 - start) / step) + 1):
        share = 1 - line * step
        if share < start - 1e-9:
            break
        sheet.line(_LEFT, frame.y(share), sheet.width - _RIGHT, frame.y(share), "grid")
        sheet.text((_LEFT - 8, frame.y(share) + 4, "end"), f"{100 * share:.0f} %", "tick", size=12)


def _line(sheet: Sheet, frame: _Frame, bins: Sequence[Bin]) -> None:
    """The share right with its band; dashed and plum where it is an estimate."""
    for each in bins:
        _band(sheet, frame, each)
    for one, then in pairwise(bins):
        if one.stop == then.start:
            look = "line est" if one.estimate or then.estimate else "line"
            sheet.path([(frame.centre(each), frame.y(each.right or 0)) for each in (one, then)], look)
    for each in bins:
        right = f"{percent(each.right)} ({between(_ends(each))})" + (", an estimate" if each.estimate else "")
        look = "dot est" if each.estimate else "dot"
        sheet.dot(frame.centre(each), frame.y(each.right or 0), 3, look, f"{each.words}: right in {right}")


def _band(sheet: Sheet, frame: _Frame, each: Bin) -> None:
    low, high = _ends(each)
    left, right, top, foot = frame.x(each.start), frame.x(each.stop), frame.y(high), frame.y(low)
    sheet.rect(left, top, right - left, max(foot - top, 1), "band est" if each.estimate else "band")
    sheet.block((left, min(top, frame.y(each.right or 0) - 4), right, max(foot, frame.y(each.right or 0) + 4)))


def _points(sheet: Sheet, frame: _Frame, bins: Sequence[Bin]) -> None:
    """New data: a dot where the envelope holds it, a diamond where it does not."""
    for each in bins:
        x, y, (low, high) = frame.centre(each), frame.y(each.right or 0), _ends(each)
        out = each.gap or each.kind in {"unseen", "unknown"}
        look = "out" if out else "in"
        sheet.line(x, frame.y(high), x, frame.y(low), f"whisker {look}")
        hint = f"{each.words}: right in {percent(each.right)} ({between((low, high))}) here"
        sheet.path([(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)], "new out", closed=True) if out else None
        sheet.dot(x, y, 2 if out else 5, f"new {look}", hint)
        sheet.block((x - 7, y - 7, x + 7, y + 7))
        sheet.block((x - 1.5, frame.y(high), x + 1.5, frame.y(low)))
    for each in sorted(bins, key=lambda each: -each.use):
        x, y = frame.centre(each), frame.y(each.right or 0)
        look = "warn" if each.gap or each.kind in {"unseen", "unknown"} else "lab"
        spots = [(x + 11, y + 4, "start"), (x - 11, y + 4, "end"), (x + 11, y + 18, "start"), (x + 11, y - 10, "start")]
        sheet.place([percent(each.right)], spots, look)


def _labels(sheet: Sheet, frame: _Frame, axis: Axis, label: str) -> None:
    """The share right over all at the line, and what is estimated at the dashed one."""
    sure = [each for each in _known(axis.bins) if not each.estimate]
    guessed = [each for each in _known(axis.bins) if each.estimate]
    if sure and label:
        _say(sheet, frame, sure, [label], "big")
    if guessed:
        weight = sum(each.use for each in guessed)
        shares = [(each.right or 0) * (each.use / weight if weight else 1 / len(guessed)) for each in guessed]
        about = f"≈ {percent(sum(shares), 0)}"
        _say(sheet, frame, guessed, [f"{about}, an estimate", f"{about} est."], "bigest")


def _say(sheet: Sheet, frame: _Frame, bins: Sequence[Bin], words: list[str], look: str) -> None:
    across = sorted(bins, key=lambda each: abs(each.start - bins[len(bins) // 2].start))
    under = [
        (frame.centre(each), max(frame.y(_ends(each)[0]), frame.y(each.right or 0)) + 24, "middle") for each in across
    ]
    over = [(frame.centre(each), frame.y(_ends(each)[1]) - 12, "middle") for each in across]
    spots = [spot for spot in [*under, *over] if _TOP + 16 < spot[1] < frame.middle + 4]
    sheet.place(words, spots, look, size=17)


def _ticks(sheet: Sheet, frame: _Frame, axis: Axis) -> None:
    y = frame.floor + 16
    if axis.named:
        for each in axis.bins:
            room = frame.x(each.stop) - frame.x(each.start) - 6
            words = fit(each.words, room, 12)
            if len(words) > 2 or words == each.words:
                sheet.text((frame.centre(each), y, "middle"), words, size=12, hint=each.words)
        return
    edges = sorted({end for each in axis.bins for end in (each.start, each.stop)})
    for edge in _some(edges, frame, hours=axis.name == "hour"):
        anchor = "start" if edge == frame.low else "end" if edge == frame.high else "middle"
        words = f"{edge:02g}:00" if axis.name == "hour" and edge == int(edge) else f"{edge:g}"
        sheet.place([words], [(frame.x(edge), y, anchor)], "tick", size=12)


def _some(edges: Sequence[float], frame: _Frame, *, hours: bool) -> Sequence[float]:
    """As many of the edges as there is room to name; of hours every third or sixth."""
    if hours and (frame.low, frame.high) == (0, 24):
        return range(0, 25, 3 if frame.width > 600 else 6)
    most = 10 if frame.width > 600 else 5
    return edges[:: max(1, ceil((len(edges) - 1) / most))]


def _use(sheet: Sheet, frame: _Frame, bins: Sequence[Bin], words: str) -> None:
    """Where it is to be used: green inside the envelope, rust and hatched outside."""
    top = frame.floor + 34
    floor, most = top + _USE, max(each.use for each in bins)
    sheet.text((_LEFT - 8, floor - 4, "end"), "use", size=12)
    sheet.line(_LEFT, floor, sheet.width - _RIGHT, floor, "grid")
    for each in bins:
        left, right, high = frame.x(each.start) + 1, frame.x(each.stop) - 1, _USE * each.use / most
        hint = f"{each.words}: {percent(each.use)} {words}"
        sheet.rect(left, floor - high, right - left, high, "use gap" if each.gap else "use", hint)
        if each.gap:
            sheet.hatch((left, floor - high, right, floor), "hatch paper", 6)
    for run in sorted(_used(bins), key=lambda run: -sum(each.use for each in run)):
        share = percent(sum(each.use for each in run), 0)
        left, right = frame.x(run[0].start), frame.x(run[-1].stop)
        spots: list[Spot] = [
            ((left + right) / 2, floor + 17, "middle"),
            (left, floor + 17, "start"),
            (right, floor + 17, "end"),
        ]
        sheet.place([f"{share} {words}", share], spots, "warn" if run[0].gap else "lab")
    sheet.height = floor + 26


def _used(bins: Sequence[Bin]) -> Iterator[list[Bin]]:
    for (_, visited), run in groupby(bins, key=lambda each: (each.gap, each.use > 0)):
        if visited:
            yield list(run)


def stretches(axis: Axis) -> list[tuple[float, float]]:
    """Where something was seen, as (start, stop) in the axis' unit; hours go on over midnight: (20, 6)."""
    runs = [list(run) for held, run in groupby(axis.bins, key=lambda each: each.kind in {"seen", "thin"}) if held]
    spans = [(run[0].start, run[-1].stop) for run in runs]
    if axis.name == "hour" and len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == 24:
        return [*spans[1:-1], (spans[-1][0], spans[0][1])]
    return spans
