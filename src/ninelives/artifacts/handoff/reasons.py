"""Why each item was decided as it was, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.glance import plural
from ninelives.artifacts.handoff.rule import SIMULATED, UNKNOWN

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Places
    from ninelives.artifacts.handoff.handoff import Handoff
    from ninelives.artifacts.handoff.judged import Bools, Floats
    from ninelives.artifacts.handoff.state import State

FROM: Final = "and it decides alone from"  # what no other reason holds


def reasons(
    handoff: Handoff,
    state: State,
    where: Places,
    score: Floats,
    least: Floats,
    *,
    alone: Bools,
    crowded: Bools,
    broken: Bools,
) -> list[str]:
    """Why each was decided so, in words."""
    if state.broken:
        return [state.broken] * len(score)
    needed = _needed(handoff)
    unsure = _words_of_score(handoff, score)
    found: list[str] = []
    each = zip(
        where.kind.tolist(), where.region.tolist(), alone.tolist(), crowded.tolist(), broken.tolist(), strict=True
    )
    for at, (kind, region, kept, full, bad) in enumerate(each):
        if bad:
            found.append("what the machine said of it is no answer")
        elif kept:
            found.append(unsure(at))
        elif kind > SIMULATED:
            word = where.words[region]
            found.append(f"{word}: nobody knows it" if kind == UNKNOWN else f"never seen: {word}")
        elif full:
            found.append(f"{where.words[region]}: visited more often than was seen")
        elif least[at] == np.inf:
            found.append(_nothing(handoff, state, kind, where.words[region] if region >= 0 else ""))
        else:
            found.append(f"{unsure(at)}, {FROM} {needed(least[at])}")
    return found


def _nothing(handoff: Handoff, state: State, kind: int, word: str) -> str:
    """Why nothing of a kind is decided alone."""
    if kind == SIMULATED:
        return f"only simulated: {word}"
    if handoff.facts["ladder"] and state.realised is not None:
        level = state.realised.levels[0]
        return f"the promise is no longer supported: {level.wrong:,} of {plural(level.checks, 'check')} were wrong"
    return "no promise could be given, so a person decides all"


def _words_of_score(handoff: Handoff, score: Floats) -> Any:
    """How sure it is of an item, in words."""
    if handoff.classes is None:
        return lambda at: (
            f"off by more than {handoff.facts['within']:g} in about {100 * -score[at]:.1f} % of such cases"
        )
    return lambda at: f"{100 * score[at]:.1f} % sure"


def _needed(handoff: Handoff) -> Any:
    if handoff.classes is None:
        return lambda least: f"{100 * -least:.1f} %"
    return lambda least: f"{100 * least:.1f} %"
