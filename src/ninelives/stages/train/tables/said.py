"""What ``train`` and ``predict`` print of a table."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.glance import rung, visible
from ninelives.report.costs import lines
from ninelives.report.facts.costs import charged_rows
from ninelives.report.facts.model import left
from ninelives.report.facts.tables import NONE_APART, notes, off, rules
from ninelives.report.rules import right
from ninelives.report.tables import covers, far
from ninelives.report.terminal import aside, more, paint, typed
from ninelives.report.use import made_under
from ninelives.report.words import between, figure, percent, plural, points, too_few

if TYPE_CHECKING:
    from ninelives.artifacts.model.tables import TableModel
    from ninelives.report.rules import Rule
    from ninelives.stages.train.tables.fit import TrainedTable
    from ninelives.stages.train.tables.judge import PredictedRows

RULES, CLASSES = 8, 6  # rules and classes told in a terminal; the report holds all


def trained(made: TrainedTable, report: Path) -> list[str]:
    """The answer of ``train``, line by line."""
    model = made.model
    head = "  made before: the same rows, options and version"
    if not made.done:
        head = "  ladder     " + " · ".join(map(rung, model.scores))
    files = [(f"row {entry.path}", entry.reason) for entry in model.set_aside]
    return [
        head,
        "",
        *_right(model),
        *lines(charged_rows(model)),
        f"  {_ladder(model)}",
        *(f"  {visible(line)}" for line in left(model)),
        *([] if model.facts["calibration_items"] else [f"  {NONE_APART}"]),
        "",
        *_leaks(model),
        *_rules(model),
        *made_under(model, none="name columns with --axes"),
        *aside(files, notes(model.facts)),
        "",
        f"  {visible(str(model.path))}   report  {visible(str(report))}",
        *([f"  {visible(made.note)}"] if made.note else []),
        f"  next    ninelives audit {typed(model.path)} NEW.csv   ·   ninelives defer {typed(model.path)}",
    ]


def _right(model: TableModel) -> list[str]:
    """How right it is, and on which rows that rests; of too few, what would do."""
    chosen, told, found = paint(model.chosen, "seen"), off(model), model.accuracy()
    apart, crossfit = (len(model.tables[name]) for name in ("calibration", "crossfit"))
    if found is not None:
        how = f"right in {percent(found[0])} ({between(found[1])})"
    else:
        assert told is not None
        how = f"{far(told)[0].lower()}{far(told)[1:]}"
    if few := too_few(model.facts["items"], model.facts["scenes"], "row"):
        return [f"  {few}", f"  So far {how}: {chosen}."]
    which = " of rows like these" if found is not None else f" in {visible(model.target)}, for rows like these"
    lines = [f"  {how[0].upper()}{how[1:]}{which}: {chosen}."]
    if told is not None:
        saved = f"It saves {percent(model.best.score)} of the squared error of always saying the mean (R²)."
        lines += [f"  {line}" for line in (saved, covers(told)) if line]
    if apart:
        counts = f"{crossfit:,} in the ladder's cross-validation, {apart:,} kept apart"
        lines.append(f"  All {crossfit + apart:,} were judged by fits new to them: {counts}.")
    return lines


def _ladder(model: TableModel) -> str:
    """Why this rung, in a sentence."""
    scores = list(model.scores)
    at = next(i for i, score in enumerate(scores) if score.name == model.chosen)
    if higher := scores[at + 1 :]:
        top = max(higher, key=lambda score: score.score)
        gain = top.score - model.best.score
        buys = f"{points(gain)} more, within one standard error" if gain > 0 else "nothing"
        return f"The lowest rung that does the job; {top.name} would buy {buys}."
    if at == 0:
        return "No other rung was tried."
    below = max(scores[:at], key=lambda score: score.score)
    how = f"is right in {percent(below.score)}" if model.classes else f"has an R² of {percent(below.score)}"
    return f"{below.name}, the best rung below it, {how}."


def _leaks(model: TableModel) -> list[str]:
    """What gives something away, aloud: first what was left out for it."""
    leaks = sorted(model.facts["leaks"], key=lambda leak: not leak["left_out"])
    return [f"  {paint('▲', 'warn')} {'left out: ' * leak['left_out']}{visible(leak['words'])}" for leak in leaks]


def _rules(model: TableModel) -> list[str]:
    """The rules in words, where they were chosen."""
    if model.chosen != "rules":
        return []
    found = sorted(rules(model), key=lambda rule: (not rule.written, 0 if rule.written else -rule.count))
    lines = [f"  rules       {_rule(rule)}   ({_share(model, rule)})" for rule in found]
    lines[1:] = [line.replace("  rules  ", "         ", 1) for line in lines[1:]]
    rest = [f"              {more(len(lines) - RULES, 'rule')}"] if len(lines) > RULES else []
    return [*lines[:RULES], *rest]


def _rule(rule: Rule) -> str:
    return visible(rule.text if rule.written else f"if {rule.text} → {rule.kind}")


def _share(model: TableModel, rule: Rule) -> str:
    return right(rule, "row") if model.classes else plural(rule.count, "row")


def predicted(made: PredictedRows, report: Path, use: list[str], gaps: list[str]) -> list[str]:
    """The answer of ``predict``, line by line.

    Args:
        made: what was said, and where it lies.
        report: where its page is.
        use: a declared use beside the envelope.
        gaps: where these rows leave the envelope.
    """
    facts, path = made.predictions.facts, made.predictions.path
    after = f"ninelives report {typed(path)}      the same page again, wherever the file goes"
    if facts["gaps"]:
        target = shlex.quote(facts["target"])
        after = f"ninelives train MORE.csv --target {visible(target)}      with rows of what it has not seen"
    return [
        *(["  made before: the same model and rows"] if made.done else []),
        *_learned(facts),
        f"  {_how(facts)}",
        *gaps,
        *use,
        *aside([], facts["notes"]),
        "",
        f"  {visible(str(path))}   report  {visible(str(report))}",
        *([f"  {visible(made.note)}"] if made.note else []),
        f"  next    {after}",
    ]


def _learned(facts: dict[str, Any]) -> list[str]:
    if not facts["learned_from"]:
        return []
    share = f"{facts['learned_from']:,} of these {plural(facts['items'], 'row')}"
    return [f"  {paint('▲', 'warn')} {share} hold the same as rows that it learned from: they prove nothing."]


def _how(facts: dict[str, Any]) -> str:
    known = plural(facts["known"], "other row" if facts["learned_from"] else "row")
    if facts["accuracy"] is not None:
        right = f"{percent(facts['accuracy'])} ({between(facts['interval'])})"
        return f"Right in {right} of the {known} whose truth is known."
    if facts.get("mean_absolute_error") is not None:
        ends = facts["error_interval"]
        off = figure(facts["mean_absolute_error"]) + (f" ({figure(ends[0])} to {figure(ends[1])})" if ends else "")
        held = ""
        if facts["interval_coverage"] is not None:
            level = percent(facts["interval_level"], 0)
            held = f" Its {level} intervals held the truth of {percent(facts['interval_coverage'])}."
        return f"Off by {off} on average in the {known} whose truth is known.{held}"
    what = _what(facts)
    if facts["told"]:
        return f"{what}. How right that is, only rows that it did not learn from can tell."
    return f"{what}. No truth came with them, so how right that is is unknown."


def _what(facts: dict[str, Any]) -> str:
    """What was said, in short."""
    many = plural(facts["items"], "row")
    if said := facts.get("said"):
        low, middle, high = (figure(said[name]) for name in ("low", "middle", "high"))
        return f"{many}: half at most {middle}, nine in ten {low} to {high}"
    counted = sorted(zip(facts["counts"], facts["classes"], strict=True), reverse=True)
    told = ", ".join(f"{count:,} × {_named(name)}" for count, name in counted[:CLASSES] if count)
    return f"{many}: {told}{', …' if sum(count > 0 for count, _ in counted) > CLASSES else ''}"


def _named(name: str) -> str:
    """A class beside a count: one that looks like a number stands in quotes."""
    return visible(name) if name[:1].isalpha() else f"'{visible(name)}'"
