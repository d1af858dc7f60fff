"""One axis of the envelope: where it was made, how good it is there, and where it is to be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from math import ceil

from ninelives.artifacts.envelope import MONTHS, WEEKDAYS
from ninelives.report.charts import curve
from ninelives.report.charts.bins import LEFT, RIGHT, TOP, Axis, Bin, Frame, frame_of, known
from ninelives.report.charts.sheet import Sheet, Spot, fit, reach
from ninelives.report.words import count, percent, plural

EPOCH, DAYS = date(1970, 1, 1), 700_000  # which days are counted from; further ones have no date
DATES = {*MONTHS, *WEEKDAYS}  # names that their first letters tell
_USE = 30.0  # px: where it is to be used
_RUN_WORDS = {"seen": "seen", "thin": "thin", "simulated": "simulated", "unseen": "never seen", "unknown": "unknown"}


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
    frame = frame_of(axis, made, width)
    sheet = Sheet(width, f"By {axis.title}", _told(axis, use))
    ground(sheet, frame, axis.bins)
    runs(sheet, frame, axis.bins, made or axis)
    scenes(sheet, frame, (made or axis).bins)
    if frame.start is not None:
        curve.grid(sheet, frame)
        curve.line(sheet, frame, [] if new and made is None else known((made or axis).bins), clear=not new)
        if new:
            curve.points(sheet, frame, known(axis.bins))
        curve.labels(sheet, frame, axis if made is None else made, label)
    ticks(sheet, frame, axis)
    sheet.height = frame.floor + 24
    if any(each.use for each in axis.bins):
        _use(sheet, frame, axis, use)
    return str(sheet)


def _told(axis: Axis, use: str) -> str:
    parts = []
    for each in axis.bins:
        right = (
            "" if not known([each]) else f", right in {percent(each.right)}{' (an estimate)' if each.estimate else ''}"
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


def ground(sheet: Sheet, frame: Frame, bins: Sequence[Bin]) -> None:
    """The kind of each stretch, as a shade; hatched where nothing was seen."""
    for run in _joined(bins):
        left, right = frame.x(run[0].start), frame.x(run[-1].stop)
        sheet.rect(left, TOP, right - left, frame.floor - TOP, f"ground {run[0].kind}")
        if run[0].gap or run[0].kind in {"unseen", "unknown"}:
            sheet.hatch((left, TOP, right, frame.floor), "hatch gap" if run[0].gap else "hatch", 8)


def runs(sheet: Sheet, frame: Frame, bins: Sequence[Bin], counted: Axis) -> None:
    """What each stretch is, over a brace that spans it; long stretches are labelled first."""
    found = sorted(_joined(bins), key=lambda run: run[0].start - run[-1].stop)
    for run in found:
        left, right = frame.x(run[0].start) + 2, frame.x(run[-1].stop) - 2
        sheet.line(left, 38, right, 38, f"brace {run[0].kind}{' gap' if run[0].gap else ''}")
        middle = (left + right) / 2
        spots: list[Spot] = [(middle, y, "middle") for y in (30, 14)]
        spots += [(at, y, anchor) for y in (30, 14) for at, anchor in ((left, "start"), (right, "end"))]
        sheet.place(_run_words(run, counted), spots, "warn" if run[0].gap else "lab")


def _run_words(run: Sequence[Bin], counted: Axis) -> list[str]:
    sign, words = "▲ " if run[0].gap else "", _RUN_WORDS.get(run[0].kind, run[0].kind)
    many = counted.together([each for each in counted.bins if run[0].start <= each.start < run[-1].stop])
    if run[0].kind in {"seen", "thin"} and many:
        return [f"{sign}{words}: {plural(many, 'scene')}", f"{sign}{words}", count(many)]
    return [f"{sign}{words}", sign or words]


def scenes(sheet: Sheet, frame: Frame, bins: Sequence[Bin]) -> None:
    """How many scenes each bin holds, as bars."""
    most = max((each.scenes for each in bins), default=0)
    tall = frame.floor - frame.middle - 22
    for each in bins if most else ():
        left, right = frame.x(each.start) + 1, frame.x(each.stop) - 1
        high = max(tall * each.scenes / most, 1.5 if each.scenes else 0)
        look = "count est" if each.kind == "simulated" else "count"
        sheet.rect(left, frame.floor - high, right - left, high, look, f"{each.words}: {plural(each.scenes, 'scene')}")
    sheet.text((LEFT - 8, frame.floor - 4, "end"), "scenes", size=12)
    for each in sorted(bins, key=lambda each: -each.scenes):
        if each.scenes:
            y = frame.floor - max(tall * each.scenes / most, 1.5) - 4
            sheet.place([count(each.scenes)], [(frame.centre(each), y, "middle")], "tick", size=11)


def ticks(sheet: Sheet, frame: Frame, axis: Axis) -> None:
    """The names of the bins, or the edges of some."""
    y = frame.floor + 16
    if axis.named:
        _names(sheet, frame, axis.bins, y)
        return
    edges = sorted({end for each in axis.bins for end in (each.start, each.stop)})
    for edge in _some(edges, frame, hours=axis.name == "hour"):
        anchor = "start" if edge == frame.low else "end" if edge == frame.high else "middle"
        words = f"{edge:02g}:00" if axis.name == "hour" and edge == int(edge) else f"{edge:g}"
        words = (EPOCH + timedelta(days=edge)).isoformat() if axis.dated and abs(edge) < DAYS else words
        sheet.place([words], [(frame.x(edge), y, anchor)], "tick", size=12)


def _names(sheet: Sheet, frame: Frame, bins: Sequence[Bin], y: float) -> None:
    """Names as far as there is room; of months and weekdays the first letters, of each or of every other."""
    room = min((frame.x(each.stop) - frame.x(each.start) - 6 for each in bins), default=0.0)
    names, every = [each.words for each in bins], 1
    if DATES.issuperset(names) and max(reach(name, 12) for name in names) > room:
        names = [name[:3] for name in names]
        every = ceil((max(reach(name, 12) for name in names) + 6) / (room + 6))
    for each, name in list(zip(bins, names, strict=True))[::every]:
        words = fit(name, every * (room + 6) - 6, 12)
        if len(words) > 2 or words == name:
            sheet.text((frame.centre(each), y, "middle"), words, size=12, hint=each.words)


def _some(edges: Sequence[float], frame: Frame, *, hours: bool) -> Sequence[float]:
    """As many of the edges as there is room to name; of hours every third or sixth."""
    if hours and (frame.low, frame.high) == (0, 24):
        return range(0, 25, 3 if frame.width > 600 else 6)
    most = 10 if frame.width > 600 else 5
    return edges[:: max(1, ceil((len(edges) - 1) / most))]


def _use(sheet: Sheet, frame: Frame, axis: Axis, words: str) -> None:
    """Where it is to be used: green inside the envelope, rust and hatched outside."""
    bins, top = axis.bins, frame.floor + 34
    floor, most = top + _USE, max(each.use for each in bins)
    sheet.text((LEFT - 8, floor - 4, "end"), "use", size=12)
    sheet.line(LEFT, floor, sheet.width - RIGHT, floor, "grid")
    for each in bins:
        left, right, high = frame.x(each.start) + 1, frame.x(each.stop) - 1, _USE * each.use / most
        hint = f"{each.words}: {percent(each.use)} {words}"
        sheet.rect(left, floor - high, right - left, high, "use gap" if each.gap else "use", hint)
        if each.gap:
            sheet.hatch((left, floor - high, right, floor), "hatch paper", 6)
    for run in sorted(_used(bins), key=lambda run: -sum(each.use for each in run)):
        share = _share(run, apart=axis.use_apart)
        left, right = frame.x(run[0].start), frame.x(run[-1].stop)
        spots: list[Spot] = [
            ((left + right) / 2, floor + 17, "middle"),
            (left, floor + 17, "start"),
            (right, floor + 17, "end"),
        ]
        sheet.place([f"{share} {words}", share], spots, "warn" if run[0].gap else "lab")
    sheet.height = floor + 26


def _share(run: Sequence[Bin], *, apart: bool) -> str:
    """What falls into a run of bins; of scenes that visit several no more is known than the largest share."""
    uses = [each.use for each in run]
    if apart or len(run) == 1 or max(uses) >= 1:
        return percent(min(1.0, sum(uses)), 0)
    return f"at least {percent(max(uses), 0)}"


def _used(bins: Sequence[Bin]) -> Iterator[list[Bin]]:
    for (_, visited), run in groupby(bins, key=lambda each: (each.gap, each.use > 0)):
        if visited:
            yield list(run)
