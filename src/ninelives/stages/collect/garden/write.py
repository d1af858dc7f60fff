"""Photos of the garden, drawn and written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from ninelives.artifacts.archive import Archive, Progress, packed
from ninelives.artifacts.archive.grown import grow
from ninelives.artifacts.archive.growth import Draw, Growth
from ninelives.artifacts.lineage import Lineage, foresee, place, put
from ninelives.kernels.world.photos import Wanted, Words
from ninelives.report.terminal import watched
from ninelives.stages.collect.garden.spec import PhotosSpec
from ninelives.store import manifest

if TYPE_CHECKING:
    import numpy as np

FOLDER = 1_000  # pictures in what their names tell as one folder


@dataclass(frozen=True, slots=True)
class Drawn:
    """An archive, and where it lies."""

    archive: Archive
    path: Path
    digest: str
    done: bool  # the same lineage had made it before
    note: str | None


def photos(
    *, out: str | Path, spec: PhotosSpec | None = None, progress: Progress | bool | None = None, **options: Any
) -> Archive:
    """Draw photos of the garden, and write an archive of them with all that is true of each.

    Args:
        out: the folder to write.
        spec: all options together.
        progress: called with (stage, done, of how many); by default shown where somebody looks, False for silence.
        options: single options of ``PhotosSpec``: ``n``, ``view``, ``hours``, ….

    Returns:
        The archive; the same options give the same bytes.

    Raises:
        NinelivesError: the options are not fit for it, ``out`` holds another lineage, or the disk is full: what is
            finished stays, and the same call goes on from there.
    """
    where = Path(out)
    return photos_into(spec or PhotosSpec.of(options), where, where, watched(progress)).archive


def photos_into(spec: PhotosSpec, out: Path | None, default: Path, progress: Progress | None = None) -> Drawn:
    """Draw photos, and write them to ``out``, or beside others at ``default``."""
    lineage = Lineage(stage="garden", inputs={}, options=spec.to_json(), seed=spec.seed)
    foresee(out, default, lineage)
    growth = Growth(_draw(spec), spec.n, spec.size, lineage)
    chosen = place(out, default, lineage)

    def drawn(path: Path) -> str:
        _compiled(progress)
        return grow(growth, path, progress)

    where, digest = put(chosen, out, default, lineage, drawn)
    archive = (
        packed.load(where.path, progress) if digest is None else packed.reread(where.path, manifest.peek(where.path))
    )
    return Drawn(archive, where.path, digest or manifest.peek(where.path).digest, where.done, where.note)


def _compiled(progress: Progress | None) -> None:
    """Compile what draws them, where it never was."""
    from ninelives.kernels.world.photos.jobs import prepare

    prepare(lambda done, many: progress("compiled", done, many) if progress else None)


def asked(spec: PhotosSpec) -> Wanted:
    """The same options, as the renderer takes them."""
    return Wanted(spec.view, *spec.days, *spec.hours, spec.cats, spec.size, spec.trees, spec.seed)


def _draw(spec: PhotosSpec) -> Draw:
    """The pictures and rows of some numbers."""
    wanted = asked(spec)

    def draw(start: int, stop: int) -> tuple[np.ndarray, pl.DataFrame]:
        from ninelives.kernels.world.photos import photos

        pictures, columns = photos(wanted, start, stop)
        return pictures, _rows(start, columns)

    return draw


def _rows(start: int, columns: Mapping[str, np.ndarray | Words]) -> pl.DataFrame:
    """What is true of pictures as a table, each with a name by its number."""
    told = {
        name: _words(part) if isinstance(part, Words) else pl.Series(part, nan_to_null=True)
        for name, part in columns.items()
    }
    many = len(next(iter(told.values())))
    items = [f"{number // FOLDER:05d}/{number:08d}.ppm" for number in range(start, start + many)]
    return pl.DataFrame({"item": items, **told})


def _words(column: Words) -> pl.Series:
    codes = pl.Series(column.codes)
    return pl.Series(column.names, dtype=pl.String).gather(codes.set(codes < 0, None))
