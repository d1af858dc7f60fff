"""Whichever kind of model lies there is opened as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.model import Model
from ninelives.artifacts.model.tables import TableModel, is_of_table, load_model
from ninelives.errors import NinelivesError
from ninelives.stages.train.fit import train
from tests.folders import noise


def test_each_is_loaded_by_its_own_class_and_the_other_says_which(model: TableModel, tmp_path: Path) -> None:
    photos = noise(tmp_path / "photos", bright=(140, 200, 10), dim=(90, 150, 10))
    other = train(photos, out=tmp_path / "photos.model", rungs=("majority",))
    assert model.path
    assert other.path
    assert isinstance(load_model(model.path), TableModel)
    assert isinstance(load_model(str(other.path)), Model)
    assert (is_of_table(model.path), is_of_table(other.path)) == (True, False)
    with pytest.raises(NinelivesError, match=r"is the model of a table") as told:
        Model.load(model.path)
    assert "nl.TableModel.load(" in str(told.value)
    with pytest.raises(NinelivesError, match=r"is a model of photos") as told:
        TableModel.load(other.path)
    assert "nl.Model.load(" in str(told.value)


def test_what_is_no_model_is_told(copy: Path, tmp_path: Path) -> None:
    for wrong in (tmp_path / "none", tmp_path, None):
        with pytest.raises(NinelivesError):
            load_model(wrong)  # type: ignore[arg-type]
    (copy / "ninelives.json").write_text("{")
    assert not is_of_table(copy)
    with pytest.raises(NinelivesError, match="damaged"):
        load_model(copy)
