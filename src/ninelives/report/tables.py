"""The page of a table's model: how right it is, where, and why this rung."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from ninelives.report import charts, layer, page, rules, words
from ninelives.report.charts import NARROW, Along, Axis, Rung, Sureness
from ninelives.report.judged import drawn
from ninelives.report.layer import ENDS, Voice
from ninelives.report.model import Adopted, behind, chip, doubted, task, told, unknown, why
from ninelives.report.page import Aside, Command, Verdict
from ninelives.report.rules import Rule
from ninelives.report.words import Gap, Interval, between, figure, percent

NOUN: Final = "row"
HALF: Final = 424  # px: two charts beside each other
SAVED: Final = (
    "The score of numbers is R²: the share of the squared error that a rung saves over always saying the mean, on rows "
    "that it had not seen. The mean itself has 0 %."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """How far off numbers are, in the target's own units.

    Attributes:
        mean: of the absolute errors of all judged rows.
        interval: of that, 95 %.
        usual: the same of always saying the mean, where that was tried.
        level: of the intervals about new numbers; None without any.
        covered: share of the rows kept apart whose truth lay within; None where there are none.
        covered_interval: of that, 95 %.
    """

    mean: float
    interval: Interval
    usual: float | None = None
    level: float | None = None
    covered: float | None = None
    covered_interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """A row that was judged wrongly, and what it holds in the columns that move the answers."""

    item: str
    truth: str
    said: str
    values: tuple[tuple[str, str], ...]  # column, value


@dataclass(frozen=True, slots=True)
class Worst:
    """The most wrongly judged rows, the worst first, and among how many they were looked for."""

    rows: tuple[Mistake, ...]
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """Everything that the page of a table's model shows."""

    name: str  # "titanic.model"
    target: str
    classes: tuple[str, ...] | None  # None for numbers
    items: int
    scenes: int
    date: dt.date
    chosen: str  # the name of one of `rungs`
    rungs: tuple[Rung, ...]  # from the lowest up; none of a model that was made elsewhere
    adopted: Adopted | None = None
    next: tuple[Command, ...] = ()
    accuracy: float | None = None  # of classes: share right of all rows, each judged by a fit that had not seen it
    interval: Interval | None = None  # of `accuracy`
    off: Off | None = None  # of numbers
    judged: tuple[int, int] = (0, 0)  # rows: crossfit, kept apart
    seconds: float | None = None  # the whole training
    axis: Axis | None = None  # the main one
    far: Along | None = None  # how far off numbers are along it
    envelope_svg: str = ""
    envelope_svg_narrow: str = ""
    unrecorded: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()  # of the declared conditions, those that were never recorded
    declared: str = ""  # the Deployment in words, "" for none
    outside: float | None = None  # share of the declared use outside the envelope
    gaps: tuple[Gap, ...] = ()
    leaks: tuple[tuple[str, bool], ...] = ()  # in words, and whether the column was left out
    columns: tuple[tuple[str, str, bool], ...] = ()  # name, what it holds, whether the chosen rung reads it
    swayed: tuple[Along, ...] = ()  # what the columns do to the answers, the strongest first
    voices: tuple[Voice, ...] = ()  # what one layer says, the strongest first
    worst: Worst | None = None
    rules: tuple[Rule, ...] = ()
    confusion: tuple[tuple[int, ...], ...] = ()  # counts[truth][prediction], in the order of `classes`
    calibration: tuple[Sureness, ...] = ()
    pairs: tuple[tuple[float, float], ...] = ()  # of numbers: what was said, and the truth
    charged: str = ""  # what its mistakes cost, beside doing it by hand
    charge: tuple[str, ...] = ()  # what of that was assumed
    set_aside: tuple[Aside, ...] = ()
    left: tuple[str, ...] = ()  # rungs that were not tried or not finished, a sentence each
    notes: tuple[str, ...] = ()
    lineage: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[str, ...] = ()


