"""The page of a watch: the evidence over time, since when, and which columns moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from ninelives.report import charts, page
from ninelives.report.charts import Won
from ninelives.report.page import Aside, Command, Verdict
from ninelives.report.words import count, figure, list_and, percent, plural

NAMED = 3  # columns in the first sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchPage:
    """Everything that the page of a watch shows."""

    name: str  # "photos.watch"
    reference: int  # its observations
    date: dt.date
    won: Won
    log_e: float  # of the evidence now
    columns: tuple[tuple[str, float], ...]  # name and log of its evidence, the largest first
    moved: tuple[str, ...]  # those that would be an alarm by themselves
    alpha: float
    alarm: str | None = None  # "observation 1,345, 3 May 2026, 14:00"
    since: str | None = None
    outside: int = 0
    bets: int = 0
    risk: str = ""
    risk_alarm: bool = False
    odd: tuple[str, ...] = ()
    set_aside: tuple[Aside, ...] = ()
    next: tuple[Command, ...] = ()
    lineage: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[str, ...] = ()


def render(facts: WatchPage) -> str:
    """One HTML file."""
    return page.write(
        "watch.html",
        page=facts,
        verdict=verdict(facts),
        wealth=charts.two(partial(charts.wealth, facts.won)),
        moved=charts.two(partial(charts.moved, facts.columns, facts.alpha)),
        shown=charts.MOST_MOVED,
    )


def verdict(facts: WatchPage) -> Verdict:
    """The sentence for a manager, and what stands under it."""
    tone, chip = "good", f"no alarm in {plural(facts.won.n, 'observation')}"
    if facts.alarm:
        tone, chip = "warn", f"alarm at {facts.alarm}"
    elif facts.risk_alarm:
        tone, chip = "warn", "wrong more often than the model claims"
    elif facts.outside:
        tone, chip = "warn", f"{plural(facts.outside, 'observation')} at hours that the reference never saw"
    elif not facts.won.n:
        tone, chip = "plain", "nothing was seen yet"
    return Verdict(headline(facts), chip, tone, _paragraph(facts), _figures(facts))


def headline(facts: WatchPage) -> str:
    """The first sentence."""
    if not facts.won.n:
        return "Nothing came, so nothing can be told."
    if not facts.alarm:
        worse = " But it is wrong more often than it claims." if facts.risk_alarm else ""
        return f"Nothing says that {plural(facts.won.n, 'observation')} differ from the reference.{worse}"
    named = facts.moved or tuple(name for name, _ in facts.columns[:1])
    more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
    what = ", ".join(named[:NAMED]) + more if more else list_and(named)
    return f"The stream has changed: {what}."


def _paragraph(facts: WatchPage) -> str:
    parts = []
    if facts.since:
        parts.append(facts.since)
    if facts.outside:
        parts.append(f"{plural(facts.outside, 'observation')} came at hours that the reference never saw.")
    if not facts.alarm and facts.won.n:
        parts.append("That is no proof that nothing changed: a small change takes longer to show.")
    parts.append(facts.assumptions[0] if facts.assumptions else "")
    return " ".join(filter(None, parts))


def _figures(facts: WatchPage) -> tuple[tuple[str, str], ...]:
    return (
        (charts.power(facts.log_e), f"evidence now; an alarm is at {figure(1 / facts.alpha)}"),
        (count(facts.won.n), f"observations, {count(facts.bets)} of them bet on"),
        (count(len(facts.columns)), "columns watched"),
        (percent(facts.alpha, 0), f"chance of ever a false alarm, beside {plural(facts.reference, 'observation')}"),
    )
