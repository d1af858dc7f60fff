"""The page of Predictions: what it said about new items, and where they leave the model's envelope."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from ninelives.artifacts.envelope import cannot_tell
from ninelives.report import charts, page, words
from ninelives.report.charts import Axis, Sureness
from ninelives.report.judged import drawn
from ninelives.report.page import Aside, Command, Picture, Verdict
from ninelives.report.words import Gap, Interval, figure, percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Numbers that were said of the rows of a table.

    Attributes:
        target: the column that they tell.
        low, middle, high: of what was said: a twentieth lies below, half, and a twentieth above.
        error: mean absolute error of the rows whose truth is known; None for none.
        error_interval: of that, 95 %.
        model_error: where the model was made.
        model_interval: of that, 95 %.
        level: of the intervals; None without any.
        covered: share of the known rows whose truth lay within its interval.
        pairs: what was said, and the truth.
    """

    target: str
    low: float
    middle: float
    high: float
    error: float | None = None
    error_interval: Interval | None = None
    model_error: float | None = None
    model_interval: Interval | None = None
    level: float | None = None
    covered: float | None = None
    pairs: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictionsPage:
    """Everything that the page of Predictions shows."""

    name: str  # "night.predictions"
    model: str  # "photos.model"
    items: int
    scenes: int | None
    date: dt.date
    counts: tuple[tuple[str, int], ...]  # predictions of each class
    accuracy: float | None = None  # None: no truth was given, of any photo that the model did not learn from
    learned_from: int = 0  # items that the model had learned from
    told: int = 0  # items that came with a truth
    interval: Interval | None = None
    model_accuracy: float | None = None  # where it was made
    model_interval: Interval | None = None
    next: tuple[Command, ...] = ()
    noun: str = "photo"
    seconds: float | None = None
    axis: Axis | None = None  # over NEW: right, interval, scenes, use; `kind` is the model's
    model_axis: Axis | None = None  # the same axis over what the model was made from
    envelope_svg: str = ""  # envelope.picture()
    envelope_svg_narrow: str = ""  # envelope.picture(width=charts.NARROW), for phones
    unrecorded: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()  # conditions that these tell of, and the model never recorded
    left_out: tuple[str, ...] = ()  # usual axes that the model was told to do without
    outside: float | None = None  # share of NEW's scenes outside the envelope
    gaps: tuple[Gap, ...] = ()
    classes: tuple[str, ...] = ()
    known: int = 0  # items whose truth is known
    confusion: tuple[tuple[int, ...], ...] = ()  # of them: counts[truth][prediction], in the order of `classes`
    calibration: tuple[Sureness, ...] = ()  # of them
    doubtful: tuple[Picture, ...] = ()  # least probability first, <= 24
    wrong: tuple[Picture, ...] = ()  # most wrong first, <= 24
    set_aside: tuple[Aside, ...] = ()
    notes: tuple[str, ...] = ()  # what else a person should hear: columns of a table that were left out
    lineage: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[str, ...] = ()
    forecast: Forecast | None = None  # where numbers were said, and no classes


def render(facts: PredictionsPage) -> str:
    """One HTML file."""
    return page.write(
        "predictions.html",
        page=facts,
        verdict=verdict(facts),
        gaps=words.together(facts.gaps),
        chart=_chart(facts),
        chart_caption=_caption(facts),
        envelope=page.drawing(facts.envelope_svg, facts.envelope_svg_narrow),
        counts=charts.two(lambda width: charts.bars(facts.counts, width, title="How often it said what"))
        if facts.counts
        else "",
        spread=_spread(facts.forecast),
        against=_against(facts.forecast),
        judged=drawn(facts.classes, facts.confusion, facts.calibration),
        rests=f"{words.plural(facts.known, facts.noun)} whose truth is known.",
        doubtful=page.shown(facts.doubtful),
        wrong=page.shown(facts.wrong),
    )


def verdict(facts: PredictionsPage) -> Verdict:
    """The sentence for a manager, and what stands under it."""
    gaps = words.together(facts.gaps)
    tone, chip = _chip(facts, gaps)
    return Verdict(_headline(facts, gaps), chip, tone, _paragraph(facts, gaps), _figures(facts))


def _headline(facts: PredictionsPage, gaps: tuple[Gap, ...]) -> str:
    many = words.many(facts.noun)
    if facts.forecast is not None and facts.forecast.error is not None:
        which = f"the {many} it had not learned from" if facts.learned_from else f"these {many}"
        where = (
            "" if facts.forecast.model_error is None else f", {figure(facts.forecast.model_error)} where it was made"
        )
        return f"Off by {figure(facts.forecast.error)} on average in {which}{where}."
    if facts.accuracy is None:
        if gaps:
            share = _outside(facts, gaps)
            return words.sentence(f"{share} of these scenes lie where {facts.model} has never proved itself")
        why = "it learned from those whose truth is known" if facts.told else "nobody said yet what they truly show"
        done = "told apart" if facts.forecast is None else "judged"
        return f"{words.plural(facts.items, facts.noun)} {done}; {why}."
    which = f"the {many} it had not learned from" if facts.learned_from else f"these {many}"
    here = f"Right in {percent(facts.accuracy)} of {which}"
    return f"{here}." if facts.model_accuracy is None else f"{here}, {percent(facts.model_accuracy)} where it was made."


def _outside(facts: PredictionsPage, gaps: tuple[Gap, ...]) -> str:
    """The share of these scenes that lies outside; where scenes visit several regions, at least that of the largest."""
    if facts.outside is not None:
        return percent(facts.outside, 0)
    return replace(gaps[0], least=gaps[0].least or len(gaps) > 1).portion(0)


