"""A row that was learned from is known again by what it holds."""

from __future__ import annotations

import hashlib

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ninelives.artifacts.model.tables.rows import prefixes

VALUES = st.one_of(st.just(np.nan), st.floats(-1e6, 1e6, width=32))


def slow(row: list[float]) -> int:
    """The first bytes of the digest of one row."""
    told = b"".join(np.float32(np.nan if np.isnan(v) else v + 0.0).astype("<f4").tobytes() for v in row)
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "little")


@given(arrays(np.float32, (7, 3), elements=VALUES))
def test_each_row_has_the_first_bytes_of_its_digest(x: np.ndarray) -> None:
    assert prefixes(x).tolist() == [slow(row) for row in x.tolist()]


def test_minus_nothing_and_another_nan_are_the_same() -> None:
    other = np.array([0x7FC00001], np.uint32).view(np.float32)[0]
    x = np.array([[0.0, np.nan], [-0.0, other], [1.0, np.nan]], np.float32)
    first, same, another = prefixes(x).tolist()
    assert first == same != another


def test_it_does_not_matter_how_the_rows_lie_in_memory() -> None:
    x = np.random.default_rng(0).normal(size=(50, 4)).astype(np.float32)
    assert (prefixes(np.asfortranarray(x)) == prefixes(x)).all()
    assert prefixes(np.zeros((0, 4), np.float32)).shape == (0,)
