"""Photos themselves inside an archive: Parquet files of names and bytes, ``shards/00000.parquet`` and on."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.archive.sources import Source, UnreadableError
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import pyarrow.parquet as pq

    from ninelives.artifacts.archive.archive import Archive

GROUP = 8 << 20  # bytes of photos in one row group: what reading one photo may have to read
SHARD = 256 << 20  # bytes of photos in one file
OPEN = 16  # files that are open at once, of however many
HELD = 4  # row groups in memory


def writer(path: Path) -> pq.ParquetWriter:
    """A shard to be filled; pictures are compressed already, or noise that nothing compresses."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([("item", pa.string()), ("bytes", pa.binary())])
    return pq.ParquetWriter(path, schema, compression="none", use_dictionary=False, write_statistics=False)


def write(archive: Archive, folder: Path) -> None:
    """Write the photos of an archive, in its order.

    Raises:
        NinelivesError: a photo has changed since it was measured.
    """
    import pyarrow as pa

    folder.mkdir()
    shard: pq.ParquetWriter | None = None
    number = filled = 0
    for items, photos in _groups(archive):
        if shard is None or filled > SHARD:
            if shard is not None:
                shard.close()
            shard = writer(folder / f"{number:05d}.parquet")
            number, filled = number + 1, 0
        shard.write_table(pa.table({"item": items, "bytes": photos}, schema=shard.schema))
        filled += sum(map(len, photos))
    if shard is not None:
        shard.close()


def _groups(archive: Archive) -> Iterator[tuple[list[str], list[bytes]]]:
    """Photos in row groups of bounded size."""
    keys = archive.table.get_column("digest").to_list()
    items: list[str] = []
    photos: list[bytes] = []
    filled = 0
    for row, item in enumerate(archive.items):
        try:
            data = archive.source.read(row)
        except (OSError, UnreadableError) as error:
            raise NinelivesError(
                f"the photo '{item}' can be read no more: {error}", fix="run the command again"
            ) from error
        if hashlib.sha256(data).digest() != keys[row]:
            raise NinelivesError(f"the photo '{item}' changed while it was collected", fix="run the command again")
        items.append(item)
        photos.append(data)
        filled += len(data)
        if filled > GROUP:
            yield items, photos
            items, photos, filled = [], [], 0
    if items:
        yield items, photos


class _Shards:
    """Photos by position; few files are open, and the last few row groups stay in memory."""

    def __init__(self, paths: list[Path]) -> None:
        import pyarrow.parquet as pq

        self._paths = paths
        self._starts: list[tuple[int, int, int]] = []  # first row, file, row group
        self._open: OrderedDict[int, pq.ParquetFile] = OrderedDict()
        self._kept: OrderedDict[int, Any] = OrderedDict()
        self._lock = Lock()
        self.rows = 0
        for number, path in enumerate(paths):
            told = pq.read_metadata(path)
            for group in range(told.num_row_groups):
                self._starts.append((self.rows, number, group))
                self.rows += told.row_group(group).num_rows

    def read(self, index: int) -> bytes:
        """The bytes of one photo."""
        at = bisect_right(self._starts, index, key=lambda start: start[0]) - 1
        with self._lock:
            if at not in self._kept:
                _, number, group = self._starts[at]
                self._kept[at] = _column(self._file(number), group)
                while len(self._kept) > HELD:
                    self._kept.popitem(last=False)
            photo = self._kept[at][index - self._starts[at][0]].as_py()
        if not isinstance(photo, bytes):
            raise UnreadableError("its shard holds no bytes of it")
        return photo

    def _file(self, number: int) -> pq.ParquetFile:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if number not in self._open:
            try:
                self._open[number] = pq.ParquetFile(self._paths[number])
            except (pa.ArrowException, OSError) as error:
                raise UnreadableError(f"its shard cannot be read: {error}") from error
            while len(self._open) > OPEN:
                self._open.popitem(last=False)[1].close()
        return self._open[number]


def _column(file: pq.ParquetFile, group: int) -> Any:
    import pyarrow as pa

    try:
        return file.read_row_group(group, columns=["bytes"]).column("bytes")
    except (pa.ArrowException, KeyError, OSError) as error:
        raise UnreadableError(f"its shard cannot be read: {error}") from error


def opened(path: Path, files: list[str], table: Any) -> Source:
    """The photos of an archive that holds them.

    Raises:
        NinelivesError: they are not as many as its rows.
    """
    shards = _Shards([path / name for name in files if name.startswith("shards/")])
    if shards.rows != table.height:
        raise NinelivesError(
            f"'{path}' is damaged: {shards.rows} photos for {table.height} rows", fix=f"make '{path}' again"
        )
    items = table.get_column("item").to_list()
    return Source(
        items=items,
        read=shards.read,
        paths=lambda index: f"{path}/{items[index]}",
        labels=[None] * len(items),
        origins=[str(path)],
    )
