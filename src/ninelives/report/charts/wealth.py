"""What bets against a stream have won, observation by observation: where it crosses the line there is an alarm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log, log10

from ninelives.report.charts.against import steps
from ninelives.report.charts.sheet import Sheet, fit, reach
from ninelives.report.words import count, figure

_LEFT, _TOP, _TALL, _FOOT, _STEP = 74.0, 44.0, 190.0, 44.0, 26.0  # px
MOST = 14  # columns that are drawn
BEYOND = 6.0  # powers of ten beyond the line of alarm that are drawn


@dataclass(frozen=True, slots=True)
class Won:
    """What is drawn.

    Attributes:
        logs: the greatest natural logarithm of the evidence in each stretch of the stream.
        step: observations of a stretch.
        n: observations in all.
        alpha: an alarm is at 1 / alpha.
        alarm: the observation at which there was one.
        since: after which observation the change began, and the ends of what that may be.
    """

    logs: tuple[float, ...]
    step: int
    n: int
    alpha: float
    alarm: int | None = None
    since: tuple[int, int, int] | None = None


def wealth(told: Won, width: int) -> str:
    """The evidence as a line on a scale of powers of ten, the line of alarm, and the band in which the change began."""
    sheet = Sheet(width, "Evidence that the stream is not like its reference", _told(told))
    tens = [log_ / log(10) for log_ in told.logs]
    line = log10(1 / told.alpha)
    low, high = floor(min([-1.0, *tens])), ceil(min(max([line + 0.7, *tens]), line + BEYOND))
    right, floor_ = width - 14.0, _TOP + _TALL

    def x(number: float) -> float:
        return _LEFT + number / max(told.n, 1) * (right - _LEFT)

    def y(ten: float) -> float:
        return floor_ - (ten - low) / (high - low) * _TALL

    for mark in _powers(low, high):
        sheet.line(_LEFT, y(mark), right, y(mark), "grid")
        if abs(y(mark) - y(line)) > 14:
            sheet.text((_LEFT - 8, y(mark) + 4, "end"), _power(mark), "tick", size=12)
    if told.since is not None:
        _band(sheet, told.since, x, (_TOP, floor_))
    sheet.line(_LEFT, y(line), right, y(line), "level")
    sheet.text((_LEFT - 8, y(line) + 4, "end"), f"{figure(1 / told.alpha)}×", "warn", size=12)
    spots = [(min(x((at + 0.5) * told.step), right), y(min(ten, high))) for at, ten in enumerate(tens)]
    sheet.path([(_LEFT, y(0)), *spots], "line")
    if max(tens, default=0) > high:
        sheet.place([f"goes on to {_power(max(tens))}", "goes on"], [(right, _TOP - 6, "end")], size=12)
    if told.alarm is not None:
        _alarm(sheet, told.alarm, x(told.alarm), y(line), right)
    else:
        sheet.place(["an alarm from here on", "alarm"], [(right - 4, y(line) - 6, "end")], "warn", size=12)
    _numbers(sheet, told.n, x, floor_)
    sheet.height = floor_ + _FOOT
    return str(sheet)


def moved(logs: Sequence[tuple[str, float]], alpha: float, width: int) -> str:
    """The evidence of each column as a bar on a scale of powers of ten; those beyond the line moved.

    Args:
        logs: name and natural logarithm, the largest first.
        alpha: of all columns together.
        width: px.
    """
    shown = [(name, max(0.0, told / log(10))) for name, told in logs[:MOST]]
    line = log10(len(logs) / alpha)
    said = "; ".join(f"{name}: {_power(round(ten))}" for name, ten in shown)
    sheet = Sheet(
        width, "Evidence of each column", f"{said}. From {figure(len(logs) / alpha)} on one is an alarm alone."
    )
    names = min(max(reach(name, 13) for name, _ in shown), 0.42 * width) + 12
    far, right = min(max([line * 1.15, *(ten for _, ten in shown)]), line + BEYOND), width - 70.0

    def x(ten: float) -> float:
        return names + min(ten, far) / far * (right - names)

    floor_ = 8 + _STEP * len(shown)
    sheet.line(x(line), 2, x(line), floor_, "level")
    for row, (name, ten) in enumerate(shown):
        y = 8 + row * _STEP
        sheet.text((names - 8, y + 17, "end"), fit(name, names - 12, 13), "lab", hint=name)
        sheet.rect(names, y + 4, max(x(ten) - names, 1.5), _STEP - 8, "bar warn" if ten >= line else "bar", name)
        sheet.text(
            (x(ten) + 6, y + 17, "start"), f"{'▲ ' * (ten >= line)}{_power(ten)}", "warn" if ten >= line else "tick"
        )
    sheet.place(
        ["an alarm by itself", "alarm"], [(x(line), floor_ + 16, "middle"), (width, floor_ + 16, "end")], "warn"
    )
    sheet.height = floor_ + 24
    return str(sheet)


def power(log_e: float) -> str:
    """Evidence from its natural logarithm, as people write it: ``1,000``, ``10⁵⁴``."""
    return _power(log_e / log(10))


def _band(sheet: Sheet, since: tuple[int, int, int], x: Callable[[float], float], ends: tuple[float, float]) -> None:
    begin, first, last = (x(number) for number in since)
    sheet.rect(first, ends[0], max(last - first, 2.0), ends[1] - ends[0], "ground unseen")
    sheet.hatch((first, ends[0], max(last, first + 2), ends[1]), "hatch gap", 8)
    sheet.line(begin, ends[0], begin, ends[1], "level")
    words = [f"changed after {count(since[0])}", "changed"]
    sheet.place(words, [(begin, ends[0] - 8, "middle"), (begin - 6, ends[0] - 8, "end"), (begin, ends[0] - 8, "start")])


def _alarm(sheet: Sheet, number: int, x: float, y: float, right: float) -> None:
    sheet.dot(x, y, 5, "dot out", f"alarm at observation {number:,}")
    spots = [(x - 8, y - 8, "end"), (x + 8, y + 18, "start"), (right, 14, "end"), (74.0, 14, "start")]
    sheet.place([f"▲ alarm at {count(number)}", "▲ alarm"], spots, "warn")


def _numbers(sheet: Sheet, n: int, x: Callable[[float], float], floor_: float) -> None:
    for mark in steps(0, max(n, 1)):
        if mark <= n and mark == int(mark):
            sheet.place([count(mark)], [(x(mark), floor_ + 18, "middle" if mark else "start")], "tick", size=12)
    sheet.text((x(n), floor_ + 36, "end"), "observations", size=12)


def _powers(low: int, high: int) -> list[int]:
    step = next(each for each in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**9) if (high - low) / each <= 6)
    return list(range(-(-low // step) * step, high + 1, step))


def _power(ten: float) -> str:
    """A power of ten: ``1``, ``0.01``, ``1,000``, ``10⁵⁴``."""
    if -3 <= ten < 4:
        value = float(f"{10.0**ten:.2g}")
        return f"{value:,.0f}" if value >= 10 else figure(value)
    raised = str(round(ten)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"10{raised}"


def _told(told: Won) -> str:
    last = _power(told.logs[-1] / log(10)) if told.logs else "1"
    parts = [f"After {told.n:,} observations it is {last}; an alarm is at {figure(1 / told.alpha)}"]
    if told.alarm is not None:
        parts.append(f"alarm at observation {told.alarm:,}")
    if told.since is not None:
        parts.append(f"it changed after {told.since[0]:,}, between {told.since[1]:,} and {told.since[2]:,}")
    return "; ".join(parts) + "."
