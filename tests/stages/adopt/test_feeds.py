"""Which column goes where, and every fault of that at once."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from ninelives.artifacts.table import Coding, Table
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign import Columns, Rows
from ninelives.kernels.nets.rungs.tables.foreign import Feed
from ninelives.stages.adopt.feeds import feeds_of
from tests.rows import rows

CODING = Coding.of(Table.of(rows().drop("price"), target="fit"))  # size, kind, wet
MIXED = Columns(("kind", "size"), ("str", "float32"), None)


def test_columns_are_found_by_their_names() -> None:
    assert feeds_of(MIXED, CODING, None) == ((Feed(1, ("flat", "round", "square")), Feed(0)), "")


def test_a_matrix_takes_what_is_named_or_all_in_order() -> None:
    assert feeds_of(Rows("x", "float32", None, 2), CODING, ["wet", "size"]) == ((Feed(2), Feed(0)), "")
    numbers = Coding.of(Table.of(rows().select("size", "wet", "fit"), target="fit"))
    feeds, assumed = feeds_of(Rows("x", "float32", None, 2), numbers, None)
    assert feeds == (Feed(0), Feed(1))
    assert assumed == "its 2 columns are taken for size, wet, in the order of DATA"


@pytest.mark.parametrize(
    ("takes", "told", "says"),
    [
        (Rows("x", "float32", None, 2), None, "takes 2 columns, and DATA has 3"),
        (Rows("x", "float32", None, 2), ["size"], "takes 2 columns, and --columns names 1"),
        (Rows("x", "float32", None, 2), ["size", "kind"], "'kind' holds words"),
        (Columns(("gone", "wet"), ("float32", "str"), None), None, "no column 'gone'; 'wet' holds yes and no"),
        (Columns(("size",), ("str",), None), None, "'size' holds numbers, and it takes words there"),
    ],
)
def test_all_faults_are_told_at_once(takes: Any, told: list[str] | None, says: str) -> None:
    with pytest.raises(NinelivesError) as caught:
        feeds_of(takes, CODING, told)
    assert says in caught.value.message
    assert caught.value.fix


def test_dates_are_no_numbers() -> None:
    frame = rows().select("fit", "size", day=pl.date_range(pl.date(2024, 1, 1), pl.date(2024, 8, 27)))
    coding = Coding.of(Table.of(frame, target="fit"))
    with pytest.raises(NinelivesError, match="'day' holds dates"):
        feeds_of(Rows("x", "float32", None, 2), coding, None)
