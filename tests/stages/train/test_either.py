"""Photos or rows: whichever the data are, the same two verbs learn from them and judge them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import ninelives as nl
from ninelives.artifacts.table import Table
from ninelives.errors import NinelivesError
from ninelives.stages.train import TableSpec, TrainSpec
from ninelives.stages.train.either import predict, train
from tests.folders import noise
from tests.rows import rows, write

LOW = ("majority", "rules")


def test_frames_files_and_tables_are_learned_from_alike(tmp_path: Path) -> None:
    frame = rows().drop("price")
    path = write(tmp_path / "rows.csv", frame)
    ways = [frame, frame.lazy(), frame.to_arrow(), str(path)]
    models = [train(way, target="fit", rungs=LOW) for way in ways]
    models.append(train(Table.of(frame, target="fit"), rungs=LOW))
    assert all(isinstance(model, nl.TableModel) for model in models)
    assert len({model.identity for model in models[:3]} | {models[4].identity}) == 1
    assert [model.chosen for model in models] == ["rules"] * 5


def test_what_is_said_of_columns_is_heard() -> None:
    frame = rows().with_columns(code=pl.format("r{}", pl.int_range(240)))
    model = train(frame, target="fit", id="code", ignore="price", rungs="majority")
    assert isinstance(model, nl.TableModel)
    assert model.coding.names == ("size", "kind", "wet")
    assert model.tables["crossfit"]["item"][0].startswith("r")
    numbers = train(
        rows().with_columns(fit=(pl.col("fit") == "yes").cast(int)), target="fit", task="regression", rungs="mean"
    )
    assert isinstance(numbers, nl.TableModel)
    assert numbers.classes is None


def test_photos_are_still_photos(tmp_path: Path) -> None:
    photos = noise(tmp_path / "photos", bright=(140, 200, 12), dim=(90, 150, 12))
    listed = write(photos / "list.csv", pl.DataFrame({"path": ["bright/000.png"], "label": ["bright"]}))
    assert isinstance(train(photos, rungs=LOW), nl.Model)
    with pytest.raises(NinelivesError, match=r"fewer than two classes|only one class"):
        train(listed, rungs=LOW)
    with pytest.raises(NinelivesError, match="--id, --dates are of a table that is learned row by row"):
        train(photos, id="a", dates="dmy")
    with pytest.raises(NinelivesError, match="these options are of a table"):
        train(photos, spec=TableSpec())


def test_what_photos_alone_have_is_refused_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="--labels: the table itself holds what is to be learned"):
        train(rows(), target="fit", labels=tmp_path / "l.csv")
    with pytest.raises(NinelivesError, match="--size: a table has no pixels"):
        train(rows(), target="fit", size=160)
    with pytest.raises(NinelivesError, match="--side: a table has no pixels"):
        train(rows(), target="fit", spec=TrainSpec(side=8))


def test_options_that_both_have_may_come_as_those_of_photos() -> None:
    frame = rows().drop("price")
    one = train(frame, target="fit", spec=TrainSpec(rungs=LOW, seed=3))
    assert one.identity == train(frame, target="fit", spec=TableSpec(rungs=LOW, seed=3)).identity


def test_each_model_judges_its_own(tmp_path: Path) -> None:
    photos = noise(tmp_path / "photos", bright=(140, 200, 12), dim=(90, 150, 12))
    model = train(rows(), target="fit", ignore=["price"], rungs=LOW, out=tmp_path / "rows.model")
    new = rows(30, seed=5)
    for way in (model, str(tmp_path / "rows.model")):
        found = predict(way, new, out=tmp_path / "rows.parquet", progress=False)
        assert len(found.table) == 30
    other = train(photos, rungs=LOW, out=tmp_path / "photos.model")
    assert len(predict(other, photos, out=tmp_path / "photos.parquet").table) == 24
    with pytest.raises(NinelivesError, match="--properties: all its columns are known already"):
        predict(model, new, properties="a=b.csv", out=tmp_path / "x.parquet")
    assert "30 rows" in repr(found)
