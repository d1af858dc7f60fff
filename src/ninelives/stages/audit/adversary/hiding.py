"""What an opponent who knows the audit could do unseen, what that costs him, and what would close it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.report.words import plural
from ninelives.stages.audit.adversary import closing, secrets, tactics
from ninelives.stages.audit.adversary.attacks import Balanced, Moved, Torn
from ninelives.stages.audit.adversary.cost import cost, over
from ninelives.stages.audit.adversary.search import CHECKED, HALF, TRIALS, checked, hidden, searched
from ninelives.stages.audit.adversary.world import ROWS, World, world_of

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.sides import Sides
    from ninelives.kernels.stats.threshold import Threshold
    from ninelives.stages.audit.adversary.search import Step
    from ninelives.stages.audit.adversary.tactics import Tactic
    from ninelives.stages.audit.told import Shift

WORKERS = 8
FEWEST = 8  # units of the reference: of fewer, samples drawn anew are nearly all alike
SURE = 48  # trials of the searches that the rest stands on
ASSUMPTION = "he knows the reference and every public test, and has rows like those of the reference to act in"


def hiding(
    sides: Sides,
    shift: Shift | None,
    *,
    alpha: float,
    seed: int,
    unrecorded: Sequence[str] = (),
    progress: Progress | None = None,
) -> dict[str, Any]:
    """The largest shift of each column and of the mixture that stays unseen in half of the samples, as plain values.

    Every figure comes of audits of samples drawn anew from the reference, as large as the two and in their units.

    Args:
        sides: what is compared.
        shift: what was found of it; None where nothing could be tested.
        alpha: level of the audit.
        seed: of the samples.
        unrecorded: conditions that nobody recorded.
        progress: called with ("adversary", done, of how many).

    Returns:
        ``columns``, ``still``, ``mixture``, ``mixtures``, ``cost``, ``closes``, ``secrets``, ``assumption``, ``notes``
        and ``reason``, which says why there is nothing, and is empty where there is.
    """
    why = _blind(shift, alpha)
    if shift is None or why:
        return _nothing(why or "nothing can be tested, so nothing he does would be seen")
    world = world_of(shift, alpha, seed)
    each, still, left_out = tactics.columns(world, shift)
    whole, ways = tactics.mixtures(world, sides, shift), closing.measurements(world, sides, shift)
    trials = [SURE, SURE, *[TRIALS] * (len(whole) - 2)]
    audits = TRIALS * (len(each) + len(ways) + 1) + sum(trials) + 2 * CHECKED + 2 * secrets.TIMES
    step = _stepping(progress, audits)
    with _workers() as pool:
        columns = list(pool.map(lambda one: _column(world, one, searched(world, one.attack, one.most, step)), each))
        mixed = pool.map(lambda one, many: searched(world, one.attack, one.most, step, many), whole, trials)
        found = list(zip(whole, mixed, strict=True))
        first, threshold = max(found[:2], key=lambda one: one[1].at(HALF)[0])  # plain, or others make up for it
        told = _weighed(pool, world, first, _mixture(first, threshold), ways, step)
        secret = list(pool.map(lambda one: secrets.played(world, one[0], one[1].at(HALF)[0], step), _tuned(found)))
    if progress:
        progress("adversary", audits, audits)
    share, rows, right = told["mixture"]["share"], len(shift.compared.new), tactics.right_of(sides)
    labels = None if right is None else closing.Labels(right, min(closing.LABELS, rows))
    return {
        "reason": "",
        "columns": columns,
        "still": still,
        "mixture": told["mixture"],
        "mixtures": [_mixture(*one) for one in found],
        "cost": cost(first, share, told["over"], rows=rows, noun=sides.noun, numbers=sides.classes is None),
        "closes": closing.ranked([*told["closes"], *closing.labelled(labels, first, share, alpha)], unrecorded),
        "secrets": secret,
        "assumption": ASSUMPTION,
        "alpha": alpha,
        "notes": list(_notes(world, shift, left_out, sides.noun)),
    }


def _weighed(
    pool: ThreadPoolExecutor,
    world: World,
    tactic: Tactic,
    told: dict[str, Any],
    ways: Sequence[tuple[str, World]],
    step: Step,
) -> dict[str, Any]:
    """How often fresh samples show it, and what is left of it over many samples and by each more measurement."""
    share, attack = told["share"], tactic.attack
    fresh = [pool.submit(checked, world, attack, min(1.0, by * share), step) for by in (1, 2)]
    spent = pool.submit(over, world, tactic, step)
    closes = list(pool.map(lambda way: closing.left(way, tactic, share, step), ways))
    once, twice = (each.result() for each in fresh)
    return {"mixture": {**told, "fresh": once, "twice": twice}, "over": spent.result(), "closes": closes}


@contextmanager
def _workers() -> Iterator[ThreadPoolExecutor]:
    """Audits side by side; where one fails, those that wait are dropped."""
    pool = ThreadPoolExecutor(min(os.cpu_count() or 1, WORKERS))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _tuned(found: list[tuple[Tactic, Threshold]]) -> list[tuple[Tactic, Threshold]]:
    """What he may do knowing what is looked at; where all of it stays unseen, there is nothing to see."""
    mine = (Balanced, Torn)
    return [each for each in found if isinstance(each[0].attack, mine) and each[1].at(HALF)[0] < each[1].most]


def _nothing(reason: str) -> dict[str, Any]:
    empty: dict[str, Any] = {"columns": [], "still": [], "mixture": None, "mixtures": [], "cost": None, "closes": []}
    return {"reason": reason, **empty, "secrets": [], "assumption": "", "notes": []}


def _blind(shift: Shift | None, alpha: float) -> str:
    if shift is not None and shift.tested.least > alpha:
        return "nothing he does would be seen: no p-value so small is attainable with so few units"
    if shift is not None and (few := shift.compared.units.reference) < FEWEST:
        return f"the reference has only {few} scenes or blocks of time to draw samples from: {FEWEST} are the least"
    return ""


def _stepping(progress: Progress | None, of: int) -> Step:
    done, one = 0, Lock()

    def step() -> None:
        nonlocal done
        with one:
            done += 1
            if progress:
                progress("adversary", min(done, of), of)

    return step


def _column(world: World, tactic: Tactic, found: Threshold) -> dict[str, Any]:
    told = {"column": tactic.what, "unit": tactic.unit, **hidden(found), "own": None}
    attack = tactic.attack
    if isinstance(attack, Moved):
        values = world.parts[attack.part].numbers[attack.column][: world.rows]
        luck = np.random.default_rng(world.seed).random(len(values))
        told["own"] = float(np.nanmean(attack.moved(values, told["largest"], luck)) - np.nanmean(values))
    return told


def _mixture(tactic: Tactic, found: Threshold) -> dict[str, Any]:
    told = hidden(found)
    share = told.pop("largest")
    return {"what": tactic.what, "share": share, **told, "loses": tactic.loses}


def _notes(world: World, shift: Shift, left_out: int, noun: str) -> list[str]:
    units = shift.compared.units
    notes = []
    if world.reference < units.reference or world.new < units.new:
        notes.append(f"played with about {ROWS:,} {noun}s of a sample: with all of them he hides less")
    if left_out:
        notes.append(
            f"{plural(tactics.COLUMNS, 'column')} were searched, {left_out:,} that the tests see better were not"
        )
    return notes
