"""A machine on spread-out columns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ninelives.kernels.nets.rungs.tables import Spread
from ninelives.kernels.nets.rungs.tables import spread as module
from tests.kernels.nets.rungs.tables.fitted import columns, dense, landmarks, layer, table


@pytest.mark.parametrize("inner", [layer(2), landmarks(2), dense(2)], ids=["layer", "landmarks", "dense"])
def test_spread_out_rows_go_in_blocks(inner: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found, x = Spread(columns(), inner), table(50)
    want = inner.sums(columns().expand(x))
    monkeypatch.setattr(module, "BLOCK", 7)
    np.testing.assert_allclose(found.sums(x), want, rtol=1e-12)
    assert found.sums(x[:0]).shape == (0, 2)
    assert (found.outputs, found.parameters) == (2, inner.parameters)


@pytest.mark.parametrize("inner", [layer(2), landmarks(2), dense(2)], ids=["layer", "landmarks", "dense"])
def test_there_and_back_and_of_no_other_columns(inner: Any) -> None:
    found = Spread(columns(), inner)
    again = Spread.of(type(inner), found.arrays())
    assert {name: array.tobytes() for name, array in again.arrays().items()} == {
        name: array.tobytes() for name, array in found.arrays().items()
    }
    fewer = {name: array[:-1] if name.startswith("columns.") else array for name, array in found.arrays().items()}
    with pytest.raises(ValueError, match="entry for each feature"):
        Spread.of(type(inner), fewer)
