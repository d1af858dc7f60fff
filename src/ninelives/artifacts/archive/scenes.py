"""Which photos are one scene: the same bytes, the same picture, one burst, or one name in a scene column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.archive.gauges import FactsGauge
from ninelives.kernels.photos import scenes
from ninelives.kernels.photos.survey import Facts
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    import polars as pl

ROOM = 4096  # facts kept between two growths


class Prints:
    """The fingerprints of photos, in arrays that grow: about 110 bytes a photo."""

    def __init__(self) -> None:
        self._parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self._open: list[Facts] = []

    def add(self, facts: Facts) -> None:
        """One photo's fingerprints, in the order of the rows."""
        self._open.append(facts)
        if len(self._open) == ROOM:
            self._close()

    def arrays(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Gradient and DCT hashes, uint8 (n, 32), and sketches, float32 (n, k)."""
        self._close()
        gradient, dct, sketch = (np.concatenate(part) for part in zip(*self._parts, strict=True))
        return gradient, dct, sketch

    def _close(self) -> None:
        if self._open:
            stacked = tuple(np.stack([getattr(f, name) for f in self._open]) for name in ("gradient", "dct", "sketch"))
            self._parts.append((stacked[0], stacked[1], stacked[2]))
            self._open = []


def group(table: pl.DataFrame, prints: Prints, cache: Cache) -> np.ndarray:
    """Scene of every row, int64 of shape (rows,): the position of its first member.

    Args:
        table: with ``digest``, ``device``, ``captured_at`` and perhaps ``scene``.
        prints: the rows' fingerprints.
        cache: where the pixel check finds the facts again.
    """
    if table.height == 0:
        return np.zeros(0, np.int64)
    keys = table.get_column("digest")
    groups = [_codes(keys), _bursts(table)]
    if "scene" in table.columns:
        groups.append(_codes(table.get_column("scene")))
    return scenes.scenes(table.height, _pairs(table, prints, cache), *groups)


def _pairs(table: pl.DataFrame, prints: Prints, cache: Cache) -> np.ndarray:
    """Pairs of rows that show the same picture, among one row for each file content."""
    import polars as pl

    first = table.with_row_index("row").filter(pl.col("digest").is_first_distinct())
    rows, keys = first.get_column("row").to_numpy().astype(np.int64), first.get_column("digest").to_list()
    if len(rows) < 2:
        return np.zeros((0, 2), np.int64)
    gradient, dct, sketch = (part[rows] for part in prints.arrays())
    recipe = FactsGauge().recipe

    def thumbs(which: np.ndarray) -> np.ndarray:
        blobs = cache.get(recipe, {keys[i] for i in which.tolist()})
        return np.stack([Facts.unpack(blobs[keys[i]]).thumb for i in which.tolist()])

    return rows[scenes.duplicate_pairs(gradient, dct, sketch, thumbs)]


def _bursts(table: pl.DataFrame) -> np.ndarray:
    seconds = table.get_column("captured_at").dt.epoch("s").cast(float).to_numpy()
    return scenes.bursts(table.get_column("device").to_list(), seconds)


def _codes(column: pl.Series) -> np.ndarray:
    """Equal values get equal numbers; a missing value is alone."""
    codes = column.rank("dense").fill_null(0).to_numpy().astype(np.int64)
    alone = codes == 0
    codes[alone] = codes.max(initial=0) + 1 + np.arange(alone.sum())
    return codes
