"""The library from a notebook: train, predict, ask the envelope, all in Python."""

from __future__ import annotations

import inspect
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import ninelives as nl
from tests.folders import noise

SIDE = 32


def picture(low: int, draw: np.random.Generator) -> np.ndarray:
    return np.asarray(draw.integers(low, low + 100, (SIDE, SIDE, 3), dtype=np.uint8))


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """40 bright and 40 dim pictures."""
    return noise(tmp_path_factory.mktemp("api") / "photos", bright=(120, 220, 40), dim=(40, 140, 40))


@pytest.fixture(scope="module")
def model(photos: Path) -> nl.Model:
    return nl.train(photos, rungs=("majority", "rules"), deployment="light=0-0.1")


def test_a_model_comes_out_of_a_folder_and_nothing_is_written(
    photos: Path, model: nl.Model, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    again = nl.train(str(photos), rungs=("majority", "rules"), deployment="light=0-0.1")
    assert list(tmp_path.iterdir()) == []
    assert again.path is None
    assert (again.chosen, again.classes) == (model.chosen, model.classes) == ("rules", ("bright", "dim"))


def test_it_judges_arrays_bytes_paths_and_folders_alike(photos: Path, model: nl.Model) -> None:
    paths = sorted((photos / "dim").iterdir())[:5]
    arrays = [np.asarray(Image.open(path)) for path in paths]
    ways = [arrays, [path.read_bytes() for path in paths], paths]
    told = [model.predict_proba(way) for way in ways]
    assert all(np.allclose(p, told[0]) for p in told)
    assert told[0].shape == (5, 2)
    assert model.predict(arrays).tolist() == ["dim"] * 5
    assert np.mean(model.predict(photos) == ["bright"] * 40 + ["dim"] * 40) > 0.95


def test_it_knows_where_it_has_never_been(model: nl.Model) -> None:
    gaps = model.envelope.gaps(nl.Deployment.parse("light=0-0.1"))
    assert [gap.words for gap in gaps] == ["light below 0.1"]
    assert model.envelope.gaps(model.envelope) == []


def test_predictions_are_a_file_with_accuracy_where_folders_tell_the_truth(model: nl.Model, tmp_path: Path) -> None:
    photos = noise(tmp_path / "new", bright=(120, 220, 40), dim=(40, 140, 40), seed=1)
    saved = model.save(tmp_path / "photos.model")
    judged = nl.predict(saved, photos, out=tmp_path / "new.parquet")
    said = judged.table.get_column("item").str.starts_with("bright") == (judged.table["prediction"] == "bright")
    assert judged.accuracy == said.mean() > 0.95
    assert judged.table.columns == ["item", "path", "prediction", "probability", "p_bright", "p_dim"]
    assert nl.Predictions.load(tmp_path / "new.parquet").summary()["items"] == 80


def test_an_archive_is_read_once_and_used_everywhere(photos: Path, model: nl.Model, tmp_path: Path) -> None:
    archive = nl.collect(photos, out=tmp_path / "photos.archive")
    assert (len(archive), archive.scenes) == (80, 80)
    again = nl.train(archive, rungs=("majority", "rules"), deployment="light=0-0.1")
    assert [score.score for score in again.scores] == [score.score for score in model.scores]
    assert nl.Archive.of(tmp_path / "photos.archive").digest == archive.digest


def test_notebooks_show_the_ladder_and_the_envelope(model: nl.Model) -> None:
    shown = model._repr_html_()
    assert "rules" in shown
    assert "<svg" in shown
    assert "<svg" in model.envelope._repr_html_()


def test_a_users_mistake_is_one_kind_of_error(tmp_path: Path) -> None:
    for wrong in (
        lambda: nl.train(tmp_path / "none"),
        lambda: nl.predict(tmp_path / "none", tmp_path),
        lambda: nl.Deployment.parse("hour=late"),
        lambda: nl.Archive.of(tmp_path),
    ):
        with pytest.raises(nl.NinelivesError):
            wrong()


def test_every_verb_is_documented_with_its_errors() -> None:
    for verb in (nl.train, nl.predict, nl.collect):
        doc = inspect.getdoc(verb) or ""
        assert "Args:" in doc
        assert "Raises:" in doc


def test_an_option_that_there_is_not_is_told_with_the_near_one(photos: Path) -> None:
    with pytest.raises(nl.NinelivesError, match=r"there is no option 'foo', 'sed' \(did you mean 'seed' \?\)"):
        nl.train(photos, foo=1, sed=3)


@pytest.mark.parametrize("data", [None, 3, b"photos", [None], ["photos", 3]])
def test_what_names_no_photos_is_told(data: object, model: nl.Model, tmp_path: Path) -> None:
    for call in (lambda: nl.train(data), lambda: nl.predict(model, data), lambda: nl.collect(data, out=tmp_path / "a")):  # type: ignore[arg-type]
        with pytest.raises(nl.NinelivesError, match="photos are named by a path or several, and this is "):
            call()


def test_what_names_no_model_is_told(photos: Path) -> None:
    with pytest.raises(nl.NinelivesError, match="a model is named by its folder, and this is NoneType"):
        nl.predict(None, photos)  # type: ignore[arg-type]


def test_progress_is_shown_where_somebody_looks(
    photos: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(**more: object) -> str:
        nl.train(photos, rungs=("majority",), **more)
        return capsys.readouterr().err

    assert told() == ""
    assert "read " in told(progress=True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert "read " in told()
    assert told(progress=False) == ""
    nl.collect(photos, out=tmp_path / "p.archive")
    assert "read " in capsys.readouterr().err


def test_labels_and_target_are_put_on_an_archive_too(photos: Path, tmp_path: Path) -> None:
    archive = nl.Archive.of(photos)
    rows = "".join(f"{item},{'a' if number % 2 else 'b'}\n" for number, item in enumerate(archive.items))
    (tmp_path / "l.csv").write_text(f"item,label\n{rows}")
    assert nl.train(archive, labels=tmp_path / "l.csv", rungs=("majority",)).classes == ("a", "b")
