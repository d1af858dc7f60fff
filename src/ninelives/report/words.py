"""How numbers, times and regions are said, on every page and in the terminal alike."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

Interval = tuple[float, float]

ENOUGH = 30  # scenes of which a share right is worth a sentence: as many as a region needs to be seen

_LARGE = ((1_000_000_000, "billion"), (1_000_000, "million"))
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60


def percent(share: float | None, digits: int = 1) -> str:
    """A share in [0, 1] as people say it: ``98.6 %``.

    Only what is exactly none or all says 0 or 100 %; ``None`` and NaN are ``unknown``.
    """
    return "unknown" if share is None or math.isnan(share) else f"{_hundred(share, digits)} %"


def between(interval: Interval, digits: int = 1) -> str:
    """An interval of shares, without the sign: ``97.3–99.3``."""
    low, high = (_hundred(end, digits, guard=False) for end in interval)
    return low if low == high else f"{low}–{high}"


def points(difference: float) -> str:
    """A difference of two shares: ``0.4 points``."""
    size = f"{100 * abs(difference):.1f}"
    return "under 0.1 points" if size == "0.0" and difference else f"{size} {'point' if size == '1.0' else 'points'}"


def signed(weight: float) -> str:
    """A weight with its sign: ``+2.1``, ``−0.4``; two digits under a tenth."""
    size = abs(weight)
    return f"{'−' if weight < 0 else '+'}{size:.{1 if size >= 0.095 else 2}f}"


def figure(number: float) -> str:
    """A number in somebody's own units, to four digits: ``81.94``, ``12,345``, ``0.0123``, ``−4``."""
    size = abs(number)
    text = f"{size:,.0f}" if 9_999.5 <= size < 1e9 else f"{size:.4g}"
    return f"−{text}" if number < 0 and text != "0" else text


def seconds(time: float) -> str:
    """A duration in s: ``2.9 ms``, ``3.9 s``, ``2 min``, ``1 h 2 min``, ``2.1 days``."""
    if time >= _DAY:
        return f"{time / _DAY:.1f} days"
    if time >= _HOUR - _MINUTE / 2:
        return _pair(round(time / _MINUTE), 60, "h", "min")
    if time >= _MINUTE - 0.5:
        return _pair(round(time), _MINUTE, "min", "s")
    if time >= 9.95:
        return f"{time:.0f} s"
    return f"{time:.1f} s" if time >= 0.095 or time == 0 else _milliseconds(1000 * time)


def count(number: float) -> str:
    """A count: ``800``, ``12,345``, ``1.2 million``."""
    for size, name in _LARGE:
        if abs(number) >= 0.99995 * size:
            return f"{number / size:.1f}".removesuffix(".0") + f" {name}"
    return f"{number:,.0f}"


def day(when: date) -> str:
    """A date: ``23 November 2026``."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def plural(number: int, noun: str) -> str:
    """A count with its noun: ``1 photo``, ``800 photos``, ``2 classes``, ``2 entries``."""
    return f"{count(number)} {noun if number == 1 else many(noun)}"


def too_few(items: int, scenes: int, noun: str = "photo") -> str:
    """That so few cannot tell how often a model is right, and how many would; nothing where there are enough."""
    if scenes >= ENOUGH:
        return ""
    return f"Cannot tell yet: {plural(items, noun)} in {plural(scenes, 'scene')}, and {ENOUGH} scenes would do."


def many(noun: str) -> str:
    """The plural of a regular English noun."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"


