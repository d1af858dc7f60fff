"""New rows are judged as they lie in their file, and the same are never judged twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.errors import NinelivesError
from ninelives.stages.train.tables import judge
from ninelives.stages.train.tables.fit import train_table
from ninelives.stages.train.tables.job import Columns
from ninelives.stages.train.tables.judge import predict_rows_into, read
from ninelives.stages.train.tables.spec import TableSpec
from tests.rows import rows, write

NEW = rows(60, seed=7)


@pytest.fixture(scope="module")
def model() -> TableModel:
    columns = Columns(target="fit", ignore=("price",))
    return train_table(rows(), columns, None, TableSpec(rungs=("majority", "rules")), None)


@pytest.fixture(scope="module")
def numbers() -> TableModel:
    columns = Columns(target="price", ignore=("fit",))
    return train_table(rows(), columns, None, TableSpec(rungs=("mean", "linear")), None)


def test_every_row_is_written_in_its_order(model: TableModel, tmp_path: Path) -> None:
    out = tmp_path / "p.parquet"
    made = predict_rows_into(model, write(tmp_path / "new.csv", NEW), out, out)
    table = made.predictions.table
    assert table.columns == ["item", "prediction", "probability", "p_no", "p_yes"]
    assert table["item"].to_list() == [str(at) for at in range(1, 61)]
    assert table["prediction"].to_list() == model.predict(NEW).tolist()
    np.testing.assert_allclose(table.select("p_no", "p_yes").to_numpy(), model.predict_proba(NEW), rtol=1e-6)
    assert (table["probability"] == table.select(pl.max_horizontal("p_no", "p_yes")).to_series()).all()


def test_numbers_are_written_with_their_ends(numbers: TableModel, tmp_path: Path) -> None:
    out = tmp_path / "p.parquet"
    table = predict_rows_into(numbers, NEW, out, out).predictions.table
    assert table.columns == ["item", "prediction", "lower", "upper"]
    np.testing.assert_array_equal(table["prediction"].to_numpy(), numbers.predict(NEW))
    np.testing.assert_array_equal(table.select("lower", "upper").to_numpy(), numbers.predict_interval(NEW))


def test_without_intervals_the_ends_are_empty(tmp_path: Path) -> None:
    few = rows(24)
    model = train_table(few, Columns(target="price", ignore=("fit",)), None, TableSpec(rungs=("mean",)), None)
    assert model.reach is None
    table = predict_rows_into(model, NEW, tmp_path / "p.parquet", tmp_path / "p.parquet").predictions.table
    assert table.select("lower", "upper").null_count().row(0) == (60, 60)


def test_the_same_is_never_judged_twice(
    model: TableModel, numbers: TableModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    default = tmp_path / "p.parquet"
    assert not predict_rows_into(model, NEW, None, default).done
    beside = predict_rows_into(numbers, NEW, None, default)
    assert beside.predictions.path == tmp_path / "p-2.parquet"
    monkeypatch.setattr(judge, "told_of", lambda *_: pytest.fail("it was judged again"))
    assert predict_rows_into(model, NEW, None, default).done
    with pytest.raises(NinelivesError, match="its rows are others"):
        predict_rows_into(model, rows(60, seed=8), default, default)
    with pytest.raises(NinelivesError, match="its model is another"):
        predict_rows_into(numbers, NEW, default, default)


def test_missing_columns_are_told_at_once(model: TableModel, tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="no column 'size', 'kind'") as error:
        predict_rows_into(model, NEW.select("wet", Size="size"), None, tmp_path / "p.parquet")
    assert "'Size' for 'size'" in str(error.value.fix)
    assert list(tmp_path.iterdir()) == []


def test_rows_are_called_as_the_models_own_were(tmp_path: Path) -> None:
    named = rows().with_columns(code=pl.format("r{}", pl.int_range(240)))
    columns = Columns(target="fit", ignore=("price",), id="code")
    model = train_table(named, columns, None, TableSpec(rungs=("majority",)), None)
    new = NEW.with_columns(code=pl.format("n{}", pl.int_range(60)))
    assert read(model, new).items[:2] == ["n0", "n1"]
    assert read(model, NEW).items[:2] == ["1", "2"]