def render(facts: TablePage) -> str:
    """One HTML file."""
    axis, errors, what = facts.axis, facts.far, "right" if facts.classes else "R²"
    label = percent(facts.accuracy) if facts.accuracy is not None else ""
    return page.write(
        "table.html",
        page=facts,
        noun=NOUN,
        verdict=verdict(facts),
        learned=f"{facts.target}: {task(facts.classes) if facts.classes else 'a number'}",
        gaps=words.together(facts.gaps),
        chart=charts.two(lambda width: charts.by_axis(axis, width, label=label)) if axis and axis.bins else "",
        chart_caption=_caption(facts),
        envelope=page.drawing(facts.envelope_svg, facts.envelope_svg_narrow),
        under="judged" if facts.adopted and facts.adopted.trained is None else "made",
        **_ladder(facts, what),
        swayed=[(told, _half(told)) for told in facts.swayed],
        aloud=[(rule, _right(rule, numbers=facts.classes is None)) for rule in facts.rules],
        grown=next((rung for rung in facts.rungs if rung.name == "rules"), None),
        judged=drawn(facts.classes or (), facts.confusion, facts.calibration),
        against=charts.two(lambda width: charts.against(facts.pairs, width), 460, charts.NARROW) if facts.pairs else "",
        far=charts.two(lambda width: charts.along(errors, width)) if errors and any(errors.ends) else "",
        layer=next((rung for rung in facts.rungs if rung.name in ("perceptron", "linear")), None),
        adding=adding(numbers=facts.classes is None, target=facts.target),
        voices=layer.drawn(facts.voices, facts.classes or ENDS),
        by_kind=layer.by_kind(facts.voices) if len(facts.classes or ENDS) > 2 else (),
        rests=_judged_on(facts),
    )


def verdict(facts: TablePage) -> Verdict:
    """The sentence for a manager, and what stands under it."""
    gaps = words.together(facts.gaps)
    tone, said = doubted(facts.adopted) or chip(gaps, facts.outside, facts.undecided, facts.declared)
    return Verdict(_headline(facts, gaps), said, tone, _paragraph(facts, gaps), _figures(facts))


def adding(*, numbers: bool, target: str) -> str:
    """How to read what one layer says."""
    what = f"adds so much to {target}, or takes it away" if numbers else "speaks for a class or against it"
    return (
        f"It adds up: each column {what}, for each deviation that a row's number lies above the middle, or once where "
        f"it is what is said. {'' if numbers else 'A weight of 0.7 doubles the odds. '}Columns that go together share "
        "what they say."
    )


def rests(judged: tuple[int, int]) -> str:
    """On which rows the figures rest."""
    crossfit, apart = judged
    many = words.plural(crossfit + apart, NOUN)
    if not apart:
        return f"{many}, each judged in the cross-validation, by a fit that had not seen its scene."
    return (
        f"{many}, each judged by a fit that had not seen its scene: {words.count(crossfit)} in the cross-validation "
        f"and {words.count(apart)} kept apart from all fitting."
    )


def _judged_on(facts: TablePage) -> str:
    if not facts.adopted:
        return rests(facts.judged)
    kept = f"; {words.count(facts.judged[1])} of them had no part in how sure it says it is" if facts.judged[1] else ""
    return f"{words.plural(sum(facts.judged), NOUN)}{kept}."


def far(off: Off) -> str:
    """How far off it is: ``Off by 81.86 (80.66 to 83.06) on average``."""
    low, high = map(figure, off.interval)
    return f"Off by {figure(off.mean)} ({low} to {high}) on average"


def covers(off: Off) -> str:
    """What its intervals hold, in a sentence; empty without any."""
    if off.level is None:
        return ""
    level = percent(off.level, 0)
    if off.covered is None or off.covered_interval is None:
        return f"Its {level} intervals could not be checked: no rows were kept apart."
    return (
        f"Its {level} intervals held the truth of {percent(off.covered)} ({between(off.covered_interval)}) of the rows "
        "kept apart."
    )


def _headline(facts: TablePage, gaps: tuple[Gap, ...]) -> str:
    first = words.too_few(facts.items, facts.scenes, NOUN)
    lowest = facts.chosen in ("majority", "mean") and facts.scenes >= words.ENOUGH
    if facts.off is not None:
        first = first or f"Off by {figure(facts.off.mean)} on average in rows like these."
        if lowest:
            first = f"Nothing here beats always saying the mean: off by {figure(facts.off.mean)} on average."
    else:
        first = first or f"Right in {percent(facts.accuracy)} of rows like these."
        if lowest:
            first = f"Nothing here beats naming the commonest class: right in {percent(facts.accuracy)}."
    return f"{first} {unknown(gaps[0])}" if gaps else first


