"""What a hand-over says in a terminal: the answer, its ground, its price, and what to type."""

from __future__ import annotations

from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.glance import visible
from ninelives.report.asked import money
from ninelives.report.facts.handoff import new_of
from ninelives.report.terminal import onward, paint, shown, typed
from ninelives.report.words import list_and

if TYPE_CHECKING:
    from pathlib import Path

    from ninelives.stages.defer.job import Deferred

SIGNS = {"good": ("●", "seen"), "warn": ("▲", "warn"), "bad": ("▲", "warn"), "unsure": ("○", "estimate")}
COLUMNS, INDENT, NAME = 110, 4, 15
MOST = 3
MOST_RISK = 0.3  # above it a promise is not worth its words


def said(done: Deferred, report: Path) -> list[str]:
    """A screen of it; the rest is in the report."""
    facts = done.handoff.facts
    sign, look = SIGNS[facts["level"]]
    lines = ["  made before: the same data, options and version"] if done.done else []
    first, *rest = wrap(visible(facts["sentence"]), COLUMNS - INDENT)
    lines += [f"  {paint(sign, look)} {paint(first, 'bold')}", *(f"    {paint(line, 'bold')}" for line in rest)]
    lines += [f"    {line}" for line in wrap(visible(facts["why"]), COLUMNS - INDENT)]
    for name, text in _grounds(facts):
        first, *rest = wrap(visible(text), COLUMNS - INDENT - NAME) or [""]
        lines += [f"    {name:<{NAME}}{first}", *(f"{'':{INDENT + NAME}}{line}" for line in rest)]
    lines += ["", f"  {shown(done.handoff.path)}   report  {visible(str(report))}"]
    lines += [f"  {visible(done.note)}"] if done.note else []
    return [*lines, *_next(facts, done.handoff.path)]


def _grounds(facts: dict[str, Any]) -> list[tuple[str, str]]:
    found = []
    if facts["guarantee"] != "none":
        found.append(("guarantee", facts["guarantee"]))
    if facts["assumption"]:
        found.append(("holds if", facts["assumption"]))
    if facts["shift"]["tested"]:
        found.append(("mixture", facts["shift"]["words"]))
    if facts["needed"]["words"]:
        found.append(("needed", facts["needed"]["words"]))
    found += [("costs", _costs(facts))] if facts["costs"].get("cost") is not None else []
    return found + [("note", note) for note in facts["notes"][:MOST]]


def _costs(facts: dict[str, Any]) -> str:
    costs, noun = facts["costs"], facts["noun"]
    named = (
        ("cost_if_alone", "always alone"),
        ("cost_if_human", "always a human"),
        ("cost_by_hand", "by hand as today"),
    )
    beside = [
        f"{words} {money(costs[name], costs['currency'])}" for name, words in named if costs.get(name) is not None
    ]
    whose = f" ({list_and(costs['assumed'])} assumed; yours: --problem)" if costs["assumed"] else ""
    told = f"{money(costs['cost'], costs['currency'])} a {noun} · {' · '.join(beside)}{whose}"
    if costs.get("cost_new") is None:
        return told
    use = "of the declared use" if facts["declared"] else "a new " + noun
    return f"about {money(costs['cost_new'], costs['currency'])} {use}; among {facts['calibrated_on']} {told}"


def _next(facts: dict[str, Any], out: Path | None) -> list[str]:
    first = (f"ninelives decide {typed(out)} {visible(new_of(facts))}", "what to do with each")
    loosest = facts["needed"]["risk"]
    if (
        facts["rule"]["threshold"] is None
        and facts["guarantee"] == "none"
        and loosest is not None
        and loosest < MOST_RISK
    ):
        risk = f"{ceil(1000 * loosest) / 1000:g}"
        first = (f"ninelives defer {facts['model']['typed']} --risk {risk}", "what can be promised with what there is")
    return onward(first, (f"ninelives serve {typed(out)}", "where people answer what is handed over"))
