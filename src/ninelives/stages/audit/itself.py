"""The audit of the audit: how often it cries wolf on halves of the reference, where nothing has shifted."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.kernels.stats import wilson
from ninelives.kernels.stats.shift import Part, compare, directions
from ninelives.stages.audit.shifted import Compared, paired
from ninelives.store import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ninelives.artifacts.archive import Progress
    from ninelives.stages.audit.side import Ints, Side
    from ninelives.stages.audit.sides import Sides
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
    alarms, tried = 0, 0
    in_order = side.moments is not None or sides.noun == "row"
    for at, (one, other) in enumerate(_halves(side, seed, in_order=in_order)):
        compared = paired(one, other, sides.noun, sides.classes)
        if compared.parts and compared.units.least <= alpha:
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


def _halves(side: Side, seed: int, *, in_order: bool) -> Iterator[tuple[Side, Side]]:
    """Pairs of halves, no scene and no run of rows in both."""
    draw = np.random.default_rng(seed)
    run = _runs(side) if in_order else np.unique(side.scenes, return_inverse=True)[1]
    many = int(run.max()) + 1
    for _ in range(HALVES):
        mask = np.isin(run, draw.permutation(many)[: many // 2])
        yield side.select(_few(mask, run, draw)), side.select(_few(~mask, run, draw))


def _runs(side: Side) -> Ints:
    """The run of each row: ``RUNS`` of them, in the order of time or of the file."""
    order = np.arange(len(side)) if side.moments is None else np.argsort(side.moments, kind="stable")
    run = np.empty(len(side), np.int64)
    run[order] = np.arange(len(side)) * RUNS // len(side)
    return run


def _few(mask: NDArray[np.bool_], run: Ints, draw: np.random.Generator) -> NDArray[np.bool_]:
    """About ``ROWS`` of the rows: whole runs of them, as many as fit, one at least."""
    kept = np.zeros(len(mask), bool)
    for each in draw.permutation(np.unique(run[mask])):
        own = run == each
        if kept.any() and kept.sum() + own.sum() > ROWS:
            break
        kept |= own & mask
    return kept
