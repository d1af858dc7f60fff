"""Answers of a table or a function are checked to the last one, and kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import ninelives as nl
from ninelives.artifacts.archive import Archive
from ninelives.artifacts.model import Model
from ninelives.cli import main
from ninelives.errors import NinelivesError
from ninelives.stages.adopt.fit import adopt
from ninelives.stages.adopt.said import of_function, pictures
from ninelives.stages.adopt.spec import AdoptSpec


def table(photos: Path, path: Path, **bend: Any) -> Path:
    """A table of answers, nine in ten right, in another order than the photos."""
    archive = Archive.of(photos)
    truth = np.array(archive.labels) == "red"
    red = np.where(np.arange(120) % 10 == 0, 1 - truth, truth) * 0.8 + 0.1
    frame = pl.DataFrame({"item": archive.items, "p_red": red, "p_green": 1 - red}).with_columns(**bend)
    frame = frame.sample(fraction=1, shuffle=True, seed=1)
    frame.write_parquet(path) if path.suffix == ".parquet" else frame.write_csv(path)
    return path


@pytest.mark.parametrize("name", ["said.csv", "said.parquet"])
def test_a_table_of_answers_becomes_a_model_that_keeps_them(photos: Path, tmp_path: Path, name: str) -> None:
    model = adopt(table(photos, tmp_path / name), data=photos, out=tmp_path / "said.model")
    assert model.classes == ("red", "green")
    assert model.accuracy()[0] == pytest.approx(0.9)
    assert model.origin
    assert model.origin.takes is None
    assert not (tmp_path / "said.model" / "foreign.onnx").exists()
    again = Model.load(tmp_path / "said.model")
    assert again.tables["calibration"].equals(model.tables["calibration"])
    _, p = again.unseen()
    assert p.max(axis=1) == pytest.approx(0.9, abs=0.03)  # how sure it is was set


def test_a_command_that_needs_new_answers_says_so(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    adopt(table(photos, tmp_path / "said.csv"), data=photos, out=tmp_path / "said.model")
    with pytest.raises(SystemExit):
        main(["predict", str(tmp_path / "said.model"), str(photos), "-o", str(tmp_path / "p.parquet")])
    said = capsys.readouterr().err
    assert "this model is what 'said.csv' said of 120 photos, and judges no others" in said
    assert not (tmp_path / "p.parquet").exists()


@pytest.mark.parametrize(
    ("bend", "says"),
    [
        ({"p_red": pl.lit(0.7)}, "sum"),
        ({"p_red": pl.lit(float("nan"))}, "no number, NaN"),
        ({"p_red": pl.lit(-0.2), "p_green": pl.lit(1.2)}, "below 0 or above 1"),
        ({"p_red": pl.lit(3.0), "p_green": pl.lit(-1.0)}, "--logits"),
        ({"item": pl.lit("red/000.png")}, "stands twice"),
        ({"item": pl.concat_str(pl.lit("photos/"), "item")}, "120 items have no row"),
    ],
)
def test_every_fault_of_a_table_is_refused(photos: Path, tmp_path: Path, bend: dict[str, Any], says: str) -> None:
    path = table(photos, tmp_path / "said.csv", **bend)
    with pytest.raises(NinelivesError) as caught:
        adopt(path, data=photos, out=tmp_path / "o.model")
    assert says in str(caught.value)
    assert caught.value.fix
    assert not (tmp_path / "o.model").exists()


def test_rows_of_items_that_are_not_there_are_told_and_left_out(photos: Path, tmp_path: Path) -> None:
    path = table(photos, tmp_path / "said.csv")
    (tmp_path / "more.csv").write_text(path.read_text() + "elsewhere.png,0.5,0.5\n")
    model = adopt(tmp_path / "more.csv", data=photos)
    assert any("1 row names no item that is there: 'elsewhere.png'" in note for note in model.facts["notes"])


def test_columns_that_are_swapped_are_suspected(photos: Path, tmp_path: Path) -> None:
    path = table(photos, tmp_path / "said.csv", p_red="p_green", p_green="p_red")
    model = adopt(path, data=photos)
    assert model.origin
    assert model.origin.doubts[0].endswith("with its columns named green,red")


def redness(batch: list[np.ndarray]) -> np.ndarray:
    """Probabilities of green and red, of pictures of any size."""
    logits = np.array([[float(picture[..., 1].mean()), float(picture[..., 0].mean())] for picture in batch])
    return np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))


def test_a_function_is_asked_and_its_answers_are_kept(photos: Path, tmp_path: Path) -> None:
    model = nl.adopt(redness, data=photos, out=tmp_path / "f.model")
    assert isinstance(model, Model)
    assert model.accuracy()[0] > 0.85
    assert repr(model).startswith(f"{tmp_path / 'f.model'}: redness, right in")
    with pytest.raises(NinelivesError, match="judges no others"):
        model.predict(photos)


def test_a_function_may_be_given_arrays_made_ready(photos: Path) -> None:
    seen = []

    def call(x: np.ndarray) -> np.ndarray:
        seen.append((x.shape, x.dtype, float(x.max()) <= 1))
        return 1 / (1 + np.exp(-400 * (x[:, 0].mean((1, 2)) - x[:, 1].mean((1, 2)))))

    model = adopt(call, data=photos, size=16, values="0-1")
    assert model.accuracy()[0] > 0.85
    assert seen == [((64, 3, 16, 16), np.float32, True), ((56, 3, 16, 16), np.float32, True)]
    with pytest.raises(NinelivesError, match="their size is not said"):
        adopt(call, data=photos, values="0-1")


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda _: 1 / 0, "breaks off: ZeroDivisionError"),
        (lambda batch: np.ones((len(batch), 2)), "sum"),
        (lambda _: np.ones((1, 2)), "for 120 items it gives 2 x 2"),
        (lambda batch: np.full((len(batch), 2), np.nan), "no number"),
        (lambda batch: np.full((len(batch), 2), 3.0), "--logits"),
        (lambda batch: ["yes"] * len(batch), "no numbers"),
        (lambda batch: np.full((len(batch), 3), 1 / 3), "tells 3 classes apart"),
    ],
)
def test_a_function_that_gives_no_probabilities_is_refused(
    photos: Path, tmp_path: Path, call: Callable[[Any], Any], says: str
) -> None:
    with pytest.raises(NinelivesError) as caught:
        adopt(call, data=photos, out=tmp_path / "o.model")
    assert says in str(caught.value)
    assert caught.value.fix
    assert not (tmp_path / "o.model").exists()


def test_logits_of_a_function_are_taken_where_it_is_said() -> None:
    answers = of_function(lambda _: np.log([[0.2, 0.8]]), [0], ["a"], ["no", "yes"], AdoptSpec(logits=True), "photo")
    np.testing.assert_allclose(answers.p, [[0.2, 0.8]])


def test_a_photo_that_is_gone_meanwhile_is_named(photos: Path, tmp_path: Path) -> None:
    import shutil

    copy = Path(shutil.copytree(photos, tmp_path / "copy"))
    archive = Archive.of(copy)
    (copy / "red" / "003.png").unlink()
    with pytest.raises(NinelivesError, match=r"'red/003\.png' can be read no more"):
        list(pictures(archive, None, None))
