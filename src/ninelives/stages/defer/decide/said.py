"""What ``decide`` says in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninelives.artifacts.glance import visible
from ninelives.report.terminal import onward, paint, shown, typed
from ninelives.report.words import percent, plural

if TYPE_CHECKING:
    from pathlib import Path

    from ninelives.stages.defer.decide.job import Decided


def said(done: Decided, handoff: Path) -> list[str]:
    """How many it decides alone, why the others go to a person, and what to type."""
    total, counts = len(done.table), done.counts
    alone, asked, refused = (counts.get(name, 0) for name in ("alone", "ask-human", "refuse"))
    share = percent(alone / total) if total else "none"
    sign = paint("▲", "warn") if not alone else paint("○", "estimate") if done.estimate else paint("●", "seen")
    share = f"{share}, an estimate" if alone and done.estimate else share
    rest = f", {refused:,} cannot be read" if refused else ""
    lines = [
        f"  {sign} {paint(f'Decides {alone:,} of {total:,} alone ({share}), {asked:,} go to a human{rest}.', 'bold')}"
    ]
    if done.state.broken:
        lines += [f"    {paint(visible(done.state.broken), 'warn')}", f"    fix: {visible(done.mend)}"]
    lines += [f"    {items:>7,}  {visible(reason)}" for reason, items in done.reasons]
    if checks := int(done.table.get_column("check").sum()):
        lines.append(f"    {checks:>7,}  to be looked at by a person all the same: {plural(checks, 'spot check')}")
    lines += ["", f"  {shown(done.path)}"] if done.path is not None else [""]
    return [*lines, *onward((f"ninelives serve {typed(handoff)}", "where people answer"))]
