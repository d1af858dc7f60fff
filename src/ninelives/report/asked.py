"""What can be said of a problem at once, in sentences that a terminal and a page share."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Final

from ninelives.artifacts.glance import visible
from ninelives.report.words import count, list_and, many, percent, plural

if TYPE_CHECKING:
    from pathlib import Path

    from ninelives.artifacts.problem import Answer, Problem
    from ninelives.artifacts.problem.needs import Need
    from ninelives.artifacts.problem.rare import Trap

FEW: Final = 3  # gaps and needs told in a terminal; the report holds all


def money(amount: float, currency: str) -> str:
    """A price: ``4 €``, ``0.50 €``, ``12,300 €``, ``1.2 million €``."""
    size = abs(amount)
    whole = amount == round(amount) or size >= 100
    digits = 0 if whole else 2 if size >= 0.005 else 4
    return f"{count(amount) if whole else f'{amount:.{digits}f}'} {currency}"


def about(number: float) -> str:
    """A count to two digits: ``about 940``."""
    return f"about {count(float(f'{number:.2g}'))}"


def work(minutes: float) -> str:
    """A person's time: ``40 minutes``, ``25 hours``."""
    return plural(round(minutes), "minute") if minutes < 100 else plural(round(minutes / 60), "hour")


def chance(share: float) -> str:
    """A share as people say it: ``30 %``, and from one in a hundred down ``1 in 10,000``."""
    return f"1 in {count(round(1 / share))}" if 0 < share <= 0.01 else f"{100 * share:.2g} %"


def of_hundred(share: float) -> str:
    """A share of alarms: ``99 of 100``."""
    return f"{round(100 * share)} of 100"


def by_hand(answer: Answer) -> str:
    """How it is done today, and from when on a machine would pay: the first line of all."""
    problem, pays = answer.problem, answer.pays
    hand, sign = problem.by_hand, problem.loss.currency
    told = [f"{money(hand.cost, sign)} a case", f"right in {exact(hand.right)}"]
    filled = [name in problem.assumed for name in ("by_hand.cost", "by_hand.right")]
    marks = ["", " (both assumed)"] if all(filled) else [" (assumed)" if each else "" for each in filled]
    today = ", ".join(f"{words}{mark}" for words, mark in zip(told, marks, strict=True))
    if pays.cases is None:
        return f"{today}; a machine never pays"
    return f"{today}; a machine pays from {since(pays.cases)} on"


def since(cases: float) -> str:
    """From how many cases on something pays: ``about 940 cases a year``."""
    return "the first case" if cases <= 1 else f"{about(cases)} cases a year"


def verdict(answer: Answer) -> str:
    """What follows for the number of cases that there are."""
    problem, pays = answer.problem, answer.pays
    hand, sign = problem.by_hand, problem.loss.currency
    if pays.cases is None:
        alone = f"deciding {percent(problem.machine.alone, 0)} alone and wrong in {exact(problem.risk)} of these"
        return f"Do it by hand: a machine {alone} would cost more than it saves."
    if hand.a_year is None or pays.a_year is None:
        return "How many there are a year, nobody said: by_hand.a_year tells whether it pays."
    there = f"There are {count(hand.a_year)} a year, {work(hand.minutes * hand.a_year)} of work by hand"
    if pays.a_year > 0:
        return f"{there}: a machine saves {about(pays.a_year)} {sign} a year."
    return f"{there}: do it by hand. A machine would cost {about(-pays.a_year)} {sign} more a year."


def rare(trap: Trap) -> str:
    """The base rate's trap of one class."""
    return (
        f"{trap.name} is {chance(trap.share)}: a test that is right in {exact(trap.right)} is wrong in "
        f"{of_hundred(trap.wrong)} alarms"
    )


def remedy(trap: Trap) -> str:
    """What would lead out of it."""
    wrong = 1 - trap.needs
    allowed = f"1 in {count(float(f'{1 / wrong:.2g}'))}" if wrong > 0 else "none"
    return f"nine in ten of its alarms are right where it gives a false one in {allowed} of the others"


def enough(answer: Answer) -> str:
    """How many cases show the wanted risk."""
    problem, sizes = answer.problem, answer.sizes
    wrong = f"at most {exact(problem.risk)} {mistaken(problem)}"
    shown = f"{count(sizes.clean)} {many(problem.noun)} without a mistake show {wrong} (95 % sure)"
    return f"{shown}; of {count(sizes.likely)}, {sizes.errors} may be wrong"


def mistaken(problem: Problem) -> str:
    """What a mistake is: ``wrong``, ``off by more than 5 kWh``, ``no melody``."""
    outputs = problem.outputs
    if outputs.number is not None and outputs.within is not None:
        return f"off by more than {outputs.within:g} {outputs.number}"
    return "wrong" if outputs.making is None else f"no {re.sub(r'^(?:an?|the) ', '', outputs.making)}"


def guessing(answer: Answer) -> str:
    """What is right without looking: the floor that any machine must beat."""
    name, share = answer.guess
    if not share:
        return ""
    right = percent(share) if share < 0.999 else exact(share)
    if actions := answer.problem.outputs.actions:
        return f"right in {right} of the steps, where it takes any of the {len(actions)} actions"
    others = [each for each in answer.problem.outputs.classes if each != name]
    found = f"'{others[0]}'" if len(others) == 1 else "other answer"
    empty = f": as sure as asked, yet it finds no {found}" if share >= 1 - answer.problem.risk else ""
    return f"right in {right}, by always saying '{name}'{empty}"


