"""Predict: every photo once, in named columns, and where they leave the envelope."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.envelope import Gap
from ninelives.artifacts.model import Model
from ninelives.artifacts.predictions import Predictions, Writer
from ninelives.errors import NinelivesError
from ninelives.kernels.photos.night import night
from ninelives.stages.train import judge
from ninelives.stages.train.fit import train
from ninelives.stages.train.judge import predict, predict_into
from tests.folders import noise

KEYS = {"out", "items", "set_aside", "notes", "accuracy", "interval", "gaps", "seconds"}


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """50 bright and 50 dim photos of scenes of their own."""
    return noise(tmp_path_factory.mktemp("judge") / "day", bright=(150, 220, 50), dim=(120, 190, 50), seed=7)


@pytest.fixture(scope="module")
def seasoned(day: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    return train(
        day,
        out=tmp_path_factory.mktemp("judge-model") / "day.model",
        rungs=("majority", "rules", "perceptron", "kernel"),
    )


@pytest.fixture(scope="module")
def nights(day: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("judge-night") / "night"
    for number, path in enumerate(sorted(day.rglob("*.png"))):
        (root / path.parent.name).mkdir(parents=True, exist_ok=True)
        dark = night(cv2.imread(str(path)), seed=number)
        cv2.imwrite(str(root / path.parent.name / path.name), dark)
    return root


def light_gaps(gaps: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    return [gap for gap in gaps if any(name == "light" for name, _ in gap["conditions"])]  # type: ignore[attr-defined]


# --- the table


def test_the_columns_and_rows_are_exactly_these(model: Model, photos: Path, tmp_path: Path) -> None:
    found = predict(model, photos, out=tmp_path / "p.parquet")
    table = found.table
    assert table.columns == ["item", "path", "prediction", "probability", "p_bright", "p_dim"]
    assert table.dtypes == [pl.String] * 3 + [pl.Float32] * 3
    assert table.get_column("item").to_list() == Archive.of(photos).items
    for item, path in table.select("item", "path").iter_rows():
        assert Path(path).samefile(photos / item)
    p = table.select("p_bright", "p_dim").to_numpy()
    np.testing.assert_array_equal(table.get_column("probability"), p.max(axis=1))
    said = np.array(["bright", "dim"])[p.argmax(axis=1)]
    assert table.get_column("prediction").to_list() == said.tolist()
    np.testing.assert_allclose(p, model.predict_proba([photos / i for i in table.get_column("item")]), atol=1e-7)


def test_the_summary_has_the_keys_of_the_contract(model: Model, photos: Path, tmp_path: Path) -> None:
    told = json.loads(json.dumps(predict(model, photos, out=tmp_path / "p.parquet").summary()))
    assert set(told) >= KEYS
    assert told["out"] == str(tmp_path / "p.parquet")
    assert told["items"] == 61
    assert [entry["path"] for entry in told["set_aside"]] == ["dim/notes.png"]
    assert "text" in told["set_aside"][0]["reason"]


def test_a_model_may_be_named_by_its_folder(model: Model, photos: Path, tmp_path: Path) -> None:
    assert model.path
    one = predict(model.path, photos, out=tmp_path / "1.parquet").table
    assert one.equals(predict(str(model.path), str(photos), out=tmp_path / "2.parquet").table)


@pytest.mark.parametrize("chosen", ["majority", "rules", "perceptron", "kernel"])
def test_every_rung_can_judge(photos: Path, tmp_path: Path, chosen: str) -> None:
    made = train(photos, out=tmp_path / "m", rungs=(chosen,))
    assert predict(made, photos, out=tmp_path / "p.parquet").table.height == 61


def test_a_packed_archive_gives_what_its_folder_gives(model: Model, photos: Path, tmp_path: Path) -> None:
    Archive.of(photos).save(tmp_path / "a.archive", pack=True)
    here = predict(model, photos, out=tmp_path / "1.parquet")
    there = predict(model, tmp_path / "a.archive", out=tmp_path / "2.parquet")
    assert here.table.drop("path").equals(there.table.drop("path"))
    assert here.facts["accuracy"] == there.facts["accuracy"]
    assert here.facts["gaps"] == there.facts["gaps"]


def test_several_paths_are_one_input(model: Model, photos: Path, tmp_path: Path) -> None:
    both = predict(model, [photos / "dim", photos / "bright"], out=tmp_path / "p.parquet")
    assert both.table.height == 61
    assert both.table.get_column("item").n_unique() == 61


# --- the envelope


def test_photos_like_its_own_are_inside(seasoned: Model, day: Path, tmp_path: Path) -> None:
    assert predict(seasoned, day, out=tmp_path / "p.parquet").facts["gaps"] == []


def test_nights_leave_the_envelope_by_their_light(seasoned: Model, nights: Path, tmp_path: Path) -> None:
    told: list[list[Gap]] = []
    found = predict_into(
        seasoned, nights, tmp_path / "p.parquet", tmp_path, foretell=lambda gaps, _: told.append(gaps)
    ).predictions
    (gap, *_) = light_gaps(found.facts["gaps"])
    assert gap["kind"] in {"unseen", "thin"}
    assert gap["share"] > 0.3
    assert "light" in gap["words"]
    assert light_gaps([one.to_json() for one in told[0]])
    assert found.facts["gaps"] == [
        one.to_json() for one in seasoned.envelope.gaps(Archive.of(nights).envelope(seasoned.facts["axes"]))
    ]


def test_it_is_foretold_once_before_the_first_prediction(
    model: Model, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    honest = Writer.add

    def added(self: Writer, *args: object) -> None:
        happened.append("row")
        honest(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Writer, "add", added)
    predict_into(
        model, photos, tmp_path / "p.parquet", tmp_path, foretell=lambda _, of: happened.append(f"foretold {of}")
    )
    assert happened == ["foretold 61", *["row"] * 61]


def test_the_sample_is_drawn_over_the_whole_input(
    seasoned: Model, day: Path, nights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "SAMPLE", 100)
    told: list[tuple[list[Gap], int]] = []
    found = predict_into(
        seasoned, [day, nights], tmp_path / "p.parquet", tmp_path, foretell=lambda *seen: told.append(seen)
    ).predictions
    ((gaps, of),) = told
    assert of == 100
    (estimate, *_), (exact, *_) = light_gaps([gap.to_json() for gap in gaps]), light_gaps(found.facts["gaps"])
    assert found.facts["items"] == 200
    assert 0 < float(str(estimate["share"])) < 0.6  # the first hundred alone would show no night at all
    assert float(str(exact["share"])) == pytest.approx(float(str(estimate["share"])), abs=0.15)


# --- where it goes


def test_two_models_that_lie_nowhere_are_not_taken_for_one(photos: Path, tmp_path: Path) -> None:
    one, two = (train(photos, rungs=(rung,)) for rung in ("majority", "kernel"))
    assert one.digest == two.digest == ""
    assert len({one.identity, two.identity, train(photos, rungs=("kernel",)).identity}) == 2
    out = tmp_path / "out.parquet"
    predict(one, photos, out=out)
    with pytest.raises(NinelivesError, match="model"):
        predict(two, photos, out=out)


def test_the_same_again_was_made_before(model: Model, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.parquet"
    first = predict_into(model, photos, out, out)
    stamp = out.stat().st_mtime_ns
    again = predict_into(model, photos, out, out)
    assert (first.done, again.done) == (False, True)
    assert out.stat().st_mtime_ns == stamp
    assert again.predictions.facts == first.predictions.facts


def test_an_explicit_name_that_holds_others_is_refused(model: Model, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.parquet"
    predict_into(model, photos, out, out)
    before = out.read_bytes()
    for data in (photos / "dim", photos / "bright"):
        with pytest.raises(NinelivesError, match="made from something else"):
            predict_into(model, data, out, out)
    assert out.read_bytes() == before
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(NinelivesError):
        predict_into(model, photos, tmp_path / "mine.txt", out)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_another_lineage_is_refused_before_any_reading(
    model: Model, seasoned: Model, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "p.parquet"
    predict_into(model, photos, out, out)
    (tmp_path / "mine.txt").write_text("mine")
    monkeypatch.setattr("ninelives.artifacts.archive.sources._open", None)  # whoever opens the folder falls over it
    with pytest.raises(NinelivesError, match="its seed is 0, here it is 1"):
        predict_into(model, photos, out, out, seed=1)
    with pytest.raises(NinelivesError, match="its model is another"):
        predict_into(seasoned, photos, out, out)
    with pytest.raises(NinelivesError, match="is nothing that ninelives made"):
        predict_into(model, photos, tmp_path / "mine.txt", out)


def test_a_default_name_gives_way(model: Model, photos: Path, tmp_path: Path) -> None:
    default = tmp_path / "p.predictions.parquet"
    predict_into(model, photos / "dim", None, default)
    second = predict_into(model, photos, None, default)
    assert second.predictions.path == tmp_path / "p-2.predictions.parquet"
    assert second.note
    assert predict_into(model, photos, None, default).done


def test_changed_photos_are_other_photos(model: Model, photos: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(photos, tmp_path / "photos"))
    out = tmp_path / "p.parquet"
    predict_into(model, root, out, out)
    shutil.copy(root / "dim" / "001.png", root / "dim" / "002.png")
    with pytest.raises(NinelivesError, match="made from something else"):
        predict_into(model, root, out, out)


# --- bad input


def test_an_empty_folder(model: Model, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(NinelivesError):
        predict_into(model, tmp_path / "none", tmp_path / "p.parquet", tmp_path, foretell=lambda *_: None)
    assert [path.name for path in tmp_path.iterdir()] == ["none"]


def test_nothing_but_broken_files(model: Model, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    for number in range(3):
        (tmp_path / "bad" / f"{number}.jpg").write_bytes(b"text" * number)
    with pytest.raises(NinelivesError):
        predict_into(model, tmp_path / "bad", tmp_path / "p.parquet", tmp_path, foretell=lambda *_: None)
    assert [path.name for path in tmp_path.iterdir()] == ["bad"]


def test_one_picture(model: Model, photos: Path, tmp_path: Path) -> None:
    found = predict(model, photos / "dim" / "001.png", out=tmp_path / "p.parquet")
    assert found.table.get_column("item").to_list() == ["001.png"]
    assert found.facts["gaps"] == []


def test_no_path_and_no_model(model: Model, photos: Path, tmp_path: Path) -> None:
    with pytest.raises(NinelivesError):
        predict(model, tmp_path / "none", out=tmp_path / "p.parquet")
    with pytest.raises(NinelivesError, match="there is no model"):
        predict(tmp_path / "none", photos, out=tmp_path / "p.parquet")
    with pytest.raises(NinelivesError):
        predict(photos, photos, out=tmp_path / "p.parquet")


def test_no_permission(model: Model, photos: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NinelivesError, match="cannot write"):
        predict(model, photos, out=tmp_path / "file" / "p.parquet")


def test_a_stop_in_the_middle_leaves_no_file(
    model: Model, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Writer, "close", stops)
    with pytest.raises(KeyboardInterrupt):
        predict(model, photos, out=tmp_path / "p.parquet")
    assert not list(tmp_path.iterdir())


def test_the_file_says_where_it_came_from(model: Model, photos: Path, tmp_path: Path) -> None:
    predict(model, photos, out=tmp_path / "p.parquet", seed=3)
    lineage = Predictions.load(tmp_path / "p.parquet").facts["lineage"]
    assert lineage["inputs"]["model"] == model.digest
    assert lineage["seed"] == 3
