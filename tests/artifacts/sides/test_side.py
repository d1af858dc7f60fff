"""Rows of a side are taken out together with all that is known of them."""

from __future__ import annotations

import numpy as np
import polars as pl

from ninelives.artifacts.sides.side import Side


def test_what_is_selected_stays_together() -> None:
    side = Side(
        items=["a", "b", "c"],
        scenes=np.array([0, 0, 1]),
        conditions={"hour": pl.Series([1.0, 2.0, 3.0])},
        inputs=pl.DataFrame({"x": [1.0, 2.0, 3.0]}),
        features=np.eye(3, dtype=np.float32),
        outputs=np.array([[0.1], [0.2], [0.3]]),
        moments=np.array([5.0, 6.0, 7.0]),
    )
    some = side.select(np.array([True, False, True]))
    assert (some.items, len(some)) == (["a", "c"], 2)
    assert some.conditions["hour"].to_list() == some.inputs["x"].to_list() == [1.0, 3.0]
    assert some.features is not None
    assert some.features.argmax(axis=1).tolist() == [0, 2]
    assert some.outputs is not None
    assert some.outputs[:, 0].tolist() == [0.1, 0.3]
    assert some.moments is not None
    assert some.moments.tolist() == [5.0, 7.0]
    assert some.truth is None
    assert side.select(np.ones(3, bool)) is side
    bare = Side(items=["a", "b"], scenes=np.arange(2), conditions={}, inputs=pl.DataFrame())
    assert len(bare.select(np.array([False, True]))) == 1
