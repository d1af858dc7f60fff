"""The page of Findings: whether the world has left what an artifact was made under, and what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ninelives.report import charts, harmed, page, words
from ninelives.report.adversary import Adversary
from ninelives.report.charts import Axis, Part
from ninelives.report.harmed import Class, Harm
from ninelives.report.page import Command, Picture, Verdict
from ninelives.report.tested import chance
from ninelives.report.words import Gap, Interval, between, percent, plural

TONES = {"good": "good", "warn": "shifted", "bad": "warn", "unsure": "plain"}
CHIPS = {
    "outside-envelope": "outside the envelope",
    "shifted-harmful": "shifted",
    "shifted-harmless": "shifted, does no harm",
    "no-shift-found": "no shift was found",
    "cannot-tell": "cannot tell",
}
HARMS = {"harmful": ", does harm", "harmless": ", so far does no harm"}
RESTS = {"outside-envelope": "envelope", "shifted-harmful": "harm", "shifted-harmless": "harm"}  # else on the tests
NOBODY = Harm()  # knows
SHOWN, TESTS = 12, 30  # pictures or rows; tests in the table


@dataclass(frozen=True, slots=True)
class Shown:
    """A row that shows the shift."""

    item: str
    said: str = ""
    values: tuple[tuple[str, str], ...] = ()  # of the columns that tell why


@dataclass(frozen=True, slots=True)
class Trial:
    """One test, in words."""

    name: str
    of: str
    statistic: str
    p: float | None
    smallest: str
    why: str = ""  # why it could tell nothing


@dataclass(frozen=True, slots=True)
class Action:
    """What to do."""

    what: str
    why: str
    gain: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsPage:
    """Everything that the page of Findings shows."""

    name: str  # "photos.findings"
    reference: str
    new: str
    noun: str
    items: int
    reference_items: int
    date: dt.date
    verdict: str
    level: str
    headline: str
    why: str = ""
    declared: str = ""  # the use, where there are no data
    next: tuple[Command, ...] = ()
    seconds: float | None = None
    harm: Harm = NOBODY
    pictures: tuple[Picture, ...] = ()
    rows: tuple[Shown, ...] = ()
    explained: tuple[Part, ...] = ()
    axis: Axis | None = None  # of the new: scenes and use; `kind` is the reference's
    reference_axis: Axis | None = None
    envelope_svg: str = ""
    envelope_svg_narrow: str = ""
    gaps: tuple[Gap, ...] = ()
    outside: float | None = None
    unrecorded: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    kind: str = ""  # in words
    kind_assumption: str = ""
    classes: tuple[Class, ...] = ()
    classes_why: str = ""
    strangers: Interval | None = None  # share of rows unlike all of the reference, and the share expected
    tests: tuple[Trial, ...] = ()
    p: float | None = None
    alpha: float = 0.05
    least: float | None = None  # the smallest p-value that was attainable
    smallest: str = ""  # shift that would have been found
    units: str = ""
    unit_counts: tuple[int, int] = (0, 0)
    halves: int = 0
    false_alarms: float | None = None
    false_interval: Interval | None = None
    false_why: str = ""
    assumptions: tuple[tuple[str, str], ...] = ()  # step, words
    notes: tuple[str, ...] = ()
    hidden: Adversary | None = None  # what an opponent could hide, where that was asked
    lineage: tuple[tuple[str, str], ...] = ()

    @property
    def of(self) -> str:
        """What shares outside are of."""
        return "of the declared use" if self.declared else "of the new scenes"


def next_of(facts: Mapping[str, Any], out: str = "FINDINGS") -> Command:
    """What to type next, on the page and in the terminal."""
    again = f"ninelives audit {facts['reference']}"
    if facts["actions"]:
        return Command(facts["actions"][0]["command"], facts["actions"][0]["what"])
    if facts["verdict"] == "cannot-tell":
        why = "once there are some" if facts["declared"] else "with more of them"
        return Command(f"{again} {'PHOTOS' if facts['noun'] == 'photo' else 'ROWS'}", why)
    if facts["rows"] and facts["rows"][0].get("prediction") is not None and not facts["harm"].get("labels"):
        why = "fill in some labels: only they tell whether the answers still hold"
        return Command(f"{again} {facts['new']} --labels {out}/relabel.csv", why)
    return Command(f"{again} NEW --fail-on shifted-harmful", "in a pipeline: exit status 3 where it does harm")


def render(facts: FindingsPage) -> str:
    """One HTML file."""
    return page.write(
        "findings.html",
        page=facts,
        verdict=verdict(facts),
        gaps=words.together(facts.gaps),
        pictures=page.shown(facts.pictures[:SHOWN]),
        rows=facts.rows[:SHOWN],
        columns=[name for name, _ in facts.rows[0].values] if facts.rows else [],
        explained=charts.two(lambda width: charts.parted(facts.explained, width, title="What explains the shift"))
        if facts.explained
        else "",
        chart=_chart(facts),
        chart_caption=_caption(facts),
        envelope=page.drawing(facts.envelope_svg, facts.envelope_svg_narrow) if facts.envelope_svg else "",
        harm=harmed.drawn(facts.harm),
        harm_told=harmed.told(facts.harm),
        classes=harmed.classes_drawn(facts.classes),
        unlike=_unlike(facts),
        tested=_tested(facts),
        itself=itself(facts),
        chance=chance,
        most_classes=harmed.CLASSES,
        most_tests=TESTS,
    )


def verdict(facts: FindingsPage) -> Verdict:
    """The sentence for a manager, and what stands under it."""
    tone = TONES[facts.level]
    return Verdict(facts.headline, _chip(facts), tone, _paragraph(facts), tuple(_figures(facts)[:4]), lights=True)


def _chip(facts: FindingsPage) -> str:
    harm = HARMS.get(facts.harm.verdict, "") if facts.verdict == "outside-envelope" else ""
    if facts.verdict == "shifted-harmful":
        harm = ", does harm" if facts.harm.verdict == "harmful" else ", may do harm"
    return CHIPS[facts.verdict] + harm


def _paragraph(facts: FindingsPage) -> str:
    """Why, and the strongest assumption that it rests on."""
    step = RESTS.get(facts.verdict, "shift")
    held = dict(facts.assumptions)
    rests = held.get(step) or held.get("shift") or ""
    if facts.verdict == "cannot-tell":
        rests = ""
    return " ".join(
        filter(
            None,
            [
                facts.why,
                f"All of this holds if {rests}." if rests else "",
                page.told_unrecorded(facts.unrecorded),
            ],
        )
    )


def _figures(facts: FindingsPage) -> list[tuple[str, str]]:
    return [
        *harmed.figures(facts.harm),
        *_how_far_outside(facts),
        *_how_sure(facts),
        _how_often_wrong(facts),
        (
            words.count(facts.items),
            f"new {words.many(facts.noun)}, held against {words.count(facts.reference_items)}"
            if not facts.declared
            else f"{words.many(facts.noun)} of that use, held against {words.count(facts.reference_items)}",
        ),
        *([(words.seconds(facts.seconds), "from start to end")] if facts.seconds else []),
    ]


def _how_far_outside(facts: FindingsPage) -> list[tuple[str, str]]:
    gaps = words.together(facts.gaps)
    if not gaps:
        return [("no gap", f"no more {facts.of} lie outside the envelope than chance explains")] if facts.axis else []
    share = gaps[0].portion() if facts.outside is None else percent(facts.outside)
    return [(share, f"{facts.of} {'lies' if facts.declared else 'lie'} outside: {gaps[0].words}")]


def _how_sure(facts: FindingsPage) -> list[tuple[str, str]]:
    if facts.verdict == "cannot-tell":
        least = f"is the smallest that so few could give, and {facts.alpha:g} is asked for"
        return [] if facts.least is None or facts.least <= facts.alpha else [(f"p {chance(facts.least)}", least)]
    if facts.p is None:
        return []
    if facts.verdict == "no-shift-found" and facts.smallest:
        size, _, of = facts.smallest.partition(" ")
        size, of = (f"{size} %", of.removeprefix("% ")) if of.startswith("% ") else (size, of)
        if size[0].isdigit():
            return [(size, f"{of}: the smallest shift that would have been found")]
    return [(f"p {chance(facts.p)}", "how often chance alone would make the two differ as much, all tests together")]


def _how_often_wrong(facts: FindingsPage) -> tuple[str, str]:
    promised = percent(facts.alpha, 0)
    if facts.false_alarms is None:
        return promised, f"false alarms promised; not measured here{': ' + facts.false_why if facts.false_why else ''}"
    ends = f", {between(facts.false_interval)} (95 % sure)" if facts.false_interval else ""
    return percent(facts.false_alarms), f"false alarms on halves of the reference{ends}; {promised} promised"


def _chart(facts: FindingsPage) -> object:
    axis = facts.axis
    if axis is None or not axis.bins:
        return ""
    made = facts.reference_axis
    return charts.two(lambda width: charts.by_axis(axis, width, made=made, new=True, use=facts.of))


def _caption(facts: FindingsPage) -> str:
    below = "it is to be used" if facts.declared else "the new ones lie"
    parts = [f"Bars above: scenes of the reference. Below: where {below}."]
    if facts.axis and sum(each.use for each in facts.axis.bins) > 1.005:
        parts.append("A scene that visits several bins counts in each, so their shares add up to more than 100 %.")
    return " ".join(parts)


def _unlike(facts: FindingsPage) -> str:
    if facts.strangers is None:
        return ""
    share, expected = facts.strangers
    return (
        f"{percent(share)} of the new {words.many(facts.noun)} are unlike everything in the reference, where "
        f"{percent(expected, 0)} is to be expected."
    )


def _tested(facts: FindingsPage) -> str:
    """What changed places, and how little p-values could have been."""
    if not facts.units:
        return ""
    counts = [
        f"{words.count(number)} of {whose}"
        for number, whose in zip(facts.unit_counts, ("the reference", "the new"), strict=True)
    ]
    least = "" if facts.least is None else f" No p-value could be below {chance(facts.least)}."
    return f"Compared in {facts.units}: {' and '.join(counts)}.{least}"


def itself(facts: FindingsPage) -> str:
    """How often the audit cries wolf on the reference itself."""
    promised = percent(facts.alpha, 0)
    if facts.false_alarms is None:
        return words.sentence(f"not measured{': ' + facts.false_why if facts.false_why else ''}")
    ends = f" ({between(facts.false_interval)}, 95 % sure)" if facts.false_interval else ""
    told = (
        f"The reference was parted in two at random {plural(facts.halves, 'time')}, where nothing can have shifted: "
        f"{percent(facts.false_alarms)} of the pairs raised an alarm{ends}, and {promised} is promised."
    )
    if facts.false_interval and facts.false_interval[0] > facts.alpha:
        why = "That is more than promised: the reference shifts within itself, so what is found may be its own."
        return f"{told} {why}"
    return f"{told} Chance explains the difference." if facts.false_alarms > facts.alpha else told
