"""What the rungs see of the photos: each photo is decoded once for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ninelives.artifacts.archive import Archive, Progress, measure
from ninelives.artifacts.archive.gauges import HEADS, FactsGauge, FeaturesGauge, Gauge, SmallGauge
from ninelives.artifacts.properties import READERS
from ninelives.kernels.nets.rungs import Network

if TYPE_CHECKING:
    from ninelives.artifacts.properties import Property
    from ninelives.stages.train.spec import TrainSpec
    from ninelives.store.cache import Cache

ASKED = 256  # photos that the cache is asked for at a time
MANY = 2_000  # photos from which on the rung network looks closely at small ones


def gauges_of(
    spec: TrainSpec,
    cache: Cache,
    progress: Progress | None = None,
    *,
    levelled: bool = False,
    asked: tuple[Property, ...] = (),
    close: bool = False,
) -> dict[str, Gauge]:
    """What each rung of the ladder wants to see of a photo, by the rung's name; nothing for ``majority``.

    Args:
        spec: which rungs, at which sizes.
        cache: where the int8 network is kept.
        progress: called while that network is made.
        levelled: whether the rungs that look at pixels see every picture at one exposure.
        asked: properties that were told, for the rungs that see properties.
        close: whether the network looks closely, see :func:`closely`.
    """
    gauges: dict[str, Gauge] = {name: FactsGauge(asked) for name in READERS if name in spec.rungs}
    if "kernel" in spec.rungs:
        gauges["kernel"] = SmallGauge(spec.side, levelled=levelled)
    if "network" in spec.rungs:
        gauges["network"] = SmallGauge(Network.CLOSE if close else Network.SHOWN, levelled=levelled)
    if heads := [rung for rung in HEADS if rung in spec.rungs]:
        making = partial(progress, "network") if progress else None
        gauges |= dict.fromkeys(heads, FeaturesGauge.user(cache, spec.size, making, levelled=levelled))
    return gauges


def closely(photos: Archive) -> bool:
    """Whether they are many, and all so small that the rung network can see them as they are."""
    sides = photos.table.select("width", "height")
    return len(photos) >= MANY and bool((sides.to_numpy() <= Network.CLOSE).all())


def network_of(gauges: Mapping[str, Gauge]) -> Path | None:
    """The network's file, where a rung looks through it."""
    networks = (gauge.network for gauge in gauges.values() if isinstance(gauge, FeaturesGauge))
    return next((network for network in networks if isinstance(network, Path)), None)


def look(
    archive: Archive,
    gauges: Sequence[Gauge],
    cache: Cache,
    progress: Progress | None = None,
    *,
    stage: str = "features",
) -> int:
    """Measure what the cache lacks, so that ``Archive.vectors`` finds all of it; returns how many photos lacked it."""
    gauges = list({gauge.recipe: gauge for gauge in gauges}.values())  # two rungs may look at the same
    lacking = sorted({row for gauge in gauges for row in _lacking(archive, gauge, cache)})
    done = 0
    for chunk in measure(archive.source, gauges, cache, order=lacking):
        done += len(chunk)
        if progress:
            progress(stage, done, len(lacking))
    return done


def _lacking(archive: Archive, gauge: Gauge, cache: Cache) -> list[int]:
    keys = archive.table.get_column("digest").to_list()
    rows = []
    for start in range(0, len(keys), ASKED):
        some = keys[start : start + ASKED]
        found = cache.get(gauge.recipe, some)
        rows += [start + at for at, key in enumerate(some) if key not in found]
    return rows
