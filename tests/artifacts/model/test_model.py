"""A model is read back as it was written, judges whatever holds pictures, and refuses what was tampered with."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import polars as pl
import pytest
from safetensors.numpy import save

import ninelives as nl
from ninelives.artifacts.model import TABLES, Model
from ninelives.errors import NinelivesError
from ninelives.stages.train.fit import train
from tests.artifacts.model.conftest import LOW
from tests.folders import noise


def test_what_is_saved_is_what_is_loaded(model: Model) -> None:
    assert model.path
    again = Model.load(model.path)
    for name in ("classes", "chosen", "scores", "envelope", "facts", "seconds", "digest"):
        assert getattr(again, name) == getattr(model, name)
    assert all(again.tables[name].equals(model.tables[name]) for name in TABLES)
    assert again.summary() == model.summary()
    for name, rung in model.rungs.items():
        assert save(again.rungs[name].arrays()) == save(rung.arrays())


def test_it_was_sealed_as_it_was_fitted(photos: Path, model: Model, tmp_path: Path) -> None:
    fresh = train(photos, deployment="light=0-0.1", rungs=LOW)
    assert fresh.path is None
    assert fresh.save(tmp_path / "later.model").digest == model.digest


def test_a_model_is_not_written_over_another(model: Model, copy: Path) -> None:
    with pytest.raises(NinelivesError, match="exists already"):
        model.save(copy)
    assert model.save(copy, replace=True).digest == model.digest


def test_no_file_of_it_is_a_pickle(model: Model) -> None:
    assert model.path
    names = {path.suffix for path in model.path.rglob("*") if path.is_file()}
    assert names <= {".json", ".parquet", ".safetensors", ".onnx", ".html"}


def test_the_timings_are_no_part_of_the_digest(copy: Path, model: Model) -> None:
    for told in (b"", b"[]", b'{"total": "long", "rungs": {}}', b'{"total": 1, "rungs": 3}'):
        (copy / "timings.json").write_bytes(told)
        again = Model.load(copy)
        assert again.digest == model.digest
        assert again.seconds == 0
    (copy / "timings.json").unlink()
    assert Model.load(copy).best.seconds == 0


def test_a_gauge_for_each_rung(model: Model, tmp_path: Path) -> None:
    assert model.gauge("majority") is None
    assert [g.width for name in ("rules", "kernel") if (g := model.gauge(name))] == [len(_names()), 16 * 16 * 3]
    for head in ("zero-shot", "pretrained"):
        assert (g := dataclasses.replace(model, network=tmp_path / "any").gauge(head)) is not None
        assert g.width == 1280


def _names() -> tuple[str, ...]:
    from ninelives.kernels.photos.properties import NAMES

    return NAMES


def test_every_photo_was_judged_by_a_fit_that_had_not_seen_it(model: Model) -> None:
    conditions, right, scene = model.judged()
    assert len(right) == len(scene) == 40
    assert {"light", "sharpness"} <= set(conditions)
    assert all(len(values) == 40 for values in conditions.values())
    assert right.mean() > 0.9


# --- pictures


@pytest.fixture(scope="module")
def few(photos: Path) -> list[Path]:
    return sorted((photos / "dim").iterdir())[:5]


@pytest.mark.parametrize("chosen", LOW)
def test_arrays_bytes_paths_and_folders_give_the_same_bits(
    model: Model, few: list[Path], chosen: str, tmp_path: Path
) -> None:
    judge = dataclasses.replace(model, chosen=chosen)
    for path in few:
        shutil.copy(path, tmp_path)
    arrays = [cv2.imread(str(path))[:, :, ::-1] for path in few]
    seen = {
        judge.predict_proba(pictures).tobytes()
        for pictures in (
            arrays,
            np.stack(arrays),
            [path.read_bytes() for path in few],
            [bytearray(path.read_bytes()) for path in few],
            few,
            tuple(str(path) for path in few),
            tmp_path,
            str(tmp_path),
            [arrays[0], few[1].read_bytes(), arrays[2], memoryview(few[3].read_bytes()), arrays[4]],
        )
    }
    assert len(seen) == 1


def test_one_photo_by_its_path(model: Model, few: list[Path]) -> None:
    assert model.predict_proba(few[0]).tobytes() == model.predict_proba(few[:1]).tobytes()


def test_probabilities_and_the_likeliest_class(model: Model, few: list[Path]) -> None:
    p = model.predict_proba(few)
    assert p.shape == (5, 2)
    np.testing.assert_allclose(p.sum(axis=1), 1)
    assert model.predict(few).tolist() == [model.classes[best] for best in p.argmax(axis=1)]


def test_no_pictures_no_rows(model: Model) -> None:
    assert model.predict_proba([]).shape == (0, 2)
    assert model.predict([]).tolist() == []


@pytest.mark.parametrize("chosen", LOW)
@pytest.mark.parametrize(
    "bad", [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 3)), np.zeros((0, 4, 3), np.uint8), b"text"]
)
def test_what_is_no_picture_is_an_error(model: Model, bad: Any, chosen: str) -> None:
    with pytest.raises(NinelivesError, match="picture 0"):
        dataclasses.replace(model, chosen=chosen).predict([bad])


def test_a_broken_or_missing_file_is_an_error(model: Model, few: list[Path], tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(few[0].read_bytes()[:60])
    for pictures in (tmp_path, [tmp_path / "broken.png"], [few[0], tmp_path / "none.png"], tmp_path / "none.png"):
        with pytest.raises(NinelivesError):
            model.predict(pictures)


# --- what a notebook shows


def test_the_notebook_shows_ladder_and_envelope(model: Model) -> None:
    html = model._repr_html_()
    assert "<svg" in html
    assert f"<b>{model.chosen}</b>" in html
    assert all(name in html for name in LOW)


def test_the_notebook_shows_an_archive(photos: Path) -> None:
    html = nl.Archive.of(photos)._repr_html_()
    assert "<svg" in html
    assert "40 photos" in html


# --- hostile folders


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    names = ("<script>alert(1)</script>", "a,b \"c\" 'd'\n", "café ☕ 猫", "item", "p_x", "..")
    root = tmp_path_factory.mktemp("hostile")
    rows = []
    for number, name in enumerate(names):
        noise(root, seed=number, **{str(number): (40 * number, 40 * number + 30, 4)})
        rows += [{"path": f"{number}/{n:03d}.png", "kind": name} for n in range(4)]
    pl.DataFrame(rows).write_parquet(root / "photos.parquet")
    return root / "photos.parquet", tuple(sorted(names))


def test_hostile_class_names_survive(hostile: tuple[Path, tuple[str, ...]], tmp_path: Path) -> None:
    table, names = hostile
    made = train(table, target="kind", out=tmp_path / "m.model", rungs=("majority", "rules"), calibration_share=0)
    assert made.classes == names
    assert set(made.tables["crossfit"].get_column("truth")) <= set(names)
    assert [f"p_{name}" for name in names] == [c for c in made.tables["crossfit"].columns if c.startswith("p_")]
    assert set(made.predict([np.zeros((9, 9, 3), np.uint8)])) <= set(names)
    assert "<script>" not in made._repr_html_()


def test_hostile_names_of_devices_stay_text_in_a_notebook(photos: Path, tmp_path: Path) -> None:
    rows = [
        {"path": str(path), "kind": path.parent.name, "device": "<script>alert(1)</script>"}
        for path in sorted(photos.rglob("*.png"))
    ]
    pl.DataFrame(rows).write_csv(tmp_path / "t.csv")
    made = train(tmp_path / "t.csv", target="kind", rungs=("majority",))
    assert "<script>" not in made._repr_html_()
    assert "<script>" not in nl.Archive.of(tmp_path / "t.csv")._repr_html_()


# --- the public names


def test_the_public_functions_stay_functions() -> None:
    import ninelives.stages.train

    for _ in range(3):
        for name in ("train", "predict", "collect"):
            assert type(getattr(nl, name)).__name__ == "function"
        assert callable(ninelives.stages.train.predict)
        from ninelives.stages.train import predict

        assert predict is nl.predict
