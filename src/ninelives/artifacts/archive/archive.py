"""Archive: the photos that there are, with the conditions they were taken under, and the scenes they form."""

from __future__ import annotations

import difflib
import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts import glance
from ninelives.artifacts.archive.gauges import Gauge, SmallGauge
from ninelives.artifacts.archive.measure import CHUNK, Measured, Progress, measure
from ninelives.artifacts.archive.sources import SetAside, Source, named, open_source
from ninelives.errors import NinelivesError
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from ninelives.artifacts.envelope import Envelope
    from ninelives.artifacts.labels import Labels
    from ninelives.kernels.nets.pixels import Pixels

AXES = ("hour", "light", "sharpness", "place", "device", "weather", "season")
FIXED = ("item", "label", "digest", "width", "height", "orientation", "captured_at", "zone", *AXES, "scene")
NO_AXES = frozenset({"item", "label", "digest", "captured_at", "zone", "scene"})  # the next moment is always new
WORLDS = ("real", "garden")
ASKED = 256  # photos that the cache is asked for at a time


@dataclass(frozen=True, slots=True)
class Archive:
    """Photos, in the order of their names.

    Attributes:
        table: one row a photo: ``item`` (the path inside the archive), ``label``, ``digest``, ``width``, ``height``
            (px, upright), ``orientation`` (EXIF, 1 to 8: how the file stores it), ``captured_at`` (local clock),
            ``zone`` (minutes east of UTC), the conditions ``hour`` (local, 0 to 24), ``light`` and ``sharpness`` (from
            the pixels), ``place``, ``device``, ``weather``, ``season``, then ``scene``, then any columns of the user's
            own table.
        set_aside: files that could not be used, with the reason.
        source: reads the photo of each row.
        world: ``real``, or ``garden``.
        notes: what else a person should hear of it, such as columns of a table that were left out.
    """

    table: pl.DataFrame
    set_aside: tuple[SetAside, ...]
    source: Source
    world: str = "real"
    notes: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        paths: str | Path | Sequence[str | Path] | Archive,
        *,
        labels: str | Path | None = None,
        target: str | None = None,
        world: str = "real",
        cache: Cache | None = None,
        progress: Progress | None = None,
    ) -> Archive:
        """Read any folder, table, zip, tar or saved archive: how every stage comes to its photos.

        Args:
            paths: one path, several, or an archive that is there already.
            labels: a Labels file that names the class of each item.
            target: the column of a table that holds the label.
            world: where the photos come from, ``real`` or ``garden``.
            cache: the user's own by default.
            progress: called with (stage, done, of how many).

        Raises:
            NinelivesError: a path is missing or unreadable, or no photo in it can be read.
        """
        from ninelives.artifacts.archive import build, packed
        from ninelives.artifacts.labels import Labels

        if isinstance(paths, Archive):
            told = paths if target is None else paths.labelled_by(target)
            return told if labels is None else told.labelled(Labels.load(Path(labels)))
        if world not in WORLDS:
            raise NinelivesError(
                f"there is no world '{world}': it is {' or '.join(WORLDS)}", fix=f"--world {WORLDS[0]}"
            )
        where = named(paths)
        single = isinstance(paths, str | os.PathLike)
        classes = None if labels is None else Labels.load(Path(labels))
        cache = cache or Cache.user()
        if single and packed.is_archive(where[0]):
            archive = packed.present(where[0], cache, progress)
            archive = archive if target is None else archive.labelled_by(target)
        else:
            source = open_source(where[0] if single else where, target=target)
            archive = build.survey(source, cache, world, progress)
        return archive if classes is None else archive.labelled(classes)

    def __len__(self) -> int:
        """The number of photos."""
        return int(self.table.height)

    @property
    def items(self) -> list[str]:
        """The name of each photo."""
        return self.table.get_column("item").to_list()

    @property
    def labels(self) -> list[str | None]:
        """The class of each photo, None where nobody said it."""
        return self.table.get_column("label").to_list()

    @property
    def scene(self) -> np.ndarray:
        """The scene of each photo, int64 of shape (photos,)."""
        return self.table.get_column("scene").to_numpy()

    @property
    def scenes(self) -> int:
        """The number of scenes."""
        return int(self.table.get_column("scene").n_unique())

    @property
    def digest(self) -> str:
        """Of what the photos are and what is said of them: names, bytes, labels, columns, notes; not where they lie."""
        import polars as pl

        total = hashlib.sha256("\0".join([self.world, *self.notes]).encode("utf-8", "surrogatepass"))
        for part in self.table.iter_slices(2_000):
            total.update(part.with_columns(pl.col("digest").bin.encode("hex")).write_csv().encode())
        return total.hexdigest()

    def labelled(self, labels: Labels) -> Archive:
        """The same photos with the labels of a Labels file; a note names its rows that no file belongs to.

        Raises:
            NinelivesError: it names none of these items.
        """
        strangers = labels.strangers([*self.items, *(entry.path for entry in self.set_aside)])
        notes = (*self.notes, strangers) if strangers else self.notes
        return replace(self, table=labels.put_on(self.table), notes=notes)

    def labelled_by(self, column: str) -> Archive:
        """The same photos with the labels that a column of the user's own holds.

        Raises:
            NinelivesError: there is no such column.
        """
        own = [name for name in self.table.columns if name not in FIXED]
        if column not in own:
            raise NinelivesError(
                f"the archive has no column '{column}': of the table that it was made from it has "
                + (", ".join(own) or "none"),
                fix=f"--target {own[0]}" if own else "leave --target out",
            )
        labels = self.table.get_column(column).cast(str)
        return replace(self, table=self.table.with_columns(label=labels))

    def select(self, keep: np.ndarray, reason: str | None = None) -> Archive:
        """The photos where ``keep`` (bool, one a photo) holds; the others are set aside if a reason is given."""
        import numpy as np

        rows = np.flatnonzero(keep)
        left = [SetAside(self.items[i], reason) for i in np.flatnonzero(~keep)] if reason else []
        return replace(
            self, table=self.table[rows], source=subset(self.source, rows), set_aside=(*self.set_aside, *left)
        )

    def conditions(self, axes: Sequence[str] | None = None) -> dict[str, pl.Series]:
        """The recorded conditions, one value a photo.

        Args:
            axes: the names wanted; by default those of every photo, recorded or not.

        Raises:
            NinelivesError: there is no such column.
        """
        names = list(AXES if axes is None else axes)
        known = [column for column in self.table.columns if column not in NO_AXES]
        if unknown := [name for name in names if name not in known]:
            close = difflib.get_close_matches(unknown[0], known, n=1, cutoff=0.75)
            hint = f"did you mean {close[0]} ?" if close else f"choose among {', '.join(known)}"
            raise NinelivesError(f"the archive has no condition '{unknown[0]}'", fix=hint)
        return {name: self.table.get_column(name) for name in names}

    def envelope(self, axes: Sequence[str] | None = None) -> Envelope:
        """The conditions that these photos were taken under."""
        from ninelives.artifacts.envelope import Envelope

        recorded: dict[str, Any] = dict(self.conditions(axes))
        return Envelope.of(recorded, self.scene, world=self.world)

    def vectors(self, gauge: Gauge, *, cache: Cache | None = None, progress: Progress | None = None) -> np.ndarray:
        """A gauge's numbers for every photo, from the cache where it has them; float32 of shape (photos, features).

        Properties that the gauge asks for come last, from the table; NaN where nobody told one.

        Raises:
            NinelivesError: a photo has changed or gone since the archive was made.
        """
        import numpy as np

        from ninelives.artifacts.properties import matrix

        out: np.ndarray | None = None
        for row, blob in self._blobs(gauge, cache or Cache.user(), progress):
            vector = gauge.vector(blob)
            out = np.empty((len(self), len(vector)), np.float32) if out is None else out
            out[row] = vector
        seen = np.zeros((0, gauge.width - len(gauge.asked)), np.float32) if out is None else out
        return np.hstack([seen, matrix(self.table, gauge.asked)]) if gauge.asked else seen

    def pixels(self, gauge: SmallGauge, *, cache: Cache | None = None) -> Pixels:
        """As ``vectors``, of small pictures on disk: they are read when they are looked at, and go with the process.

        Raises:
            NinelivesError: a photo has changed or gone since the archive was made, or the cache has no room for them.
        """
        from ninelives.kernels.nets.pixels import Pixels

        cache = cache or Cache.user()
        file = cache.fleeting()
        with cache.told():
            for row, blob in self._blobs(gauge, cache):
                os.pwrite(file.fileno(), blob, row * gauge.width)
        return Pixels([file], [len(self)], gauge.width)

    def _blobs(self, gauge: Gauge, cache: Cache, progress: Progress | None = None) -> Iterator[tuple[int, bytes]]:
        """A gauge's measurement of every photo with its row: first those that the cache has."""
        keys = self.table.get_column("digest").to_list()
        missing: list[int] = []
        for start in range(0, len(keys), ASKED):
            found = cache.get(gauge.recipe, keys[start : start + ASKED])
            for row in range(start, min(start + ASKED, len(keys))):
                if keys[row] in found:
                    yield row, found[keys[row]]
                else:
                    missing.append(row)
        for done, (row, (blob,)) in enumerate(self.measured([gauge], missing, cache), 1):
            yield row, blob
            if progress and (done % CHUNK == 0 or done == len(missing)):
                progress("features", done, len(missing))

    def measured(
        self, gauges: Sequence[Gauge], rows: Sequence[int], cache: Cache | None
    ) -> Iterator[tuple[int, tuple[bytes, ...]]]:
        """Measurements of some of its photos.

        Args:
            gauges: what to measure.
            rows: of the photos, in the order that they are to come in.
            cache: holds results, and keeps them; None keeps nothing.

        Yields:
            The row of a photo, and its measurements.

        Raises:
            NinelivesError: a photo has changed or gone since the archive was made.
        """
        keys, order = self.table.get_column("digest").to_list(), iter(rows)
        for chunk in measure(self.source, gauges, cache, order=rows):
            for result, row in zip(chunk, order, strict=False):  # the chunk first: it may be the shorter one
                if isinstance(result, SetAside) or result.digest != keys[row]:
                    raise _changed(self.items[row], result)
                yield row, result.blobs

    def save(self, path: Path, *, pack: bool = False, lineage: dict[str, Any] | None = None) -> str:
        """Write the archive as a folder; returns its digest. See ``packed.save``."""
        from ninelives.artifacts.archive import packed

        return packed.save(self, path, pack=pack, lineage=lineage)

    @classmethod
    def load(cls, path: str | Path) -> Archive:
        """Read a saved archive, digests first.

        Raises:
            NinelivesError: it is damaged, or no archive.
        """
        from ninelives.artifacts.archive import packed

        return packed.load(Path(path))

    def __repr__(self) -> str:
        many = f"{glance.plural(len(self), 'photo')} in {glance.plural(self.scenes, 'scene')}"
        labels = Counter(label for label in self.labels if label)
        return glance.lines(
            f"archive of {many}, {self.world} world",
            f"from {glance.few(self.source.origins)}",
            glance.counted(labels) or "no labels",
            f"{glance.plural(len(self.set_aside), 'file')} set aside" if self.set_aside else "",
        )

    def _repr_html_(self) -> str:
        return f"<b>{len(self):,} photos</b> in {self.scenes:,} scenes{self.envelope().picture()}"


def subset(source: Source, rows: Sequence[int] | np.ndarray) -> Source:
    """The same source, at some positions only; its columns and refusals stay with the archive."""
    if len(rows) == len(source):
        return source
    at = [int(row) for row in rows]
    return Source(
        items=[source.items[row] for row in at],
        read=lambda index: source.read(at[index]),
        paths=lambda index: source.paths(at[index]),
        labels=[source.labels[row] for row in at],
        origins=source.origins,
    )


def _changed(item: str, result: Measured | SetAside) -> NinelivesError:
    why = result.reason if isinstance(result, SetAside) else "its bytes are others now"
    return NinelivesError(f"the photo '{item}' is not what the archive recorded: {why}", fix="collect the photos again")
