"""One Parquet file: rows that come one by one, facts in its metadata."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts import predictions
from ninelives.artifacts.predictions import KEY, Predictions, lineage_of, writing
from ninelives.errors import NinelivesError

FACTS: dict[str, Any] = {
    "items": 3, "set_aside": [], "notes": [], "accuracy": 0.5, "interval": [0.2, 0.8], "gaps": [], "seconds": 1.5,
    "learned_from": 0, "lineage": {"stage": "predict", "seed": 0},
}  # fmt: skip


def written(path: Path, rows: int = 3, classes: tuple[str, ...] = ("a", "b"), **facts: Any) -> Path:
    draw = np.random.default_rng(0)
    with writing(path, classes) as writer:
        for number in range(rows):
            writer.add(f"item {number}", f"/photos/{number}", draw.dirichlet(np.ones(len(classes))))
        writer.close({**FACTS, **facts})
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    found = Predictions.load(written(tmp_path / "p.parquet"))
    assert {name: found.facts[name] for name in FACTS} == FACTS
    assert found.accuracy == 0.5
    assert found.table.columns == ["item", "path", "prediction", "probability", "p_a", "p_b"]
    assert found.table.get_column("item").to_list() == ["item 0", "item 1", "item 2"]


def test_any_reader_of_parquet_can_read_it(tmp_path: Path) -> None:
    path = written(tmp_path / "p.parquet")
    assert pl.read_parquet(path).equals(Predictions.load(path).table)
    assert pq.read_table(path).num_rows == 3


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), min_size=1, max_size=20))
def test_the_prediction_is_the_likeliest_class(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[float]]
) -> None:
    path = tmp_path_factory.mktemp("likeliest") / "p.parquet"
    p = np.array(rows, np.float32)
    with writing(path, ("x", "y", "z")) as writer:
        for number, row in enumerate(p):
            writer.add(str(number), "", row)
        writer.close(FACTS)
    table = Predictions.load(path).table
    assert table.get_column("prediction").to_list() == [("x", "y", "z")[best] for best in p.argmax(axis=1)]
    np.testing.assert_array_equal(table.get_column("probability"), p.max(axis=1))
    np.testing.assert_array_equal(table.select("p_x", "p_y", "p_z").to_numpy(), p)


def test_memory_does_not_grow_with_the_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(predictions, "ROWS", 10)
    held = []
    with writing(tmp_path / "p.parquet", ("a", "b")) as writer:
        for number in range(95):
            writer.add(str(number), "", np.array([0.5, 0.5]))
            held.append(len(writer._items))
        writer.close(FACTS)
    assert max(held) < 10
    assert pq.ParquetFile(tmp_path / "p.parquet").num_row_groups == 10
    assert Predictions.load(tmp_path / "p.parquet").table.get_column("item").to_list() == [str(n) for n in range(95)]


def test_no_row_is_a_table_all_the_same(tmp_path: Path) -> None:
    table = Predictions.load(written(tmp_path / "p.parquet", rows=0)).table
    assert table.shape == (0, 6)


def test_hostile_names_stay_as_they_are(tmp_path: Path) -> None:
    names = ("<b>", 'a,"b"\n', "猫", "item")
    table = Predictions.load(written(tmp_path / "p.parquet", classes=names)).table
    assert table.columns[4:] == [f"p_{name}" for name in names]
    assert set(table.get_column("prediction")) <= set(names)


def test_the_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(AttributeError), writing(tmp_path / "p.parquet", ("a", "b")) as writer:
        writer.stop()  # type: ignore[attr-defined]
    assert not list(tmp_path.iterdir())


def test_no_accuracy_where_no_truth_is_known(tmp_path: Path) -> None:
    found = Predictions.load(written(tmp_path / "p.parquet", accuracy=None, interval=None))
    assert found.accuracy is None
    assert found.summary()["accuracy"] is None


def test_the_summary_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    told = Predictions.load(written(tmp_path / "p.parquet")).summary()
    assert set(told) >= {"out", "items", "set_aside", "accuracy", "interval", "gaps", "seconds"}
    json.dumps(told)


def test_the_lineage_is_told_without_reading_the_rows(tmp_path: Path) -> None:
    one, same = written(tmp_path / "1"), written(tmp_path / "2", rows=9)
    other = written(tmp_path / "3", lineage={"stage": "predict", "seed": 1})
    assert lineage_of(one) == lineage_of(same) != lineage_of(other)
    (tmp_path / "text").write_text("x")
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "foreign")
    for path in (tmp_path / "text", tmp_path / "foreign", tmp_path / "none", tmp_path):
        assert lineage_of(path) is None


def refused(path: Path) -> str:
    with pytest.raises(NinelivesError) as caught:
        Predictions.load(path)
    return str(caught.value)


def test_what_is_no_predictions_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("x")
    (tmp_path / "empty").touch()
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "foreign")
    whole = written(tmp_path / "whole").read_bytes()
    (tmp_path / "cut").write_bytes(whole[: len(whole) // 2])
    for name in ("text", "empty", "foreign", "cut", "none", "."):
        assert "no Predictions file" in refused(tmp_path / name)


def sealed(path: Path, facts: Any) -> Path:
    """A Parquet file that claims to be ours."""
    table = pa.table({"item": ["a"]}).replace_schema_metadata(
        {KEY: facts if isinstance(facts, bytes) else json.dumps(facts)}
    )
    pq.write_table(table, path)
    return path


WHOLE = {"kind": "predictions", "version": 1, **FACTS}


@pytest.mark.parametrize(
    "facts",
    [
        b"\xff\xfe", b"[" * 100_000, b"{", [], 3, {}, {"kind": "model"}, {"kind": "predictions", "version": 2, **FACTS},
        {"kind": "predictions", "version": 1},
        *({k: v for k, v in WHOLE.items() if k != gone} for gone in ("accuracy", "items", "gaps", "version")),
        {**WHOLE, "accuracy": "high"}, {**WHOLE, "accuracy": [1]}, {**WHOLE, "items": "many"}, {**WHOLE, "gaps": 3},
        {**WHOLE, "lineage": 3},
    ],
)  # fmt: skip
def test_facts_that_make_no_sense_are_refused(tmp_path: Path, facts: Any) -> None:
    refused(sealed(tmp_path / "p.parquet", facts))


def test_a_newer_version_asks_for_a_newer_program(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError) as caught:
        Predictions.load(sealed(tmp_path / "p.parquet", {**WHOLE, "version": 2}))
    assert "version 2" in str(caught.value)
    assert "upgrade" in str(caught.value.fix)


def test_a_table_that_broke_after_loading_is_told(tmp_path: Path) -> None:
    found = Predictions.load(written(tmp_path / "p.parquet"))
    (tmp_path / "p.parquet").write_bytes(b"gone")
    with pytest.raises(NinelivesError, match="cannot be read"):
        _ = found.table


def test_rows_of_a_table_are_written_at_once(tmp_path: Path) -> None:
    rows = pl.DataFrame({"item": ["a", "b"], "prediction": [1.5, 2.5], "lower": [1.0, 2.0], "upper": [2.0, 3.0]})
    own = {"noun": "row", "target": "price", "mean_absolute_error": 0.5, "accuracy": None, "interval": None}
    found = predictions.save_rows(tmp_path / "p.parquet", rows, {**FACTS, **own})
    assert found.table.equals(rows)
    assert found.summary()["mean_absolute_error"] == 0.5
    assert "3 rows" in repr(found)
    assert lineage_of(tmp_path / "p.parquet") == FACTS["lineage"]
    with pytest.raises(NinelivesError):
        predictions.save_rows(tmp_path / "p.parquet" / "below", rows, FACTS)
