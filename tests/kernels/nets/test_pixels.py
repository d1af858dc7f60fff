"""Tests of pictures on disk: used as an array, and never all in memory."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.nets.pixels import BLOCK, Pixels, blocks, mean_and_deviation, stacked
from ninelives.store.cache import Fleeting

WIDTH = 12


def on_disk(told: np.ndarray) -> Pixels:
    file = Fleeting(Path(tempfile.gettempdir()))
    os.pwrite(file.fileno(), told.tobytes(), 0)
    return Pixels([file], [len(told)], WIDTH)


@given(st.integers(1, 40), st.integers(0, 5), st.data())
def test_it_is_the_array_whatever_part_is_asked_for(rows: int, more: int, data: st.DataObject) -> None:
    draw = np.random.default_rng(rows)
    told = draw.integers(0, 256, (rows, WIDTH), np.uint8)
    others = [draw.random((more, WIDTH), np.float32)] * data.draw(st.integers(0, 2))
    whole = np.concatenate([told.astype(np.float32) / np.float32(255), *others])
    x = stacked([on_disk(told), *others])
    assert (x.shape, len(x), np.asarray(x).dtype) == (whole.shape, len(whole), np.float32)
    for _ in range(3):
        which = data.draw(
            st.one_of(
                st.slices(len(whole)),
                st.lists(st.integers(0, len(whole) - 1)).map(lambda chosen: np.array(chosen, np.int64)),
                st.lists(st.booleans(), min_size=len(whole), max_size=len(whole)).map(np.array),
            )
        )
        x, whole = x[which], whole[which]
        assert np.array_equal(np.asarray(x), whole)
        if not len(whole):
            break


def test_arrays_are_put_below_one_another_as_ever() -> None:
    one = np.ones((2, 3), np.float32)
    assert np.array_equal(stacked([one, 2 * one]), np.concatenate([one, 2 * one]))


@given(st.integers(1, 3), st.integers(0, 9))
def test_mean_and_deviation_are_those_of_the_whole(times: int, seed: int) -> None:
    x = np.random.default_rng(seed).random((times * BLOCK - seed, WIDTH), np.float32)
    mean, deviation = mean_and_deviation(x)
    pixels = x.reshape(-1, 3).astype(np.float64)
    assert np.allclose(mean, pixels.mean(0), atol=1e-12)
    assert np.allclose(deviation, pixels.std(0), atol=1e-12)
    assert sum(map(len, blocks(x))) == len(x)


def test_a_file_that_was_cut_off_is_told(tmp_path: Path) -> None:
    file = Fleeting(tmp_path)
    os.pwrite(file.fileno(), b"\0" * (WIDTH + 3), 0)
    with pytest.raises(OSError, match="are gone"):
        np.asarray(Pixels([file], [2], WIDTH))


def test_no_view_of_it_is_given() -> None:
    with pytest.raises(ValueError, match="read into a new array"):
        np.array(on_disk(np.zeros((1, WIDTH), np.uint8)), copy=False)