def list_and(words: Iterable[str], word: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``; the empty string for none."""
    *head, last = [*words] or [""]
    return f"{', '.join(head)} {word} {last}" if head else last


def sentence(text: str) -> str:
    """``text`` with a capital first letter and a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}" if text else ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A region that the use visits and the artifact has not seen."""

    words: str  # "18–20 h", "light below 0.1", "wind and night"
    axes: tuple[str, ...]  # one or two axes: ("hour",)
    share: float  # of the declared use, or of the new scenes, that falls there, 0 to 1
    scenes: int  # that the artifact has there
    kind: str  # "unseen", "thin", "simulated" or "unknown"
    start: float | None = None  # ends of a single region of numbers, so that neighbours are told as one
    stop: float | None = None
    missing: int = 0  # scenes that would make it seen
    shares_add: bool = True  # no scene of the use visits two regions, so that shares of neighbours add up
    scenes_add: bool = True  # nor does one of the artifact
    least: bool = False  # `share` is that of the largest part: all together may be more
    parts: bool = False  # `scenes` is that of the largest part

    @property
    def subject(self) -> str:
        """What a person calls it: the night, the dark, or its own words."""
        if self.start is None or self.stop is None or len(self.axes) != 1:
            return self.words
        if self.axes == ("hour",) and _is_night(self.start, self.stop):
            return "the night"
        return "the dark" if self.axes == ("light",) and self.start <= 0 and self.stop <= 0.25 else self.words

    def portion(self, digits: int = 1) -> str:
        """Its share, said: ``58.3 %``, ``at least 46.0 %``."""
        return f"{'at least ' if self.least and self.share < 1 else ''}{percent(self.share, digits)}"

    @property
    def held(self) -> str:
        """What the artifact has seen there: ``9 scenes``, ``under 30 scenes in each part``."""
        return f"under {ENOUGH} scenes in each part" if self.parts else plural(self.scenes, "scene")

    @property
    def where(self) -> str:
        """Its place in a sentence: ``at 18–8 h``, ``in light below 0.1``."""
        return f"{'at' if self.axes[:1] == ('hour',) else 'in'} {self.words}"


def together(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """Neighbouring regions of one axis told as one, the largest share first."""
    spans = [gap for gap in gaps if gap.start is not None and len(gap.axes) == 1]
    rest = [gap for gap in gaps if gap not in spans]
    runs: list[Gap] = []
    for gap in sorted(spans, key=lambda gap: (gap.axes, gap.start)):
        _append(runs, gap)
    return tuple(sorted([*_closed(runs), *rest], key=lambda gap: (-gap.share, gap.words)))


def span(axis: str, start: float, stop: float) -> str:
    """A stretch of one axis: ``18–8 h``, ``light below 0.1``, ``wind 4–6``."""
    if axis == "hour":
        return f"{start:g}–{stop:g} h"
    if axis == "light" and (start <= 0 or stop >= 1):
        return f"light below {stop:g}" if start <= 0 else f"light above {start:g}"
    return f"{axis} {start:g}{' to ' if start < 0 else '–'}{stop:g}"


def _hundred(share: float, digits: int, guard: bool = True) -> str:
    text = f"{100 * share:.{digits}f}"
    if share in (0, 1):
        return f"{100 * share:.0f}"
    if guard and 0 < share < 1 and float(text) in (0, 100):
        step = 10.0**-digits
        return f"under {step:g}" if share < 0.5 else f"over {100 - step:g}"
    return text.removesuffix(".0") if float(text) in (0, 100) else text


def _pair(time: int, size: int, large: str, small: str) -> str:
    whole, part = divmod(time, size)
    return f"{whole} {large}" + (f" {part} {small}" if part else "")


def _milliseconds(time: float) -> str:
    if time < 0.1:
        return "under 0.1 ms"
    return f"{time:.1f} ms" if time < 9.95 else f"{time:.0f} ms"


def _is_night(start: float, stop: float) -> bool:
    """Whether hours from ``start`` to ``stop`` hold midnight or end there, and leave noon alone."""
    end = stop if stop > start else stop + 24
    return (start >= 16 and 24 <= end <= 34) or (stop <= 10 and start <= 4)


def _append(runs: list[Gap], gap: Gap) -> None:
    if runs and runs[-1].axes == gap.axes and runs[-1].kind == gap.kind and runs[-1].stop == gap.start:
        runs[-1] = _joined(runs[-1], gap)
    else:
        runs.append(gap)


def _closed(runs: list[Gap]) -> list[Gap]:
    """Hours that end at midnight go on at 0."""
    late = next((run for run in runs if run.axes == ("hour",) and run.stop == 24 and run.start != 0), None)
    early = next((run for run in runs if run.axes == ("hour",) and run.start == 0 and run.stop != 24), None)
    if late is None or early is None or late.kind != early.kind:
        return runs
    return [run for run in runs if run not in (late, early)] + [_joined(late, early)]


def _joined(first: Gap, then: Gap) -> Gap:
    start, stop = first.start or 0.0, then.stop or 0.0
    shares, scenes = (first.share, then.share), (first.scenes, then.scenes)
    return replace(
        first,
        words=span(first.axes[0], start, stop),
        share=min(1.0, sum(shares)) if first.shares_add else max(shares),
        scenes=sum(scenes) if first.scenes_add else max(scenes),
        least=not first.shares_add,
        parts=not first.scenes_add and any(scenes),
        stop=stop,
        missing=first.missing + then.missing,
    )
