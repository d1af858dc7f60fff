"""Pictures that are made, as an archive keeps them: plain pixels, and a row of its table for each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.archive import shards
from ninelives.artifacts.archive.archive import FIXED
from ninelives.artifacts.lineage import Lineage

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

BLOCK = 4 << 20  # bytes of pictures that are drawn at once: a row group
Draw = Callable[[int, int], tuple["np.ndarray", "pl.DataFrame"]]


@dataclass(frozen=True, slots=True)
class Growth:
    """What is to be made.

    Attributes:
        draw: the pictures from one number up to another, uint8 of shape (n, side, side, 3), RGB, and a row for each:
            ``item``, ``label``, ``scene``, and whatever else is known of it. What is drawn depends on the number alone.
        count: how many pictures.
        side: of each, px.
        lineage: what all of it depends on.
        world: where the pictures come from.
    """

    draw: Draw
    count: int
    side: int
    lineage: Lineage
    world: str = "garden"

    @property
    def each(self) -> int:
        """Bytes of one picture, as it is kept."""
        return len(_head(self.side)) + 3 * self.side**2

    @property
    def block(self) -> int:
        """Pictures that are drawn at once."""
        return max(1, BLOCK // self.each)

    @property
    def shard(self) -> int:
        """Pictures in one file."""
        return max(1, shards.SHARD // (self.block * self.each)) * self.block

    @property
    def numbers(self) -> range:
        """Of the shards."""
        return range(-(-self.count // self.shard))

    def blocks(self, number: int) -> list[tuple[int, int]]:
        """The first picture of each block of a shard, and the first that is no more of it."""
        start, stop = number * self.shard, min((number + 1) * self.shard, self.count)
        return [(at, min(at + self.block, stop)) for at in range(start, stop, self.block)]

    def pictures(self, numbers: Iterable[int]) -> int:
        """How many some shards hold."""
        return sum(stop - start for number in numbers for start, stop in self.blocks(number))

    def drawn(self, block: tuple[int, int]) -> tuple[Any, pl.DataFrame]:
        """The pictures of a block as a shard holds them, and all that an archive's table says of each."""
        import numpy as np
        import polars as pl
        import pyarrow as pa

        from ninelives.kernels.photos.measure import several

        pictures, rows = self.draw(*block)
        light, sharpness = several(pictures)
        head = np.frombuffer(_head(self.side), np.uint8)
        data = np.hstack([np.broadcast_to(head, (len(pictures), len(head))), pictures.reshape(len(pictures), -1)])
        digests = [hashlib.sha256(row.data).digest() for row in data]
        ends = np.arange(len(data) + 1, dtype=np.int32) * np.int32(self.each)
        photos = pa.Array.from_buffers(pa.binary(), len(data), [None, pa.py_buffer(ends), pa.py_buffer(data)])
        measured = rows.with_columns(
            pl.Series("digest", digests, dtype=pl.Binary),
            pl.lit(self.side, pl.Int32).alias("width"),
            pl.lit(self.side, pl.Int32).alias("height"),
            pl.lit(1, pl.Int8).alias("orientation"),
            pl.Series("light", light),
            pl.Series("sharpness", sharpness),
        )
        items = rows.get_column("item").to_arrow().cast(pa.string())
        return pa.table({"item": items, "bytes": photos}), _typed(measured)


def _head(side: int) -> bytes:
    """A picture as it is kept: this, then its pixels.

    Plain pixels (PPM). Two thirds of such a picture are noise that no lossless format makes smaller: PNG wins a third
    of the room for 30 times the time, and JPEG would change what the pictures are made to show.
    """
    return f"P6\n{side} {side}\n255\n".encode()


def _typed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with an archive's own columns first, of its own types; those that nobody tells are empty."""
    import polars as pl

    from ninelives.artifacts.archive.build import schema

    kinds = {**schema(), "scene": pl.Int64}
    own = [(pl.col(name) if name in rows.columns else pl.lit(None)).cast(kinds[name]).alias(name) for name in FIXED]
    return rows.select(*own, *(name for name in rows.columns if name not in FIXED))
