"""Events along time, with what happened on the way: bursts, silence, and changes with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ninelives.report.charts.fan import levels
from ninelives.report.charts.sheet import Sheet, reach
from ninelives.report.words import count

TOP, DEEP, FOOT, RIGHT = 34.0, 130.0, 30.0, 10.0  # px over the plot, of it, under it, and beside it


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something that happened.

    Attributes:
        start: of it, as a share of the whole line, 0 to 1.
        stop: the same; of a change, the end of its interval.
        at: of a change, where it is most likely; None for what has a length.
        words: what it is: ``burst``, ``silence``, ``another habit``.
    """

    start: float
    stop: float
    at: float | None
    words: str


def timeline(counts: Sequence[int], marks: Sequence[Stretch], ends: tuple[str, str], each: str, width: int) -> str:
    """Columns in the order of time.

    Args:
        counts: events in each part of the time.
        marks: what happened.
        ends: the first and the last day, in words.
        each: how long a column is, in words.
        width: of the sheet, px.
    """
    happened = ", ".join(mark.words for mark in marks) or "nothing that chance does not explain"
    sheet = Sheet(width, "Events along time", f"From {ends[0]} to {ends[1]}, a column for {each}: {happened}.")
    ticks = [tick for tick in levels(0.0, float(max(*counts, 1)), 4) if tick == int(tick)]
    left, bottom = 14.0 + max(reach(count(tick), 12) for tick in ticks), TOP + DEEP
    room = width - RIGHT - left
    for tick in ticks:
        y = bottom - tick / ticks[-1] * DEEP
        sheet.line(left, y, width - RIGHT, y, "grid")
        sheet.text((left - 8, y + 4, "end"), count(tick), "tick", size=12)
    for mark in marks:
        _ground(sheet, mark, left, room, bottom)
    wide = room / len(counts)
    for at, number in enumerate(counts):
        x, tall = left + at * wide, number / ticks[-1] * DEEP
        sheet.rect(x + wide * 0.08, bottom - tall, wide * 0.84, tall, "count", f"{count(number)} events")
    for mark in sorted(marks, key=lambda mark: mark.start):
        _mark(sheet, mark, left, room, bottom)
    sheet.text((left, bottom + 20, "start"), ends[0], "tick", size=12)
    sheet.text((width - RIGHT, bottom + 20, "end"), ends[1], "tick", size=12)
    sheet.height = bottom + FOOT
    return str(sheet)


def _ground(sheet: Sheet, mark: Stretch, left: float, room: float, bottom: float) -> None:
    """What lies behind the columns: hatched for silence, a band for a burst or an interval."""
    start, stop = left + mark.start * room, left + max(mark.stop * room, mark.start * room + 2)
    if mark.at is not None:
        sheet.rect(start, TOP, stop - start, bottom - TOP, "band est")
    elif mark.words == "silence":
        sheet.rect(start, TOP, stop - start, bottom - TOP, "ground unseen")
        sheet.hatch((start, TOP, stop, bottom), "hatch", 6)
    else:
        sheet.rect(start, TOP, stop - start, bottom - TOP, "ground simulated")


def _mark(sheet: Sheet, mark: Stretch, left: float, room: float, bottom: float) -> None:
    x = left + (mark.at if mark.at is not None else (mark.start + mark.stop) / 2) * room
    if mark.at is not None:
        sheet.path([(x, TOP), (x, bottom)], "line est")
    spots = [
        (spot, y, anchor) for y in (TOP - 6, TOP - 20) for spot, anchor in ((x, "middle"), (x, "end"), (x, "start"))
    ]
    sheet.place([f"▲ {mark.words}", "▲"], spots, "lab", size=12)
