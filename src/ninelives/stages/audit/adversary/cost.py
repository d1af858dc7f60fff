"""What staying unseen costs an opponent, and how far he gets over many samples."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Any

from ninelives.report.words import figure, many, percent, points
from ninelives.stages.audit.adversary.search import HALF, Step, searched

if TYPE_CHECKING:
    from ninelives.stages.audit.adversary.tactics import Tactic
    from ninelives.stages.audit.adversary.world import World

SAMPLES = 10  # audits one after the other, whose level is spent evenly
RANKS = 3  # of the relabellings that may show as much, so that chance decides little


def cost(tactic: Tactic, share: float, over: float, *, rows: int, noun: str, numbers: bool) -> dict[str, Any]:
    """The share of his rows that he may use, the harm they do at worst, and the same over many samples.

    Args:
        tactic: his.
        share: that he hides of one sample.
        over: that he hides of each of ``SAMPLES``.
        rows: of the new sample.
        noun: of one of them.
        numbers: whether the model says numbers.

    Returns:
        ``share``, ``rows``, ``given_up``, ``damage`` (of the share right, or in the unit of the numbers), ``samples``
        and ``over`` (his share of each of them), and ``words``.
    """
    damage = None if tactic.loses is None else max(0.0, share * tactic.loses)
    told = [f"at most {percent(share)} of the {many(noun)} ({round(share * rows):,} of {rows:,}) are his"]
    if damage is not None:
        told.append(
            f"the model is off by {figure(damage)} more" if numbers else f"{points(damage)} right are lost at worst"
        )
    told.append(f"unseen in {SAMPLES} such samples in a row, the level shared: {percent(over)} of each")
    return {
        "share": share,
        "rows": share * rows,
        "given_up": 1 - share,
        "damage": damage,
        "samples": SAMPLES,
        "over": over,
        "words": "; ".join(told),
    }


def over(world: World, tactic: Tactic, step: Step) -> float:
    """His share of each of ``SAMPLES`` samples, of which half of all such rows of samples show nothing."""
    alpha = world.alpha / SAMPLES
    spent = replace(world, alpha=alpha, draws=max(world.draws, ceil(RANKS / alpha) - 1))
    seldom = 1 - HALF ** (1 / SAMPLES)
    found = searched(spent, tactic.attack, tactic.most, step, places=(seldom, 2 * seldom, HALF))
    return found.at(seldom)[0]
