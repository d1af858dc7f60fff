"""Predictions: every photo judged once, what leaves the envelope told first, and nothing computed twice."""

from __future__ import annotations

import dataclasses
import json
import tracemalloc
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cv2
import numpy as np
import polars as pl
import pytest
from sklearn.datasets import load_digits

from ninelives.artifacts.envelope import Gap
from ninelives.artifacts.model import Model
from ninelives.artifacts.predictions import Predictions
from ninelives.errors import NinelivesError
from ninelives.flow import digits
from ninelives.kernels.stats.intervals import clustered
from ninelives.stages.train import judge
from ninelives.stages.train.fit import train
from ninelives.stages.train.judge import Predicted, predict, predict_into


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """400 scans by day, and 100 others by day and by night."""
    real = load_digits()
    few = SimpleNamespace(images=real.images[:500], target=real.target[:500])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sklearn.datasets.load_digits", lambda: few)
        patch.setattr(digits, "TRAINED", 400)
        return digits.write(tmp_path_factory.mktemp("scans") / "digits")


@pytest.fixture(scope="module")
def by_day(scans: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Model:
    return train(scans[0], out=tmp_path_factory.mktemp("day") / "day.model", rungs=("kernel",), calibration_share=0)


def into(model: Model, data: Any, where: Path, **more: Any) -> Predicted:
    return predict_into(model, data, None, where / "new.parquet", **more)


def picture(path: Path, *, seed: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), np.random.default_rng(seed).integers(0, 255, (40, 40, 3), dtype=np.uint8))
    return path


def test_the_columns_are_exactly_these(model: Model, photos: Path, tmp_path: Path) -> None:
    table = predict(model, photos, out=tmp_path / "p.parquet").table
    assert table.columns == ["item", "path", "prediction", "probability", "p_bright", "p_dim"]
    p = table.select("p_bright", "p_dim").to_numpy()
    np.testing.assert_allclose(p.sum(axis=1), 1, atol=1e-6)
    assert table["probability"].to_list() == p.max(axis=1).tolist()
    assert table["prediction"].to_list() == [("bright", "dim")[best] for best in p.argmax(axis=1)]
    assert all(Path(path).is_file() for path in table["path"])


def test_it_says_what_the_model_says_in_python(model: Model, photos: Path, tmp_path: Path) -> None:
    table = predict(model, photos, out=tmp_path / "p.parquet").table
    p = model.predict_proba([photos / item for item in table["item"]])
    np.testing.assert_array_equal(table.select("p_bright", "p_dim").to_numpy(), p.astype(np.float32))


def test_broken_files_are_named_and_all_others_judged(model: Model, photos: Path, tmp_path: Path) -> None:
    facts = predict(model, photos, out=tmp_path / "p.parquet").facts
    assert facts["items"] == 61
    assert [entry["path"] for entry in facts["set_aside"]] == ["dim/notes.png"]
    assert "text" in facts["set_aside"][0]["reason"]


def test_the_json_has_what_the_issue_promises(model: Model, photos: Path, tmp_path: Path) -> None:
    told = predict(model, photos, out=tmp_path / "p.parquet").summary()
    assert {"out", "items", "set_aside", "accuracy", "interval", "gaps", "seconds"} <= set(told)
    assert json.loads(json.dumps(told, allow_nan=False)) == told


def test_accuracy_counts_scenes_and_known_classes_only(model: Model, tmp_path: Path, photos: Path) -> None:
    new = tmp_path / "new"
    for name, known in (("bright", "bright"), ("dim", "dim"), ("dim", "elephant")):
        (new / known).mkdir(parents=True)
        for file in sorted((photos / name).glob("00?.png")):
            (new / known / file.name).write_bytes(file.read_bytes())
    predictions = predict(model, new, out=tmp_path / "p.parquet")
    table = predictions.table.with_columns(truth=pl.col("item").str.split("/").list.first())
    known = table.filter(pl.col("truth").is_in(["bright", "dim"]))
    right = (known["prediction"] == known["truth"]).to_numpy()
    mean, _, low, high = clustered(right, np.arange(len(right)))
    assert predictions.facts["known"] == len(right) == 20
    assert predictions.facts["items"] == 30
    assert predictions.accuracy == pytest.approx(right.mean())
    assert (predictions.accuracy, predictions.facts["interval"]) == (pytest.approx(mean), pytest.approx([low, high]))


