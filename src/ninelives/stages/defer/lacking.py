"""What a promise lacks: why there is none, and what it would take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ninelives.kernels.stats.guarantee import clean_needed
from ninelives.report.words import many, percent, plural
from ninelives.stages.defer.asked import share

if TYPE_CHECKING:
    from ninelives.kernels.stats.guarantee import Certified, Needed
    from ninelives.stages.defer.asked import Task
    from ninelives.stages.defer.sources import Source
    from ninelives.stages.defer.spec import DeferSpec


def why_not(found: Certified, source: Source, task: Task, spec: DeferSpec) -> str:
    """Why nothing can be promised."""
    clean = clean_needed(task.risk, spec.delta)
    if found.scenes < clean:
        return (
            f"{plural(found.scenes, source.counted)} are too few: it takes {clean:,} without a mistake to be "
            f"{share(1 - spec.delta)} sure of {share(task.risk)}"
        )
    return f"even of what it is surest of, more than {share(task.risk)} may be wrong"


def needed(found: Certified, takes: Needed, source: Source, task: Task) -> dict[str, Any]:
    """What it would take, and what can be promised with what there is."""
    promised, told = found.promised, ""
    more = f"about {takes.scenes:,}" if takes.scenes is not None else f"at least {takes.clean:,}"
    if found.threshold is None:
        tail = "" if takes.scenes is not None else ", without a mistake,"
        told = f"{more} {many(source.counted)}{tail} for {share(task.risk)}"
        if promised < 1:
            told += f"; with those there are, at most {percent(promised)} can be promised of what it is surest of"
    elif takes.scenes is not None and takes.scenes > found.scenes:
        told = f"{more} {many(source.counted)} with their truth would keep about {percent(takes.can, 0)}"
    return {
        "clean": takes.clean,
        "items": takes.scenes,
        "risk": None if promised >= 1 else float(promised),
        "words": told,
    }
