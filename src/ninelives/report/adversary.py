"""What an opponent who knows an audit could hide from it: a part of the page of Findings, and lines of a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ninelives.artifacts.glance import visible
from ninelives.report.words import between, figure, percent, sentence

Told = Mapping[str, Any]  # ``facts["adversary"]`` of Findings, see ``stages.audit.adversary``


@dataclass(frozen=True, slots=True, kw_only=True)
class Adversary:
    """Everything that the part shows, in words.

    Attributes:
        reason: why nothing was searched; empty where something was.
        first: what he hides, a sentence.
        cost: what that costs him, a sentence.
        fresh: how often fresh samples showed it, a sentence.
        mixtures: what comes in place of other rows; share hidden, its interval.
        columns: name; largest shift, its interval, in the column's own unit.
        closes: what might be measured too; share left, its interval, a remark.
        secrets: a sentence each.
        rests: what it rests on, a sentence.
        notes: a sentence each.
    """

    reason: str = ""
    first: str = ""
    cost: str = ""
    fresh: str = ""
    mixtures: tuple[tuple[str, str, str], ...] = ()
    columns: tuple[tuple[str, str, str, str], ...] = ()
    closes: tuple[tuple[str, str, str, str], ...] = ()
    secrets: tuple[str, ...] = ()
    rests: str = ""
    notes: tuple[str, ...] = ()


def of(told: Told | None) -> Adversary | None:
    """The part of a page; None where nobody asked."""
    if told is None:
        return None
    if told["reason"]:
        return Adversary(reason=sentence(told["reason"]))
    mixture = told["mixture"]
    return Adversary(
        first=f"replace {_share(mixture)} of his rows by {mixture['what']}; half of such samples show nothing.",
        cost=sentence(told["cost"]["words"]),
        fresh=f"Of fresh samples {_rate(mixture['fresh'])} show it, and {_rate(mixture['twice'])} twice as much.",
        mixtures=tuple((one["what"], _share(one), _ends(one)) for one in told["mixtures"]),
        columns=tuple(map(_column, told["columns"])),
        closes=tuple(map(_closing, told["closes"])),
        secrets=tuple(f"{sentence(one['what'])} {one['words']}" for one in told["secrets"]),
        rests=sentence(f"it holds if {told['assumption']}"),
        notes=tuple(map(sentence, told["notes"])),
    )


def lines(told: Told | None) -> list[str]:
    """The same for a terminal: what he hides, what it costs him, and what closes most of it."""
    if told is None:
        return []
    head = "  an opponent who knows this audit"
    if told["reason"]:
        return [head, f"    {'cannot tell':<14} {visible(told['reason'])}"]
    mixture = told["mixture"]
    ends = f" ({_ends(mixture)})" if _ends(mixture) else ""
    grounds = [("hides", f"{_share(mixture)}{ends} as {mixture['what']}")]
    costs = told["cost"]["words"].split("; ")
    grounds += [("at a cost", costs[0]), *(("", more) for more in costs[1:])]
    if most := _farthest(told["columns"]):
        name, size, _, own = _column(most)
        grounds.append(("or moves", f"{name} by {size}{f', {own}' if own else ''}"))
    less = [one for one in told["closes"] if one["less"]]
    grounds += [("closed by", f"{one['what']}: {percent(one['share_after'])} left") for one in less[:2]]
    grounds += [("secrets", one["words"]) for one in told["secrets"][:1]]
    grounds.append(("if", told["assumption"]))
    return [head, *(f"    {name:<14} {visible(text)}" for name, text in grounds)]


def _farthest(columns: Sequence[Told]) -> Told | None:
    """The column that may move farthest; of names only where there are no numbers."""
    return max(columns, key=lambda one: (one["unit"] == "deviations", one["largest"]), default=None)


def _share(mixture: Told) -> str:
    return "all" if mixture["all"] else percent(mixture["share"])


def _ends(mixture: Told) -> str:
    return "" if mixture["all"] else between(mixture["interval"])


def _rate(told: Told) -> str:
    return f"{percent(told['rate'], 0)} ({between(told['interval'], 0)})"


def _column(told: Told) -> tuple[str, str, str, str]:
    """Name, size, interval, and how far that is in the column's own unit."""
    low, high = told["interval"]
    if told["unit"] != "deviations":
        return told["column"], f"{percent(told['largest'])} {told['unit']}", between((low, high)), ""
    own = told["own"]
    way = "up" if own > 0 else "down"
    ends = f"{low:.2f}–{high:.2f}"
    return told["column"], f"{told['largest']:.2f} deviations", ends, f"{figure(float(f'{abs(own):.3g}'))} {way}"


def _closing(told: Told) -> tuple[str, str, str, str]:
    left = "unknown" if told["share_after"] is None else percent(told["share_after"])
    return told["what"], left, "" if told["interval"] is None else between(told["interval"]), told["why"]
