"""Whatever a person names is opened, or refused in words."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.errors import NinelivesError
from ninelives.stages.defer.sources import opened
from ninelives.store.cache import Cache
from tests.stages.defer.answers import answers, written


def test_a_model_by_its_path_or_itself_and_answers_are_opened(model: TableModel, judged: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert opened(model.path, None, None, None, cache)[0].identity == model.identity
    assert opened(model, None, None, None, cache)[0].kind == "table"
    assert opened(judged, None, None, None, cache)[0].kind == "predictions"


def test_a_declared_use_has_no_items_yet(model: TableModel, tmp_path: Path) -> None:
    _, new = opened(model, None, "kind=round", None, Cache(tmp_path))
    assert new is not None
    assert new.judged is None


def test_answers_of_this_very_model_may_calibrate_it(model: TableModel, tmp_path: Path) -> None:
    told = answers(60).rename({"p_cat": "p_no", "p_dog": "p_yes"})
    told = told.with_columns(pl.col("truth").replace({"cat": "no", "dog": "yes"}))
    source, _ = opened(model, written(tmp_path / "said.csv", told), None, [], Cache(tmp_path))
    assert len(source.calibration) == 60
    with pytest.raises(NinelivesError, match="other classes"):
        opened(model, written(tmp_path / "cats.csv", answers(60)), None, [], Cache(tmp_path))


def test_answers_may_not_take_a_models_envelope_away(model: TableModel, tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="record no conditions"):
        opened(model, written(tmp_path / "said.csv", answers(60)), None, None, Cache(tmp_path))


@pytest.mark.parametrize("what", ["missing.model", 3])
def test_what_is_none_of_these_is_refused(what: object, tmp_path: Path) -> None:
    with pytest.raises(NinelivesError):
        opened(what, None, None, None, Cache(tmp_path))


def test_photos_are_no_model(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("hello")
    with pytest.raises(NinelivesError, match="neither a model nor answers"):
        opened(tmp_path / "x.txt", None, None, None, Cache(tmp_path))
