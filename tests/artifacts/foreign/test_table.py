from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ninelives.artifacts.foreign import read_given
from ninelives.errors import NinelivesError


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("given")


def written(room: Path, rows: str, name: str = "given.csv") -> Path:
    (room / name).write_text(rows)
    return room / name


def refused(path: Path, **more: Any) -> NinelivesError:
    with pytest.raises(NinelivesError) as caught:
        read_given(path, **more)
    assert caught.value.fix
    return caught.value


GOOD = "item,p_cat,p_dog\na.jpg,0.25,0.75\nb.jpg,1,0\n"


def test_a_table_is_read_as_it_stands(room: Path) -> None:
    found = read_given(written(room, GOOD))
    assert (found.items, found.classes, found.notes) == (("a.jpg", "b.jpg"), ("cat", "dog"), ())
    np.testing.assert_array_equal(found.probabilities, [[0.25, 0.75], [1, 0]])


def test_parquet_and_json_lines_say_the_same(room: Path) -> None:
    table = pl.read_csv(written(room, GOOD))
    table.write_parquet(room / "given.parquet")
    table.write_ndjson(room / "given.jsonl")
    for name in ("given.parquet", "given.jsonl"):
        np.testing.assert_array_equal(read_given(room / name).probabilities, [[0.25, 0.75], [1, 0]])


def test_the_order_of_items_and_classes_is_the_one_that_was_asked_for(room: Path) -> None:
    rows = written(room, GOOD + "z.jpg,0.5,0.5\n")
    found = read_given(rows, classes=["dog", "cat"], items=["b.jpg", "a.jpg"])
    np.testing.assert_array_equal(found.probabilities, [[0, 1], [0.75, 0.25]])
    assert found.notes == ("1 row names no item that is there: 'z.jpg'",)


def test_one_column_says_both_of_two_classes(room: Path) -> None:
    found = read_given(written(room, "item,p_dog\na,0.75\n"), classes=["cat", "dog"])
    np.testing.assert_array_equal(found.probabilities, [[0.25, 0.75]])
    rows = written(room, "item,p_dog\na,0.75\n")
    assert "one column of logits is not enough" in refused(rows, classes=["cat", "dog"], logits=True).message


def test_a_path_names_an_item_too(room: Path) -> None:
    assert read_given(written(room, "filename,cat,dog\na,0.5,0.5\n")).items == ("a",)


def test_rounding_is_put_right_and_no_more(room: Path) -> None:
    found = read_given(written(room, "item,p_a,p_b,p_c\nx,0.333,0.333,0.333\n"))
    assert found.probabilities.sum() == pytest.approx(1, abs=1e-12)
    assert "1 row sums not to 1 but to 0.900" in refused(written(room, "item,p_a,p_b\nx,0.4,0.5\n")).message


def test_a_hair_below_zero_is_rounding(room: Path) -> None:
    found = read_given(written(room, "item,p_a,p_b\nx,-1e-8,1.0000001\n"))
    np.testing.assert_array_equal(found.probabilities, [[0, 1]])


def test_logits_are_taken_where_they_are_told(room: Path) -> None:
    rows = written(room, f"item,p_a,p_b\nx,0,{np.log(3)}\ny,-800,800\n")
    np.testing.assert_allclose(read_given(rows, logits=True).probabilities, [[0.25, 0.75], [0, 1]])
    error = refused(rows)
    assert "1 row holds numbers below 0 or above 1: 'y'" not in error.message  # x does too
    assert "2 rows hold numbers below 0 or above 1: 'x', 'y'" in error.message
    assert "--logits" in str(error.fix)


def test_percentages_are_named(room: Path) -> None:
    error = refused(written(room, "item,p_a,p_b\nx,25,75\ny,0,100\n"))
    assert "its rows sum to 100: they are percentages" in error.message
    assert error.fix == "divide them by 100"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("p_a,p_b\n1,0\n", "no column that names the items"),
        ("item,p_a,p_b\nx,1,0\nx,0,1\n", "1 item stands twice: 'x'"),
        ("item,p_a,p_b\n,1,0\n", "1 row names no item, row 1"),
        ("item,p_a,p_b\nx,NaN,0\n", "1 row holds no number, NaN or infinity: 'x'"),
        ("item,p_a,p_b\nx,inf,0\ny,,1\n", "2 rows hold no number, NaN or infinity: 'x', 'y'"),
        ("item,p_a,p_b\nx,1.5,-0.5\n", "1 row holds numbers below 0 or above 1: 'x'"),
        ("item,p_a,p_b\nx,0,0\n", "not to 1 but to 0.000"),
        ("item,p_a,p_b\nx,much,little\n", "no numbers stand in 'p_a', 'p_b'"),
        ("item,label\nx,cat\n", "no column for each class"),
    ],
)
def test_each_fault_is_told(rows: str, says: str, room: Path) -> None:
    error = refused(written(room, rows))
    assert says in error.message
    assert "cannot be used" in error.message


def test_a_missing_item_and_an_unknown_class_are_told(room: Path) -> None:
    rows = written(room, GOOD)
    assert "2 items have no row: 'c.jpg', 'd.jpg'" in refused(rows, items=["a.jpg", "c.jpg", "d.jpg"]).message
    assert "classes that are not there: 'dog'" in refused(rows, classes=["cat", "cow"]).message


def test_all_faults_are_told_at_once(room: Path) -> None:
    rows = written(room, "item,p_cat,p_dog\na,0.2,0.2\na,NaN,1\nb,3,4\n")
    said = refused(rows, items=["a", "c"]).message
    for part in ("stands twice", "has no row: 'c'", "no number", "below 0 or above 1", "not to 1"):
        assert part in said


def test_a_table_that_cannot_be_read_is_refused(room: Path) -> None:
    assert "there is no table" in refused(room / "none.csv").message
    assert "cannot be read" in refused(written(room, "no parquet", "bad.parquet")).message


@given(arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(2, 5)), elements=st.floats(0.01, 1)))
def test_what_is_written_is_read_back(room: Path, weights: np.ndarray) -> None:
    p = weights / weights.sum(axis=1, keepdims=True)
    columns = {f"p_{chr(97 + at)}": p[:, at] for at in range(p.shape[1])}
    pl.DataFrame({"item": [f"{row}.jpg" for row in range(len(p))], **columns}).write_parquet(room / "back.parquet")
    np.testing.assert_allclose(read_given(room / "back.parquet").probabilities, p, atol=1e-12)
    logits = {name: np.log(column) + 3 for name, column in columns.items()}
    pl.DataFrame({"item": [f"{row}.jpg" for row in range(len(p))], **logits}).write_parquet(room / "back.parquet")
    np.testing.assert_allclose(read_given(room / "back.parquet", logits=True).probabilities, p, atol=1e-12)
