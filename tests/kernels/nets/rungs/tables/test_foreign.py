"""Coded rows become what a network takes, and a file of ours that was bent is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ninelives.errors import NinelivesError
from ninelives.kernels.nets.rungs import Foreign
from ninelives.kernels.nets.rungs.tables.foreign import Feed, ForeignRows
from tests.kernels.nets.foreign.builds import colours, trees

TREES = trees(zipmap=True).SerializeToString()


def rung(*feeds: Feed, network: bytes = TREES) -> ForeignRows:
    return ForeignRows(network, "", feeds, Foreign.of("probabilities"))


def test_columns_are_given_in_the_networks_order() -> None:
    x = np.array([[9, 0.0], [9, 1.0]], np.float32)
    np.testing.assert_allclose(rung(Feed(1), Feed(0)).probabilities(x), [[0.9, 0.1], [0.2, 0.8]], atol=1e-6)


def test_codes_become_words_and_what_is_missing_an_empty_one() -> None:
    x = np.array([[0, 5.0], [1, np.nan], [np.nan, 7], [3, 8]], np.float32)
    given = rung(Feed(0, ("no", "yes")), Feed(1)).given(x)
    assert given[:, 0].tolist() == ["no", "yes", "", ""]
    np.testing.assert_array_equal(given[:, 1].astype(float), x[:, 1])


def test_there_and_back() -> None:
    one = rung(Feed(1, ("a", "ü")), Feed(0))
    again = ForeignRows.from_arrays(one.arrays())
    assert (again.network, again.output, again.feeds) == (one.network, one.output, one.feeds)
    assert again.rung.arrays() == one.rung.arrays()
    assert again.reads(5).tolist() == [0, 1]


def test_without_a_network_nothing_new_is_judged() -> None:
    with pytest.raises(NinelivesError, match="judges no others") as caught:
        rung(network=b"").probabilities(np.zeros((1, 2), np.float32))
    assert caught.value.fix


def test_a_network_of_other_rows_or_of_photos_is_refused() -> None:
    with pytest.raises(NinelivesError, match="2 columns"):
        rung(Feed(0)).probabilities(np.zeros((1, 2), np.float32))
    with pytest.raises(NinelivesError, match="breaks off"):
        rung(Feed(0), network=colours().SerializeToString()).probabilities(np.zeros((1, 2), np.float32))


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (b"no json", "plan is none"),
        (b'{"feeds": []}', "plan is none"),
        (b'{"feeds": [], "output": ""}', "no columns"),
        (b'{"feeds": [[0, []]], "output": 3}', "no output"),
        (b'{"feeds": [[-1, []]], "output": ""}', "a column that there is not"),
        (b'{"feeds": [[0.5, []]], "output": ""}', "a column that there is not"),
        (b'{"feeds": [[0, [3]]], "output": ""}', "words that are none"),
    ],
)
def test_a_plan_that_is_none_is_refused(plan: bytes, says: str) -> None:
    arrays: dict[str, Any] = {**rung(Feed(0), Feed(1)).arrays(), "plan": np.frombuffer(plan, np.uint8)}
    with pytest.raises(ValueError, match=says):
        ForeignRows.from_arrays(arrays)


def test_missing_and_foreign_arrays_are_refused() -> None:
    arrays = rung(Feed(0), Feed(1)).arrays()
    for gone in arrays:
        with pytest.raises(ValueError, match=r"expected|missing"):
            ForeignRows.from_arrays({name: array for name, array in arrays.items() if name != gone})
    with pytest.raises(ValueError, match="holds no bytes"):
        ForeignRows.from_arrays({**arrays, "network": np.zeros(3)})
