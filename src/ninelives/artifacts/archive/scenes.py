"""Which photos are one scene: the same bytes, the same picture, one burst, or one name in a scene column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.archive.gauges import FactsGauge
from ninelives.kernels.photos import scenes
from ninelives.kernels.photos.hashes import FREQUENCIES
from ninelives.kernels.photos.survey import Facts
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    import polars as pl


class Prints:
    """The fingerprints of photos, side by side in arrays: 112 bytes a photo."""

    def __init__(self, most: int) -> None:
        """Room for at most ``most`` photos."""
        self._gradient = np.empty((most, 32), np.uint8)
        self._dct = np.empty((most, 32), np.uint8)
        self._sketch = np.empty((most, len(FREQUENCIES)), np.float32)
        self._count = 0

    def add(self, facts: Facts) -> None:
        """One photo's fingerprints, in the order of the rows."""
        at = self._count
        self._gradient[at], self._dct[at], self._sketch[at] = facts.gradient, facts.dct, facts.sketch
        self._count += 1

    def arrays(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Gradient and DCT hashes, uint8 (n, 32), and sketches, float32 (n, 12)."""
        n = self._count
        return self._gradient[:n], self._dct[:n], self._sketch[:n]


def group(table: pl.DataFrame, prints: Prints, cache: Cache, *, known: bool = False) -> np.ndarray:
    """Scene of every row, int64 of shape (rows,): the position of its first member.

    Args:
        table: with ``digest``, ``device``, ``captured_at`` and perhaps ``scene``.
        prints: the rows' fingerprints.
        cache: where the pixel check finds the facts again.
        known: the column ``scene`` tells all: neither looks nor times are asked.
    """
    if table.height == 0:
        return np.zeros(0, np.int64)
    if known:
        return scenes.scenes(table.height, np.zeros((0, 2), np.int64), _codes(table.get_column("scene")))
    keys = table.get_column("digest")
    groups = [_codes(keys), _bursts(table)]
    if "scene" in table.columns:
        groups.append(_codes(table.get_column("scene")))
    return scenes.scenes(table.height, _pairs(table, prints, cache), *groups)


def _pairs(table: pl.DataFrame, prints: Prints, cache: Cache) -> np.ndarray:
    """Pairs of rows that show the same picture, among one row for each file content."""
    keys = table.get_column("digest")
    rows = keys.is_first_distinct().arg_true().to_numpy().astype(np.int64)
    if len(rows) < 2:
        return np.zeros((0, 2), np.int64)
    gradient, dct, sketch = (part if len(rows) == len(part) else part[rows] for part in prints.arrays())
    recipe = FactsGauge().recipe

    def thumbs(which: np.ndarray) -> np.ndarray:
        wanted = keys.gather(rows[which]).to_list()
        blobs = cache.get(recipe, set(wanted))
        return np.stack([Facts.unpack(blobs[key]).thumb for key in wanted])

    return rows[scenes.duplicate_pairs(gradient, dct, sketch, thumbs)]


def _bursts(table: pl.DataFrame) -> np.ndarray:
    seconds = table.get_column("captured_at").dt.epoch("s").cast(float).to_numpy()
    return scenes.bursts(table.get_column("device").to_list(), seconds)


def _codes(column: pl.Series) -> np.ndarray:
    """Equal values get equal numbers; what is missing, or there once, says nothing: -1."""
    again = (column.is_duplicated() & column.is_not_null()).to_numpy()
    codes = np.full(len(column), -1, np.int64)
    codes[again] = column.filter(again).rank("dense").to_numpy()
    return codes
