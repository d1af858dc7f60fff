"""A state is whole or refused: cut off anywhere, changed, or of another reference."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ninelives as nl
from ninelives.errors import NinelivesError


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("state") / "state"
    watch = nl.Watch.of(np.random.default_rng(0).normal(size=(100, 2)))
    watch.see_batch(np.random.default_rng(1).normal(size=(50, 2)))
    watch.save(path)
    return path.read_bytes()


@settings(max_examples=25)
@given(share=st.floats(0, 0.999))
def test_a_state_that_is_cut_off_is_refused(
    tmp_path_factory: pytest.TempPathFactory, state: bytes, share: float
) -> None:
    path = tmp_path_factory.mktemp("cut") / "state"
    path.write_bytes(state[: int(share * len(state))])
    with pytest.raises(NinelivesError, match="cannot be used"):
        nl.Watch.load(path)


@settings(max_examples=25)
@given(share=st.floats(0, 0.999), bit=st.integers(0, 7))
def test_a_state_in_which_a_bit_was_changed_is_refused(
    tmp_path_factory: pytest.TempPathFactory, state: bytes, share: float, bit: int
) -> None:
    path, data = tmp_path_factory.mktemp("bit") / "state", bytearray(state)
    data[int(share * len(data))] ^= 1 << bit
    path.write_bytes(data)
    with pytest.raises(NinelivesError, match=r"cannot be used|has version"):
        nl.Watch.load(path)


def test_what_is_no_state_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="there is no state"):
        nl.Watch.load(tmp_path / "none")
    (tmp_path / "text").write_text("hello")
    with pytest.raises(NinelivesError, match="no state of ours"):
        nl.Watch.load(tmp_path / "text")


def test_the_state_of_another_reference_is_refused(tmp_path: Path) -> None:
    rows = np.random.default_rng(0).normal(size=(50, 2))
    nl.Watch.of(pl.DataFrame(rows, ["a", "b"])).save(tmp_path / "state")
    assert nl.Watch.load(tmp_path / "state", pl.DataFrame(rows, ["a", "b"])).n == 0
    for other in (pl.DataFrame(rows, ["a", "c"]), pl.DataFrame(rows + 1, ["a", "b"])):
        with pytest.raises(NinelivesError, match="another reference or model"):
            nl.Watch.load(tmp_path / "state", other)
