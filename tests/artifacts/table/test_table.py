"""Tests of tables."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.table import Table
from ninelives.errors import NinelivesError
from ninelives.kernels.stats import apart

DRAW = np.random.default_rng(0)
FRAME = pl.DataFrame(
    {
        "size": DRAW.normal(size=60),
        "kind": DRAW.choice(["a", "b", "c"], 60),
        "day": pl.Series(DRAW.integers(0, 10**9, 60) * 10**6).cast(pl.Datetime("us")),
        "wet": DRAW.random(60) < 0.5,
        "y": DRAW.choice(["no", "yes"], 60),
    }
)


def table(frame: pl.DataFrame = FRAME) -> Table:
    return Table.of(frame, target="y")


def test_a_table_is_one_already() -> None:
    found = table()
    assert Table.of(found) is Table.of(found, target="y") is found
    with pytest.raises(NinelivesError, match="this table was read to learn 'y', and not 'size'"):
        Table.of(found, target="size")


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        table().target = "size"  # type: ignore[misc]


@pytest.mark.slow
@given(st.lists(st.booleans(), min_size=60, max_size=60))
def test_some_of_its_rows_are_a_table(keep: list[bool]) -> None:
    whole, mask = table(), np.array(keep)
    part = whole.select(mask)
    assert len(part) == sum(keep)
    assert part.items == [item for item, kept in zip(whole.items, keep, strict=True) if kept]
    np.testing.assert_array_equal(part.y, whole.y[mask])
    np.testing.assert_array_equal(part.matrix(), whole.matrix()[mask])
    np.testing.assert_array_equal(part.scene, whole.scene[mask])
    assert part.classes == whole.classes
    aside = whole.select(mask, "not wanted").set_aside
    assert [entry.path for entry in aside] == [item for item, kept in zip(whole.items, keep, strict=True) if not kept]


def test_numbers_are_numbers() -> None:
    found = Table.of(FRAME.with_columns(y=pl.col("size") ** 2 + DRAW.normal(size=60)), target="y")
    assert (found.task, found.classes, found.y.dtype) == ("regression", None, np.float64)


def test_the_same_rows_have_the_same_digest_and_others_have_not() -> None:
    digest = table().digest
    assert table(FRAME.clone()).digest == digest
    others = [
        FRAME[::-1],
        FRAME.rename({"size": "length"}),
        FRAME.select("kind", "size", "day", "wet", "y"),
        FRAME.drop("kind"),
        FRAME.with_columns(size=pl.when(pl.int_range(60) == 3).then(0.0).otherwise("size")),
        FRAME.with_columns(size=pl.when(pl.int_range(60) == 3).then(None).otherwise("size")),
        FRAME.with_columns(wet=pl.when(pl.int_range(60) == 3).then(None).otherwise("wet")),
        FRAME.with_columns(kind=pl.col("kind").replace({"a": "z"})),
        FRAME.with_columns(day=pl.col("day") + pl.duration(seconds=1)),
        FRAME.with_columns(y=pl.col("y").replace({"yes": "maybe"})),
    ]
    digests = {table(other).digest for other in others}
    assert len(digests) == len(others)
    assert digest not in digests
    assert Table.of(FRAME).digest != digest
    assert table().select(np.arange(60) < 59).digest != digest


def test_a_name_with_a_zero_is_a_name() -> None:
    assert len(Table.of(pl.DataFrame({"a\0": ["x\0", "y"]})).digest) == 64


def test_a_split_takes_it_as_it_takes_an_archive() -> None:
    found = table(pl.concat([FRAME, FRAME]))
    mask = apart(found.scene, found.y, 0.3, seed=1, key=found.items)
    assert not set(found.scene[mask]) & set(found.scene[~mask])
    assert found.scenes == 60


def test_its_envelope_is_counted_in_scenes() -> None:
    envelope = table(pl.concat([FRAME, FRAME])).envelope(["kind"])
    assert (envelope.scenes, envelope.items) == (60, 120)


def test_it_is_shown_in_a_few_lines() -> None:
    told = repr(table(FRAME.with_columns(number=pl.int_range(60)))).splitlines()
    assert told[0] == "table of 60 rows in 60 scenes"
    assert told[1].strip() == "1 boolean, 1 category, 1 date, 1 number"
    assert told[2].strip().startswith("y: ")
    assert told[-1].strip() == "left out: number"
    assert "numbers" in repr(Table.of(FRAME.with_columns(y=pl.col("size").exp() + DRAW.normal(size=60)), target="y"))
    assert len(repr(Table.of(FRAME)).splitlines()) == 2
