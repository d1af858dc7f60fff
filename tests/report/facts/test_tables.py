"""What the page of a table's model shows."""

from __future__ import annotations

import dataclasses

import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.report import tables as page_of
from ninelives.report.facts.tables import PHRASES, notes, off, page, rules
from ninelives.stages.train.tables.fit import train_table_into
from ninelives.stages.train.tables.job import Columns
from ninelives.stages.train.tables.rungs import CLASSES, NUMBERS
from ninelives.stages.train.tables.spec import TableSpec
from tests.rows import rows


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> TableModel:
    out = tmp_path_factory.mktemp("facts") / "fit.model"
    frame = rows().with_columns(also=rows()["fit"].replace({"yes": "1", "no": "0"}))
    columns = Columns(target="fit", ignore=("price",))
    return train_table_into(frame, columns, "kind=oval", TableSpec(rungs=("majority", "rules")), out, out).model


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> TableModel:
    out = tmp_path_factory.mktemp("facts") / "price.model"
    columns = Columns(target="price", ignore=("fit",))
    return train_table_into(rows(), columns, None, TableSpec(rungs=("mean", "rules", "linear")), out, out).model


def test_every_rung_has_a_phrase() -> None:
    assert set(PHRASES) == {*CLASSES, *NUMBERS}


def test_the_page_says_what_the_model_says(model: TableModel) -> None:
    told = page(model)
    assert (told.name, told.target, told.classes) == ("fit.model", "fit", ("no", "yes"))
    assert (told.accuracy, told.interval) == model.accuracy()
    assert sum(map(sum, told.confusion)) == sum(each.count for each in told.calibration) == told.items == 240
    assert told.judged == (144, 96)
    assert [left_out for _, left_out in told.leaks if left_out] == [True]
    assert told.columns[0][:2] == ("size", "numbers")
    assert {name for name, _, read in told.columns if read} <= {"size", "kind", "wet"}
    assert sum(rule.count for rule in told.rules) == 144
    assert [gap.words for gap in told.gaps] == ["kind oval"]
    assert told.axis is not None
    assert all(each.right is not None for each in told.axis.bins if each.scenes)
    assert "fit.model" in page_of.render(told)


def test_numbers_are_told_with_how_far_off_they_are(numbers: TableModel) -> None:
    told, far = page(numbers), off(numbers)
    assert told.off == far
    assert far is not None
    assert (far.mean, far.interval) == numbers.mean_absolute_error()
    assert far.usual == numbers.errors["mean"].mean_absolute_error
    assert len(told.pairs) == 240
    assert told.classes is told.accuracy is None
    assert "off on average" in page_of.render(told)


def test_notes_do_not_say_a_leak_again(model: TableModel) -> None:
    assert any("also" in note for note in model.facts["notes"])
    assert not any("also" in note for note in notes(model.facts))


def test_rules_that_were_not_climbed_are_not_told(numbers: TableModel) -> None:
    assert rules(numbers)
    without = {name: rung for name, rung in numbers.rungs.items() if name != "rules"}
    assert rules(dataclasses.replace(numbers, rungs=without)) == ()
