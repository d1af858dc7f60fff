"""Who decides, along one axis: how good it is there, what it keeps, and what goes to a human."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ninelives.report.charts import curve
from ninelives.report.charts.axis import ground, runs, ticks
from ninelives.report.charts.bins import LEFT, Axis, Bin, Frame, frame_of, known
from ninelives.report.charts.sheet import Sheet, reach
from ninelives.report.words import between, percent, plural

_WORDS = 24.0  # px over the strip, for who decides there
_KINDS = {"seen": "seen", "thin": "thin", "simulated": "simulated", "unseen": "never seen", "unknown": "unknown"}
Came = tuple[Bin, float | None, int]  # a bin, the share kept there, and how many came


@dataclass(frozen=True, slots=True)
class Handed:
    """What is drawn.

    Attributes:
        axis: its bins' share right is that of the judged; one that is an estimate is dashed.
        kept: share of what came in each bin that the machine decides alone; None where nothing came.
        items: how many came there.
        noun: what one of them is called.
        label: the share right over all that was seen, said at the line.
    """

    axis: Axis
    kept: tuple[float | None, ...]
    items: tuple[int, ...]
    noun: str = "photo"
    label: str = ""


def handed(told: Handed, width: int) -> str:
    """The share right over the kinds of the envelope, and under it a strip: green is kept, plum goes to a human."""
    frame = frame_of(told.axis, None, width)
    sheet = Sheet(width, f"Who decides, by {told.axis.title}", _told(told))
    ground(sheet, frame, told.axis.bins)
    runs(sheet, frame, told.axis.bins, told.axis)
    if frame.start is not None:
        curve.grid(sheet, frame)
        measured = known(told.axis.bins)
        for run in ([each] for each in measured) if told.axis.named else (measured,):  # between names lies nothing
            curve.line(sheet, frame, run, clear=True)
        curve.labels(sheet, frame, told.axis, told.label)
    _strip(sheet, frame, told)
    ticks(sheet, frame, told.axis)
    sheet.height = frame.floor + 24
    return str(sheet)


def _came(told: Handed) -> list[Came]:
    return list(zip(told.axis.bins, told.kept, told.items, strict=True))


def _strip(sheet: Sheet, frame: Frame, told: Handed) -> None:
    """A bar of one height for each bin where something came, parted by who decides."""
    top, floor = frame.middle + _WORDS, frame.floor
    sheet.text((LEFT - 8, (top + floor) / 2 + 4, "end"), "who", size=12, hint="who decides")
    for each, kept, items in _came(told):
        if kept is None:
            continue
        left, wide = frame.x(each.start) + 1, frame.x(each.stop) - frame.x(each.start) - 2
        cut = floor - (floor - top) * kept
        hint = f"{each.words}: {plural(items, told.noun)}, {percent(kept)} alone, {percent(1 - kept)} to a human"
        hint += ", by an estimate" if each.estimate and kept else ""
        sheet.rect(left, top, wide, cut - top, "who human", hint)
        sheet.rect(left, cut, wide, floor - cut, "who alone est" if each.estimate else "who alone", hint)
        if cut - top > 1:
            sheet.hatch((left, top, left + max(wide, 0), cut), "hatch paper", 6)
    for run, alone in _sides(told):
        _name(sheet, frame, run, top - 7, alone=alone)


def _sides(told: Handed) -> Iterator[tuple[list[Came], bool]]:
    """Neighbours of which most are decided by the same, estimates apart, the longest stretches first."""
    found = groupby(_came(told), key=lambda each: None if each[1] is None else (each[1] >= 0.5, each[0].estimate))
    runs = [(list(run), side[0]) for side, run in found if side is not None]
    yield from sorted(runs, key=lambda run: run[0][0][0].start - run[0][-1][0].stop)


def _name(sheet: Sheet, frame: Frame, run: Sequence[Came], y: float, *, alone: bool) -> None:
    """Who decides most of a stretch, over it."""
    items = sum(items for _, _, items in run)
    share = sum((kept or 0) * items for _, kept, items in run) / items if items else 0.0
    figure = percent(share if alone else 1 - share)
    words = [f"decides {figure} alone", f"alone {figure}"] if alone else [f"{figure} to a human", f"human {figure}"]
    left, right = frame.x(run[0][0].start), frame.x(run[-1][0].stop)
    middle = (left + right) / 2
    for text in (*words, "alone" if alone else "human", figure):
        half = reach(text, 13, bold=True) / 2
        fits = half <= (right - left) / 2
        if fits and sheet.place([text], [(middle, y, "middle")], "big" if alone else "bigest"):
            return


def _told(told: Handed) -> str:
    parts = []
    for each, kept, items in _came(told):
        right = "" if each.right is None else f", right in {percent(each.right)}"
        right += "" if each.right is None or each.interval is None else f" ({between(each.interval)})"
        right += ", an estimate" if right and each.estimate else ""
        share = "nothing came" if kept is None else f"of {plural(items, told.noun)} {percent(kept)} are decided alone"
        parts.append(f"{each.words}: {_KINDS.get(each.kind, each.kind)}{right}; {share}")
    return ". ".join(parts) + "."