def _paragraph(facts: TablePage, gaps: tuple[Gap, ...]) -> str:
    doubts = facts.adopted.doubts if facts.adopted else ()
    parts = [
        *(f"{doubt}." for doubt in doubts),
        covers(facts.off) if facts.off else "",
        *(told(gap) for gap in gaps[:2]),
    ]
    if len(gaps) > 2:
        parts.append(f"{words.plural(len(gaps) - 2, 'further gap')} {'is' if len(gaps) == 3 else 'are'} listed below.")
    if gaps:
        parts.append("Until it has seen that, ask a human there.")
    elif not facts.declared:
        parts.append("Say where it will be used, and this page says what is missing.")
    if gone := sum(left_out for _, left_out in facts.leaks):
        parts.append(
            f"{words.plural(gone, 'column')} that gave the answer away {'was' if gone == 1 else 'were'} left out."
        )
    return " ".join(filter(None, [*parts, page.told_unrecorded(facts.unrecorded)]))


def _figures(facts: TablePage) -> tuple[tuple[str, str], ...]:
    figures = []
    if facts.off is not None:
        low, high = map(figure, facts.off.interval)
        usual = f"; always saying the mean is off by {figure(facts.off.usual)}" if facts.off.usual is not None else ""
        figures.append((figure(facts.off.mean), f"off on average, {low} to {high} (95 % sure){usual}"))
        rung = next(rung for rung in facts.rungs if rung.name == facts.chosen)
        figures.append((percent(rung.score), f"of the squared error saved, {between(rung.interval)} (95 % sure)"))
    elif facts.interval is not None:
        ends = f"{between(facts.interval)} (95 % sure)"
        new = "" if facts.adopted else " each row new to the fit that judged it,"
        figures.append((percent(facts.accuracy), f"right,{new} {ends}"))
    apart = f", {words.count(facts.judged[1])} of them kept apart from all fitting" if facts.judged[1] else ""
    scenes = "scene" if facts.scenes == 1 else "scenes"
    figures.append((words.count(facts.scenes), f"{scenes}, from {words.plural(facts.items, NOUN)}{apart}"))
    if missing := sum(gap.missing for gap in gaps) if (gaps := words.together(facts.gaps)) else 0:
        figures.insert(1, (words.count(missing), "more scenes, in the right places, would close the gaps"))
    if facts.seconds is not None:
        figures.append((words.seconds(facts.seconds), "to adopt" if facts.adopted else "to train"))
    figures.append(behind(facts.adopted, facts.rungs, facts.chosen, NOUN))
    return tuple(figures[:4])


def _caption(facts: TablePage) -> str:
    if facts.axis is None:
        return ""
    known, by = any(each.right is not None for each in facts.axis.bins), f"By {facts.axis.title}. "
    line = f"Line: share right, with its 95 % interval{charts.said(charts.begins(facts.axis))}. " if known else ""
    return f"{by}{line}Bars: scenes that it was made from."


def _ladder(facts: TablePage, what: str) -> dict[str, object]:
    if not facts.rungs:
        return {}
    return {
        "why": why(facts.rungs, facts.chosen),
        "ladder": charts.two(lambda width: charts.ladder(facts.rungs, facts.chosen, width, what)),
        "ladder_caption": _ladder_caption(facts),
    }


def _ladder_caption(facts: TablePage) -> str:
    of = f" of the {words.plural(facts.judged[0], NOUN)} that were judged" if facts.judged[0] else ""
    first = f"Cross-validation{of}: each scene is judged by a fit that had not seen it. Strokes are 95 % intervals"
    start = charts.said(charts.lowest(facts.rungs))
    return f"{first}{start}.{f' {SAVED}' if facts.classes is None else ''}"


def _half(told: Along) -> Markup:
    return charts.two(lambda width: charts.along(told, width), HALF, NARROW)


def _right(rule: Rule, *, numbers: bool) -> str:
    return words.plural(rule.count, NOUN) if numbers else rules.right(rule, NOUN)