def _chip(facts: PredictionsPage, gaps: tuple[Gap, ...]) -> tuple[str, str]:
    if gaps:
        return "warn", f"{_outside(facts, gaps)} of these scenes lie outside the envelope"
    if facts.axis is None:
        return "plain", "nothing was recorded that could tell whether they lie inside the envelope"
    if facts.undecided:
        return "plain", cannot_tell(facts.undecided)
    return "good", "no gap between these and the envelope"


def _paragraph(facts: PredictionsPage, gaps: tuple[Gap, ...]) -> str:
    parts = [_learned(facts), _compared(facts), *(_told(gap) for gap in gaps[:2])]
    if gaps:
        parts.append(f"What {facts.model} says there is no more than a guess until a human has looked.")
    if facts.forecast is not None and facts.forecast.covered is not None and facts.forecast.level is not None:
        held = f"{percent(facts.forecast.covered)} of these {words.many(facts.noun)}"
        parts.append(f"Its {percent(facts.forecast.level, 0)} intervals held the truth of {held}.")
    if facts.accuracy is None and not facts.told:
        parts.append("No truth was given, so how often it is right here is not known.")
    return " ".join(filter(None, [*parts, page.told_unrecorded(facts.unrecorded), page.told_left_out(facts.left_out)]))


def _learned(facts: PredictionsPage) -> str:
    if not facts.learned_from:
        return ""
    of = f"{words.count(facts.learned_from)} of these {words.plural(facts.items, facts.noun)}"
    return f"{of} are among those that {facts.model} learned from, and prove nothing."


def _compared(facts: PredictionsPage) -> str:
    """Whether the new data are worse than chance explains, from the two intervals alone."""
    if (told := facts.forecast) is not None:
        if told.error_interval is None or told.model_interval is None:
            return ""
        # of errors less is better, so that the two change places
        facts = replace(facts, interval=told.model_interval, model_interval=told.error_interval)
    if facts.interval is None or facts.model_interval is None:
        return ""
    if facts.interval[1] < facts.model_interval[0]:
        return "That is worse than chance explains: the two intervals do not touch."
    if facts.interval[0] > facts.model_interval[1]:
        return "That is better than where it was made: the two intervals do not touch."
    return "The two intervals overlap, so these figures alone show no fall."


def _told(gap: Gap) -> str:
    if gap.kind == "unknown":
        return words.sentence(f"{gap.portion(0)} of these scenes do not say their {gap.axes[0]}")
    seen = {
        "thin": f"where it has seen {gap.held} only",
        "simulated": "which it knows from copies alone",
    }.get(gap.kind, "which it has never seen")
    return words.sentence(f"{gap.portion(0)} of these scenes lie {gap.where}, {seen}")


def _spread(told: Forecast | None) -> str:
    """Between what the numbers lie, in a sentence."""
    if told is None:
        return ""
    low, middle, high = map(figure, (told.low, told.middle, told.high))
    return f"Half of what it said of {told.target} is at most {middle}; nine in ten lie between {low} and {high}."


def _against(told: Forecast | None) -> object:
    if told is None or not told.pairs:
        return ""
    return charts.two(lambda width: charts.against(told.pairs, width), 460, charts.NARROW)


def _off(error: float, interval: Interval | None, where: str) -> tuple[str, str]:
    ends = f", {figure(interval[0])} to {figure(interval[1])} (95 % sure)" if interval else ""
    return figure(error), f"off on average {where}{ends}"


def _figures(facts: PredictionsPage) -> tuple[tuple[str, str], ...]:
    figures = []
    if (told := facts.forecast) is not None:
        figures += [_off(told.error, told.error_interval, "here")] if told.error is not None else []
        figures += [_off(told.model_error, told.model_interval, "where it was made")] if told.model_error else []
    if facts.accuracy is not None:
        ends = f", {words.between(facts.interval)} (95 % sure)" if facts.interval else ""
        figures.append((percent(facts.accuracy), f"right here{ends}"))
    if facts.model_accuracy is not None:
        ends = f", {words.between(facts.model_interval)} (95 % sure)" if facts.model_interval else ""
        figures.append((percent(facts.model_accuracy), f"right where it was made{ends}"))
    scenes = f" in {words.plural(facts.scenes, 'scene')}" if facts.scenes is not None else ""
    figures.append(
        (words.count(facts.items), f"{words.many(facts.noun)}{scenes}, {len(facts.set_aside)} more set aside")
    )
    if facts.seconds is not None:
        each = f", {words.seconds(facts.seconds / facts.items)} a {facts.noun}" if facts.items else ""
        figures.append((words.seconds(facts.seconds), f"from start to end{each}"))
    return tuple(figures)


def _chart(facts: PredictionsPage) -> object:
    axis, use = facts.axis, "of these scenes"
    if axis is None or not axis.bins:
        return ""
    label = percent(facts.model_accuracy) if facts.model_accuracy is not None else ""
    return charts.two(lambda width: charts.by_axis(axis, width, made=facts.model_axis, new=True, label=label, use=use))


def _caption(facts: PredictionsPage) -> str:
    of = facts.model if facts.model_axis else "these"
    parts = [f"Bars: scenes of {of}."]
    if facts.model_axis and any(each.right is not None for each in facts.model_axis.bins):
        start = charts.said(charts.begins(facts.axis, facts.model_axis))
        parts.insert(0, f"Line: share right of {facts.model} where it was made{start}.")
    if facts.axis and any(each.right is not None for each in facts.axis.bins):
        parts.append(
            f"Rings: these {words.many(facts.noun)} inside the envelope; diamonds: outside. Strokes are 95 % intervals."
        )
    if facts.axis and sum(each.use for each in facts.axis.bins) > 1.005:  # else nobody sees it in the figures
        parts.append("A scene that visits several bins counts in each, so their shares add up to more than 100 %.")
    return " ".join(parts)
