"""Answers that were made elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import ninelives as nl
from ninelives.errors import NinelivesError
from ninelives.stages.defer.sources.given import is_answers, new_answers, of_answers, read
from tests.stages.defer.answers import answers, numbers, written


def test_a_table_with_its_truth_calibrates(judged: Path) -> None:
    source = of_answers(judged)
    assert source.classes == ("cat", "dog")
    assert len(source.calibration) == 1500
    assert source.planning is None
    assert source.envelope.axes == ()


def test_rows_without_a_truth_are_left_out_and_none_at_all_is_refused(tmp_path: Path) -> None:
    some = answers(50).with_columns(truth=pl.when(pl.int_range(50) < 10).then("truth"))
    assert len(of_answers(written(tmp_path / "some.csv", some)).calibration) == 10
    with pytest.raises(NinelivesError, match="tells no truth"):
        of_answers(written(tmp_path / "none.csv", answers(50, truth=False)))


def test_a_truth_that_is_no_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="names 'bird'"):
        of_answers(written(tmp_path / "x.csv", answers(50).with_columns(truth=pl.lit("bird"))))


def test_numbers_are_answers_too(tmp_path: Path) -> None:
    path = written(tmp_path / "numbers.csv", numbers(60))
    assert is_answers(path)
    judged, classes = read(path, None)
    assert classes is None
    assert judged.outputs.shape == (60, 1)
    ends = numbers(60).with_columns(lower=pl.col("prediction") - 1, upper=pl.col("prediction") + 1)
    assert read(written(tmp_path / "ends.csv", ends), None)[0].outputs.shape == (60, 3)


def test_the_truth_may_lie_in_a_table_of_its_own(tmp_path: Path, judged: Path) -> None:
    new = written(tmp_path / "new.csv", answers(40, truth=False))
    source = of_answers(new, judged)
    assert len(source.calibration) == 1500
    other = pl.DataFrame({"item": ["a"], "p_cow": [0.5], "p_pig": [0.5], "truth": ["cow"]})
    with pytest.raises(NinelivesError):
        of_answers(new, written(tmp_path / "cows.csv", other))


def test_scenes_that_a_table_names_are_kept(tmp_path: Path) -> None:
    told = answers(40).with_columns(scene=pl.Series(np.repeat(np.arange(10), 4)))
    assert len(np.unique(of_answers(written(tmp_path / "s.csv", told)).calibration.scenes)) == 10


def test_new_ones_are_read_as_the_old_ones_are(tmp_path: Path, judged: Path) -> None:
    new = new_answers(written(tmp_path / "new.csv", answers(40, truth=False)), of_answers(judged))
    assert new.judged is not None
    assert not new.judged.known.any()


def test_what_holds_no_answers_is_none(tmp_path: Path) -> None:
    assert not is_answers(tmp_path / "none.csv")
    assert not is_answers(written(tmp_path / "x.csv", pl.DataFrame({"item": ["a"], "size": [1.0]})))
    assert not is_answers(3)


def test_a_table_without_items_or_with_words_for_numbers_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("prediction,truth\n1,2\n")
    with pytest.raises(NinelivesError, match="has no column 'item'"):
        of_answers(tmp_path / "a.csv")
    (tmp_path / "b.csv").write_text("item,prediction,truth\na,cat,1\n")
    with pytest.raises(NinelivesError, match=r"column 'prediction' of '.*b.csv' should hold numbers, and holds 'cat'"):
        of_answers(tmp_path / "b.csv")


@pytest.mark.parametrize("value", ["", "nan", "inf", "1e200"])
def test_a_prediction_that_is_no_number_is_told(tmp_path: Path, value: str) -> None:
    (tmp_path / "a.csv").write_text(f"item,prediction,truth\na,1,1\nb,{value},2\n")
    with pytest.raises(NinelivesError, match="should hold numbers, and holds"):
        of_answers(tmp_path / "a.csv")


def test_numbers_that_a_model_of_ours_predicted_are_numbers(tmp_path: Path) -> None:
    size = [at * 7 % 101 for at in range(300)]
    rows = pl.DataFrame({"size": size, "price": [0.37 * each * each + at for at, each in enumerate(size)]})
    model = nl.train(rows, target="price", rungs=("mean",), progress=False)
    said = nl.predict(model, rows.drop("price"), out=tmp_path / "said.parquet", progress=False)
    source = of_answers(written(tmp_path / "numbers.csv", numbers(200)))
    judged = new_answers(said.path, source).judged
    assert judged is not None
    assert len(judged) == 300
    assert judged.outputs[0, 0] == pytest.approx(said.table.get_column("prediction")[0])
