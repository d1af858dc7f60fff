"""Which columns are watched, and that a row alone becomes the numbers that it becomes among others."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.errors import NinelivesError
from ninelives.stages.audit.watch.columns import MOST, Frames, columns_of, opened

NAMES = st.one_of(st.none(), st.sampled_from(["wet", "dry", "new"]))


@given(st.lists(st.tuples(st.one_of(st.none(), st.floats(-9, 9)), NAMES), min_size=1, max_size=20))
def test_a_row_alone_is_what_it_is_among_others(rows: list[tuple[float | None, str | None]]) -> None:
    reference = pl.DataFrame({"x": [1.0, 2.0, 3.0], "sky": ["dry", "dry", "wet"]})
    frames = Frames(columns_of(reference)[0])
    told = [{"x": x, "sky": sky} for x, sky in rows]
    frame = pl.DataFrame(told, schema={"x": pl.Float64, "sky": pl.String})
    np.testing.assert_array_equal(frames.matrix(frame), frames.matrix(told))
    want = {"dry": 0.0, "wet": 1.0, "new": 2.0}
    for number, (_, sky) in zip(frames.matrix(frame)[:, 1], rows, strict=True):
        assert (np.isnan(number) and sky is None) or number == want[str(sky)]


def test_what_names_a_row_and_what_is_new_in_each_is_not_watched() -> None:
    frame = pl.DataFrame({"item": ["a", "b", "c", "d"], "text": ["p", "q", "r", "s"], "x": [1, 2, 3, 4]})
    columns, notes = columns_of(frame)
    assert [column.name for column in columns] == ["x"]
    assert notes == ["of the reference it does not watch 'text'"]


def test_so_many_columns_are_watched_and_no_more() -> None:
    columns, notes = columns_of(pl.DataFrame(np.zeros((3, MOST + 2)), [f"c{at}" for at in range(MOST + 2)]))
    assert len(columns) == MOST
    assert notes == [f"of the reference it does not watch 'c{MOST}', 'c{MOST + 1}'"]


def test_a_csv_holds_numbers_where_all_of_a_column_are(tmp_path: object) -> None:
    path = tmp_path / "t.csv"  # type: ignore[operator]
    path.write_text("x,sky\n1.5,wet\n,dry\n2,\n")
    frame = opened(path)
    assert frame.get_column("x").to_list() == [1.5, None, 2.0]
    assert frame.get_column("sky").to_list() == ["wet", "dry", None]


def test_words_where_numbers_were_are_refused() -> None:
    frames = Frames(columns_of(pl.DataFrame({"x": [1.0, 2.0]}))[0])
    with pytest.raises(NinelivesError, match="words where the reference holds numbers"):
        frames.matrix(pl.DataFrame({"x": ["one"]}))
    with pytest.raises(NinelivesError, match="no column 'x'") as raised:
        frames.matrix(pl.DataFrame({"xx": [1.0]}))
    assert "did you mean 'xx' for 'x'" in str(raised.value)
