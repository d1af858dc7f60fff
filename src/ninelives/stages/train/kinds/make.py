"""From photos without labels to a model of kinds: what looks alike, and whether it holds together."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from ninelives.artifacts.archive import AXES
from ninelives.artifacts.model import Model, evidence
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.rungs import Kinds
from ninelives.report.words import plural
from ninelives.stages.train.kinds import find
from ninelives.stages.train.look import gauges_of, look
from ninelives.stages.train.split import within

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Archive, Progress
    from ninelives.artifacts.archive.gauges import Gauge
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.lineage import Lineage
    from ninelives.stages.train.spec import TrainSpec
    from ninelives.store.cache import Cache

SHOWN, LEAST_SHOWN, PICTURED = 6, 2, 48  # pictures of a kind, typical and doubtful each: most, least, and of all kinds
NARROWEST = 1e-3  # of the clouds around the centres, in features' own units


def unlabelled(archive: Archive, k: int) -> Archive:
    """The same photos without what anyone said they show.

    Raises:
        NinelivesError: there are fewer scenes than kinds.
    """
    if archive.scenes < k:
        raise NinelivesError(
            f"{plural(archive.scenes, 'scene')} cannot form {k} kinds, of {plural(len(archive), 'photo')}",
            fix=f"--unlabelled {archive.scenes}" if archive.scenes >= 2 else "add photos of other moments",
        )
    labelled = sum(label is not None for label in archive.labels)
    if not labelled:
        return archive
    note = f"the labels of {plural(labelled, 'photo')} are left aside: --unlabelled goes by looks alone"
    table = archive.table.with_columns(label=pl.lit(None, pl.String))
    return replace(archive, table=table, notes=(*archive.notes, note))


def found(
    archive: Archive,
    deployment: Deployment | None,
    lineage: Lineage,
    spec: TrainSpec,
    cache: Cache,
    start: float,
    progress: Progress | None,
) -> Model:
    """Sort photos into ``spec.unlabelled`` kinds.

    Args:
        archive: of :func:`unlabelled` photos.
        deployment: the declared use.
        lineage: of the model to be.
        spec: how many kinds, at which size the network looks, the seed.
        cache: the user's.
        start: when it began, of ``time.perf_counter``.
        progress: called with (stage, done, of how many).

    Raises:
        NinelivesError: too few of the photos look different.
    """
    from threadpoolctl import threadpool_limits

    k = spec.unlabelled
    assert k is not None
    gauge = gauges_of(replace(spec, rungs=("pretrained",), unlabelled=None), cache, progress)["pretrained"]
    part = archive.select(within(archive.scene, np.ones(len(archive), bool), spec))
    look(part, [gauge], cache, progress)
    x = part.vectors(gauge, cache=cache)
    with threadpool_limits(1):  # as in the ladder
        rung, evident = _sorted(x, part, k, spec.seed)
    shares = rung.shares(x)
    names = tuple(f"thing {at + 1}" for at in range(k))
    shown = _shown(x, part, rung, shares)
    judged = rows(part, shares, names)
    envelope = archive.envelope(spec.axes)
    return Model(
        classes=names,
        chosen=rung.name,
        scores=(),
        rungs={rung.name: rung},
        envelope=envelope,
        facts={
            **_facts(archive, part, spec, lineage),
            "deployment": deployment.to_json() if deployment else None,
            "gaps": [gap.to_json() for gap in envelope.gaps(deployment)] if deployment else [],
            "kinds": _told(part, shares.argmax(axis=1), names, evident, shown),
        },
        tables=_tables(archive, part, judged, shown, gauge, cache),
        network=gauge.network,  # type: ignore[attr-defined]
        seconds=time.perf_counter() - start,
    )


def _sorted(x: np.ndarray, part: Archive, k: int, seed: int) -> tuple[Kinds, find.Evidence]:
    """The kinds of all photos, and the evidence of one photo a scene."""
    z = find.principal(x)
    if (different := len(np.unique(z.round(6), axis=0))) < k:
        raise NinelivesError(
            f"only {different} of {plural(len(x), 'photo')} look different to the network: they cannot form {k} kinds",
            fix="add photos of other things",
        )
    kind = find.sorted_into(z, k, seed)
    centres = find.centres_of(x, kind, k)
    first = np.sort(np.unique(part.scene, return_index=True)[1])
    return Kinds(centres, _width(x, centres, kind), np.arange(k)), find.evidence(z[first], kind[first], k, seed)


def _width(x: np.ndarray, centres: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Standard deviation of photos about the centre of their kind, in the directions in which the centres differ."""
    _, spread, directions = np.linalg.svd(centres - centres.mean(axis=0), full_matrices=False)
    along = (x - centres[kind]) @ directions[spread > spread[0] * 1e-9].T
    return np.asarray(max(float(np.sqrt((along**2).mean())), NARROWEST))