def test_without_truth_there_is_no_accuracy(model: Model, tmp_path: Path) -> None:
    picture(tmp_path / "flat" / "a.png")
    told = predict(model, tmp_path / "flat", out=tmp_path / "p.parquet").summary()
    assert (told["items"], told["accuracy"], told["interval"]) == (1, None, None)


def test_one_picture_is_enough(model: Model, photos: Path, tmp_path: Path) -> None:
    assert predict(model, photos / "dim" / "000.png", out=tmp_path / "p.parquet").facts["items"] == 1


@pytest.mark.parametrize("make", ["empty", "broken", "text", "nothing"])
def test_where_nothing_can_be_judged_it_says_so_and_writes_nothing(model: Model, tmp_path: Path, make: str) -> None:
    where = tmp_path / "in"
    if make != "nothing":
        where.mkdir()
    if make == "broken":
        (where / "a.jpg").write_bytes(b"\xff\xd8\xff broken")
        (where / "b.png").write_bytes(b"")
    if make == "text":
        where = where / "readme.txt"
        where.write_text("just words")
    with pytest.raises(NinelivesError) as refused:
        into(model, where, tmp_path / "out", foretell=lambda *_: None)
    assert "in" in str(refused.value)
    assert not list(tmp_path.glob("out/*"))
    assert not list(tmp_path.glob("out/.*"))


def test_the_same_again_was_made_before(model: Model, photos: Path, tmp_path: Path) -> None:
    first = into(model, photos, tmp_path)
    written = first.predictions.path.stat().st_mtime_ns
    again = into(model, photos, tmp_path)
    assert (first.done, again.done) == (False, True)
    assert again.predictions.path.stat().st_mtime_ns == written
    assert again.predictions.facts == first.predictions.facts


def test_other_photos_go_beside_and_an_explicit_name_is_refused(model: Model, photos: Path, tmp_path: Path) -> None:
    into(model, photos, tmp_path)
    other = into(model, photos / "dim", tmp_path)
    assert other.predictions.path.name == "new-2.parquet"
    assert "holds something else" in (other.note or "")
    taken = tmp_path / "new.parquet"
    held = taken.read_bytes()
    with pytest.raises(NinelivesError, match="was made from something else"):
        predict_into(model, photos / "bright", taken, taken)
    assert taken.read_bytes() == held


def test_another_truth_of_the_same_photos_is_another_lineage(model: Model, photos: Path, tmp_path: Path) -> None:
    listed = tmp_path / "photos.csv"
    for label in ("dim", "bright"):
        listed.write_text(f"path,label\n{photos}/dim/000.png,{label}\n")
        assert into(model, listed, tmp_path).done is False


def test_a_day_model_tells_of_the_night(by_day: Model, scans: tuple[Path, Path], tmp_path: Path) -> None:
    facts = predict(by_day, scans[1], out=tmp_path / "p.parquet").facts
    axes = {name for gap in facts["gaps"] for name, _ in gap["conditions"]}
    assert {"hour", "light"} <= axes
    hours = [label * 2 for gap in facts["gaps"] for name, label in gap["conditions"] if name == "hour"]
    assert hours
    assert all(hour >= 20 or hour < 6 for hour in hours)
    day = predict(by_day, scans[0], out=tmp_path / "same.parquet").facts
    assert day["gaps"] == []
    assert day["accuracy"] > facts["accuracy"]


