"""TableModel: there and back, what it says of new rows, and what it is not."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.errors import NinelivesError
from tests.rows import rows, write

NEW = rows(40, seed=7)


def test_it_comes_back_as_it_was(model: TableModel, numbers: TableModel, tmp_path: Path) -> None:
    for one in (model, numbers):
        again = one.save(tmp_path / f"{one.target}.model")
        assert again.digest == one.digest
        assert (again.classes, again.chosen, again.scores) == (one.classes, one.chosen, one.scores)
        assert again.coding == one.coding
        assert again.errors == one.errors
        assert again.facts == one.facts
        assert all(again.tables[name].equals(table) for name, table in one.tables.items())
        assert (again.predict(NEW) == one.predict(NEW)).all()


def test_the_timings_are_no_part_of_the_digest(copy: Path, model: TableModel) -> None:
    (copy / "timings.json").write_text(json.dumps({"total": 1.0, "rungs": {}}))
    assert TableModel.load(copy).digest == model.digest
    (copy / "timings.json").write_text("no")
    assert TableModel.load(copy).seconds == 0.0


def test_paths_and_frames_of_any_library_are_judged_alike(model: TableModel, tmp_path: Path) -> None:
    ways = [NEW, NEW.lazy(), NEW.to_arrow(), write(tmp_path / "new.csv", NEW)]
    told = [model.predict_proba(way) for way in ways]
    assert all(np.allclose(p, told[0]) for p in told)
    assert told[0].shape == (40, 2)
    assert np.allclose(told[0].sum(axis=1), 1)
    assert np.mean(model.predict(NEW) == NEW["fit"].to_numpy()) > 0.75
    assert model.predict(NEW.select("wet", "kind", "size")).tolist() == model.predict(NEW).tolist()


def test_intervals_stand_about_the_numbers_and_hold(numbers: TableModel) -> None:
    many = rows(400, seed=9)
    said, ends = numbers.predict(many), numbers.predict_interval(many)
    assert ends.shape == (400, 2)
    truth = many["price"].to_numpy()
    assert np.mean((ends[:, 0] <= truth) & (truth <= ends[:, 1])) > 0.83
    assert np.abs(said - truth).mean() < 15


def test_what_it_cannot_say_is_refused(model: TableModel, numbers: TableModel) -> None:
    with pytest.raises(NinelivesError, match="'price' is a number, and has no probabilities"):
        numbers.predict_proba(NEW)
    with pytest.raises(NinelivesError, match="'fit' is a class, and has no interval"):
        model.predict_interval(NEW)
    with pytest.raises(NinelivesError, match="too few scenes for an interval"):
        dataclasses.replace(numbers, reach=None).predict_interval(NEW)
    with pytest.raises(NinelivesError, match="has no column 'size', 'kind'"):
        model.predict(NEW.select("wet"))


def test_rows_that_it_learned_from_are_known_again(model: TableModel) -> None:
    x, _ = model.coding.of_frame(rows())
    assert model.learned_from(x).all()
    assert not model.learned_from(model.coding.of_frame(NEW)[0]).any()


def test_two_that_lie_nowhere_are_told_apart(model: TableModel) -> None:
    nowhere = dataclasses.replace(model, digest="", path=None)
    other = dataclasses.replace(nowhere, chosen="majority")
    assert nowhere.identity != other.identity
    assert model.identity == model.digest


def test_it_is_shown_in_a_few_lines(model: TableModel, numbers: TableModel) -> None:
    assert f"fit: no, yes; from 240 rows in {model.facts['scenes']} scenes, 3 columns" in repr(model)
    assert "price: numbers" in repr(numbers)
    assert "off by" in repr(numbers)


def test_what_names_no_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="there is no model"):
        TableModel.load(tmp_path / "none")
    with pytest.raises(NinelivesError, match="a model is named by its folder, and this is NoneType"):
        TableModel.load(None)  # type: ignore[arg-type]


def test_its_use_is_told_with_what_it_never_recorded(model: TableModel) -> None:
    assert model.deployment
    assert model.deployment.declared == ("kind",)
    assert model.unrecorded == ()
    assert model.set_aside == []
    assert isinstance(model.tables["learned"], pl.DataFrame)