def rows(part: Archive, shares: np.ndarray, names: tuple[str, ...]) -> pl.DataFrame:
    """As ``evidence.rows``, of photos whose truth nobody knows."""
    told = evidence.rows(part, shares.argmax(axis=1), shares, names)
    return told.with_columns(truth=pl.lit(None, pl.String))


def _shown(x: np.ndarray, part: Archive, rung: Kinds, shares: np.ndarray) -> list[tuple[list[int], list[int]]]:
    """Rows of the most typical photos of each kind and of the most doubtful ones, one a scene, none in both."""
    kind, sure = shares.argmax(axis=1), shares.max(axis=1)
    far = np.linalg.norm(x - rung.centres[kind], axis=1)
    k = len(rung.centres)
    most = min(SHOWN, max(LEAST_SHOWN, PICTURED // (2 * k)))
    found = []
    for one in range(k):
        own = np.flatnonzero(kind == one)
        typical = _first(own[np.argsort(far[own], kind="stable")], part.scene, most)
        rest = own[~np.isin(own, typical)]
        found.append((typical, _first(rest[np.argsort(sure[rest], kind="stable")], part.scene, most)))
    return found


def _first(order: np.ndarray, scene: np.ndarray, most: int) -> list[int]:
    """The first rows of different scenes."""
    at = np.sort(np.unique(scene[order], return_index=True)[1])
    return [int(row) for row in order[at[:most]]]


def _told(
    part: Archive,
    kind: np.ndarray,
    names: tuple[str, ...],
    evident: find.Evidence,
    shown: list[tuple[list[int], list[int]]],
) -> dict[str, Any]:
    """What a model says of its kinds; see ``artifacts.model.kinds``."""
    items, agreement = part.items, evident.agreement
    return {
        "names": list(names),
        "sizes": np.bincount(kind, minlength=len(names)).tolist(),
        "there": evident.there,
        "p": evident.p,
        "agreement": float(np.mean(agreement)) if agreement else None,
        "range": [min(agreement), max(agreement)] if agreement else None,
        "halvings": len(agreement) // 2,
        "between": [
            {
                "kinds": [names[at] for at in pair.kinds],
                "near": list(pair.seen.near),
                "half_way": pair.seen.half_way,
                "p": pair.p,
            }
            for pair in evident.between
        ],
        "typical": [[items[row] for row in typical] for typical, _ in shown],
        "doubtful": [[items[row] for row in doubtful] for _, doubtful in shown],
        "labels": [],
    }


def _facts(archive: Archive, part: Archive, spec: TrainSpec, lineage: Lineage) -> dict[str, Any]:
    """What is sealed of any model."""
    return {
        "task": "kinds",
        "items": len(archive),
        "notes": list(archive.notes),
        "untried": [],
        "unfinished": [],
        "scenes": archive.scenes,
        "fitted_on": len(part),
        "calibration_items": 0,
        "size": spec.size,
        "side": spec.side,
        "axes": list(spec.axes or AXES),
        "world": archive.world,
        "levelled": False,
        "copies": 0,
        "biases": [],
        "foreseen": None,
        "interaction": None,
        "fine_tuned": None,
        "properties": [],
        "rules": None,
        "lineage": lineage.to_json(),
    }


def _tables(
    archive: Archive,
    part: Archive,
    judged: pl.DataFrame,
    shown: list[tuple[list[int], list[int]]],
    gauge: Gauge,
    cache: Cache,
) -> dict[str, pl.DataFrame]:
    """All tables of a model folder; see ``Model.tables``."""
    refused = [(entry.path, entry.reason) for entry in archive.set_aside]
    wanted = judged[[row for typical, doubtful in shown for row in (*typical, *doubtful)]]
    names = [name for name in judged.columns if name.startswith("p_")]
    said = pl.Series([names[at].removeprefix("p_") for at in wanted.select(names).to_numpy().argmax(axis=1)])
    pictured = wanted.select("item", "truth", prediction=said, probability=pl.max_horizontal(names))
    return {
        "calibration": judged[:0],
        "crossfit": judged,
        "reference": evidence.reference(part, judged, gauge, cache),
        "set_aside": pl.DataFrame(refused, schema={"path": pl.String, "reason": pl.String}, orient="row"),
        "pictures": evidence.pictures(part, pictured),
        "learned": evidence.learned(part),
    }
