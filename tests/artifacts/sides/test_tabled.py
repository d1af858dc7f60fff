"""Rows beside rows."""

from __future__ import annotations

import polars as pl

from ninelives.artifacts.sides import opened
from ninelives.store.cache import Cache
from tests.stages.audit.test_job import frame


def test_rows_that_both_hold_are_left_out_where_rows_are_known_again() -> None:
    old = frame(80, 0)
    both = opened(old, pl.concat([old[:30], frame(50, 1)]), None, Cache.user())
    assert (both.repeated, len(both.new or ())) == (30, 50)
    coarse = pl.DataFrame({"kind": ["x", "y"] * 40, "size": [1.0, 2.0, 3.0, 4.0] * 20})
    again = opened(coarse, coarse[:60], None, Cache.user())
    assert again.repeated == 0  # alike by chance


def test_new_rows_are_read_as_the_reference_is() -> None:
    both = opened(
        frame(60, 0), frame(60, 1).select("kind", "b", "a").with_columns(more=pl.lit("word")), None, Cache.user()
    )
    assert both.new is not None
    assert both.new.inputs.columns == both.reference.inputs.columns
    assert any("'more'" in note for note in both.notes)
