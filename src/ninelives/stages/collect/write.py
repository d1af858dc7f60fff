"""Collect: write down what ``Archive.of`` reads."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ninelives.artifacts.archive import Archive, Progress, threads
from ninelives.artifacts.lineage import Lineage, foresee, place, put
from ninelives.report.terminal import watched
from ninelives.stages.collect.spec import CollectSpec
from ninelives.store import manifest


@dataclass(frozen=True, slots=True)
class Collected:
    """An archive, and where it lies."""

    archive: Archive
    path: Path
    digest: str
    done: bool  # the same lineage had made it before
    note: str | None


def collect(
    paths: str | Path | Sequence[str | Path],
    *,
    out: str | Path,
    labels: str | Path | None = None,
    target: str | None = None,
    spec: CollectSpec | None = None,
    progress: Progress | bool | None = None,
) -> Archive:
    """Read photos from anywhere, and write an archive of them.

    Args:
        paths: folders, tables, zips, tars, archives, or any mix.
        out: the folder to write.
        labels: a Labels file that names the class of each item.
        target: the column of a table that holds the label.
        spec: whether to pack, and which world.
        progress: called with (stage, done, of how many); by default shown where somebody looks, False for silence.

    Raises:
        NinelivesError: nothing can be read, or ``out`` holds another lineage.
    """
    where = Path(out)
    return collect_into(paths, where, where, labels, target, spec or CollectSpec(), watched(progress)).archive


def collect_into(
    paths: str | Path | Sequence[str | Path],
    out: Path | None,
    default: Path,
    labels: str | Path | None,
    target: str | None,
    spec: CollectSpec,
    progress: Progress | None = None,
) -> Collected:
    """Collect, and write to ``out``, or beside others at ``default``."""
    foresee(out, default, _lineage(spec, {}))
    archive = Archive.of(paths, labels=labels, target=target, world=spec.world, progress=progress)
    origins = [os.path.realpath(origin) for origin in archive.source.origins]
    lineage = _lineage(spec, {"photos": archive.digest, **{f"from {n}": o for n, o in enumerate(origins)}})
    where = place(out, default, lineage)
    where, digest = put(
        where, out, default, lineage, lambda path: archive.save(path, pack=spec.pack, lineage=lineage.to_json())
    )
    digest = digest or manifest.check(where.path, "archive").digest
    return Collected(archive, where.path, digest, where.done, where.note)


def _lineage(spec: CollectSpec, inputs: dict[str, str]) -> Lineage:
    return Lineage(stage="collect", inputs=inputs, options=asdict(spec), threads=threads())
