"""What is told of all judged photos together: the truth, the doubts, and bin by bin."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import polars as pl

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.model import Model
from ninelives.kernels.stats.intervals import clustered
from ninelives.stages.train.fit import train
from ninelives.stages.train.judge import predict, predict_into


def test_accuracy_is_over_scenes_with_its_interval(model: Model, others: Path, tmp_path: Path) -> None:
    found = predict(model, others, out=tmp_path / "p.parquet")
    archive = Archive.of(others)
    right = found.table.get_column("prediction").to_numpy() == np.array(archive.labels)
    mean, _, low, high = clustered(right, archive.scene)
    assert found.accuracy == mean
    assert found.facts["interval"] == [low, high]
    assert found.facts["known"] == 61


def test_only_known_classes_count_as_truth(model: Model, others: Path, tmp_path: Path) -> None:
    root = tmp_path / "new"
    shutil.copytree(others / "bright", root / "bright")
    shutil.copytree(others / "dim", root / "zebra")
    found = predict(model, root, out=tmp_path / "p.parquet")
    assert found.facts["items"] == 61
    assert found.facts["known"] == 30


def test_without_truth_there_is_no_accuracy(model: Model, photos: Path, tmp_path: Path) -> None:
    flat = tmp_path / "flat"
    flat.mkdir()
    for path in sorted((photos / "dim").glob("0*.png")):
        shutil.copy(path, flat)
    found = predict(model, flat, out=tmp_path / "p.parquet")
    assert found.accuracy is None
    assert found.summary()["interval"] is None
    assert found.facts["wrong"] == []
    assert sum(found.facts["counts"]) == 30


def test_what_it_got_most_wrong_and_what_it_doubts_are_kept(model: Model, others: Path, tmp_path: Path) -> None:
    root = tmp_path / "swapped"
    shutil.copytree(others / "bright", root / "dim")
    found = predict(model, root, out=tmp_path / "p.parquet").facts
    assert found["accuracy"] < 0.5
    sure = [row["probability"] for row in found["wrong"]]
    assert sure == sorted(sure, reverse=True)
    assert all(row["truth"] == "dim" and row["prediction"] == "bright" and row["jpeg"] for row in found["wrong"])
    doubts = [row["probability"] for row in found["doubtful"]]
    assert doubts == sorted(doubts)
    assert not {row["item"] for row in found["doubtful"]} & {row["item"] for row in found["wrong"]}


def test_what_was_taken_for_what_and_how_sure_are_of_the_known_ones(model: Model, others: Path, tmp_path: Path) -> None:
    root = tmp_path / "new"
    shutil.copytree(others / "bright", root / "bright")
    shutil.copytree(others / "dim", root / "zebra")
    found = predict(model, root, out=tmp_path / "p.parquet").facts
    assert sum(times for *_, times in found["taken"]) == 30
    assert {truth for truth, *_ in found["taken"]} == {0}
    assert sum(row["items"] for row in found["by_sureness"]) == 30
    assert predict(model, others / "dim", out=tmp_path / "q.parquet").facts["taken"] == []


def test_how_good_the_model_is_is_told_of_all_photos_that_were_new_to_the_judging_fit(
    model: Model, photos: Path, tmp_path: Path
) -> None:
    _, right, scene = model.judged()
    mean, _, low, high = clustered(right, scene)
    told = predict(model, photos, out=tmp_path / "p.parquet").facts["model"]
    assert (told["accuracy"], told["interval"]) == (mean, [low, high])
    assert (model.summary()["accuracy"], model.summary()["interval"]) == (mean, [low, high])
    assert len(right) == 61


def test_an_axis_that_the_new_photos_do_not_record_is_unknown_and_no_error(photos: Path, tmp_path: Path) -> None:
    paths = sorted(photos.rglob("[0-9]*.png"))
    rows = [{"path": str(p), "kind": p.parent.name, "lens": "wide" if n % 2 else "tele"} for n, p in enumerate(paths)]
    pl.DataFrame(rows).write_csv(tmp_path / "t.csv")
    for number, axes in enumerate((("light", "lens"), ("lens",))):
        out = tmp_path / f"{number}.parquet"
        made = train(tmp_path / "t.csv", target="kind", axes=axes, rungs=("rules",), out=tmp_path / f"m{number}")
        found = predict_into(made, photos, out, out, foretell=lambda *_: None).predictions
        assert found.facts["items"] == 61
        assert "lens" not in found.facts["by_axis"]
        same = predict(made, tmp_path / "t.csv", out=tmp_path / f"same{number}.parquet")
        assert same.facts["gaps"] == []
        assert same.facts["unrecorded"] == []
        assert "lens" in {axis["name"] for axis in same.facts["envelope"]["axes"]}


def test_photos_that_it_learned_from_are_counted_and_prove_nothing(
    model: Model, photos: Path, others: Path, tmp_path: Path
) -> None:
    again = predict(model, photos, out=tmp_path / "again.parquet")
    assert (again.facts["learned_from"], again.facts["told"], again.facts["known"]) == (61, 61, 0)
    assert (again.accuracy, again.summary()["interval"], again.summary()["learned_from"]) == (None, None, 61)
    assert again.facts["wrong"] == []
    assert again.facts["by_axis"] == {}
    shutil.copytree(photos / "bright", tmp_path / "mixed" / "bright")
    shutil.copytree(others / "dim", tmp_path / "mixed" / "dim")
    mixed = predict(model, tmp_path / "mixed", out=tmp_path / "mixed.parquet")
    alone = predict(model, others, out=tmp_path / "others.parquet")
    assert (mixed.facts["items"], mixed.facts["learned_from"], mixed.facts["known"]) == (61, 30, 31)
    said = alone.table.filter(alone.table["item"].str.starts_with("dim")).get_column("prediction")
    assert mixed.accuracy == (said == "dim").mean()
