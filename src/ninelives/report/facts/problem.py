"""What the page of a Problem shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from ninelives.artifacts.envelope import Axis, speak
from ninelives.artifacts.envelope.axes import PHOTO_AXES
from ninelives.artifacts.problem import Answer
from ninelives.artifacts.problem.fields import FIELDS
from ninelives.report import asked
from ninelives.report.assumed import KINDS, notes, supposed
from ninelives.report.page import Command
from ninelives.report.problem import Costs, Hours, ProblemPage, Rare
from ninelives.report.words import count, list_and, percent, sentence

CASES = 1_000_000  # that a rare class is shown among
ALIKE = "Mistakes fall on all cases alike, and on each wrong answer alike."
PLAN = "Data are collected just as was said, and enough of them in each hour and place."


def page(answer: Answer, path: Path) -> ProblemPage:
    """Everything that the report of a problem says."""
    problem = answer.problem
    chip, tone = _chip(answer)
    head, rows = asked.table(answer)
    return ProblemPage(
        name=path.name,
        kind=KINDS[problem.kind],
        question=problem.question,
        date=date.today(),
        headline=_headline(answer),
        chip=chip,
        tone=tone,
        lead=_lead(answer),
        figures=_figures(answer),
        next=(Command(*asked.following(answer, Path(path.name))),),
        costs=_costs(answer),
        head=tuple(head),
        rows=tuple(map(tuple, rows)),
        sure=f"It decides alone {asked.sure(answer)}",
        enough=asked.enough(answer),
        guess=asked.guessing(answer),
        rare=tuple(_rare(answer, at) for at in range(len(answer.traps))),
        bribes=tuple(asked.bribes(answer)),
        gaps=tuple(_gaps(answer)),
        lacking="never seen: a human decides" if answer.basis == "data" else "none will be collected",
        silent=_silent(answer),
        unknown=f"Cannot tell {asked.unknown(answer)}" if asked.unknown(answer) else "",
        hours=_hours(answer),
        needs=tuple(asked.need(answer, each) for each in answer.needs),
        ignored=asked.ignored(problem),
        notes=notes(answer),
        told=tuple(_told(answer)),
        lineage=(("file", path.name), ("stages", " → ".join(problem.stages))),
        assumptions=(*map(sentence, supposed(answer)), ALIKE, *([PLAN] if answer.basis == "plan" else [])),
    )


def _headline(answer: Answer) -> str:
    """By hand, then what is lacking."""
    pays, hand = answer.pays, answer.problem.by_hand
    sign = answer.problem.loss.currency
    said = "By hand, as assumed, it costs" if "by_hand.cost" in answer.problem.assumed else "By hand it costs"
    today = f"{said} {asked.money(hand.cost, sign)} a case."
    if pays.verdict == "by hand":
        return f"{today} Do it by hand."
    if pays.verdict == "machine":
        return f"{today} A machine pays."
    return f"{today} A machine pays from {asked.since(pays.cases or 0)} on."


def _chip(answer: Answer) -> tuple[str, str]:
    if answer.gaps:
        first = speak(answer.gaps)[0].partition(":")[0]
        return f"never seen: {first}", "warn"
    if answer.traps:
        return "most alarms would be wrong", "warn"
    if words := asked.silent(answer):
        return "no use was declared" if "used" in words else "no plan to collect", "plain"
    if answer.gaps.unrecorded:
        return f"cannot tell: {list_and(answer.gaps.unrecorded)}", "plain"
    return "inside what is collected", "good"


def _silent(answer: Answer) -> str:
    """Why no gap is listed; empty where nothing can be said at all."""
    return asked.silent(answer) or ("" if answer.gaps.unrecorded else "No gap was found in the declared use")


def _lead(answer: Answer) -> str:
    first = sentence(f"By hand: {asked.by_hand(answer)}")
    second = asked.verdict(answer)
    rare = sentence(asked.rare(answer.traps[0])) if answer.traps else ""
    return " ".join(filter(None, (first, second, rare)))


def _figures(answer: Answer) -> tuple[tuple[str, str], ...]:
    problem, pays = answer.problem, answer.pays
    cases = "never" if pays.cases is None else count(float(f"{pays.cases:.2g}"))
    hand = "right by hand, as assumed" if "by_hand.right" in problem.assumed else "right by hand today"
    return (
        (cases, "cases a year from which a machine pays"),
        (percent(problem.by_hand.right, 1), hand),
        (percent(problem.risk, 1), f"at most may be {asked.mistaken(problem)}"),
        (count(answer.sizes.clean), f"{problem.noun}s without a mistake show it"),
    )


def _costs(answer: Answer) -> Costs:
    problem, pays = answer.problem, answer.pays
    hand = problem.by_hand.cost + (1 - problem.by_hand.right) * problem.mistake
    there = problem.by_hand.a_year
    return Costs(pays.fixed, hand - pays.a_case, hand, problem.loss.currency, pays.cases, there)


def _rare(answer: Answer, at: int) -> Rare:
    trap = answer.traps[at]
    there = trap.share * CASES
    alarms = round(there * trap.right), round((CASES - there) * (1 - trap.right))
    return Rare(asked.rare(trap), asked.remedy(trap), alarms, CASES)


def _gaps(answer: Answer) -> list[tuple[str, str]]:
    told = [line.partition(": ") for line in speak(answer.gaps)]
    return [(words, share) for words, _, share in told]


def _hours(answer: Answer) -> Hours | None:
    """The day's bins, where both the collecting and the use were declared."""
    plan, use = answer.problem.inputs.collected, answer.problem.deployment
    axis: Axis = PHOTO_AXES[0]
    if plan is None or use is None or not (plan.shares(axis) and use.shares(axis)):
        return None
    step = axis.step or 1.0
    new = {gap.conditions[0][1] for gap in answer.gaps if len(gap.conditions) == 1 and gap.axes[0].name == axis.name}
    made, used = ({float(label) * step: share for label, share in each.shares(axis).items()} for each in (plan, use))
    return Hours(made, used, {float(label) * step for label in new}, step)


def _told(answer: Answer) -> list[tuple[str, str, bool]]:
    facts = answer.problem.facts
    paths = [path for path in FIELDS if path in facts.raw and path != ("version",)]
    told = [(".".join(map(str, path)).replace("_", " "), path) for path in paths]
    return [(name, _said(path, facts.raw[path]), path in facts.assumed) for name, path in told]


def _said(path: tuple[str | int, ...], value: Any) -> str:
    if path == ("loss", "errors"):
        return "; ".join(
            f"{truth} taken for {name}: {_plain(cost)}" for truth, row in value.items() for name, cost in row.items()
        )
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_plain(each)}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value)) or "nothing"
    return f"{value:,.6g}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
