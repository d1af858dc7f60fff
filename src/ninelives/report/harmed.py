"""Harm and the classes' shares, before and now: figures, sentences and charts of them."""

from __future__ import annotations

from dataclasses import dataclass

from ninelives.report import charts, words
from ninelives.report.charts import Mark, Marked
from ninelives.report.words import Interval, between, figure, percent, plural

CLASSES = 12  # in the chart of their shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """How right, or how far off, it is here.

    Attributes:
        verdict: ``harmful``, ``harmless`` or ``unknown``.
        value: share right, or the mean absolute error; None where nobody knows.
        interval, before, before_interval: of it, and where the reference was judged.
        share: whether these are shares right.
        estimate: no truth of the new was known.
        labels: of the new, that it rests on.
        assumption, reason: what it rests on; why nobody knows.
    """

    verdict: str = "unknown"
    value: float | None = None
    interval: Interval | None = None
    before: float | None = None
    before_interval: Interval | None = None
    share: bool = True
    estimate: bool = True
    labels: int = 0
    assumption: str = ""
    reason: str = ""

    def say(self, value: float) -> str:
        """A figure of it."""
        return percent(value) if self.share else figure(value)

    def ends(self, interval: Interval | None) -> str:
        """Its interval: ``86.8–90.7``."""
        if interval is None:
            return ""
        return between(interval) if self.share else f"{figure(interval[0])} to {figure(interval[1])}"


@dataclass(frozen=True, slots=True)
class Class:
    """How common one class was and is."""

    name: str
    before: float
    now: float
    interval: Interval | None = None


def figures(harm: Harm) -> list[tuple[str, str]]:
    """The figure that leads a page, and what it counts; none where nobody knows."""
    if harm.value is None:
        return []
    what = "right here" if harm.share else "off on average here"
    ends = f", {harm.ends(harm.interval)}" if harm.interval else ""
    sure = ", an estimate" if harm.estimate else " (95 % sure)" if harm.interval else ""
    before = "" if harm.before is None else f"; {harm.say(harm.before)} before"
    return [(harm.say(harm.value), f"{what}{ends}{sure}{before}")]


def drawn(harm: Harm) -> object:
    """Before and here, on one axis."""
    if harm.value is None:
        return ""
    now = Mark(harm.value, harm.interval, "est" if harm.estimate else "now")
    told = f" ({harm.ends(harm.interval)})" if harm.interval else ""
    rows = [Marked("here, an estimate" if harm.estimate else "here", (now,), harm.say(harm.value) + told)]
    if harm.before is not None:
        told = f" ({harm.ends(harm.before_interval)})" if harm.before_interval else ""
        was = Mark(harm.before, harm.before_interval, "was")
        rows.insert(0, Marked("before", (was,), harm.say(harm.before) + told))
    title = "Share right, before and here" if harm.share else "Mean absolute error, before and here"
    say, most = (_whole, 1.0) if harm.share else (figure, None)
    return charts.two(lambda width: charts.marks(rows, width, title=title, say=say, most=most))


def told(harm: Harm) -> str:
    """What it rests on, in sentences."""
    if harm.value is None:
        return words.sentence(f"nobody can tell{': ' + harm.reason if harm.reason else ''}")
    known = f"from {plural(harm.labels, 'label')}" if harm.labels else "without labels"
    told = f"{'An estimate' if harm.estimate else 'Measured'}, {known}."
    rests = f"It holds if {harm.assumption}." if harm.assumption else ""
    return " ".join(filter(None, [told, rests, words.sentence(harm.reason)]))


def classes_drawn(classes: tuple[Class, ...]) -> object:
    """The shares of those classes that moved most, before and now."""
    if not classes:
        return ""
    most = sorted(classes, key=lambda each: -abs(each.now - each.before))[:CLASSES]
    shown = [each for each in classes if each in most]
    rows = [
        Marked(each.name, (Mark(each.before, None, "was"), Mark(each.now, each.interval)), _from_to(each))
        for each in shown
    ]
    title = "Share of each class, before and now"
    return charts.two(lambda width: charts.marks(rows, width, title=title, say=_whole, most=1.0))


def _whole(share: float) -> str:
    """A share on an axis, with a decimal only where it takes one."""
    return percent(share, 0 if abs(100 * share - round(100 * share)) < 1e-6 else 1)


def _from_to(each: Class) -> str:
    ends = f" ({between(each.interval)})" if each.interval else ""
    return f"{percent(each.before)} → {percent(each.now)}{ends}"