def test_the_gaps_are_those_of_the_whole_input(by_day: Model, scans: tuple[Path, Path], tmp_path: Path) -> None:
    """The sample only foretells: the file holds what all photos show."""
    told: list[tuple[list[Gap], int]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judge, "SAMPLE", 20)
        done = into(by_day, scans[1], tmp_path, foretell=lambda gaps, of: told.append((gaps, of)))
    exact = predict(by_day, scans[1], out=tmp_path / "exact.parquet").facts["gaps"]
    assert told[0][1] == 20
    assert done.predictions.facts["gaps"] == exact
    assert done.predictions.facts["gaps"] != [gap.to_json() for gap in told[0][0]]


def test_the_sample_is_drawn_over_the_whole_input_before_the_first_prediction(
    by_day: Model, scans: tuple[Path, Path], tmp_path: Path
) -> None:
    order: list[str] = []
    seen: list[Gap] = []

    def foretell(gaps: list[Gap], of: int) -> None:  # noqa: ARG001
        order.append("foretold")
        seen.extend(gaps)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judge, "SAMPLE", 60)
        into(by_day, scans[1], tmp_path, foretell=foretell, progress=lambda stage, *_: order.append(stage))
    assert order.index("foretold") < order.index("predict")
    assert {name for gap in seen for name, _ in gap.conditions} & {"hour", "light"}


def test_memory_does_not_grow_with_the_photos(model: Model, tmp_path: Path) -> None:
    """A photo costs its name and some numbers: far less than its pixels, of which only a few chunks are held."""
    side = 200
    draw = np.random.default_rng(0)
    for number in range(400):
        path = tmp_path / "many" / f"{number:03d}.png"
        path.parent.mkdir(exist_ok=True)
        cv2.imwrite(str(path), draw.integers(0, 255, (side, side, 3), dtype=np.uint8))
    predict(model, tmp_path / "many" / "000.png", out=tmp_path / "warm.parquet")  # what is loaded once
    peaks = []
    for count in (100, 400):
        paths = sorted((tmp_path / "many").iterdir())[:count]
        tracemalloc.start()
        predict(model, paths, out=tmp_path / f"{count}.parquet")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 300 * side * side * 3 / 4


def test_only_the_time_may_differ(model: Model, photos: Path, tmp_path: Path) -> None:
    first, second = (predict(model, photos, out=tmp_path / f"{n}.parquet") for n in range(2))
    timed = ("seconds", "network_s")
    kept = [{k: v for k, v in p.facts.items() if k not in timed} for p in (first, second)]
    assert kept[0] == kept[1]
    assert first.table.equals(second.table)
    assert 0 <= first.facts["network_s"] <= first.facts["seconds"]


def test_pictures_in_the_report_are_the_surest_errors_and_the_greatest_doubts(
    model: Model, photos: Path, tmp_path: Path
) -> None:
    predictions = predict(model, photos, out=tmp_path / "p.parquet")
    table, facts = predictions.table, predictions.facts
    least = table.sort("probability", maintain_order=True)["item"].to_list()
    assert [shown["item"] for shown in facts["doubtful"]] == least[: len(facts["doubtful"])]
    wrong = table.filter(pl.col("prediction") != pl.col("item").str.split("/").list.first())
    assert len(facts["wrong"]) == min(24, wrong.height) > 0
    sure = [shown["probability"] for shown in facts["wrong"]]
    assert sure == sorted(sure, reverse=True)


def test_a_folder_of_a_model_does_as_well(model: Model, photos: Path, tmp_path: Path) -> None:
    assert model.path is not None
    assert predict(str(model.path), photos, out=tmp_path / "p.parquet").facts["items"] == 61
    with pytest.raises(NinelivesError, match="there is no model"):
        predict(tmp_path / "none.model", photos, out=tmp_path / "q.parquet")


def test_what_the_model_has_no_clock_for_is_unrecorded(by_day: Model, photos: Path, tmp_path: Path) -> None:
    """Photos without EXIF under a model that knows hours: their hour is unknown, and never counts as seen."""
    facts = predict(by_day, photos, out=tmp_path / "p.parquet").facts
    kinds = {gap["kind"] for gap in facts["gaps"] if any(name == "hour" for name, _ in gap["conditions"])}
    assert kinds <= {"unknown"}
    assert dataclasses.is_dataclass(Predictions)
