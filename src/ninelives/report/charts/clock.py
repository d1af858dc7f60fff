"""The hours of a day: when data are collected, when it is used, and where the two do not meet."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ninelives.report.charts.sheet import Box, Sheet

_NAMES, _TALL, _STEP, _TOP = 76.0, 26.0, 34.0, 8.0


def clock(
    made: Mapping[float, float], used: Mapping[float, float], gaps: Collection[float], width: int, step: float
) -> str:
    """Two rows of a day's bins.

    Args:
        made: start of each bin (hour) → share of the data that are collected there.
        used: the same of the use.
        gaps: starts of the bins that the use visits and the data do not.
        width: of the sheet, px.
        step: of a bin, hours.
    """
    wide = (width - _NAMES - 6) / 24
    lacking = dict.fromkeys(gaps, 1.0)
    told = f"Collected: {_said(made, step)}. Used: {_said(used, step)}. Never seen: {_said(lacking, step)}."
    sheet = Sheet(width, "Hours of the day", told)
    for row, (name, bins) in enumerate((("collected", made), ("used", used))):
        y = _TOP + row * _STEP
        sheet.text((_NAMES - 8, y + 18, "end"), name, "lab")
        sheet.rect(_NAMES, y, 24 * wide, _TALL, "ground unseen")
        for start in sorted(each for each, share in bins.items() if share > 0):
            left, right = (_NAMES + at * wide for at in (start, start + step))
            gap = bool(row) and start in gaps
            _bin(sheet, (left + 1, y, right - 1, y + _TALL), f"{start:g}–{start + step:g} h", gap=gap)
    foot = _TOP + 2 * _STEP + 22
    for hour in range(0, 25, 6):
        anchor = "start" if hour == 0 else "end" if hour == 24 else "middle"
        sheet.text((_NAMES + hour * wide, foot, anchor), f"{hour} h", "tick", size=12)
    sheet.height = foot + 6
    return str(sheet)


def _bin(sheet: Sheet, box: Box, hint: str, *, gap: bool) -> None:
    left, top, right, bottom = box
    sheet.rect(left, top, right - left, bottom - top, "use gap" if gap else "use", hint)
    if gap:
        sheet.hatch(box, "hatch paper")
        sheet.text(((left + right) / 2, bottom + 13.5, "middle"), "▲", "warn", size=12)


def _said(bins: Mapping[float, float], step: float) -> str:
    return ", ".join(f"{start:g}–{start + step:g} h" for start in sorted(bins) if bins[start] > 0) or "none"
