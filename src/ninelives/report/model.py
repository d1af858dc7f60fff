"""The page of a Model: how good it is, where, and why this rung."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ninelives.artifacts.envelope import cannot_tell
from ninelives.artifacts.properties import Property
from ninelives.report import biases, charts, layer, page, rules, words
from ninelives.report.charts import Axis, Growth, Rung, Sureness
from ninelives.report.judged import drawn
from ninelives.report.page import Aside, Command, Picture, Verdict
from ninelives.report.rules import Rule
from ninelives.report.words import Gap, Interval, percent


@dataclass(frozen=True, slots=True)
class Adopted:
    """Of a model that was made elsewhere: what it is called, how it judges, what is suspected of it."""

    name: str
    how: str  # a sentence
    doubts: tuple[str, ...]  # a sentence each
    trained: int | None  # photos that it was trained on, so that the envelope is that of these; None: nobody said


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPage:
    """Everything that the page of a Model shows."""

    name: str  # "photos.model"
    classes: tuple[str, ...]
    items: int
    scenes: int
    date: dt.date
    chosen: str  # the name of one of `rungs`
    rungs: tuple[Rung, ...]  # from the lowest up; none of a model that was made elsewhere
    adopted: Adopted | None = None
    next: tuple[Command, ...] = ()
    noun: str = "photo"  # what an item is called
    accuracy: float  # share right of all photos, each judged by a fit that had not seen it
    interval: Interval  # of `accuracy`
    judged: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))  # right, of how many: crossfit, kept apart
    calibration_items: int = 0  # kept apart
    seconds: float | None = None  # the whole training
    seconds_per_item: float | None = None  # in use
    axis: Axis | None = None  # the main one: hour if recorded, else light
    envelope_svg: str = ""  # envelope.picture()
    envelope_svg_narrow: str = ""  # envelope.picture(width=charts.NARROW), for phones
    unrecorded: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()  # of the declared conditions, those that were never recorded
    left_out: tuple[str, ...] = ()  # usual axes that it was told to do without
    declared: str = ""  # the Deployment in words, "" for none
    outside: float | None = None  # share of the declared use outside the envelope
    gaps: tuple[Gap, ...] = ()
    foreseen: str = ""  # what to expect in a declared light that was never seen
    biases: tuple[Mapping[str, Any], ...] = ()  # what should not matter, each with its test
    copies: int = 0  # that the chosen rung learned from
    rules: tuple[Rule, ...] = ()
    growth: Growth | None = None  # of these rules
    stops: str = ""  # where they stop paying
    told: tuple[Property, ...] = ()  # beside the photos
    asks: str = ""  # what of it the chosen rung has to be told
    voices: tuple[layer.Voice, ...] = ()  # what the rung `perceptron` says, the strongest first
    interaction: Mapping[str, Any] | None = None  # what one layer cannot say, as `train` found it
    confusion: tuple[tuple[int, ...], ...] = ()  # counts[truth][prediction], in the order of `classes`
    calibration: tuple[Sureness, ...] = ()
    charged: str = ""  # what its mistakes cost, beside doing it by hand
    charge: tuple[str, ...] = ()  # what of that was assumed
    wrong: tuple[Picture, ...] = ()  # the most wrong first, <= 24
    set_aside: tuple[Aside, ...] = ()  # all of them; the page shows 50 and the count
    left: tuple[
        str, ...
    ] = ()  # rungs that were capped or broke off, what was asked for and is not there, a sentence each
    notes: tuple[str, ...] = ()  # what else a person should hear: columns of a table that were left out
    lineage: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[str, ...] = ()  # sentences


def render(facts: ModelPage) -> str:
    """One HTML file."""
    gaps = words.together(facts.gaps)
    judged = drawn(facts.classes, facts.confusion, facts.calibration)
    return page.write(
        "model.html",
        page=facts,
        verdict=verdict(facts),
        task=task(facts.classes),
        gaps=gaps,
        chart=_chart(facts),
        envelope_caption=_caption(facts),
        envelope=page.drawing(facts.envelope_svg, facts.envelope_svg_narrow),
        claims=[(bias, biases.verdict(bias), biases.contradiction(bias)) for bias in facts.biases],
        meaning=biases.meaning(facts.chosen),
        under="judged" if facts.adopted and facts.adopted.trained is None else "made",
        **_ladder(facts),
        rules=next((rung for rung in facts.rungs if rung.name == "rules"), None),
        aloud=[(rule, rules.right(rule, facts.noun), rules.gained(rule)) for rule in facts.rules],
        growth=_growth(facts),
        sources=rules.SOURCES,
        price=rules.price,
        layer=next((rung for rung in facts.rungs if rung.name == "perceptron"), None),
        deaf=_deaf(facts.rungs),
        adding=layer.MEANING.format(noun=facts.noun),
        voices=layer.drawn(facts.voices, facts.classes),
        by_kind=layer.by_kind(facts.voices) if len(facts.classes) > 2 else (),
        limit=layer.told(facts.interaction, facts.noun, [each.name for each in facts.told if each.kind == "yes/no"]),
        cells=_cells(facts),
        judged=judged,
        rests=rests(facts),
        wrong=page.shown(facts.wrong),
    )


def task(classes: tuple[str, ...]) -> str:
    """What it tells apart: ``cat or dog``, ``37 classes``."""
    return words.list_and(classes, "or") if len(classes) <= 4 else words.plural(len(classes), "class")


def rests(facts: ModelPage) -> str:
    """On which photos the share right, the confusion, the sureness and the gallery rest."""
    (right, crossfit), (held, apart) = facts.judged
    many = words.plural(crossfit + apart, facts.noun)
    if facts.adopted:
        kept = f" {words.count(apart)} of them, {words.count(held)} right, had no part in how sure it says it is."
        return f"{many}, {words.count(right + held)} of them judged rightly.{kept * bool(apart)}"
    if not apart:
        return f"{many}, each judged in the cross-validation, by a fit that had not seen its scene."
    return (
        f"{many}, each judged by a fit that had not seen its scene: {words.count(crossfit)} in the cross-validation, "
        f"{words.count(right)} of them right, and {words.count(apart)} kept apart from all fitting, "
        f"{words.count(held)} right."
    )


def verdict(facts: ModelPage) -> Verdict:
    """The sentence for a manager, and what stands under it."""
    gaps = words.together(facts.gaps)
    tone, said = doubted(facts.adopted) or chip(gaps, facts.outside, facts.undecided, facts.declared)
    return Verdict(_headline(facts, gaps), said, tone, _paragraph(facts, gaps), _figures(facts, gaps))


def why(rungs: tuple[Rung, ...], chosen: str) -> str:
    """Why ``chosen`` is the lowest rung that does the job, and what the higher ones would buy."""
    names = [rung.name for rung in rungs]
    taken, best = rungs[names.index(chosen)], charts.best_of(rungs)
    error = words.points(best.error)
    if all(rung.capped for rung in rungs if rung is not taken):
        return "No other rung was tried in full." if len(rungs) > 1 else "No other rung was tried."
    if taken.score < best.score - best.error:
        more = words.points(best.score - taken.score)
        reason = f"It did the job before it learned from copies; now {best.name} is {more} better."
    elif taken is rungs[0]:
        reason = f"It is the lowest rung, and no other is better by more than one standard error ({error})."
    elif taken.name == best.name:
        reason = (
            f"No lower rung comes within one standard error ({error}) of it, so it is the lowest that does the job."
        )
    else:
        reason = f"It is the lowest rung within one standard error ({error}) of the best, {best.name}."
    higher = [rung for rung in rungs[names.index(chosen) + 1 :] if not rung.capped]
    return " ".join([reason, *(_bought(taken, rung) for rung in higher)])


def _bought(taken: Rung, rung: Rung) -> str:
    more = rung.score - taken.score
    gain = f"{words.points(more)} more" if more > 0 else "nothing more"
    return f"Above it, {rung.name} would buy {gain}, for {words.seconds(rung.seconds)} of fitting."


def _headline(facts: ModelPage, gaps: tuple[Gap, ...]) -> str:
    score, many = percent(facts.accuracy), words.many(facts.noun)
    first = words.too_few(facts.items, facts.scenes, facts.noun) or f"Right in {score} of {many} like these."
    if facts.chosen == "majority" and facts.scenes >= words.ENOUGH:
        first = f"Nothing here beats naming the commonest class: right in {score}."
    worst = gaps[0] if gaps else _never(facts.axis)
    return first if worst is None else f"{first} {unknown(worst)}"


def unknown(gap: Gap) -> str:
    """What it does not know, in a sentence."""
    if gap.kind == "thin":
        return f"It has hardly seen {gap.subject}."
    if gap.kind == "simulated":
        return words.sentence(f"{gap.subject} it knows from copies alone")
    return f"Nobody knows about {gap.subject} yet."


def _never(axis: Axis | None) -> Gap | None:
    """The night or the dark, where no use was declared and none was seen."""
    if axis is None or axis.named:
        return None
    unseen = [
        Gap(each.words, (axis.name,), each.stop - each.start, 0, "unseen", each.start, each.stop)
        for each in axis.bins
        if each.kind == "unseen"
    ]
    return next((gap for gap in words.together(unseen) if gap.subject in {"the night", "the dark"}), None)


def chip(gaps: tuple[Gap, ...], outside: float | None, undecided: tuple[str, ...], declared: str) -> tuple[str, str]:
    """The tone and the words under the first sentence; arguments as the fields of the page."""
    if gaps:
        share = percent(gaps[0].share if outside is None else outside, 0)
        least = "at least " if outside is None and len(gaps) > 1 else ""
        return "warn", f"{least}{share} of the declared use lies outside the envelope"
    if undecided:
        return "plain", cannot_tell(undecided)
    if declared:
        return "good", "no gap between the declared use and the envelope"
    return "plain", "nobody has said yet where it will be used"


def doubted(adopted: Adopted | None) -> tuple[str, str] | None:
    """The tone and the words under the first sentence of what may be used wrongly; None where nothing says so."""
    return ("warn", "it may not be read as it was meant") if adopted and adopted.doubts else None


def _paragraph(facts: ModelPage, gaps: tuple[Gap, ...]) -> str:
    doubts = facts.adopted.doubts if facts.adopted else ()
    parts = [*(f"{doubt}." for doubt in doubts), _made(facts), *(told(gap) for gap in gaps[:2]), _expected(facts.axis)]
    if len(gaps) > 2:
        parts.append(f"{words.plural(len(gaps) - 2, 'further gap')} {'is' if len(gaps) == 3 else 'are'} listed below.")
    if gaps:
        parts.append("Until it has seen that, ask a human there.")
    elif not facts.declared:
        parts.append("Say where it will be used, and this page says what is missing.")
    return " ".join(filter(None, [*parts, page.told_unrecorded(facts.unrecorded), page.told_left_out(facts.left_out)]))


def _made(facts: ModelPage) -> str:
    """Where its photos come from, along the main axis."""
    spans = charts.stretches(facts.axis) if facts.axis and not facts.axis.named else []
    if not facts.axis or not spans:
        return ""
    many = words.many(facts.noun)
    if facts.axis.name == "hour":
        at = words.list_and(f"between {start:g} and {stop:g} h" for start, stop in spans)
        return f"Its {many} were taken {at}." if spans != [(0, 24)] else f"Its {many} were taken at all hours."
    at = words.list_and(f"from {start:g} to {stop:g}" for start, stop in spans)
    if facts.axis.name == "light":
        return f"Its {many} have a mean light {at} (0 is black, 1 is white)."
    return f"Its {many} have {facts.axis.name} {at}."


def told(gap: Gap) -> str:
    """A gap with its share of the declared use, in a sentence."""
    seen = {
        "thin": f"where it has seen {gap.held} only",
        "simulated": "which it knows from copies alone",
        "unknown": "where nothing was recorded",
    }.get(gap.kind, "which it has never seen")
    return f"{gap.portion(0)} of the declared use lies {gap.where}, {seen}."


def _expected(axis: Axis | None) -> str:
    guessed = [each for each in axis.bins if each.estimate and each.right is not None and each.gap] if axis else []
    weight = sum(each.use for each in guessed)
    if not weight:
        return ""
    about = percent(sum((each.right or 0) * each.use for each in guessed) / weight, 0)
    return f"About {about} is to be expected there, which is an estimate from made copies and no promise."


def _figures(facts: ModelPage, gaps: tuple[Gap, ...]) -> tuple[tuple[str, str], ...]:
    photos = words.plural(facts.items, facts.noun)
    apart = (
        f", {words.count(facts.calibration_items)} of them kept apart from all fitting"
        if facts.calibration_items
        else ""
    )
    new = "" if facts.adopted else f", each {facts.noun} new to the fit that judged it"
    figures = [
        (percent(facts.accuracy), f"right{new}, {words.between(facts.interval)} (95 % sure)"),
        (words.count(facts.scenes), f"{'scene' if facts.scenes == 1 else 'scenes'}, from {photos}{apart}"),
    ]
    if missing := sum(gap.missing for gap in gaps):
        figures.insert(1, (words.count(missing), "more scenes, in the right places, would close the gaps"))
    if facts.seconds is not None:
        use = (
            f", {words.seconds(facts.seconds_per_item)} a {facts.noun} to use"
            if facts.seconds_per_item is not None
            else ""
        )
        figures.append((words.seconds(facts.seconds), f"to {'adopt' if facts.adopted else 'train'}{use}"))
    figures.append(behind(facts.adopted, facts.rungs, facts.chosen, facts.noun))
    return tuple(figures[:4])


def behind(adopted: Adopted | None, rungs: Sequence[Rung], chosen: str, noun: str) -> tuple[str, str]:
    """What stands behind it: how much was learned, or what it was trained on elsewhere."""
    if adopted is None:
        rung = next(rung for rung in rungs if rung.name == chosen)
        numbers = "number" if rung.parameters == 1 else "numbers"
        return words.count(rung.parameters), f"{numbers} learned by {rung.name}"
    if adopted.trained is None:
        return "unknown", "what it was trained on"
    return words.count(adopted.trained), f"{words.many(noun)} that it was trained on"


def _chart(facts: ModelPage) -> object:
    axis, label = facts.axis, percent(facts.accuracy)
    return charts.two(lambda width: charts.by_axis(axis, width, label=label)) if axis and axis.bins else ""


def _growth(facts: ModelPage) -> object:
    told = facts.growth
    if told is None or len(told.steps) < 2:
        return ""
    return charts.two(lambda width: charts.growth(told, width))


def _deaf(rungs: Sequence[Rung]) -> bool:
    """Whether the perceptron may be no better than the commonest class."""
    by_name = {rung.name: rung for rung in rungs}
    least, layer = by_name.get("majority"), by_name.get("perceptron")
    return bool(least and layer and layer.interval[0] <= least.score)


def _cells(facts: ModelPage) -> object:
    """The pair of properties that one layer cannot use, where the photos show one."""
    if facts.interaction is None or not facts.interaction["shown"]:
        return ""
    best = facts.interaction["best"]
    one, other = zip(best["properties"], best["cut"], strict=True)
    alike, apart = best["classes"]
    return charts.two(
        lambda width: charts.cells((one, other), (alike, apart), best["cells"], width), 430, charts.NARROW
    )


def _ladder(facts: ModelPage) -> dict[str, Any]:
    if not facts.rungs:
        return {}
    return {
        "why": why(facts.rungs, facts.chosen),
        "ladder": charts.two(lambda width: charts.ladder(facts.rungs, facts.chosen, width)),
        "ladder_caption": _ladder_caption(facts),
    }


def _ladder_caption(facts: ModelPage) -> str:
    (_, crossfit), _ = facts.judged
    of = f" of the {words.plural(crossfit, facts.noun)} that it is fitted on" if crossfit else ""
    first = f"Cross-validation{of}: each scene is judged by a fit that had not seen it."
    hollow = " Hollow and dotted: capped, on one fold." if any(rung.capped for rung in facts.rungs) else ""
    return f"{first} Strokes are 95 % intervals{charts.said(charts.lowest(facts.rungs))}.{hollow}"


def _caption(facts: ModelPage) -> str:
    """How to read the chart of the main axis; what is not in it is not spoken of."""
    bins = facts.axis.bins if facts.axis else ()
    parts = ["Bars: scenes."]
    if any(each.right is not None for each in bins):
        parts.insert(0, f"Line: share right, with its 95 % interval{charts.said(charts.begins(facts.axis))}.")
    if any(each.estimate for each in bins):
        parts.append("Dashed: an estimate.")
    if any(each.gap for each in bins):
        parts.append("▲ and rust hatching: the use goes where it has not been.")
    elif any(each.kind == "unseen" for each in bins):
        parts.append("Hatched: never seen.")
    return " ".join(parts)