def bribes(answer: Answer) -> list[str]:
    """What pays as much as what is wanted, if it is got often enough: the reward's own trap."""
    return [
        f"'{name}' got {count(times)} times is worth as much as '{wanted}': is that meant?"
        for wanted, name, times in answer.bribes
    ]


def sure(answer: Answer) -> str:
    """How sure it must be of a case to decide alone."""
    problem = answer.problem
    human = money(problem.loss.human, problem.loss.currency)
    least = answer.pays.sure
    told = {name: f"from {exact(share)} sure on" if share > 0 else "always" for name, share in least.items()}
    if len(set(told.values())) == 1:
        where = next(iter(told.values()))
    else:
        ranked = sorted(told, key=lambda name: -least[name])
        where = ", ".join(f"'{name}' {told[name]}" for name in ranked[:FEW]) + ", …" * (len(ranked) > FEW)
    return f"{where}; else asking a person for {human} is cheaper"


def need(answer: Answer, one: Need) -> tuple[str, str]:
    """Some data to get, and what they cost."""
    problem = answer.problem
    noun = problem.noun
    price = money(float(f"{one.price:.2g}"), problem.loss.currency)
    days = f", and {count(one.days)} days until they have come true" if one.days else ""
    what = {
        "gap": f"{plural(one.count, noun)} {'at' if one.what.endswith(' h') else 'in'} {one.what}",
        "class": f"{plural(one.count, noun)} of {one.what}",
        "label": f"answers for {_some(one, noun)}",
        "risk": f"{plural(one.count, noun)} more, kept apart to show that it is sure enough",
    }[one.why]
    looked = ""
    if one.why == "class" and one.looked > 1.1 * one.count:
        seldom = ": look where they are common" if one.looked > 2 * one.count else ""
        looked = f" among {count(one.looked)} by chance{seldom}"
    return visible(f"{what}{looked}"), f"about {price}{days}"


def _some(one: Need, noun: str) -> str:
    """Which of those that are there want an answer."""
    if one.looked < one.count:
        return f"{count(one.looked)} of the {plural(one.count, noun)} that are there"
    return f"the {plural(one.count, noun)} that {'is' if one.count == 1 else 'are'} there"


def silent(answer: Answer) -> str:
    """Why no gap can be named; empty where some could."""
    problem = answer.problem
    if problem.deployment is None:
        return "when and where it will be used, nobody said, so no gap can be named"
    if answer.basis == "":
        return f"when and where the {many(problem.noun)} will be collected, nobody said, so no gap can be named"
    return ""


def unknown(answer: Answer) -> str:
    """The declared conditions that the data, or the plan to collect them, do not tell; empty where they tell all."""
    if not answer.gaps.unrecorded:
        return ""
    whose = "the data do not tell it" if answer.basis == "data" else "how they are collected does not tell it"
    return f"{list_and(answer.gaps.unrecorded)}: {whose}"


def gaps(answer: Answer) -> list[str]:
    """The conditions of its use that its data will lack, or do lack."""
    from ninelives.artifacts.envelope import speak

    return speak(answer.gaps)


def ignored(problem: Problem) -> str:
    """What should not matter, in plain words."""
    from ninelives.artifacts.problem.fields import BIASES

    if problem.biases is None:
        return ""
    if not problem.biases:
        return "nothing: every change of a photo may count"
    return f"{list_and(BIASES[name] for name in problem.biases)}: learned from copies, and tested"


def following(answer: Answer, path: Path) -> tuple[str, str]:
    """What to type next, and why."""
    problem, typed = answer.problem, shlex.quote(str(path))
    data = shlex.quote(problem.inputs.data[0]) if problem.inputs.data else ""
    if answer.held is None and data:
        return f"ninelives ask {typed} --data {data}", "do the data hold what was said?"
    if problem.kind == "predict" and problem.inputs.what == "photos":
        return f"ninelives train {data or 'photos/'} --problem {typed}", "the lowest rung that does the job"
    if problem.kind == "predict" and problem.inputs.what == "table":
        told = "" if problem.target else " --target COLUMN"
        return f"ninelives train {data or 'ROWS.csv'}{told} --problem {typed}", "the lowest rung that does the job"
    if problem.kind == "forecast" and problem.inputs.what == "table":
        told = "" if problem.target else " --target COLUMN"
        line = f"ninelives train {data or 'ROWS.csv'}{told} --time COLUMN --problem {typed}"
        return line, "the lowest rung that beats standing still"
    if answer.held is not None:
        return f"ninelives ask {typed}", "again, once its costs and its use are yours"
    return f"ninelives ask {typed} --data DATA", "when there are some"


def table(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """The break-even: a head and rows, from how many cases a year on a machine pays."""
    head = ["decides alone", *(f"wrong in {exact(risk)}" for risk in answer.pays.risks)]
    rows = [
        [percent(alone, 0), *("never" if cases is None else count(float(f"{cases:.2g}")) for cases in told)]
        for alone, told in answer.pays.rows
    ]
    return head, rows


def exact(share: float) -> str:
    """A share with the digits that it has: ``98 %``, ``0.5 %``, ``0.00005 %``."""
    told = f"{100 * share:.4g}"
    return f"{100 * share:.10f}".rstrip("0") + " %" if "e" in told else f"{told} %"
