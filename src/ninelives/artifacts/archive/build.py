"""From a source to an archive: one pass over the photos, then the scenes."""

from __future__ import annotations

from array import array
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.archive.archive import FIXED, Archive, subset
from ninelives.artifacts.archive.columns import GIVEN
from ninelives.artifacts.archive.gauges import FactsGauge
from ninelives.artifacts.archive.measure import Measured, Progress, measure
from ninelives.artifacts.archive.scenes import Prints, group
from ninelives.artifacts.archive.sources import GARDEN, SetAside, Source
from ninelives.errors import NinelivesError
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    import polars as pl

    from ninelives.kernels.photos.survey import Facts

SEASONS = ("winter", "spring", "summer", "autumn")
FLUSH = 4096  # rows between two growths of the table


class Survey:
    """Takes photos in, one by one, and gives the archive of them."""

    def __init__(self, source: Source, world: str = "real") -> None:
        self.source = source
        self.world = source.world or world
        self.prints = Prints(len(source))
        self.set_aside = list(source.set_aside)
        self.kept = array("q")
        self._rows: list[tuple[Any, ...]] = []
        self._frames: list[pl.DataFrame] = []

    def add(self, result: Measured | SetAside, facts: Facts | None) -> None:
        """One photo, in the order of the source."""
        if isinstance(result, SetAside) or facts is None:
            assert isinstance(result, SetAside)
            self.set_aside.append(result)
            return
        self.kept.append(result.index)
        self.prints.add(facts)
        self._rows.append(_row(self.source, result, facts))
        if len(self._rows) == FLUSH:
            self._flush()

    def archive(self, cache: Cache) -> Archive:
        """The archive of all photos so far.

        Raises:
            NinelivesError: there is none.
        """
        import polars as pl

        if not self.kept:
            raise _nothing(self.source, self.set_aside)
        self._flush()
        table, self._frames = _stacked(self._frames), []
        if self.source.columns is not None:
            table = _with_given(table, self.source.columns[self.kept.tolist()])
        table = table.with_columns(season=_season(table))
        known = self.source.world == GARDEN  # then its scenes are facts, and pictures that look alike are none
        scene = group(table, Prints(0) if known else self.prints, cache, known=known)
        table = table.with_columns(scene=pl.Series(scene, dtype=pl.Int64))
        rest = [name for name in table.columns if name not in FIXED]
        self.prints = Prints(0)  # their room is free for what comes next
        return Archive(
            table=table.select(*FIXED, *rest),
            set_aside=tuple(self.set_aside),
            source=subset(self.source, self.kept),
            world=self.world,
            notes=tuple(self.source.notes),
        )

    def _flush(self) -> None:
        import polars as pl

        if self._rows:
            frame = pl.DataFrame(self._rows, schema=schema(), orient="row")
            self._frames.append(frame.select(column for column in frame if column.null_count() < frame.height))
            self._rows = []


def _stacked(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Frames below each other, in one piece; a column that none of them has takes no room."""
    import polars as pl

    table = pl.concat(frames, how="diagonal", rechunk=True)
    nothing = [pl.lit(None, kind).alias(name) for name, kind in schema().items() if name not in table.columns]
    return table.with_columns(nothing).select(*schema())


def survey(source: Source, cache: Cache, world: str, progress: Progress | None = None) -> Archive:
    """Measure every photo of a source, and group them into scenes.

    Raises:
        NinelivesError: none of them can be read.
    """
    from ninelives.kernels.photos.survey import Facts

    taken = Survey(source, world)
    done = 0
    for chunk in measure(source, [FactsGauge()], cache):
        for result in chunk:
            taken.add(result, Facts.unpack(result.blobs[0]) if isinstance(result, Measured) else None)
        done += len(chunk)
        if progress:
            if taken.set_aside:
                progress("set aside", len(taken.set_aside), None)
            progress("read", done, len(source))
    return taken.archive(cache)


def schema() -> dict[str, Any]:
    """The columns that every archive has before its scenes, with their Polars types."""
    import polars as pl

    return {
        "item": pl.String,
        "label": pl.String,
        "digest": pl.Binary,
        "width": pl.Int32,
        "height": pl.Int32,
        "orientation": pl.Int8,
        "captured_at": pl.Datetime("us"),
        "zone": pl.Int16,
        "hour": pl.Float32,
        "light": pl.Float32,
        "sharpness": pl.Float32,
        "place": pl.String,
        "device": pl.String,
        "weather": pl.String,
        "season": pl.String,
    }


def _row(source: Source, result: Measured, facts: Facts) -> tuple[Any, ...]:
    at = datetime.fromisoformat(facts.captured_at) if facts.captured_at else None
    offset = at.utcoffset() if at else None
    return (
        source.items[result.index],
        source.labels[result.index],
        result.digest,
        facts.width,
        facts.height,
        facts.orientation,
        at.replace(tzinfo=None) if at else None,
        None if offset is None else int(offset.total_seconds() // 60),
        None if at is None else at.hour + at.minute / 60 + at.second / 3600,
        facts.light,
        facts.sharpness,
        None if facts.place is None else f"{facts.place[0]:.4f};{facts.place[1]:.4f}",
        facts.device,
        None,
        None,
    )


def _with_given(table: pl.DataFrame, columns: pl.DataFrame) -> pl.DataFrame:
    """The table with the user's own columns; a condition that they name wins over what EXIF says."""
    import polars as pl

    kinds = {name: kind for name, kind in schema().items() if name in GIVEN}
    own = columns.with_columns(pl.lit(None, kinds[name]).alias(name) for name in GIVEN if name not in columns.columns)
    told = own.get_column("captured_at").is_not_null()  # then zone and hour are the table's, even if it has none
    merged = []
    for name in GIVEN:
        given, found = own.get_column(name).cast(kinds[name]), table.get_column(name)
        both = given.zip_with(given.is_not_null(), found)
        merged.append(given.zip_with(told, both) if name in ("zone", "hour") else both)
    rest = own.select(name for name in own.columns if name == "scene" or name not in FIXED)
    return table.with_columns(merged).hstack(rest)


def _season(table: pl.DataFrame) -> pl.Series:
    """Of the date, on the hemisphere of the place; the northern one where the place is not known."""
    import polars as pl

    south = pl.col("place").str.starts_with("-").fill_null(value=False)
    quarter = (pl.col("captured_at").dt.month() % 12 // 3).cast(pl.Int8)
    turned = pl.when(south).then((quarter + 2) % 4).otherwise(quarter)
    told = turned.replace_strict(dict(enumerate(SEASONS)), return_dtype=pl.String)
    return table.select(pl.coalesce("season", told).alias("season")).get_column("season")


def _nothing(source: Source, refused: list[SetAside]) -> NinelivesError:
    first = f"; the first: {refused[0].path}: {refused[0].reason}" if refused else ""
    where = ", ".join(f"'{origin}'" for origin in source.origins)
    what = f"no photo in {where} can be read ({len(refused):,} file{'' if len(refused) == 1 else 's'} set aside{first})"
    return NinelivesError(what, fix="name a folder that holds photos")
