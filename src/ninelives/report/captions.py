"""What stands under the charts of a Handoff's page: what is drawn, and of which items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninelives.report import charts, words
from ninelives.report.words import percent, plural

if TYPE_CHECKING:
    from ninelives.report.handoff import HandoffPage

JUDGED = 10  # items of a bin from which a share right is drawn


def of_axis(facts: HandoffPage) -> str:
    """Of who decides along an axis; nothing where none is drawn."""
    if facts.along is None:
        return ""
    axis = facts.along.axis
    nouns = words.many(facts.noun)
    what = f"the new {nouns}, and those kept apart where none came," if facts.new else f"the {nouns} kept apart,"
    dots, bands = "Dots" if axis.named else "Line", f"bands are 95 % intervals{_starts(axis)}"
    parts = [f"By {axis.title}. {dots}: how often it is right where {JUDGED} or more were judged, {bands}."]
    if any(each.estimate for each in axis.bins):
        parts.append("Dashed: an estimate, from made copies.")
    parts.append(f"Strip: who decides {what} green the machine alone, plum and hatched a human.")
    parts.append("A figure over it is of those below it.")
    if any(each.estimate and kept for each, kept in zip(axis.bins, facts.along.kept, strict=True)):
        parts.append("Pale green: alone, by an estimate.")
    return " ".join(parts)


def _starts(axis: charts.Axis) -> str:
    return charts.said(charts.begins(axis))


def of_curve(facts: HandoffPage) -> str:
    """What the lines are, and of which items; why it keeps what it does."""
    parts = [
        "The more it keeps, the less sure it is of the last ones.",
        f"Upper line: the most that the share wrong can be, {percent(facts.sure, 0)} sure at each threshold by itself.",
        "Dashed: what was asked for.",
    ]
    inside = f"Kept: of the {plural(facts.inside, facts.noun)} that calibrate it, where it has been"
    if facts.groups:
        parts.append(f"One threshold for all, for comparison: here each {facts.each} has its own.")
    elif facts.chosen and facts.overall is not None and percent(facts.overall) != percent(facts.chosen.share):
        parts.append(f"{inside}; with those elsewhere, which go to a human, it is {percent(facts.overall)}.")
    else:
        parts.append(f"{inside}.")
    if facts.dearer and not facts.groups and _could(facts):
        parts.append("Keeping more would not cost less.")
    return " ".join(parts)


def _could(facts: HandoffPage) -> bool:
    """Whether a threshold by which it would keep more lies below what was asked for."""
    chosen = facts.chosen
    return chosen is not None and any(each.share > chosen.share and each.bound <= facts.risk for each in facts.curve)
