"""Tests of pictures that are made: every one in one block, every block in one shard, and each as it was drawn."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.archive import growth as growths
from ninelives.artifacts.archive import shards
from ninelives.artifacts.archive.archive import FIXED
from ninelives.kernels.photos.decode import decode
from tests.artifacts.archive.growing import growth, noise


@given(st.integers(1, 300), st.integers(1, 3_000), st.integers(1, 9_000))
def test_every_picture_is_in_one_block_of_one_shard(count: int, block: int, shard: int) -> None:
    with pytest.MonkeyPatch.context() as sizes:
        sizes.setattr(growths, "BLOCK", block)
        sizes.setattr(shards, "SHARD", shard)
        made = growth(count)
        spans = [span for number in made.numbers for span in made.blocks(number)]
        assert [at for start, stop in spans for at in range(start, stop)] == list(range(count))
        assert all(0 < stop - start <= max(1, block // made.each) for start, stop in spans)
        assert made.pictures(made.numbers) == count


def test_a_block_holds_pictures_and_rows_alike() -> None:
    photos, rows = growth(9).drawn((3, 8))
    assert photos["item"].to_pylist() == rows["item"].to_list()
    pictures, told = noise()(3, 8)
    for at, data in enumerate(photos["bytes"].to_pylist()):
        assert len(data) == growth(9).each
        assert (decode(data) == pictures[at]).all()
    assert rows.columns == [*FIXED, "cat_pixels"]
    assert rows["label"].to_list() == told["label"].to_list()
    assert rows["device"].dtype == pl.String
    assert rows["device"].null_count() == 5
