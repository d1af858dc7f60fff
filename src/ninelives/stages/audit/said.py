"""What an audit found, as a terminal says it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.envelope import cannot_tell
from ninelives.artifacts.glance import visible
from ninelives.report import adversary
from ninelives.report.terminal import more, paint, shown
from ninelives.report.tested import gain
from ninelives.report.words import list_and, many, percent

if TYPE_CHECKING:
    from pathlib import Path

    from ninelives.stages.audit.job import Audited

MOST = 3  # explanations, notes and things to do
SIGNS = {"good": ("●", "seen"), "warn": ("◆", "warn"), "bad": ("▲", "warn"), "unsure": ("○", "estimate")}
WIDE, COLUMNS = 46, 110  # letters of what is to be done, beside its command; of a line
_INDENT, _NAME = 4, 15


def said(done: Audited, report: Path) -> list[str]:
    """The verdict, what it stands on, and what to do: a screen of it, the rest is in the report."""
    found = done.findings
    facts = found.facts
    sign, look = SIGNS[facts["level"]]
    lines = ["  made before: the same data, options and version"] if done.done else []
    first, *rest = wrap(visible(facts["sentence"]), COLUMNS - _INDENT)
    lines += [f"  {paint(sign, look)} {paint(first, 'bold')}", *(f"    {paint(line, 'bold')}" for line in rest)]
    lines += [f"    {line}" for line in wrap(visible(facts["why"]), COLUMNS - _INDENT)]
    for name, text in _grounds(facts):
        lines += _ground(name, text)
    lines += adversary.lines(facts.get("adversary"))
    if facts["actions"]:
        lines += ["  do"]
        lines += [line for at, one in enumerate(facts["actions"][:MOST], 1) for line in _action(at, one, facts)]
        left = len(facts["actions"]) - MOST
        lines += [f"       {paint(more(left, 'thing'), 'soft')}"] if left > 0 else []
    lines += ["", f"  {shown(found.path)}   report  {visible(str(report))}"]
    return [*lines, *([f"  {visible(done.note)}"] if done.note else []), *_next(done)]


def _ground(name: str, text: str) -> list[str]:
    """A name and what is told under it, as many lines as it takes."""
    first, *rest = wrap(text, COLUMNS - _INDENT - _NAME) or [""]
    return [f"{'':{_INDENT}}{name:<{_NAME}}{first}", *(f"{'':{_INDENT + _NAME}}{line}" for line in rest)]


def _grounds(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """Each ground in a few words."""
    grounds = []
    if facts["explained_by"]:
        told = [f"{visible(one['words'])} ({percent(one['share'], 0)})" for one in facts["explained_by"][:MOST]]
        told[0] = f"{told[0].removesuffix(')')} of the shift)"
        grounds.append(("explained by", list_and(told)))
    if facts["kind"]["name"] not in ("none", "unknown"):
        grounds.append(("kind", visible(facts["kind"]["words"])))
    if rests := facts["harm"].get("assumption") or facts["kind"]["assumption"]:
        grounds.append(("holds if", visible(rests)))
    if facts["unrecorded"]:
        grounds.append(("cannot tell", visible(cannot_tell(facts["unrecorded"]).removeprefix("cannot tell: "))))
    if facts["units"]["words"]:
        grounds.append(("compared", visible(facts["units"]["words"])))
    if facts["units"]["words"]:
        grounds.append(("false alarms", _false_alarms(facts)))
    return grounds + [("note", visible(note)) for note in facts["notes"][:MOST]]


def _false_alarms(facts: dict[str, Any]) -> str:
    own, promised = facts["itself"], percent(facts["alpha"], 0)
    if own["rate"] is None:
        return f"{promised} promised; not measured{': ' + own['why'] if own['why'] else ''}"
    above = ": it shifts within itself" if own["interval"] and own["interval"][0] > facts["alpha"] else ""
    return f"{percent(own['rate'])} on halves of the reference's own {many(facts['noun'])}, {promised} promised{above}"


def _action(at: int, one: dict[str, Any], facts: dict[str, Any]) -> list[str]:
    """What to do and the line to paste, beside each other where there is room."""
    what = ", ".join(filter(None, [visible(one["what"]), gain(one["gain"], facts["harm"].get("measure"))]))
    line = visible(one["command"])
    if len(what) <= WIDE:
        return [f"    {at}  {what:<{WIDE}}  {line}"]
    return [f"    {at}  {what}", f"       {'':{WIDE}}  {line}"]


def _next(done: Audited) -> list[str]:
    """What to type where nothing has to be done."""
    if done.findings.facts["actions"]:
        return []
    from ninelives.report.findings import next_of  # late: a terminal draws no charts

    told = next_of(done.findings.facts, str(done.findings.path))
    return [f"  next    {visible(told.line)}", f"          {told.why}"]
