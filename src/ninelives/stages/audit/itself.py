"""The audit of the audit: how often it cries wolf on halves of the reference, where nothing has shifted."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.kernels.stats import wilson
from ninelives.kernels.stats.shift import Part, compare, directions, taken
from ninelives.stages.audit.shifted import Compared, arranged, in_order, parts_of
from ninelives.store import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.sides import Sides
    from ninelives.artifacts.sides.side import Ints, Side
    from ninelives.stages.audit.spec import AuditSpec
    from ninelives.store.cache import Cache

VERSION = 1  # of how it is reckoned
HALVES = 100  # that are held against each other
DRAWS = 99  # relabellings of each
ROWS = 250  # of a half, about
COLUMNS = 64  # inputs, at most
WIDE = 64  # directions of what has more features
FEWEST = 20  # rows of the reference
RUNS = 16  # of rows that come in an order


def sketched(sides: Sides, spec: AuditSpec, cache: Cache, progress: Progress | None = None) -> dict[str, Any]:
    """The same as ``realised``, reckoned once for a reference and kept in the cache."""
    recipe = f"halves {VERSION} {spec.alpha!r} {spec.seed}"
    old = sides.reference
    seen = (0 if old.features is None else old.features.shape[1], 0 if old.outputs is None else old.outputs.shape[1])
    key = digest.of_json([sides.digests["reference"], list(old.inputs.columns), *seen]).encode()
    if held := cache.get(recipe, [key]):
        told: dict[str, Any] = json.loads(held[key])
        return told
    found = realised(sides, spec.alpha, spec.seed, progress)
    cache.put(recipe, {key: json.dumps(found).encode()})
    return found


def untried(why: str) -> dict[str, Any]:
    """What is told where nothing was parted."""
    return {"rate": None, "halves": 0, "interval": None, "why": why}


def realised(sides: Sides, alpha: float, seed: int, progress: Progress | None = None) -> dict[str, Any]:
    """Share of halves of the reference that are called shifted, with its interval.

    What stays together is dealt at random: scenes, or of rows in an order long runs of them, longer than the test's own
    blocks. If these cry wolf more often than ``alpha``, the reference leans on itself, or shifts within itself.

    Args:
        sides: whose reference is parted.
        alpha: what was promised.
        seed: of the deals.
        progress: called with ("halves", done, of how many).
    """
    side = _narrow(sides.reference, seed)
    scenes = np.unique(side.scenes)
    if len(side) < FEWEST or len(scenes) < 4:
        return untried("the reference is too small to be parted")
    timed = side.moments is not None
    order = in_order(side, timed=timed)
    whole, scene = parts_of([side], [order], sides.noun, sides.classes), side.scenes[order]
    run = _runs(len(side)) if timed or sides.noun == "row" else np.unique(scene, return_inverse=True)[1]
    alarms, tried = 0, 0
    for at, rows in enumerate(_halves(run, seed)):
        parts = [taken(part, np.concatenate(rows)) for part in whole]
        compared = arranged(parts, rows, [scene[each] for each in rows], sides.noun, timed=timed)
        if parts and compared.units.least <= alpha:
            tried += 1
            alarms += _alarms(compared, alpha, seed + at)
        if progress:
            progress("halves", at + 1, HALVES)
    if not tried:
        return untried("no half has enough scenes to tell anything")
    low, high = wilson(alarms, tried)
    return {"rate": alarms / tried, "halves": tried, "interval": [low, high], "why": ""}


def _alarms(compared: Compared, alpha: float, seed: int) -> bool:
    return compare(compared.parts, compared.units, alpha=alpha, draws=DRAWS, seed=seed, sizes=False).p <= alpha


def _narrow(side: Side, seed: int) -> Side:
    """The same with fewer columns, chosen without a look at any half: inputs evenly, features by how they vary."""
    wide = side.inputs.width
    if wide > COLUMNS:
        side = replace(side, inputs=side.inputs[:, np.linspace(0, wide - 1, COLUMNS).astype(int).tolist()])
    if side.features is None or side.features.shape[1] <= WIDE:
        return side
    seen = Part("features", {str(at): column for at, column in enumerate(side.features.T)})
    return replace(side, features=directions(seen, WIDE, seed))


def _halves(run: Ints, seed: int) -> Iterator[tuple[Ints, Ints]]:
    """The rows of pairs of halves, no scene and no run of rows in both."""
    draw = np.random.default_rng(seed)
    many = int(run.max()) + 1
    for _ in range(HALVES):
        dealt = draw.permutation(many)
        yield _few(dealt[: many // 2], run), _few(dealt[many // 2 :], run)


def _runs(rows: int) -> Ints:
    """The run of each of so many rows in their order: ``RUNS`` of them."""
    return np.arange(rows) * RUNS // rows


def _few(dealt: Ints, run: Ints) -> Ints:
    """About ``ROWS`` of the rows in what was dealt: whole runs or scenes, as many as fit, one at least."""
    size = np.bincount(run)
    many = max(1, int(np.searchsorted(np.cumsum(size[dealt]), ROWS, "right")))
    return np.flatnonzero(np.isin(run, dealt[:many]))
