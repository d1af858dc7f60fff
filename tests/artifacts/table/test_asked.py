"""Tests of what the user says of a table."""

from __future__ import annotations

import polars as pl
import pytest

from ninelives.artifacts.sheets import read_frame
from ninelives.artifacts.table.asked import Wanted, check, items_of
from ninelives.errors import NinelivesError

FRAME = pl.DataFrame({"key": ["a", "b"], "twice": ["x", "x"], "gap": ["x", None], "y": [1, 2]})


def test_what_is_there_is_no_fault() -> None:
    check(read_frame(FRAME), Wanted("y", "key", ("gap",), ("twice",), "dmy", "regression"))


@pytest.mark.parametrize(
    ("wanted", "words", "fix"),
    [
        (Wanted("Y"), "has no column 'Y': it has 'key', 'twice', 'gap', 'y'", "did you mean --target y ?"),
        (Wanted("zz", "kye", ("gpa",)), "no column 'kye', 'zz', 'gpa'", "did you mean --id key, --ignore gap ?"),
        (Wanted("zz"), "no column 'zz'", "name one of these"),
        (Wanted("y", keep=("zz",)), "no column 'zz'", "name one of these"),
        (Wanted("y", dates="ydm"), "dates are dmy or mdy, got 'ydm'", "--dates dmy for day/month/year"),
        (Wanted("y", task="guess"), "a task is classification or regression, got 'guess'", "--task classification"),
        (Wanted("y", id="y"), "'y' is to be learned, and is what names rows", "name another column"),
        (Wanted("y", ignore=("y",)), "is to be learned", "name another column"),
    ],
)
def test_what_is_not_is_told_with_what_may_be_meant(wanted: Wanted, words: str, fix: str) -> None:
    with pytest.raises(NinelivesError, match=words) as error:
        check(read_frame(FRAME), wanted)
    assert error.value.fix is not None
    assert error.value.fix.startswith(fix)


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(NinelivesError) as error:
        check(read_frame(FRAME), Wanted("Y", dates="x", task="y"))
    assert error.value.message.count(";") == 2
    assert error.value.fix == "did you mean --target y ?, --dates dmy for day/month/year, --task classification"


def test_new_rows_need_no_truth() -> None:
    check(read_frame(FRAME), Wanted("zz", ignore=("yy",), keep=("xx",)), new=True)
    with pytest.raises(NinelivesError, match="no column 'zz'"):
        check(read_frame(FRAME), Wanted(id="zz"), new=True)


def test_rows_are_named_by_a_column_or_numbered() -> None:
    sheet = read_frame(FRAME)
    assert items_of(sheet, None).to_list() == ["1", "2"]
    assert items_of(sheet, "key").to_list() == ["a", "b"]
    assert "key" not in sheet.names
    assert items_of(read_frame(pl.DataFrame({"item": [7, 8]})), None).to_list() == ["7", "8"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("twice", "'twice' of the frame should name each row, and holds 'x' in rows 1, 2"),
        ("gap", r"is empty in 1 row \(the first is 2\)"),
    ],
)
def test_what_names_no_row_is_told(name: str, words: str) -> None:
    with pytest.raises(NinelivesError, match=words):
        items_of(read_frame(FRAME), name)


def test_a_column_item_that_names_no_rows_is_told() -> None:
    with pytest.raises(NinelivesError, match="'item' of the frame should name each row") as error:
        items_of(read_frame(pl.DataFrame({"item": ["x", "x"]})), None)
    assert error.value.fix == "rename the column 'item'"
    with pytest.raises(NinelivesError, match="has a column 'item' beside its id"):
        items_of(read_frame(pl.DataFrame({"item": ["x", "x"], "key": [1, 2]})), "key")
