"""What is asked for is checked against the rows before anything is fitted."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.table import Table
from ninelives.errors import NinelivesError
from ninelives.stages.train.clock import OutOfTime
from ninelives.stages.train.tables import job as module
from ninelives.stages.train.tables.job import Columns, TableJob, names, read
from ninelives.stages.train.tables.spec import TableSpec
from tests.rows import rows, write


def job(data: Any = None, deployment: str | None = None, target: str | None = "fit", **options: Any) -> TableJob:
    columns = Columns(target=target, ignore=("price",) if target == "fit" else ())
    data = rows() if data is None else data
    return read(data, columns, deployment, TableSpec.of(options), time.perf_counter(), None)


def test_it_stands_on_the_rows() -> None:
    found = job(deployment="kind=oval", rungs="rules")
    assert (len(found.table), found.ladder, found.axes) == (240, ("rules",), ("kind", "wet"))
    assert found.deployment
    assert found.deployment.declared == ("kind",)


def test_the_lineage_tells_whatever_may_change_the_model() -> None:
    one = job(rungs="rules").lineage
    assert job(rungs="rules").lineage == one
    others = [
        job(rungs="rules", seed=1),
        job(rungs="majority"),
        job(rungs="rules", folds=3),
        job(rungs="rules", axes="kind"),
        job(rungs="rules", calibration_share=0.0),
        job(rungs="rules", deployment="kind=oval"),
        job(rows(seed=1), rungs="rules"),
        job(rows().with_columns(more=rows()["size"] ** 2), rungs="rules"),
    ]
    assert len({other.lineage.digest for other in [*others, job(rungs="rules")]}) == len(others) + 1
    assert job(rungs="rules", budget=9).lineage == one


def test_without_a_target_the_columns_are_told(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match=r"it has 'size', 'kind', 'wet', 'fit', 'price'") as error:
        job(target=None)
    assert error.value.fix == "--target 'price', for instance"
    path = write(tmp_path / "rows.csv", rows())
    with pytest.raises(NinelivesError, match="no column of picture paths") as error:
        job(path, target=None)
    assert error.value.fix == f"ninelives train {path} --target 'price', for instance"
    with pytest.raises(NinelivesError) as error:
        job(rows().rename({"fit": "label"}), target=None)
    assert error.value.fix == "did you mean --target label ?"
    with pytest.raises(NinelivesError, match="the table has no target"):
        job(Table.of(rows()), target=None)


def test_a_target_that_is_not_there_is_told_with_the_near_one() -> None:
    with pytest.raises(NinelivesError, match="no column 'Fitt'") as error:
        job(target="Fitt")
    assert "did you mean --target fit ?" in str(error.value.fix)


def test_a_condition_that_is_not_there_is_told() -> None:
    with pytest.raises(NinelivesError, match="no condition 'kindd'"):
        job(axes="kindd")
    with pytest.raises(NinelivesError, match="knd"):
        job(deployment="knd=round")


def test_torch_that_is_not_there_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    there = job(rungs="rules,network").lineage
    monkeypatch.setattr(module, "find_spec", lambda name: None if name == "torch" else True)
    found = job(rungs="rules,network")
    assert found.ladder == ("rules",)
    assert [(one.name, one.fix) for one in found.untried] == [("network", "pip install 'ninelives[torch]'")]
    assert found.lineage != there
    with pytest.raises(NinelivesError, match="no rung can be tried: network: torch is not installed"):
        job(rungs="network")


def test_too_many_classes_for_a_rung_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ninelives.stages.train.tables.rungs.boosting.MOST_CLASSES", 1)
    found = job(rungs="rules,boosting")
    assert found.ladder == ("rules",)
    assert "for at most 1 of them" in found.untried[0].reason


def test_a_budget_that_is_over_while_reading_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> Table:
        raise OutOfTime

    monkeypatch.setattr(module.Table, "of", slow)
    with pytest.raises(NinelivesError, match="was over while the rows were read"):
        job(budget=1)


def test_names_of_columns_come_as_text_or_one_by_one() -> None:
    assert names("a, b,,c") == names(["a", "b", "c"]) == ("a", "b", "c")
    assert names(None) == names("") == ()
