"""Which parts of the data there is more of than before, and how much of a shift each explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ninelives.report.charts.sheet import Sheet, fit, reach
from ninelives.report.words import percent

_STEP, _THICK, _NAMES = 76.0, 16.0, 56.0  # px


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the data, told in words."""

    words: str  # "light below 0.13"
    here: float  # share of the new that lies in it, in [0, 1]
    there: float  # share of the reference
    share: float  # of the shift that it explains


def parted(parts: Sequence[Part], width: int, *, title: str) -> str:
    """Two bars a part, of what is seen now and of what was seen before; a full bar is all of it."""
    sheet = Sheet(width, title, "; ".join(map(_told, parts)) + ".")
    figures = max((reach(percent(share), 12) for part in parts for share in (part.here, part.there)), default=0.0) + 10
    room = width - _NAMES - figures
    for row, part in enumerate(parts):
        top = 6 + row * _STEP
        share = f"{percent(part.share, 0)} of the shift"
        sheet.text((width, top + 12, "end"), share, "num")
        sheet.text(
            (0, top + 12, "start"), fit(part.words, width - reach(share, 13) - 20, 14), "rung", size=14, hint=part.words
        )
        for at, (name, value, look) in enumerate((("now", part.here, "bar warn"), ("before", part.there, "bar"))):
            y = top + 22 + at * (_THICK + 3)
            length = room * min(max(value, 0.0), 1.0)
            sheet.text((0, y + 13, "start"), name, size=12)
            sheet.rect(_NAMES, y, room, _THICK, "track")
            sheet.rect(_NAMES, y, max(length, 1.5 if value else 0), _THICK, look, f"{name}: {percent(value)}")
            sheet.text((_NAMES + length + 7, y + 13, "start"), percent(value), "tick", size=12)
    sheet.height = 4 + _STEP * len(parts)
    return str(sheet)


def _told(part: Part) -> str:
    now, before = percent(part.here), percent(part.there)
    return f"{part.words}: {now} now, {before} before, {percent(part.share, 0)} of the shift"
