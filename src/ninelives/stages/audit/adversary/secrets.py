"""Whether tests that he cannot foresee catch an opponent who has tuned his rows against those that he can."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ninelives.kernels.stats.shift import secret
from ninelives.report.words import between, percent
from ninelives.stages.audit.adversary.search import Step, share_of
from ninelives.stages.audit.adversary.world import FRESH

if TYPE_CHECKING:
    from ninelives.stages.audit.adversary.tactics import Tactic
    from ninelives.stages.audit.adversary.world import World

TIMES = 30  # that this is played
STRANGE = 7919  # so that seeds of secrets are none of samples


def with_secret(world: World) -> World:
    """The same audit, random mixtures of random columns among its tests, others in every sample."""
    return replace(world, also=lambda parts, seed: secret(parts, STRANGE + seed))


def played(world: World, tactic: Tactic, size: float, step: Step, times: int = TIMES) -> dict[str, Any]:
    """How often he is caught by the tests that he knows, and by secret ones among them.

    Secret tests share the level with the public ones, so neither audit cries more often when nothing has shifted.

    Args:
        world: the audit.
        tactic: his, tuned against the public tests.
        size: share of the rows that are his.
        step: is called after each trial.
        times: that it is played, on fresh samples.

    Returns:
        ``what`` and ``size``; ``known`` and ``secret``, each a share with its interval; ``helps`` and ``words``.
    """
    other, known, hidden = with_secret(world), 0, 0
    for at in range(FRESH, FRESH + times):
        known += world.sees(tactic.attack, size, at)
        hidden += other.sees(tactic.attack, size, at)
        step()
    told = [share_of(each, times) for each in (known, hidden)]
    return {
        "what": tactic.what,
        "size": size,
        "known": told[0],
        "secret": told[1],
        "helps": told[1]["interval"][0] > told[0]["interval"][1],
        "words": _words(*told),
    }


def _words(known: dict[str, Any], hidden: dict[str, Any]) -> str:
    open_, closed = (f"{percent(each['rate'], 0)} ({between(each['interval'], 0)})" for each in (known, hidden))
    rates = f"tests that he knows catch him in {open_} of samples, with secret ones {closed}"
    if hidden["interval"][0] > known["interval"][1]:
        return f"Secrets help: {rates}."
    if hidden["rate"] > known["rate"]:
        return f"Secrets may help, and {known['of']} samples are too few to be sure: {rates}."
    return f"Secrets do not help here: {rates}."
