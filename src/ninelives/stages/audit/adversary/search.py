"""The largest that stays unseen, by a search whose trials are audits of samples drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ninelives.kernels.stats import wilson
from ninelives.kernels.stats.threshold import PLACES, Threshold
from ninelives.stages.audit.adversary.world import FRESH

if TYPE_CHECKING:
    from ninelives.stages.audit.adversary.world import Attack, World

TRIALS = 24  # of a search
CHECKED = 30  # fresh samples that say whether what was found is right
HALF, MOSTLY = 0.5, 0.2  # chances of being seen
Step = Callable[[], None]


def searched(
    world: World, attack: Attack, most: float, step: Step, trials: int = TRIALS, places: tuple[float, ...] = PLACES
) -> Threshold:
    """How the chance of being seen rises with an attack's size; all searches play on the same samples."""
    found = Threshold(most, world.alpha, places)
    for at in range(trials):
        size = found.place()
        found.tell(size, seen=world.sees(attack, size, at))
        step()
    return found


def hidden(found: Threshold) -> dict[str, Any]:
    """The largest size that is seen in at most half of the samples, and in at most a fifth."""
    half, low, high = found.at(HALF)
    mostly = found.at(MOSTLY)[0]
    return {"largest": half, "interval": [low, high], "mostly": mostly, "p_seen": HALF, "all": half >= found.most}


def checked(world: World, attack: Attack, size: float, step: Step, times: int = CHECKED) -> dict[str, Any]:
    """In how many fresh samples an attack of ``size`` is seen."""
    seen = 0
    for at in range(times):
        seen += world.sees(attack, size, FRESH + at)
        step()
    return share_of(seen, times)


def share_of(count: int, times: int) -> dict[str, Any]:
    """A share with its interval (Wilson, 95 %)."""
    return {"rate": count / times, "interval": list(wilson(count, times)), "of": times}
